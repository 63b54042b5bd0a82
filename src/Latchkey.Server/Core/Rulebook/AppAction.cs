namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a rule of an app's sign-on policy decides. Contract §3.9, <c>appSignOn</c>.</summary>
internal sealed record AppAction
{
    /// <summary>Not again while the session lasts: Okta's five years.</summary>
    public const string NeverAgain = "PT43800H";

    public bool Deny { get; init; }
    public bool TwoFactors { get; init; }
    /// <summary>A password is among what is proven.</summary>
    public bool Password { get; init; }
    /// <summary>A site that looks like this one would get nothing from what is proven.</summary>
    public bool PhishingResistant { get; init; }
    /// <summary>How long a sign-in counts here, as it was written; zero: it is asked for each time.</summary>
    public string ReauthenticateIn { get; init; } = NeverAgain;
    /// <summary>What <see cref="Password"/> and <see cref="PhishingResistant"/> were said with, in JSON: it is answered as it came.</summary>
    public string Constraints { get; init; } = "[]";
}
