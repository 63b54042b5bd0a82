using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Federation;

/// <summary>Whose identity provider it is, by Okta's names. All of them speak OpenID Connect.</summary>
internal static class ProviderType
{
    public const string Apple = "APPLE";
    public const string Google = "GOOGLE";
    public const string Microsoft = "MICROSOFT";
    public const string OpenId = "OIDC";
    /// <summary>Another Latchkey, or an org of Okta's.</summary>
    public const string Org = "OKTA_INTEGRATION";

    public static readonly IReadOnlyList<string> All = [Apple, Google, Microsoft, OpenId, Org];

    private const string NoSaml = "SAML is not offered here: use the provider's OpenID Connect address with the type OIDC";
    private const string NoOpenId = "this provider has its own protocol, and nothing it says is signed for this server: use one that speaks OpenID Connect";
    private const string AsOpenId = "is taken as OIDC: give its issuer with that type";

    /// <summary>Types of Okta's that are none here, and what to do instead.</summary>
    private static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SAML2"] = NoSaml, ["X509"] = "smart cards are not offered here: a passkey is a key in hardware, too",
        ["AMAZON"] = NoOpenId, ["DISCORD"] = NoOpenId, ["FACEBOOK"] = NoOpenId, ["GITHUB"] = NoOpenId, ["SPOTIFY"] = NoOpenId, ["XERO"] = AsOpenId,
        ["GITLAB"] = AsOpenId, ["LINKEDIN"] = AsOpenId, ["LOGINGOV"] = AsOpenId, ["LOGINGOV_SANDBOX"] = AsOpenId, ["PAYPAL"] = AsOpenId,
        ["PAYPAL_SANDBOX"] = AsOpenId, ["SALESFORCE"] = AsOpenId, ["YAHOO"] = AsOpenId, ["YAHOOJP"] = AsOpenId,
        ["IDV_CLEAR"] = NoProofing, ["IDV_INCODE"] = NoProofing, ["IDV_PERSONA"] = NoProofing, ["IDV_STANDARD"] = NoProofing,
    };

    private const string NoProofing = "this server proves nobody's identity by papers";

    /// <exception cref="RuleException">It is none that is asked here.</exception>
    public static string Require(string? given) => given is not null && All.Contains(given) ? given
        : throw new RuleException("type", given is not null && Elsewhere.TryGetValue(given, out var why) ? why : $"must be one of {string.Join(", ", All)}");

    /// <summary>The one that everybody has who has this type; null: each has its own.</summary>
    public static string? IssuerOf(string type) => type switch
    {
        Apple => "https://appleid.apple.com",
        Google => "https://accounts.google.com",
        Microsoft => "https://login.microsoftonline.com/common/v2.0",
        _ => null,
    };

    /// <summary>What is asked for where nobody says. Apple knows no <c>profile</c>.</summary>
    public static IReadOnlyList<string> ScopesOf(string type) => type == Apple ? ["openid", "email", "name"] : ["openid", "profile", "email"];
}
