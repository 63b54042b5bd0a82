using System.Text.Json.Nodes;

namespace Latchkey.Cli.Files;

/// <summary>Members of an object by a place such as <c>conditions.people.groups.include[]</c>.</summary>
public static class Members
{
    public static JsonNode? At(JsonObject of, string place)
    {
        JsonNode? node = of;
        foreach (var name in place.Split('.')) node = (node as JsonObject)?[name];
        return node;
    }

    public static string? Text(JsonObject of, string place) => (At(of, place) as JsonValue)?.TryGetValue<string>(out var text) is true ? text : null;

    /// <summary>Puts something else in the place, everywhere it is; null takes it away.</summary>
    public static async Task Change(JsonNode? node, string place, Func<JsonNode, Task<JsonNode?>> change)
    {
        var (head, rest) = place.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (place[..dot], place[(dot + 1)..]) : (place, null);
        var (name, isList) = head.EndsWith("[]", StringComparison.Ordinal) ? (head[..^2], true) : (head, false);
        if (node is not JsonObject parent || parent[name] is not { } value) return;
        if (isList)
        {
            if (value is not JsonArray list) return;
            for (var i = list.Count - 1; i >= 0; i--)
            {
                if (rest is not null) await Change(list[i], rest, change);
                else if (list[i] is { } item) Set(list, i, await change(item));
            }
        }
        else if (rest is not null) await Change(value, rest, change);
        else if (await change(value) is not { } changed) parent.Remove(name);
        else if (!ReferenceEquals(changed, value)) parent[name] = changed;
    }

    /// <summary>Takes it away, and what is empty then.</summary>
    public static async Task Remove(JsonObject of, string place)
    {
        await Change(of, place, _ => Task.FromResult<JsonNode?>(null));
        for (var parent = place.LastIndexOf('.'); parent > 0; parent = place.LastIndexOf('.', parent - 1))
            await Change(of, place[..parent], value => Task.FromResult(value is JsonObject { Count: 0 } ? null : value));
    }

    /// <summary>What is null is not there.</summary>
    public static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, WithoutNulls(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutNulls)]),
        _ => node?.DeepClone(),
    };

    /// <summary>One thing with what another says of it: members are added and replaced, a null takes one away, a list stands for the whole of it.</summary>
    public static JsonObject Overlay(JsonObject below, JsonObject above)
    {
        var made = (JsonObject)below.DeepClone();
        foreach (var (name, value) in above)
        {
            if (value is null) made.Remove(name);
            else if (value is JsonObject inner && made[name] is JsonObject existing) made[name] = Overlay(existing, inner);
            else made[name] = WithoutNulls(value);
        }
        return made;
    }

    private static void Set(JsonArray list, int at, JsonNode? changed)
    {
        if (changed is null) list.RemoveAt(at);
        else if (!ReferenceEquals(changed, list[at])) list[at] = changed;
    }
}
