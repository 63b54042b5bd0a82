using System.Globalization;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// Which pages the app wants shown, or that none may be. OpenID Connect Core §3.1.2.1, Initiating User Registration §4,
/// contract §2.1. One browser holds one session, so choosing an account is signing in anew.
/// </summary>
internal static class PromptValue
{
    public const string None = "none";
    public const string Login = "login";
    public const string Consent = "consent";
    public const string SelectAccount = "select_account";
    public const string Create = "create";
    public const string EnrollAuthenticator = "enroll_authenticator";

    private const string EnrollAcr = "urn:okta:loa:2fa:any:ifpossible";

    public static readonly IReadOnlyList<string> All = [None, Login, Consent, SelectAccount, Create, EnrollAuthenticator];

    /// <summary>
    /// Those that specifications register, for discovery: <c>enroll_authenticator</c> is Okta's own, and Nimbus, and with it Spring, cannot start where it
    /// is listed. OpenID Connect Initiating User Registration §5.
    /// </summary>
    /// <param name="signUp">Whether people may make accounts for themselves: elsewhere <c>create</c> is refused.</param>
    public static IReadOnlyList<string> RegisteredWhere(bool signUp) => [None, Login, Consent, SelectAccount, .. signUp ? [Create] : Array.Empty<string>()];

    /// <param name="parameters">Of the request.</param>
    /// <param name="interaction">The app shows pages of its own: whoever sets something up there signs in to it by the same way.</param>
    public static IReadOnlySet<string> Parse(Parameters parameters, bool interaction = false)
    {
        var prompts = parameters.Words(Parameter.Prompt).ToHashSet(StringComparer.Ordinal);
        if (!prompts.All(All.Contains)) throw OAuthException.InvalidRequest($"The 'prompt' parameter must be one or more of: {string.Join(", ", All)}.");
        foreach (var alone in (string[])[None, Create, EnrollAuthenticator])
            if (prompts.Count > 1 && prompts.Contains(alone))
                throw OAuthException.InvalidRequest($"The 'prompt' value '{alone}' cannot be combined with others.");

        if (prompts.Contains(EnrollAuthenticator))
        {
            if (!interaction) RequireEnrolment(parameters);
        }
        else if (parameters.Has(Parameter.EnrollAmrValues))
            throw OAuthException.InvalidRequest("The 'enroll_amr_values' parameter needs a 'prompt' of enroll_authenticator.");
        return prompts;
    }

    /// <summary>Seconds since the last active sign-in.</summary>
    public static TimeSpan? MaxAgeOf(Parameters parameters, IReadOnlySet<string> prompts)
    {
        if (parameters[Parameter.MaxAge] is not { } text) return null;
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            throw OAuthException.InvalidRequest("The 'max_age' parameter must be a number of seconds.");
        if (seconds == 0 && prompts.Contains(None)) throw OAuthException.InvalidRequest("The 'prompt' value 'none' cannot be used with a 'max_age' of 0.");
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Adding an authenticator is a fresh sign-in that hands nothing to the app. Contract §2.1, enroll_amr_values.</summary>
    private static void RequireEnrolment(Parameters parameters)
    {
        if (parameters[Parameter.ResponseType] != "none" || parameters[Parameter.MaxAge] != "0" || parameters[Parameter.AcrValues] != EnrollAcr)
            throw OAuthException.InvalidRequest(
                $"The 'prompt' value 'enroll_authenticator' needs a 'response_type' of none, a 'max_age' of 0 and 'acr_values' of {EnrollAcr}.");
        if (parameters.Has(Parameter.Scope) || parameters.Has(Parameter.Nonce))
            throw OAuthException.InvalidRequest("The 'prompt' value 'enroll_authenticator' cannot be used with a 'scope' or a 'nonce'.");
    }
}
