using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Latchkey.Server.Tests.Clients;

/// <summary>
/// What a library insists on in one value of an answer, in a few words: <c>string</c>, <c>text</c> (not empty), <c>integer</c>, <c>number</c>, <c>boolean</c>,
/// <c>object</c>, <c>array</c>, <c>strings</c>, <c>url</c>, <c>date</c>, <c>absent</c>, <c>= value</c>, <c>in a b c</c>, <c>~ pattern</c>. With a question mark before it
/// the value may be missing, but null only counts as missing where the library says so (<c>null?</c>).
/// </summary>
public static class Insistence
{
    /// <summary>Why the value is not what the library wants; null when it is.</summary>
    public static string? Complaint(string rule, JsonNode? value, bool there)
    {
        if (rule.StartsWith('?')) return there ? Complaint(rule[1..].Trim(), value, there) : null;
        if (rule == "absent") return there ? $"is there: {value?.ToJsonString() ?? "null"}" : null;
        if (!there) return "is not there";
        return Fits(rule, value) ? null : $"is {value?.ToJsonString() ?? "null"}, and not {rule}";
    }

    private static bool Fits(string rule, JsonNode? value) => rule switch
    {
        "string" => Text(value) is not null,
        "text" => !string.IsNullOrWhiteSpace(Text(value)),
        "integer" => value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && int.TryParse(number.ToJsonString(), CultureInfo.InvariantCulture, out _),
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "strings" => value is JsonArray all && all.All(one => Text(one) is not null),
        "url" => Uri.TryCreate(Text(value), UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
        "date" => Regex.IsMatch(Text(value) ?? "", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"),
        _ when rule.StartsWith("= ", StringComparison.Ordinal) => (Text(value) ?? value?.ToJsonString()) == rule[2..],
        _ when rule.StartsWith("in ", StringComparison.Ordinal) => rule[3..].Split(' ').Contains(Text(value) ?? value?.ToJsonString()),
        _ when rule.StartsWith("~ ", StringComparison.Ordinal) => Regex.IsMatch(Text(value) ?? value?.ToJsonString() ?? "", rule[2..]),
        _ => throw new InvalidDataException($"What does \"{rule}\" mean?"),
    };

    private static string? Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var said) ? said : null;

    /// <summary>
    /// The values at a path: <c>keys.*.kid</c> is that of every member of the list, which must have some; <c>id_token|header.alg</c> reads within a JWT
    /// (<c>header</c> or <c>claims</c>).
    /// </summary>
    public static IEnumerable<(JsonNode? Value, bool There)> At(JsonNode? document, string path)
    {
        if (path.Length == 0) return [(document, document is not null)];
        if (path.Split('|', 2) is [var outer, var inner]) return At(document, outer).SelectMany(found => At(Jwt(found.Value), inner));
        var (step, rest) = path.Split('.', 2) is [var first, var more] ? (first, more) : (path, "");
        if (step == "*") return document switch
        {
            JsonArray { Count: > 0 } all => all.SelectMany(one => rest.Length == 0 ? [(one, true)] : At(one, rest)),
            JsonObject { Count: > 0 } all => all.ToList().SelectMany(one => rest.Length == 0 ? [(one.Value, true)] : At(one.Value, rest)),
            _ => [(null, false)],
        };
        if (document is JsonArray list && int.TryParse(step, CultureInfo.InvariantCulture, out var index)) return index < list.Count ? Deeper(list[index], rest) : [(null, false)];
        return document is JsonObject members && members.TryGetPropertyValue(step, out var value) ? Deeper(value, rest) : [(null, false)];

        static IEnumerable<(JsonNode?, bool)> Deeper(JsonNode? value, string rest) => rest.Length == 0 ? [(value, true)] : At(value, rest);
    }

    private static JsonObject? Jwt(JsonNode? token)
    {
        if (Text(token) is not { } compact) return null;
        var jwt = new JsonWebToken(compact);
        return new JsonObject { ["header"] = Part(jwt.EncodedHeader), ["claims"] = Part(jwt.EncodedPayload) };

        static JsonNode? Part(string encoded) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(encoded));
    }
}
