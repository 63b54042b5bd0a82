using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>GET /brand/{name}: a picture that an org brought along. It is a picture to every browser, whatever else its bytes might be read as.</summary>
internal static class BrandImageEndpoint
{
    public static async Task Handle(HttpContext http, string name, Pictures pictures)
    {
        var headers = http.Response.Headers;
        if (await pictures.Find(http.Org.Id, name, http.RequestAborted) is not var (type, content))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            headers.CacheControl = "no-store";
            return;
        }
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";       // mail is read elsewhere
        http.Response.ContentType = type;
        http.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }
}
