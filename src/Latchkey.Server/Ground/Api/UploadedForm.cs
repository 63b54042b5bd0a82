using Latchkey.Server.Ground.Rules;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Ground.Api;

/// <summary>A form that was sent with a file: RFC 7578. It is read once, whoever asks.</summary>
/// <param name="Fields">What was typed.</param>
/// <param name="File">Null: none was chosen.</param>
internal sealed record UploadedForm(IReadOnlyDictionary<string, string> Fields, ReadOnlyMemory<byte>? File)
{
    public const string Field = "file";

    /// <summary>Beyond what any file may have, and below what the server takes of a body.</summary>
    private const int Longest = 3 * 1024 * 1024;

    private const int MostParts = 10, LongestField = 1024;

    public static bool IsOne(HttpRequest request) => BoundaryOf(request) is not null;

    /// <summary>The file of it.</summary>
    /// <exception cref="RuleException">There is none, or it is longer than any may be.</exception>
    public static async Task<ReadOnlyMemory<byte>> RequireFile(HttpContext http) =>
        (await Of(http)).File ?? throw new RuleException(Field, "is required");

    /// <exception cref="RuleException">It is longer than any may be.</exception>
    public static async Task<UploadedForm> Of(HttpContext http)
    {
        if (http.Features.Get<UploadedForm>() is { } read) return read;
        var longest = http.GetEndpoint()?.Metadata.GetMetadata<LargeFile>()?.MaxRequestBodySize ?? Longest;
        var reader = new MultipartReader(BoundaryOf(http.Request) ?? throw ApiError.WrongType(), http.Request.Body)
        {
            HeadersCountLimit = 8, HeadersLengthLimit = 4096, BodyLengthLimit = longest,
        };
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadOnlyMemory<byte>? file = null;
        try
        {
            for (var parts = 0; parts < MostParts && await reader.ReadNextSectionAsync(http.RequestAborted) is { } part; parts++)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said)) continue;
                var name = HeaderUtilities.RemoveQuotes(said.Name).ToString();
                using var content = new MemoryStream();
                await part.Body.CopyToAsync(content, http.RequestAborted);
                if (name == Field) file ??= content.ToArray();
                else if (content.Length <= LongestField) fields.TryAdd(name, System.Text.Encoding.UTF8.GetString(content.ToArray()));
            }
        }
        catch (InvalidDataException)
        {
            throw new RuleException(Field, $"has more than {longest} bytes");
        }
        catch (IOException) when (!http.RequestAborted.IsCancellationRequested)
        {
            throw ApiError.MalformedBody();
        }
        var form = new UploadedForm(fields, file);
        http.Features.Set(form);
        return form;
    }

    private static string? BoundaryOf(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary ? boundary : null;
}
