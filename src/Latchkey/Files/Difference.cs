using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Cli.Files;

/// <summary>What is different, line by line: where, what was there, what comes.</summary>
public sealed record Difference(string Place, JsonNode? Before, JsonNode? After)
{
    private const int Longest = 200;

    /// <summary>Nothing where both say the same: the order of members counts nowhere, that of words in a list neither.</summary>
    public static IReadOnlyList<Difference> Between(JsonNode? before, JsonNode? after, string place = "")
    {
        if (before is JsonObject old && after is JsonObject wanted)
            return [.. old.Select(member => member.Key).Union(wanted.Select(member => member.Key), StringComparer.Ordinal)
                .SelectMany(name => Between(old[name], wanted[name], place.Length == 0 ? name : $"{place}.{name}"))];
        return Same(before, after) ? [] : [new(place, before, after)];
    }

    public override string ToString() => $"{Place}: {Said(Before)} → {Said(After)}";

    private static bool Same(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonArray first, JsonArray second) when first.All(IsWord) && second.All(IsWord) => first.Count == second.Count
            && first.Select(Written).Order(StringComparer.Ordinal).SequenceEqual(second.Select(Written).Order(StringComparer.Ordinal), StringComparer.Ordinal),
        (JsonArray first, JsonArray second) => first.Count == second.Count && first.Zip(second).All(pair => Between(pair.First, pair.Second).Count == 0),
        (null, JsonArray { Count: 0 } or JsonObject { Count: 0 }) or (JsonArray { Count: 0 } or JsonObject { Count: 0 }, null) => true,
        _ => Written(one) == Written(other),
    };

    private static bool IsWord(JsonNode? node) => node is null or JsonValue;

    private static string Written(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture)
        : node?.ToJsonString() ?? "null";

    private static string Said(JsonNode? node)
    {
        if (node is null) return "(nothing)";
        var text = node.ToJsonString(Plain);
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
