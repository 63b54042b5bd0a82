using Latchkey.Protocol;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>A well-formed authorization request of an app that may make it. RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1, RFC 7636 §4.3.</summary>
internal sealed record AuthorizeRequest
{
    public required AuthorizationServer Server { get; init; }
    public required App App { get; init; }
    public required ReplyTo ReplyTo { get; init; }
    public required ResponseType ResponseType { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public string? Nonce { get; init; }
    public string? CodeChallenge { get; init; }
    public required IReadOnlySet<string> Prompts { get; init; }
    public TimeSpan? MaxAge { get; init; }
    /// <summary>How strong the sign-in should be, best first. Values nobody knows are for the reader to pass over.</summary>
    public IReadOnlyList<string> AcrValues { get; init; } = [];
    public IReadOnlyList<string> EnrollAmrValues { get; init; } = [];
    public required RequestedClaims Claims { get; init; }
    public string? LoginHint { get; init; }
    public string? IdTokenHint { get; init; }
    public string? UiLocales { get; init; }
    public string? Display { get; init; }
    public string? SessionToken { get; init; }
    public string? InterclientToken { get; init; }
    /// <summary>The identity provider that the app wants its person to come from; null: it leaves that to them.</summary>
    public string? Idp { get; init; }
    /// <summary>The thumbprint of the key the code is to be bound to. RFC 9449 §10.</summary>
    public string? DPoPKey { get; init; }

    /// <summary>The <c>request_uri</c> it was pushed as: the answer uses it up. RFC 9126 §4.</summary>
    public string? PushedAs { get; init; }
    /// <summary>The <c>jti</c> of the request object it came in: the answer uses that up, too.</summary>
    public RequestObjectId? ObjectId { get; init; }

    /// <summary>How long a person may take over the pages of one.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public string ResponseMode => ReplyTo.Mode;
    public bool PromptNone => Prompts.Contains(PromptValue.None);
    /// <summary>Whoever asks follows redirects by itself and looks at no page: a native app with a session token. Contract §2.1.</summary>
    public bool Unseen { get; init; }
    /// <summary>The app shows pages of its own, and takes the code itself. Contract §4.</summary>
    public bool Interaction { get; private init; }
    /// <summary>What is missing is an error, and not a page.</summary>
    public bool Silent => PromptNone || Unseen;
    public bool PromptLogin => Prompts.Contains(PromptValue.Login) || Prompts.Contains(PromptValue.SelectAccount);
    public bool PromptConsent => Prompts.Contains(PromptValue.Consent);

    public bool PromptCreate => Prompts.Contains(PromptValue.Create);
    public bool PromptEnroll => Prompts.Contains(PromptValue.EnrollAuthenticator);
    /// <summary>How sure the app wants to be of who is there.</summary>
    public WantedAssurance Assurance => WantedAssurance.Of(AcrValues, Claims.AcrValues, Claims.AcrEssential);
    /// <summary>Which of it was met: what tokens say. Known once there is an answer.</summary>
    public string? ReachedAcr { get; init; }

    /// <summary>The same, for whose person has proven who they are for it a moment ago.</summary>
    public AuthorizeRequest ProvenNow() => this with
    {
        Prompts = Prompts.Except([PromptValue.Login, PromptValue.SelectAccount, PromptValue.Create]).ToHashSet(StringComparer.Ordinal),
        MaxAge = MaxAge == TimeSpan.Zero ? null : MaxAge,
    };

    public const int LongestScope = 4096;

    public static OAuthException TooLong() => OAuthException.InvalidRequest("The authorization request is too long.");

    /// <summary>A person is to sign in for a page of this server, which <paramref name="replyTo"/> leads back to. No app gets anything.</summary>
    internal static AuthorizeRequest ToSignIn(App app, AuthorizationServer server, ReplyTo replyTo, Parameters parameters) => new()
    {
        Server = server, App = app, ReplyTo = replyTo, ResponseType = ResponseType.None, Scopes = [],
        Prompts = parameters.Words(Parameter.Prompt).ToHashSet(StringComparer.Ordinal), EnrollAmrValues = parameters.Words(Parameter.EnrollAmrValues),
        Claims = RequestedClaims.None, AcrValues = parameters.Words(Parameter.AcrValues), LoginHint = parameters[Parameter.LoginHint],
        UiLocales = parameters[Parameter.UiLocales], MaxAge = PromptValue.MaxAgeOf(parameters, new HashSet<string>()),
    };

    /// <summary>A session token is as good as a password for five minutes.</summary>
    public override string ToString() => $"authorization request of {App.Id}";

    /// <summary>Every rule of the parameter table is a line here; the order is the one in which a developer would want to hear of them.</summary>
    /// <param name="parameters">As <see cref="PassedRequests"/> gives them: wherever they stood.</param>
    /// <param name="app">Whose request it is.</param>
    /// <param name="replyTo">Where its answer goes.</param>
    /// <param name="server">Where it was made.</param>
    public static AuthorizeRequest Parse(Parameters parameters, App app, ReplyTo replyTo, AuthorizationServer server) =>
        Parse(parameters, app, replyTo, server, ResponseType.Of);

    /// <summary>The same by an app that shows pages of its own: it takes a code itself, and nothing is sent anywhere. Contract §4.</summary>
    public static AuthorizeRequest ForInteraction(Parameters parameters, App app, ReplyTo replyTo, AuthorizationServer server) =>
        Parse(parameters, app, replyTo, server, (_, _) => new ResponseType(Code: true, IdToken: false, Token: false), interaction: true) with
        {
            Interaction = true,
        };

    private static AuthorizeRequest Parse(Parameters parameters, App app, ReplyTo replyTo, AuthorizationServer server,
        Func<Parameters, App, ResponseType> typeOf, bool interaction = false)
    {
        ResourceIndicator.Require(parameters, server);
        parameters.RefuseRepeated();
        // Whoever is signed in and whoever is not yet get the same answer, and a pushed request gets it when it is pushed.
        if (!replyTo.HasRoomForState || parameters.SealedLength > Lengths.Request) throw TooLong();
        var type = typeOf(parameters, app);
        if (parameters[Parameter.ResponseMode] is { } mode && ResponseModes.Problem(mode, type, replyTo.RedirectUri) is { } problem)
            throw OAuthException.UnsupportedResponseMode(problem);
        RequireState(parameters, app);
        if (type.IdToken && !parameters.Has(Parameter.Nonce))
            throw OAuthException.InvalidRequest("The 'nonce' parameter is required for a response type that returns an ID token.");

        var prompts = PromptValue.Parse(parameters, interaction);
        var maxAge = PromptValue.MaxAgeOf(parameters, prompts);
        return new AuthorizeRequest
        {
            Server = server, App = app, ReplyTo = replyTo, ResponseType = type,
            Scopes = ScopesOf(parameters, app, server, type, administers: true),
            Nonce = parameters[Parameter.Nonce],
            CodeChallenge = type.Code ? ChallengeOf(parameters, app) : null,
            Prompts = prompts, MaxAge = maxAge ?? app.DefaultMaxAge,
            AcrValues = parameters.Words(Parameter.AcrValues), EnrollAmrValues = parameters.Words(Parameter.EnrollAmrValues),
            Claims = RequestedClaims.Parse(parameters[Parameter.Claims]),
            LoginHint = parameters[Parameter.LoginHint], IdTokenHint = parameters[Parameter.IdTokenHint],
            UiLocales = parameters[Parameter.UiLocales], Display = parameters[Parameter.Display],
            SessionToken = parameters[Parameter.SessionToken], InterclientToken = parameters[Parameter.InterclientToken], Idp = parameters[Parameter.Idp],
            DPoPKey = DPoPKeyOf(parameters),
            PushedAs = parameters[Parameter.RequestUri], ObjectId = RequestObjectId.Read(parameters[Parameter.Request]),
        };
    }

    /// <summary>Contract §2.1. PKCE protects what FAPI 2.0 protects, so there it is the app's own affair.</summary>
    private static void RequireState(Parameters parameters, App app)
    {
        if (parameters[Parameter.State] is { } state ? !state.Any(c => c is > ' ' and not '\u007F') : !app.IsFapi2)
            throw OAuthException.InvalidRequest("The authentication request has an invalid 'state' parameter.");
    }

    private static string? ChallengeOf(Parameters parameters, App app)
    {
        var challenge = parameters[Parameter.CodeChallenge];
        if (challenge is null)
        {
            if (app.PkceRequired || app.Public || app.IsFapi2) throw OAuthException.InvalidRequest("PKCE code challenge is required by the application.");
            if (parameters.Has(Parameter.CodeChallengeMethod))
                throw OAuthException.InvalidRequest("The 'code_challenge_method' parameter was given without a 'code_challenge'.");
            return null;
        }
        if (parameters[Parameter.CodeChallengeMethod] != Pkce.Method)
            throw OAuthException.InvalidRequest("The 'code_challenge_method' parameter must be S256.");
        return Pkce.IsChallenge(challenge) ? challenge
            : throw OAuthException.InvalidRequest("The 'code_challenge' parameter must be the 43 characters of a base64url SHA-256 digest.");
    }

    private static string? DPoPKeyOf(Parameters parameters) =>
        parameters[Parameter.DPoPKey] is not { } key || JwkThumbprint.IsWellFormed(key) ? parameters[Parameter.DPoPKey]
        : throw OAuthException.InvalidRequest("The 'dpop_jkt' parameter must be the 43 characters of a base64url SHA-256 JWK thumbprint.");

    /// <param name="parameters">Of the request.</param>
    /// <param name="app">Who asks.</param>
    /// <param name="server">Whom.</param>
    /// <param name="type">For what.</param>
    /// <param name="administers">Those of the management API may be among them: whether app and person have them is asked once the person is known.</param>
    internal static IReadOnlyList<string> ScopesOf(
        Parameters parameters, App app, AuthorizationServer server, ResponseType type, bool administers = false)
    {
        if (parameters[Parameter.Scope] is { Length: > LongestScope }) throw OAuthException.InvalidScope("The 'scope' parameter is too long.");
        var asked = parameters.Words(Parameter.Scope);
        if (asked.Count == 0 && !type.IsNone) asked = server.Scopes.Values.Where(scope => scope.Default).Select(scope => scope.Name).ToArray();
        if (!asked.All(scope => server.Scopes.ContainsKey(scope) || (administers && server.IsOrgServer && ManagementScopes.All.Contains(scope))))
            throw OAuthException.InvalidScope("One or more scopes are not configured for the authorization server resource.");

        // The guide's configuration asks for offline_access before its step that turns the grant on: sign in, hand out none.
        // Nor is there anything to refresh without a code (OpenID Connect Core §11).
        if (!type.Code || !app.GrantTypes.Contains(GrantType.RefreshToken)) asked = asked.Where(scope => scope != Scope.OfflineAccess).ToArray();
        if (asked.Count == 0 && !type.IsNone) throw OAuthException.InvalidScope("No scopes were requested.");
        if (type.IdToken && !asked.Contains(Scope.OpenId))
            throw OAuthException.InvalidScope("The 'openid' scope is required for a response type that returns an ID token.");
        return asked;
    }
}
