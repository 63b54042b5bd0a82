using Latchkey.Server.Ground.Pages;
using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>GET /assets/{name}.</summary>
internal static class AssetsEndpoint
{
    public static async Task Handle(HttpContext http, string name)
    {
        var (request, answer) = (http.Request, http.Response);
        if (PageAssets.Find(name) is not { } asset)
        {
            answer.StatusCode = StatusCodes.Status404NotFound;
            answer.Headers.CacheControl = "no-store";
            return;
        }

        var squeezed = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var etag = $"\"{asset.Digest}{(squeezed ? "-gz" : "")}\"";
        answer.Headers.CacheControl = "public, max-age=31536000, immutable";
        answer.Headers.ETag = etag;
        answer.Headers.Vary = HeaderNames.AcceptEncoding;
        answer.Headers.XContentTypeOptions = "nosniff";
        answer.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(etag))
        {
            answer.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var content = squeezed ? asset.Gzipped : asset.Content;
        if (squeezed) answer.Headers.ContentEncoding = "gzip";
        answer.ContentType = asset.ContentType;
        answer.ContentLength = content.Length;
        if (!HttpMethods.IsHead(request.Method)) await answer.Body.WriteAsync(content, http.RequestAborted);
    }
}
