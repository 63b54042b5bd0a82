namespace Latchkey.Server.Core.Rulebook;

/// <summary>The kinds of policy that an org has, by their names in the contract (§3.9).</summary>
internal static class PolicyType
{
    /// <summary>How a session begins, and how long it lasts.</summary>
    public const string SignOn = "OKTA_SIGN_ON";
    /// <summary>What it takes to get into an app.</summary>
    public const string Access = "ACCESS_POLICY";
    /// <summary>What passwords are like.</summary>
    public const string Password = "PASSWORD";
    /// <summary>Which authenticators people set up.</summary>
    public const string Enroll = "MFA_ENROLL";
    /// <summary>Who makes an account for themselves.</summary>
    public const string Profile = "PROFILE_ENROLLMENT";

    /// <summary>Where people are sent to sign in, by what they are called and where they want to. Every org has one of it, and no other.</summary>
    public const string Discovery = "IDP_DISCOVERY";

    /// <summary>Those of which an org makes policies of its own.</summary>
    public static readonly IReadOnlyList<string> All = [SignOn, Access, Password, Enroll, Profile];

    /// <summary>Those that every org has one of.</summary>
    public static readonly IReadOnlyList<string> Kept = [.. All, Discovery];

    /// <summary>Kinds that Okta has and this server does not: there are none of them.</summary>
    public static readonly IReadOnlyList<string> Elsewhere =
    [
        "POST_AUTH_SESSION", "ENTITY_RISK", "DEVICE_SIGNAL_COLLECTION", "SESSION_VIOLATION_DETECTION", "CLIENT_UPDATE",
        "IDENTITY_CLAIM_SOURCING",
    ];

    /// <summary>What a rule of such a policy is called.</summary>
    public static string OfRules(string type) => type == SignOn ? "SIGN_ON" : type;

    /// <summary>Apps name the one that is theirs; the others are tried by priority, for the groups they name.</summary>
    public static bool IsOfApps(string type) => type is Access or Profile;
}
