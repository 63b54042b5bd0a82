using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Schemas;

/// <summary>A schema as it is answered and asked for. Contract §3.2, schemas.</summary>
internal static class SchemaJson
{
    private const string Draft = "http://json-schema.org/draft-04/schema#";

    /// <param name="schema">Which.</param>
    /// <param name="org">Whose.</param>
    /// <param name="id">Last in its address.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="title">The same for people.</param>
    /// <param name="self">Where it was asked for.</param>
    public static JsonObject Of(ProfileSchema schema, Org org, string id, string name, string title, string self) => new()
    {
        ["id"] = $"{org.Url}/meta/schemas/{id}",
        ["$schema"] = Draft,
        ["name"] = name,
        ["title"] = title,
        ["lastUpdated"] = ApiJson.Date(schema.UpdatedAt ?? org.CreatedAt),
        ["created"] = ApiJson.Date(schema.CreatedAt ?? org.CreatedAt),
        ["definitions"] = new JsonObject
        {
            ["custom"] = Part("#custom", schema.Custom.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key,
                (JsonNode?)one.Value.Document.DeepClone())), schema.Custom.Values.Where(one => one.Required).Select(one => one.Name)),
            ["base"] = Part("#base", schema.Base.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key,
                (JsonNode?)SchemaPropertyDraft.Shown(one.Key, one.Value, schema.ChangedOf(one.Key)))), schema.RequiredBase),
        },
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["profile"] = new JsonObject
            {
                ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/definitions/custom" }, new JsonObject { ["$ref"] = "#/definitions/base" }),
            },
        },
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, self) },
    };

    public static SchemaWish Read(JsonObject body)
    {
        var definitions = body.Object("definitions") ?? throw ApiError.Validation("definitions", "definitions: The field cannot be left blank");
        return new(Properties(definitions, "base"), Properties(definitions, "custom"));
    }

    private static JsonObject Part(string id, IEnumerable<KeyValuePair<string, JsonNode?>> properties, IEnumerable<string> required) => new()
    {
        ["id"] = id, ["type"] = "object", ["properties"] = new JsonObject(properties), ["required"] = ApiJson.List(required.Order(StringComparer.Ordinal)),
    };

    private static IReadOnlyList<KeyValuePair<string, JsonObject?>> Properties(JsonObject definitions, string part) =>
        definitions.Object(part)?.Object("properties") is not { } properties ? []
            : [.. properties.Select(property => KeyValuePair.Create(property.Key, property.Value switch
            {
                null => null,
                JsonObject said => said,
                _ => throw ApiError.Validation(property.Key, $"{property.Key}: must be an object"),
            }))];
}
