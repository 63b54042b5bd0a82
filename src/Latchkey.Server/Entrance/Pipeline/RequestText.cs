using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// What no endpoint takes, refused before one is reached: bodies in another charset than UTF-8 (RFC 8259 §8.1, and forms
/// alike), bodies that are compressed, and NUL, which is no text to PostgreSQL: it refuses one in a question, and the
/// connection it came over then refuses the next, innocent one. Forms and JSON with a NUL are refused where they are read.
/// </summary>
internal sealed class RequestText(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        var request = http.Request;
        if (HiddenQuery.Of(http).Contains("%00", StringComparison.Ordinal)) throw new BadHttpRequestException("NUL in the address.");
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is not false)
        {
            if (!IsUtf8(request.ContentType)) throw new BadHttpRequestException("The request body must be UTF-8.", StatusCodes.Status415UnsupportedMediaType);
            if (request.Headers.ContentEncoding.Count > 0 && !request.Headers.ContentEncoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
                throw new BadHttpRequestException("The request body must not be compressed.", StatusCodes.Status415UnsupportedMediaType);
        }
        return next(http);
    }

    /// <summary>Whoever names no charset means UTF-8, too.</summary>
    private static bool IsUtf8(string? contentType) =>
        contentType is null || !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase) || !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || type.Parameters.Where(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
            .All(parameter => HeaderUtilities.RemoveQuotes(parameter.Value).Trim().ToString().ToUpperInvariant() is "UTF-8" or "UTF8");
}
