using Latchkey.Server.Ground.Rules;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Ground.Api;

/// <summary>The file of a form that was sent as one: RFC 7578.</summary>
internal static class UploadedFile
{
    private const string Field = "file";

    /// <summary>Beyond what any file may have, and below what the server takes of a body.</summary>
    private const int Longest = 3 * 1024 * 1024;

    /// <exception cref="RuleException">There is none, or it is longer than any may be.</exception>
    public static async Task<ReadOnlyMemory<byte>> Require(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary) throw ApiError.WrongType();
        var reader = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096, BodyLengthLimit = Longest };
        try
        {
            for (var parts = 0; parts < 10 && await reader.ReadNextSectionAsync(http.RequestAborted) is { } part; parts++)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said)
                    || HeaderUtilities.RemoveQuotes(said.Name) != Field) continue;
                using var content = new MemoryStream();
                await part.Body.CopyToAsync(content, http.RequestAborted);
                return content.ToArray();
            }
        }
        catch (InvalidDataException)
        {
            throw new RuleException(Field, $"has more than {Longest} bytes");
        }
        catch (IOException) when (!http.RequestAborted.IsCancellationRequested)
        {
            throw ApiError.MalformedBody();
        }
        throw new RuleException(Field, "is required");
    }
}
