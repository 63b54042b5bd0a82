using System.Globalization;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Ground.Api;

/// <summary>Of JSON Patch (RFC 6902 §4) what hooks and the management API use: add, remove, replace.</summary>
internal static class JsonPatch
{
    private const int Deepest = 8;
    private const string AtTheEnd = "-";

    /// <summary>The parts of a JSON Pointer. RFC 6901 §4.</summary>
    /// <exception cref="FormatException">It is none, or goes too deep.</exception>
    public static IReadOnlyList<string> Pointer(string path)
    {
        if (!path.StartsWith('/')) throw new FormatException($"'{path}' is no JSON pointer.");
        string[] parts = [.. path[1..].Split('/').Select(part =>
            part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        return parts.Length <= Deepest ? parts : throw new FormatException($"'{path}' goes deeper than {Deepest}.");
    }

    /// <exception cref="FormatException">It cannot be done.</exception>
    public static void Apply(JsonObject document, string op, IReadOnlyList<string> pointer, JsonNode? value)
    {
        JsonNode? parent = document;
        foreach (var part in pointer.Take(pointer.Count - 1))
            parent = parent switch
            {
                JsonObject inner => inner[part],
                JsonArray list when IndexOf(list, part, list.Count - 1) is { } index => list[index],
                _ => null,
            };
        var done = parent switch
        {
            JsonObject inner => Apply(inner, op, pointer[^1], value?.DeepClone()),
            JsonArray list => Apply(list, op, pointer[^1], value?.DeepClone()),
            _ => false,
        };
        if (!done) throw new FormatException($"'{op}' cannot be done at '/{string.Join('/', pointer)}'.");
    }

    private static bool Apply(JsonObject parent, string op, string name, JsonNode? value)
    {
        if (op == "remove") return parent.Remove(name);
        if (op == "add" || (op == "replace" && parent.ContainsKey(name))) parent[name] = value;
        else return false;
        return true;
    }

    private static bool Apply(JsonArray parent, string op, string name, JsonNode? value)
    {
        if (op == "add" && (name == AtTheEnd ? parent.Count : IndexOf(parent, name, parent.Count)) is { } place) parent.Insert(place, value);
        else if (op is "remove" or "replace" && IndexOf(parent, name, parent.Count - 1) is { } index)
        {
            if (op == "remove") parent.RemoveAt(index);
            else parent[index] = value;
        }
        else return false;
        return true;
    }

    private static int? IndexOf(JsonArray list, string part, int last) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last && (part == "0" || part[0] != '0') ? index : null;
}
