using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>
/// GET /brand/{name}: a picture or the stylesheet that an org brought along. It is that and nothing else to every browser, whatever else its bytes might
/// be read as.
/// </summary>
internal static class BrandImageEndpoint
{
    public static async Task Handle(HttpContext http, string name, Pictures pictures, AppLogos logos, BrandPages pages)
    {
        var headers = http.Response.Headers;
        var found = name.EndsWith(".css", StringComparison.Ordinal) ? Sheet(await pages.Sheet(http.Org, name, http.RequestAborted))
            : name.StartsWith(PictureKind.App.Name, StringComparison.Ordinal) ? await logos.Find(http.Org.Id, name, http.RequestAborted)
            : await pictures.Find(http.Org.Id, name, http.RequestAborted);
        if (found is not var (type, content))
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

    private static (string, byte[])? Sheet(StyleSheet? sheet) =>
        sheet is null ? null : ("text/css; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(sheet.Text));
}
