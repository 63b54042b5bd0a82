using System.Globalization;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>A well-formed authorization request of an app that may make it. RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1, RFC 7636 §4.3.</summary>
public sealed record AuthorizeRequest
{
    public required AuthorizationServer Server { get; init; }
    public required App App { get; init; }
    public required ReplyTo ReplyTo { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public string? Nonce { get; init; }
    public string? CodeChallenge { get; init; }
    /// <summary>The thumbprint of the only key that will be able to redeem the code. RFC 9449 §10.</summary>
    public string? DPoPKey { get; init; }
    public bool PromptNone { get; init; }
    public bool PromptLogin { get; init; }
    public TimeSpan? MaxAge { get; init; }
    public string? LoginHint { get; init; }
    public string? IdTokenHint { get; init; }
    public string? UiLocales { get; init; }

    public const int LongestScope = 4096;

    /// <summary>What waits for a person travels in an address, and no address longer than 32 KB reaches a server.</summary>
    public const int LongestWaiting = 24_000;

    public static OAuthException TooLong() => OAuthException.InvalidRequest("The authorization request is too long.");

    /// <summary>Every rule of the parameter table is a line here; the order is the one in which a developer would want to hear of them.</summary>
    public static AuthorizeRequest Parse(Parameters parameters, App app, ReplyTo replyTo, AuthorizationServer server)
    {
        parameters.RefuseRepeated();
        RefuseRequestObjects(parameters);
        RefuseResponse(parameters, app);
        if (parameters[Parameter.State] is not { } state || !state.Any(c => c is > ' ' and not '\u007F'))
            throw OAuthException.InvalidRequest("The authentication request has an invalid 'state' parameter.");

        var prompts = parameters.Words(Parameter.Prompt);
        RefusePrompts(prompts);
        var maxAge = MaxAgeOf(parameters);
        if (prompts.Contains("none") && maxAge == TimeSpan.Zero) throw OAuthException.InvalidRequest("The 'prompt' value 'none' cannot be used with a 'max_age' of 0.");

        return new AuthorizeRequest
        {
            Server = server, App = app, ReplyTo = replyTo,
            Scopes = ScopesOf(parameters, app, server),
            Nonce = parameters[Parameter.Nonce],
            CodeChallenge = ChallengeOf(parameters, app),
            DPoPKey = DPoPKeyOf(parameters),
            PromptNone = prompts.Contains("none"), PromptLogin = prompts.Contains("login"),
            MaxAge = maxAge,
            LoginHint = parameters[Parameter.LoginHint], IdTokenHint = parameters[Parameter.IdTokenHint], UiLocales = parameters[Parameter.UiLocales],
        };
    }

    // OpenID Connect Core §6.1: a request object that is not understood must be refused, never ignored.
    private static void RefuseRequestObjects(Parameters parameters)
    {
        if (parameters.Has(Parameter.Request)) throw OAuthException.RequestNotSupported("The 'request' parameter is not supported.");
        if (parameters.Has(Parameter.RequestUri)) throw OAuthException.RequestUriNotSupported("The 'request_uri' parameter is not supported.");
    }

    private static void RefuseResponse(Parameters parameters, App app)
    {
        var type = parameters[Parameter.ResponseType] ?? throw OAuthException.InvalidRequest("The 'response_type' parameter is required.");
        if (type != "code") throw OAuthException.UnsupportedResponseType("The response type is not supported by the authorization server. Configured response types: [code].");
        if (!app.ResponseTypes.Contains(type) || !app.GrantTypes.Contains(GrantType.AuthorizationCode))
            throw OAuthException.UnauthorizedClient("The client is not authorized to use the provided response type.");
        if (parameters[Parameter.ResponseMode] is { } mode && !ResponseModes.IsKnown(mode))
            throw OAuthException.UnsupportedResponseMode("The response mode is not supported by the authorization server. Configured response modes: [query, fragment, form_post].");
    }

    private static void RefusePrompts(IReadOnlyList<string> prompts)
    {
        if (prompts.FirstOrDefault(prompt => prompt is not ("none" or "login" or "consent")) is not null)
            throw OAuthException.InvalidRequest("The 'prompt' parameter must be one of: none, login, consent, or login consent.");
        if (prompts.Count > 1 && prompts.Contains("none")) throw OAuthException.InvalidRequest("The 'prompt' value 'none' cannot be combined with others.");
    }

    private static TimeSpan? MaxAgeOf(Parameters parameters)
    {
        if (parameters[Parameter.MaxAge] is not { } text) return null;
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) throw OAuthException.InvalidRequest("The 'max_age' parameter must be a number of seconds.");
        return TimeSpan.FromSeconds(seconds);
    }

    private static string? ChallengeOf(Parameters parameters, App app)
    {
        var challenge = parameters[Parameter.CodeChallenge];
        if (challenge is null)
        {
            if (app.PkceRequired || app.Public) throw OAuthException.InvalidRequest("PKCE code challenge is required by the application.");
            if (parameters.Has(Parameter.CodeChallengeMethod)) throw OAuthException.InvalidRequest("The 'code_challenge_method' parameter was given without a 'code_challenge'.");
            return null;
        }
        if (parameters[Parameter.CodeChallengeMethod] != Pkce.Method) throw OAuthException.InvalidRequest("The 'code_challenge_method' parameter must be S256.");
        return Pkce.IsChallenge(challenge) ? challenge : throw OAuthException.InvalidRequest("The 'code_challenge' parameter must be the 43 characters of a base64url SHA-256 digest.");
    }

    private static string? DPoPKeyOf(Parameters parameters) => parameters[Parameter.DPoPKey] is not { } key || JwkThumbprint.IsWellFormed(key) ? parameters[Parameter.DPoPKey]
        : throw OAuthException.InvalidRequest("The 'dpop_jkt' parameter must be the 43 characters of a base64url SHA-256 JWK thumbprint.");

    private static IReadOnlyList<string> ScopesOf(Parameters parameters, App app, AuthorizationServer server)
    {
        if (parameters[Parameter.Scope] is { Length: > LongestScope }) throw OAuthException.InvalidScope("The 'scope' parameter is too long.");
        var asked = parameters.Words(Parameter.Scope);
        if (asked.Count == 0) asked = server.Scopes.Values.Where(scope => scope.Default).Select(scope => scope.Name).ToArray();
        if (asked.Count == 0) throw OAuthException.InvalidScope("No scopes were requested.");
        if (!asked.All(server.Scopes.ContainsKey)) throw OAuthException.InvalidScope("One or more scopes are not configured for the authorization server resource.");

        // The guide's configuration asks for offline_access before its step that turns the grant on: sign in, hand out none.
        return app.GrantTypes.Contains(GrantType.RefreshToken) ? asked : asked.Where(scope => scope != Scope.OfflineAccess).ToArray();
    }
}
