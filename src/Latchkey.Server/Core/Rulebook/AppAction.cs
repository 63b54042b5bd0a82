using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Latchkey.Server.Core.Authenticators;

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
    /// <summary>What a passkey has to be that is proven.</summary>
    public KeyTraits Key { get; init; }
    /// <summary>The kinds of factor of which one is proven; null: no matter which.</summary>
    public IReadOnlyList<string>? Types { get; init; }
    /// <summary>How long a sign-in counts here, as it was written; zero: it is asked for each time.</summary>
    public string ReauthenticateIn { get; init; } = NeverAgain;
    /// <summary>How long the password counts, where that is less; null: as long as the rest of the sign-in.</summary>
    public string? PasswordAgainIn { get; init; }
    /// <summary>What was said of what is proven, in JSON: it is answered as it came.</summary>
    public string Constraints { get; init; } = "[]";

    /// <summary>What somebody has to have.</summary>
    [JsonIgnore]
    public PossessionDemand Possession => new() { PhishingResistant = PhishingResistant, Key = Key, Types = Types, Names = [.. Named] };

    /// <summary>Something that somebody has does by itself, and a mailbox is of that kind.</summary>
    [JsonIgnore]
    public bool TakesMailbox => !Deny && !TwoFactors && !Password && Possession.Takes(FactorType.Email)
        && Constraints.Contains("\"possession\"", StringComparison.Ordinal)
        && JsonNode.Parse(Constraints) is JsonArray list
        && list.Any(one => one?["possession"] is JsonObject wanted && wanted["required"]?.ToString() != "false");

    private IEnumerable<string> Named
    {
        get
        {
            if (PhishingResistant) yield return "possession.phishingResistant";
            if (Key.Bound) yield return "possession.deviceBound";
            if (Key.Hardware) yield return "possession.hardwareProtection";
            if (Key.Verified) yield return "possession.userVerification";
            if (Types is not null) yield return "possession.authenticationMethods";
        }
    }
}
