using Latchkey.Protocol;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// The caller broke the protocol. Thrown where it is seen, turned into HTTP in one place: JSON for programs (RFC 6749
/// §5.2), a redirect once the client's address is proven, else a page. The message is written for a developer.
/// </summary>
internal sealed class OAuthException : Exception
{
    private OAuthException(string error, string description, int status) : base(Sayable(description)) => (Error, Status) = (error, status);

    /// <summary>
    /// RFC 6749 §5.2 and RFC 6750 §3: what a description may consist of. Whatever came from outside is held to it here, for the JSON, the redirect
    /// and the header alike.
    /// </summary>
    private static string Sayable(string description) => description.All(IsSayable) ? description : string.Concat(description.Where(IsSayable));

    private static bool IsSayable(char c) => c is >= ' ' and <= '~' and not ('"' or '\\');

    public string Error { get; }
    public int Status { get; }
    /// <summary>A challenge for WWW-Authenticate, where the answer needs one.</summary>
    public string? Challenge { get; private init; }
    /// <summary>What the log should say beyond the message: shown to the caller by a development server alone.</summary>
    public string? Detail { get; init; }

    /// <summary>On a development server whoever asks is a developer: which policy, rule or assignment refused. Elsewhere only the log says it.</summary>
    public string? DetailFor(HttpContext http) => http.RequestServices.GetRequiredService<ServerSettings>().Development ? Detail : null;

    /// <summary>An error code that only one feature speaks.</summary>
    public static OAuthException Of(string error, string description, int status = 400, string? detail = null) =>
        new(error, description, status) { Detail = detail };
    public static OAuthException InvalidRequest(string description, string? detail = null) =>
        new(OAuthError.InvalidRequest, description, 400) { Detail = detail };
    public static OAuthException InvalidClient(string description) => new(OAuthError.InvalidClient, description, 401);
    public static OAuthException InvalidClientByBasic(string description) =>
        new(OAuthError.InvalidClient, description, 401) { Challenge = "Basic realm=\"Latchkey\"" };
    public static OAuthException ManyCredentials(string description) => new(OAuthError.InvalidRequest, description, 401);
    public static OAuthException InvalidGrant(string description, string? detail = null) => new(OAuthError.InvalidGrant, description, 400) { Detail = detail };
    public static OAuthException InvalidScope(string description) => new(OAuthError.InvalidScope, description, 400);
    public static OAuthException UnauthorizedClient(string description) => new(OAuthError.UnauthorizedClient, description, 400);
    public static OAuthException UnsupportedGrantType(string description) => new(OAuthError.UnsupportedGrantType, description, 400);
    public static OAuthException UnsupportedResponseType(string description) => new(OAuthError.UnsupportedResponseType, description, 400);
    public static OAuthException UnsupportedResponseMode(string description) => new(OAuthError.UnsupportedResponseMode, description, 400);
    public static OAuthException AccessDenied(string description, int status = 400, string? detail = null) =>
        new(OAuthError.AccessDenied, description, status) { Detail = detail };
    public static OAuthException LoginRequired(string description) => new(OAuthError.LoginRequired, description, 400);
    /// <summary>RFC 8707 §2.</summary>
    public static OAuthException InvalidTarget(string description) => new(OAuthError.InvalidTarget, description, 400);
    /// <summary>OpenID Connect Core §3.1.2.6: a page would have to be shown.</summary>
    public static OAuthException InteractionRequired(string description) => new("interaction_required", description, 400);
    /// <summary>Contract §2.1, Consent.</summary>
    public static OAuthException ConsentRequired(IEnumerable<string> scopes) =>
        new("consent_required", $"The following scopes require user consent: [{string.Join(", ", scopes)}].", 400);
    /// <summary>Contract §2.8.</summary>
    public static OAuthException SessionMismatch() =>
        new("id_token_does_not_match_session", "The 'id_token_hint' is of another user than the one who is signed in.", 400);

    /// <summary>RFC 6750 §3.1: the answer is in the header, not in a body (contract §2.5).</summary>
    public static OAuthException InvalidToken(string description) => new(OAuthError.InvalidToken, description, 401)
    { Challenge = $"Bearer error=\"invalid_token\", error_description=\"{description}\"" };

    /// <summary>No token came at all: the challenge then names no error. RFC 6750 §3.1.</summary>
    public static OAuthException NoToken() => new(OAuthError.InvalidToken, "The access token is missing", 401) { Challenge = "Bearer realm=\"Latchkey\"" };

    /// <summary>RFC 6750 §3.1: more than one method used is a malformed request, not a bad token.</summary>
    public static OAuthException TokenInTwoPlaces() => new(OAuthError.InvalidRequest, "The access token must be sent in one place only", 400)
    { Challenge = "Bearer error=\"invalid_request\", error_description=\"The access token must be sent in one place only\"" };

    /// <summary>A token that needs a proof, or the proof itself, will not do. RFC 9449 §7.1.</summary>
    public static OAuthException InvalidProofOfToken(string error, string description, string challenge) =>
        new(error, description, 401) { Challenge = challenge };

    public static OAuthException InsufficientScope(string description) => new(OAuthError.InsufficientScope, description, 403)
    { Challenge = $"Bearer error=\"insufficient_scope\", error_description=\"{description}\"" };
}
