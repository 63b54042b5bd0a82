using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Origins;

/// <summary>Pages whose scripts may speak for an app. Contract §2.0.</summary>
internal static class AppOrigins
{
    /// <summary>
    /// Refuses a browser's request from a page that is neither the app's nor trusted by the org. Requests without Origin are not from a page.
    /// </summary>
    public static void Require(HttpContext http, App app)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || http.Features.Get<TrustedPage>() is not null || app.RedirectUris.Any(uri => WebOrigin.Of(uri) == origin)) return;
        http.Response.Headers.Remove("access-control-allow-origin");
        var path = http.Request.Path.Value!;
        var where = path.EndsWith("/token", StringComparison.Ordinal) || path.EndsWith("/par", StringComparison.Ordinal) ? "the token endpoint"
            : "this endpoint";
        throw OAuthException.InvalidRequest($"Browser requests to {where} must be made from one of the registered Trusted Origins.");
    }
}
