using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Okta's published shapes of answers, as JSON Schema of today: they are written in the dialect of OpenAPI 3.0.</summary>
internal sealed class Shapes
{
    private static readonly string[] Spoken = ["nullable", "discriminator", "readOnly", "writeOnly", "example", "x-okta-lifecycle", "deprecated", "description", "default", "format"];

    private readonly JsonObject document;
    private readonly JsonObject definitions;

    public Shapes()
    {
        document = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFactAttribute.Folder!, "shapes.json")))!.AsObject();
        definitions = new JsonObject(document["schemas"]!.AsObject().Select(one => KeyValuePair.Create(Safe(one.Key), (JsonNode?)Today(one.Value!))));
    }

    /// <summary>What is wrong with the answer of an operation, e.g. <c>GET /api/v1/users/{userId}</c>; nothing where it has no shape.</summary>
    public IReadOnlyList<string> Problems(string operation, int status, JsonNode? answer)
    {
        if (document["operations"]![operation]?["responses"]?[$"{status}"] is not { } shape) return [];
        var schema = Today(shape).AsObject();
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["$defs"] = Reached(schema);
        var found = JsonSchema.FromText(schema.ToJsonString()).Evaluate(JsonSerializer.SerializeToElement(answer), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid ? [] : [.. (found.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).Distinct()];
    }

    /// <summary>What a shape refers to, and what that refers to: the whole document for each answer would take long.</summary>
    private JsonObject Reached(JsonObject schema)
    {
        var (reached, open) = (new JsonObject(), new Stack<JsonNode>([schema]));
        while (open.TryPop(out var node))
        {
            foreach (var inner in node switch { JsonObject shape => shape.Select(one => one.Value), JsonArray list => list, _ => [] })
                if (inner is JsonObject or JsonArray) open.Push(inner);
            if (node is not JsonObject named || named["$ref"] is not JsonValue value || !value.TryGetValue<string>(out var reference)) continue;
            var name = reference["#/$defs/".Length..];
            if (reached.ContainsKey(name) || definitions[name] is not { } definition) continue;
            reached[name] = definition.DeepClone();
            open.Push(reached[name]!);
        }
        return reached;
    }

    public bool Has(string operation, int status) => document["operations"]![operation]?["responses"]?[$"{status}"] is not null;

    /// <summary>A body that an operation takes, with each word of a published list in another spelling, and where those words stand.</summary>
    public (JsonObject Body, IReadOnlyList<string> Places) Respelled(string operation, JsonObject body, Func<string, string> spell)
    {
        var places = new List<string>();
        var respelled = Respelled(body, Meanings(document["operations"]![operation]?["request"]), "", spell, places);
        return (respelled!.AsObject(), places);
    }

    private JsonNode? Respelled(JsonNode? value, IReadOnlyList<JsonObject> shapes, string place, Func<string, string> spell, List<string> places)
    {
        switch (value)
        {
            case JsonObject parent:
                return new JsonObject(parent.Select(member => KeyValuePair.Create(member.Key, member.Key.StartsWith('_') ? member.Value?.DeepClone()
                    : Respelled(member.Value, [.. shapes.SelectMany(shape => Meanings(shape["properties"]?[member.Key]))], $"{place}.{member.Key}", spell, places))));
            case JsonArray list:
                IReadOnlyList<JsonObject> items = [.. shapes.SelectMany(shape => Meanings(shape["items"]))];
                return new JsonArray([.. list.Select(item => Respelled(item, items, place + "[]", spell, places))]);
            case JsonValue text when text.TryGetValue<string>(out var word) && spell(word) != word && shapes.Any(shape => shape["enum"] is JsonArray words && words.Any(one => one?.ToString() == word)):
                places.Add(place);
                return spell(word);
            default:
                return value?.DeepClone();
        }
    }

    /// <summary>A shape, and all that it refers to, is made of or may be.</summary>
    private IReadOnlyList<JsonObject> Meanings(JsonNode? shape)
    {
        var (found, open) = (new List<JsonObject>(), new Stack<JsonNode?>([shape]));
        while (open.TryPop(out var next))
        {
            if (next is not JsonObject one || found.Contains(one)) continue;
            found.Add(one);
            if (one["$ref"] is JsonValue reference) open.Push(Named(reference.ToString()));
            foreach (var parts in (ReadOnlySpan<string>)["allOf", "oneOf", "anyOf"])
                foreach (var part in one[parts] as JsonArray ?? []) open.Push(part);
            foreach (var (_, other) in one["discriminator"]?["mapping"] as JsonObject ?? []) open.Push(Named(other!.ToString()));
        }
        return found;
    }

    private JsonNode? Named(string reference) => document["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]];

    private static string Safe(string name) => name.Replace(".", "_", StringComparison.Ordinal);

    private static JsonNode Today(JsonNode node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Today(item))]),
        JsonObject shape => Today(shape),
        _ => node.DeepClone(),
    };

    private static JsonObject Today(JsonObject shape)
    {
        var made = new JsonObject();
        foreach (var (name, value) in shape)
        {
            if (name == "properties" && value is JsonObject properties)
                made[name] = new JsonObject(properties.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Today(one.Value!))));
            else if (name == "$ref" && value is JsonValue) made[name] = $"#/$defs/{Safe(value!.GetValue<string>()["#/schemas/".Length..])}";
            else if (name == "pattern") continue;                       // Java's, and one is broken
            else if (name is "minimum" or "maximum" && shape["type"]?.ToString() == "string") continue;
            else if (!Spoken.Contains(name) || value is JsonObject) made[name] = value is null ? null : Today(value);
        }
        foreach (var said in Spoken) made.Remove(said);
        if (shape["nullable"]?.GetValueKind() != JsonValueKind.True) return made;
        return new JsonObject { ["anyOf"] = new JsonArray(made, new JsonObject { ["type"] = "null" }) };
    }
}
