using Latchkey.Server.Apps;
using Latchkey.Server.Origins;
using Latchkey.Server.Orgs;

namespace Latchkey.Server.Web;

/// <summary>
/// Which pages may read an answer. Public documents: any, without credentials. Protocol endpoints: those of the calling
/// app's redirect URIs and those the org trusts, without credentials. What a session cookie opens: those the org trusts,
/// and from any other page the cookie counts for nothing. Contract §2.0.
/// </summary>
public sealed class Cors(RequestDelegate next, TrustedOrigins trusted)
{
    private const string Requestable = "Authorization, Content-Type, Accept, DPoP, X-Okta-User-Agent-Extended, X-Device-Fingerprint, X-Okta-XsrfToken";
    private const string Readable = "X-Okta-Request-Id, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset, DPoP-Nonce, WWW-Authenticate, Link, Retry-After, Date";

    public Task Invoke(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        return origin.Length == 0 || http.GetEndpoint()?.Metadata.GetMetadata<ReadableFrom>() is not { Origins: var rule } ? next(http) : Answer(http, origin, rule);
    }

    private async Task Answer(HttpContext http, string origin, CrossOrigin rule)
    {
        var headers = http.Response.Headers;
        headers.Append("vary", "Origin");
        if (rule != CrossOrigin.Any && await trusted.Allows(http.Org, origin, OriginScope.Cors, http.RequestAborted)) http.Features.Set(TrustedPage.Here);

        if (rule == CrossOrigin.TrustedWithCredentials && http.Features.Get<TrustedPage>() is null)
        {
            if (origin != http.Org.Url) http.Request.Headers.Remove("cookie");
        }
        else
        {
            // A preflight carries no parameters, so it cannot know the app: the app's origins are checked by the request itself.
            headers.AccessControlAllowOrigin = rule == CrossOrigin.Any ? "*" : origin;
            headers.AccessControlExposeHeaders = Readable;
            if (rule == CrossOrigin.TrustedWithCredentials) headers.AccessControlAllowCredentials = "true";
        }
        if (!HttpMethods.IsOptions(http.Request.Method))
        {
            await next(http);
            return;
        }

        headers.AccessControlAllowMethods = rule == CrossOrigin.TrustedWithCredentials ? "GET, POST, PUT, DELETE, OPTIONS" : "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = Requestable;
        headers.AccessControlMaxAge = "86400";
        http.Response.StatusCode = 204;
    }

    /// <summary>Refuses a browser's request from a page that is neither the app's nor trusted by the org. Requests without Origin are not from a page.</summary>
    public static void RequireAppOrigin(HttpContext http, App app)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || http.Features.Get<TrustedPage>() is not null || app.RedirectUris.Any(uri => WebOrigin.Of(uri) == origin)) return;
        http.Response.Headers.Remove("access-control-allow-origin");
        var path = http.Request.Path.Value!;
        var where = path.EndsWith("/token", StringComparison.Ordinal) || path.EndsWith("/par", StringComparison.Ordinal) ? "the token endpoint" : "this endpoint";
        throw OAuthException.InvalidRequest($"Browser requests to {where} must be made from one of the registered Trusted Origins.");
    }

    /// <summary>The request comes from a page of a trusted origin with the scope CORS.</summary>
    private sealed class TrustedPage
    {
        public static readonly TrustedPage Here = new();
    }
}
