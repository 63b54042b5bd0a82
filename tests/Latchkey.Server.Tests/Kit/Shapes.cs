using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using Latchkey.Server.Faces.Management.Description;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Okta's published shapes of answers, as JSON Schema of today: they are written in the dialect of OpenAPI 3.0.</summary>
internal sealed partial class Shapes
{
    private static readonly string[] Spoken = ["nullable", "discriminator", "readOnly", "writeOnly", "example", "x-okta-lifecycle", "deprecated", "description", "default", "format"];

    private static readonly Uri Home = new("https://shapes.example/all");

    private readonly JsonObject document;
    private readonly JsonObject published;
    private readonly Dictionary<string, JsonObject> operations;
    private readonly BuildOptions options = new() { SchemaRegistry = new() };
    private readonly Dictionary<(string, int), JsonSchema> built = [];

    public Shapes()
    {
        document = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFactAttribute.Folder!, "shapes.json")))!.AsObject();
        published = document["schemas"]!.AsObject();
        operations = document["operations"]!.AsObject().ToDictionary(one => DescribedBodies.Key(one.Key), one => one.Value!.AsObject(), StringComparer.Ordinal);
        var definitions = new JsonObject();
        foreach (var (name, shape) in published)
        {
            if (IsFamily(shape!)) definitions[Base(name)] = Today(Parted(shape!.AsObject()), ofBase: true);
            definitions[Safe(name)] = IsFamily(shape!) ? Family(name, shape!.AsObject()) : Today(shape!.AsObject(), ofBase: true);
        }
        // Each is read once, and an operation refers to it: a document for each answer would take long.
        JsonSchema.FromText(new JsonObject { ["$schema"] = Dialect, ["$id"] = Home.ToString(), ["$defs"] = definitions }.ToJsonString(), options, Home);
    }

    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>What is wrong with the answer of an operation, e.g. <c>GET /api/v1/users/{userId}</c>; nothing where it has no shape.</summary>
    public IReadOnlyList<string> Problems(string operation, int status, JsonNode? answer)
    {
        if (Of(operation, status) is not { } shape) return [];
        if (!built.TryGetValue((DescribedBodies.Key(operation), status), out var schema))
        {
            var today = Today(shape).AsObject();
            today["$schema"] = Dialect;
            built[(DescribedBodies.Key(operation), status)] = schema = JsonSchema.FromText(today.ToJsonString(), options, new Uri(Home, $"/{built.Count}"));
        }
        var found = schema.Evaluate(JsonSerializer.SerializeToElement(answer), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid ? [] : [.. Wrong(found).Distinct()];
    }

    /// <summary>What one of several shapes would have is wrong only where nothing else is.</summary>
    private static IEnumerable<string> Wrong(EvaluationResults found)
    {
        var all = (found.Details ?? []).Where(detail => detail.Errors is { Count: > 0 } && !detail.EvaluationPath.ToString().Contains("/if", StringComparison.Ordinal)).ToArray();
        var sure = all.Where(detail => !detail.EvaluationPath.ToString().Contains("/anyOf/", StringComparison.Ordinal)).ToArray();
        return Told(sure.Length > 0 ? sure : all);
    }

    private static IEnumerable<string> Told(IEnumerable<EvaluationResults> details) => details
        .SelectMany(detail => detail.Errors!.Select(error => $"{Place().Replace(detail.InstanceLocation.ToString(), "/[]")}: {error.Value}"));

    /// <summary>Which of a list it is says nothing.</summary>
    [GeneratedRegex("/[0-9]+(?=/|$)", RegexOptions.None, 60_000)]
    private static partial Regex Place();

    public bool Has(string operation, int status) => Of(operation, status) is not null;

    private JsonNode? Of(string operation, int status) => operations.GetValueOrDefault(DescribedBodies.Key(operation))?["responses"]?[$"{status}"];

    /// <summary>
    /// Whether it names the shapes it may have, which name it as what they are made of: followed both ways they never end. What they are made of is the
    /// shape without those names, and which of them it has is said by its own word for it.
    /// </summary>
    private static bool IsFamily(JsonNode shape) => shape["discriminator"]?["mapping"] is JsonObject || shape["oneOf"] is JsonArray || shape["anyOf"] is JsonArray;

    private static JsonObject Parted(JsonObject shape) =>
        new(shape.Where(one => one.Key is not ("oneOf" or "anyOf" or "discriminator")).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));

    private JsonObject Family(string name, JsonObject shape)
    {
        var parts = new JsonArray(new JsonObject { ["$ref"] = $"{Home}#/$defs/{Base(name)}" });
        if (shape["discriminator"] is JsonObject by && by["mapping"] is JsonObject) foreach (var part in Members(by)) parts.Add(part);
        else
            foreach (var choice in (ReadOnlySpan<string>)["oneOf", "anyOf"])
                if (shape[choice] is { } members) parts.Add(new JsonObject { ["anyOf"] = Today(members) });
        return new JsonObject { ["allOf"] = parts };
    }

    /// <summary>For each word that tells them apart the shape it stands for.</summary>
    private IEnumerable<JsonObject> Members(JsonObject by) => by["mapping"]!.AsObject()
        .Select(one => (Word: one.Key, Name: one.Value!.ToString()[(one.Value!.ToString().LastIndexOf('/') + 1)..]))
        .Where(one => published.ContainsKey(one.Name))
        .Select(one => new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["required"] = new JsonArray(by["propertyName"]!.ToString()),
                ["properties"] = new JsonObject { [by["propertyName"]!.ToString()] = new JsonObject { ["const"] = one.Word } },
            },
            ["then"] = new JsonObject { ["$ref"] = $"{Home}#/$defs/{Safe(one.Name)}" },
        });

    private static string Base(string name) => Safe(name) + "_base";

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

    private JsonNode Today(JsonNode node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Today(item))]),
        JsonObject shape => Today(shape),
        _ => node.DeepClone(),
    };

    private JsonObject Today(JsonObject shape, bool ofBase = false)
    {
        var made = new JsonObject();
        foreach (var (name, value) in shape)
        {
            if (name == "properties" && value is JsonObject properties)
                made[name] = new JsonObject(properties.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Today(one.Value!))));
            else if (name == "$ref" && value is JsonValue) made[name] = Reference(value.GetValue<string>(), ofBase: false);
            else if (name == "allOf" && ofBase && value is JsonArray parents) made[name] = new JsonArray([.. parents.Select(Parent)]);
            else if (name == "pattern") continue;                       // Java's, and one is broken
            else if (name is "minimum" or "maximum" && shape["type"]?.ToString() == "string") continue;
            else if (name is "oneOf" && shape["discriminator"] is JsonObject by) made["allOf"] = new JsonArray([.. Members(by)]);
            // An integer is a number, too, so of two that fit neither is wrong.
            else if (name is "oneOf") made["anyOf"] = value is null ? null : Today(value);
            else if (!Spoken.Contains(name) || value is JsonObject) made[name] = value is null ? null : Today(value);
        }
        foreach (var said in Spoken) made.Remove(said);
        if (shape["nullable"]?.GetValueKind() != JsonValueKind.True) return made;
        if (made["type"] is JsonValue type && made["enum"] is null && made["allOf"] is null)
        {
            made["type"] = new JsonArray(type.DeepClone(), "null");
            return made;
        }
        return new JsonObject { ["anyOf"] = new JsonArray(made, new JsonObject { ["type"] = "null" }) };
    }

    private JsonNode Parent(JsonNode? part) =>
        part is JsonObject { Count: 1 } named && named["$ref"] is JsonValue reference ? new JsonObject { ["$ref"] = Reference(reference.GetValue<string>(), ofBase: true) } : Today(part!);

    private string Reference(string reference, bool ofBase)
    {
        var name = reference["#/schemas/".Length..];
        return $"{Home}#/$defs/{(ofBase && published[name] is { } shape && IsFamily(shape) ? Base(name) : Safe(name))}";
    }
}
