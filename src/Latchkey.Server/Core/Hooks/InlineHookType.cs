using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Hooks;

/// <summary>When a hook is asked, by Okta's names.</summary>
internal static class InlineHookType
{
    /// <summary>A token is about to be signed.</summary>
    public const string Token = "com.okta.oauth2.tokens.transform";

    /// <summary>Somebody signs in whose password is elsewhere.</summary>
    public const string Password = "com.okta.user.credential.password.import";

    /// <summary>Somebody makes an account for themselves.</summary>
    public const string Registration = "com.okta.user.pre-registration";

    public static readonly IReadOnlyList<string> All = [Token, Password, Registration];

    /// <summary>Types of Okta's that nothing here would ever ask.</summary>
    public static readonly IReadOnlyDictionary<string, string> Never = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["com.okta.saml.tokens.transform"] = "SAML is not offered here, so there are no assertions to change",
        ["com.okta.import.transform"] = "this server imports nobody from another directory by itself",
        ["com.okta.telephony.provider"] = "this server sends no text messages and calls nobody",
    };

    /// <exception cref="RuleException">It is none that is asked here.</exception>
    public static string Require(string? given) => given is not null && All.Contains(given) ? given
        : throw new RuleException("type", given is not null && Never.TryGetValue(given, out var why) ? why : $"must be one of {string.Join(", ", All)}");
}
