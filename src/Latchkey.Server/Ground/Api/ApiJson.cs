using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Api;

/// <summary>
/// Bodies of the management API: how they are read, and how dates are written. Contract §3.0. A value of another type is a broken rule like any other.
/// </summary>
internal static class ApiJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static JsonNode? Date(DateTimeOffset? at) => at is { } known ? JsonValue.Create(Date(known)) : null;

    /// <summary>The body, which must be a JSON object.</summary>
    public static async Task<JsonObject> RequireBody(HttpContext http) => await ReadBody(http) ?? throw Missing(http);

    /// <summary>A request of HTTP/1.1 that has no body says so by its length. Contract §3.0, §11 trap 31.</summary>
    private static ApiError Missing(HttpContext http) =>
        HttpProtocol.IsHttp11(http.Request.Protocol) && http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count == 0
            ? new(411, "E0000003", "The request body was not well-formed.", "The request has neither a body nor a Content-Length.") : ApiError.MalformedBody();

    /// <summary>The body, which must be a JSON array of objects.</summary>
    public static async Task<IReadOnlyList<JsonObject>> RequireList(HttpContext http)
    {
        var list = await Read(http) as JsonArray ?? throw ApiError.MalformedBody();
        return list.All(item => item is JsonObject) ? list.Cast<JsonObject>().ToArray() : throw ApiError.MalformedBody();
    }

    /// <summary>The body, or null where there is none.</summary>
    public static async Task<JsonObject?> ReadBody(HttpContext http)
    {
        if (await Read(http) is not { } node) return null;
        var body = node as JsonObject ?? throw ApiError.MalformedBody();
        return http.GetEndpoint()?.Metadata.GetMetadata<SettlesBodies>() is { } words ? words.Settle(body) : body;
    }

    private static async Task<JsonNode?> Read(HttpContext http)
    {
        var json = await RequestBody.Read(http.Request) ?? throw new ApiError(413, "E0000003", "The request body is too large.");
        if (json.Length == 0) return null;
        // A page elsewhere may send what names no type, or another, without asking.
        if (http.Request.ContentType is { Length: > 0 } type ? !IsJson(type) : http.Request.Headers.Origin.Count > 0) throw ApiError.WrongType();

        try
        {
            if (!JsonText.IsText(json.Span, Strict.MaxDepth)) throw ApiError.MalformedBody();
            return JsonNode.Parse(json.Span, documentOptions: Strict) ?? throw ApiError.MalformedBody();
        }
        catch (JsonException)
        {
            throw ApiError.MalformedBody();
        }
    }

    /// <summary>RFC 8259 §11, RFC 6839 §3.1. What stands in a parameter is no type.</summary>
    private static bool IsJson(string type)
    {
        var media = type.Split(';')[0].Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (media.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An object inside; null where it is absent or null.</summary>
    public static JsonObject? Object(this JsonObject parent, string name) => parent[name] switch
    {
        null => null,
        JsonObject found => found,
        _ => throw new RuleException(name, "must be an object"),
    };

    /// <summary>A text inside; null where it is absent or null.</summary>
    public static string? Text(this JsonObject parent, string name) => parent[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new RuleException(name, "must be a string"),
    };

    /// <summary>A text that has to be there.</summary>
    public static string NonEmpty(this JsonObject parent, string name) =>
        parent.Text(name) is { Length: > 0 } text ? text : throw new RuleException(name, "The field cannot be left blank");

    public static bool? Flag(this JsonObject parent, string name) => parent[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw new RuleException(name, "must be true or false"),
    };

    public static int? Number(this JsonObject parent, string name) => parent[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        // 60.0 is whole as well: some languages write every number so.
        JsonValue value when value.TryGetValue<decimal>(out var number) && decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue
            => (int)number,
        _ => throw new RuleException(name, "must be a whole number"),
    };

    /// <summary>A list of texts inside; null where it is absent or null.</summary>
    public static IReadOnlyList<string>? Texts(this JsonObject parent, string name)
    {
        if (parent[name] is null) return null;
        if (parent[name] is not JsonArray list) throw new RuleException(name, "must be a list of strings");
        return [.. list.Select(
            item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text
            : throw new RuleException(name, "must be a list of strings"))];
    }

    /// <summary>A list of objects inside; null where it is absent or null.</summary>
    /// <param name="parent">Where it is.</param>
    /// <param name="name">What it is called there.</param>
    /// <param name="path">Where that is, for whoever reads the refusal.</param>
    public static IReadOnlyList<JsonObject>? Objects(this JsonObject parent, string name, string path = "") => parent[name] switch
    {
        null => null,
        JsonArray list when list.All(item => item is JsonObject) => [.. list.Cast<JsonObject>()],
        _ => throw new RuleException($"{path}{name}", "must be a list of objects"),
    };

    /// <summary>Without what is not known of it: Okta's published shapes have no null there, and who reads a member that is missing reads null.</summary>
    public static JsonObject Known(JsonObject all)
    {
        foreach (var name in all.Where(member => member.Value is null).Select(member => member.Key).ToArray()) all.Remove(name);
        return all;
    }

    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    public static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);
}
