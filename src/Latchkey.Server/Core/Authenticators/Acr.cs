namespace Latchkey.Server.Core.Authenticators;

/// <summary>How sure an app wants to be of who is there. Contract §2.1, <c>acr_values</c>; RFC 9470 §4.</summary>
internal static class Acr
{
    public const string Password = "urn:okta:loa:1fa:pwd";
    public const string OneFactor = "urn:okta:loa:1fa:any";
    public const string TwoFactors = "urn:okta:loa:2fa:any";
    public const string TwoFactorsIfPossible = "urn:okta:loa:2fa:any:ifpossible";
    /// <summary>With a key that answers only the site it was made for: a passkey.</summary>
    public const string PhishingResistant = "phr";
    /// <summary>The same, kept by hardware, as a certificate of the device's maker has shown: decision 0045.</summary>
    public const string PhishingResistantHardware = "phrh";

    /// <summary>What can be met, the least first: whoever sends the list as it stands gets the least.</summary>
    public static readonly IReadOnlyList<string> Supported =
        [OneFactor, Password, TwoFactorsIfPossible, TwoFactors, PhishingResistant, PhishingResistantHardware];

    /// <summary>What somebody could meet here by now. Contract §1.3.</summary>
    public static IReadOnlyList<string> SupportedWhere(bool hardwareIsKnown) =>
        hardwareIsKnown ? Supported : [.. Supported.Where(value => value != PhishingResistantHardware)];

    public static bool IsKnown(string value) => Supported.Contains(value);
}
