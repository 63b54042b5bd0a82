using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Schemas;

/// <summary>An attribute that an administrator defined, ready to be asked what may stand in it. Contract §3.2, schemas.</summary>
internal sealed class SchemaProperty
{
    public const string EmailFormat = "email";
    public const string UriFormat = "uri";
    public const string CountryFormat = "country-code";
    public const string DateFormat = "date-time";

    /// <summary>Of any text and list, whatever the schema says: each person's profile is read whole.</summary>
    public const int Longest = 4_096;
    public const int MostItems = 200;

    private readonly HashSet<string>? choices;

    public SchemaProperty(string name, JsonObject document)
    {
        (Name, Document) = (name, document);
        Type = document.Text("type") ?? PropertyType.Text;
        var items = document.Object("items");
        ItemType = items?.Text("type") ?? PropertyType.Text;
        Required = document.Flag("required") == true;
        Unique = IsUnique(document["unique"]);
        choices = Choices(Type == PropertyType.List ? items : document);
        Hidden = document["permissions"] is JsonArray permissions && permissions.OfType<JsonObject>()
            .Any(permission => permission.Text("principal") == "SELF" && permission.Text("action") == "HIDE");
    }

    public string Name { get; }
    public JsonObject Document { get; }
    public string Type { get; }
    public string ItemType { get; }
    public bool Required { get; }
    /// <summary>No two people of the org may have the same in it.</summary>
    public bool Unique { get; }
    /// <summary>People do not see their own.</summary>
    public bool Hidden { get; }

    /// <summary>Why this cannot stand in it; null where it can.</summary>
    public string? Problem(JsonNode value)
    {
        if (Type != PropertyType.List) return Problem(value, Type);
        if (value is not JsonArray list) return $"must be a list of {Called(ItemType)}s";
        if (list.Count > MostItems) return $"must have at most {MostItems} items";
        return list.Select(item => item is null ? "must not have null in it" : Problem(item, ItemType)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>As JSON writes it where it is no text: how it is compared.</summary>
    public static string Written(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    public static bool IsUnique(JsonNode? said) => said?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => said.GetValue<string>() == SchemaPropertyDraft.UniqueWord,
        _ => false,
    };

    private string? Problem(JsonNode value, string type)
    {
        var kind = value.GetValueKind();
        var fits = type switch
        {
            PropertyType.Text => kind == JsonValueKind.String,
            PropertyType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            PropertyType.Number => kind == JsonValueKind.Number,
            _ => kind == JsonValueKind.Number && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        };
        if (!fits) return $"must be a {Called(type)}";
        if (choices is not null && !choices.Contains(Written(value))) return $"must be one of {string.Join(", ", choices.Take(20))}";
        if (type == PropertyType.Text) return OfText(value.GetValue<string>());
        return type == PropertyType.Boolean ? null : OfNumber(value);
    }

    private string? OfText(string text)
    {
        if (Characters.Of(text) > Longest) return $"must have at most {Longest} characters";
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) return "must not have control characters";
        if (Type == PropertyType.List) return null;
        if (Document.Number("minLength") is { } least && Characters.Of(text) < least) return $"must have at least {least} characters";
        if (Document.Number("maxLength") is { } most && Characters.Of(text) > most) return $"must have at most {most} characters";
        return Document.Text("format") switch
        {
            EmailFormat => EmailAddress.Is(text) ? null : "must be an email address",
            UriFormat => RegisteredUris.PageProblem(text),
            CountryFormat => text.Length == 2 && text.All(char.IsAsciiLetter) ? null : "must be a two-letter country code",
            DateFormat => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) && text.Length >= 10 ? null
                : "must be a date and time as in ISO 8601",
            _ => null,
        };
    }

    private string? OfNumber(JsonNode value)
    {
        var json = value.ToJsonString();
        if (json.Length > 40 || !double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return "is no number that can be kept";
        if (Document["minimum"] is { } least && number < AsNumber(least)) return $"must be at least {least.ToJsonString()}";
        return Document["maximum"] is { } most && number > AsNumber(most) ? $"must be at most {most.ToJsonString()}" : null;
    }

    private static double AsNumber(JsonNode node) => double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>What is listed under <c>enum</c>, <c>oneOf</c>, or both.</summary>
    private static HashSet<string>? Choices(JsonObject? place)
    {
        var listed = (place?["enum"] as JsonArray)?.Select(choice => Written(choice!)) ?? [];
        var titled = (place?["oneOf"] as JsonArray)?.Select(choice => Written(choice!["const"]!)) ?? [];
        var all = listed.Concat(titled).ToHashSet(StringComparer.Ordinal);
        return all.Count == 0 ? null : all;
    }

    private static string Called(string type) => type switch
    {
        PropertyType.Integer => "whole number",
        PropertyType.Boolean => "boolean",
        _ => type,
    };
}
