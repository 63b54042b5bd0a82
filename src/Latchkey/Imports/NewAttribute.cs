using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>An attribute that people elsewhere have, as the schema of this org takes it.</summary>
public static class NewAttribute
{
    private static readonly string[] Kept = ["title", "description", "type", "enum", "oneOf", "minLength", "maxLength", "minimum", "maximum", "items",
        "format"];

    public static JsonObject OfText(string name) => new() { ["title"] = name, ["type"] = "string" };

    /// <summary>Of a schema of Okta's: without who masters it, which is nobody else here.</summary>
    public static JsonObject Of(JsonObject property) =>
        new(property.Where(member => Kept.Contains(member.Key) && member.Value is not null)
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
