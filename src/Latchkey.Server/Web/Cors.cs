using Latchkey.Server.Apps;

namespace Latchkey.Server.Web;

/// <summary>
/// Which pages may read an answer. Public documents: any. Protocol endpoints: an origin that one of the calling app's
/// redirect URIs names (contract §2.0). No answer here ever allows credentials.
/// </summary>
public sealed class Cors(RequestDelegate next)
{
    private const string Requestable = "Authorization, Content-Type, Accept, DPoP, X-Okta-User-Agent-Extended, X-Device-Fingerprint, X-Okta-XsrfToken";
    private const string Readable = "X-Okta-Request-Id, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset, DPoP-Nonce, WWW-Authenticate, Link, Retry-After, Date";

    public Task Invoke(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || http.GetEndpoint()?.Metadata.GetMetadata<ReadableFrom>() is not { Origins: var rule }) return next(http);

        var headers = http.Response.Headers;
        // A preflight carries no parameters, so it cannot know the app: the app's origins are checked by the request itself.
        headers.AccessControlAllowOrigin = rule == CrossOrigin.Any ? "*" : origin;
        headers.AccessControlExposeHeaders = Readable;
        headers.Append("vary", "Origin");
        if (!HttpMethods.IsOptions(http.Request.Method)) return next(http);

        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = Requestable;
        headers.AccessControlMaxAge = "86400";
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    /// <summary>Refuses a browser's token request from a page that is not the app's. Requests without Origin are not from a page.</summary>
    public static void RequireAppOrigin(HttpContext http, App app)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || app.RedirectUris.Any(uri => Origin.Of(uri) == origin)) return;
        http.Response.Headers.Remove("access-control-allow-origin");
        throw OAuthException.InvalidRequest("Browser requests to the token endpoint must be made from one of the registered Trusted Origins.");
    }
}
