using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Schemas;

/// <summary>What an attribute is to be, and satisfies the rules of one. Contract §3.2, schemas.</summary>
internal sealed partial record SchemaPropertyDraft
{
    public const string UniqueWord = "UNIQUE_VALIDATED";
    private const string NotUniqueWord = "NOT_UNIQUE";
    private const int LongestTitle = 255;
    private const int MostChoices = 200;
    private const int LongestChoice = 255;

    private static readonly string[] Formats =
    [
        SchemaProperty.EmailFormat, SchemaProperty.UriFormat, SchemaProperty.CountryFormat, SchemaProperty.DateFormat, "language-code", "locale", "timezone",
        "ref-id",
    ];

    private SchemaPropertyDraft(string name, JsonObject document) => (Name, Document) = (name, document);

    public string Name { get; }

    /// <summary>As it is kept and answered.</summary>
    public JsonObject Document { get; }

    /// <param name="name">As profiles name it.</param>
    /// <param name="given">What is said of it; of one that there is, the rest stays. Null takes a limit away.</param>
    /// <param name="existing">The one that is changed; null: a new one.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static SchemaPropertyDraft Of(string name, JsonObject given, SchemaProperty? existing)
    {
        if (!PossibleName().IsMatch(name)) throw Broken(name, "is no name: a letter, then up to 99 letters, digits and underscores");
        var merged = (JsonObject?)existing?.Document.DeepClone() ?? [];
        foreach (var (field, value) in given) merged[field] = value?.DeepClone();

        var type = OneOf(name, merged, "type", existing?.Type, PropertyType.All) ?? throw Broken(name, "type: The field cannot be left blank");
        if (existing is not null && existing.Type != type) throw Broken(name, "type: of an attribute that there is cannot be changed");
        var title = merged.Text("title")?.Trim() ?? "";
        if (title.Length is 0 or > LongestTitle) throw Broken(name, $"title: must have between 1 and {LongestTitle} characters");

        var document = new JsonObject { ["title"] = title };
        Copy(merged, document, "description", merged.Text("description"));
        document["type"] = type;
        if (type == PropertyType.List) document["items"] = Items(name, merged.Object("items"), existing);
        document["required"] = merged.Flag("required") ?? false;
        Copy(merged, document, "externalName", merged.Text("externalName"));
        Copy(merged, document, "externalNamespace", merged.Text("externalNamespace"));
        ReadLimits(name, type, merged, document);
        if (OneOf(name, merged, "format", null, Formats) is { } format)
            document["format"] = type == PropertyType.Text ? format : throw Broken(name, "format: only a string has one");
        if (type != PropertyType.List) ReadChoices(name, type, merged, document);
        ReadUnique(name, type, merged, document);
        if (merged["pattern"] is not null) throw Broken(name, "pattern: is not supported by this server; use minLength, maxLength, format or enum");
        document["scope"] = OneOf(name, merged, "scope", "NONE", ["NONE", "SELF"]);
        document["mutability"] = OneOf(name, merged, "mutability", "READ_WRITE", ["READ_WRITE"]);
        document["permissions"] = Permissions(name, merged["permissions"]);
        document["master"] = Master(name, merged["master"]);
        return new(name, document);
    }

    /// <summary>Of an attribute that every org has, an administrator may change whether it must be there and what people see of their own.</summary>
    /// <inheritdoc cref="Of"/>
    public static SchemaPropertyDraft OfBase(string name, BaseAttribute attribute, JsonObject given, JsonObject? existing)
    {
        if (given["pattern"] is not null) throw Broken(name, "pattern: a login is an email address here and follows no other pattern");
        var document = (JsonObject?)existing?.DeepClone() ?? [];
        if (given.Flag("required") is { } required)
        {
            if (!required && name is "login" or "email" or "name" or "userName" && attribute.Required)
                throw Broken(name, "required: must be true, since every profile is found by it");
            document["required"] = required;
        }
        if (given["permissions"] is { } permissions) document["permissions"] = Permissions(name, permissions);
        if (given["master"] is { } master) document["master"] = Master(name, master);
        return new(name, document);
    }

    /// <summary>An attribute that every org has, as it is answered.</summary>
    public static JsonObject Shown(string name, BaseAttribute attribute, JsonObject? changed)
    {
        var shown = new JsonObject { ["title"] = attribute.Title, ["type"] = PropertyType.Text };
        if (attribute.Format is { } format) shown["format"] = format;
        shown["required"] = changed?.Flag("required") ?? attribute.Required;
        if (attribute.Shortest > 0) shown["minLength"] = attribute.Shortest;
        shown["maxLength"] = attribute.Longest;
        shown["mutability"] = "READ_WRITE";
        shown["scope"] = "NONE";
        shown["permissions"] = changed?["permissions"]?.DeepClone() ?? Permissions(name, null);
        shown["master"] = changed?["master"]?.DeepClone() ?? Master(name, null);
        return shown;
    }

    private static void ReadLimits(string name, string type, JsonObject merged, JsonObject document)
    {
        foreach (var field in (string[])["minLength", "maxLength"])
        {
            if (merged.Number(field) is not { } limit) continue;
            if (type != PropertyType.Text) throw Broken(name, $"{field}: only a string has one");
            document[field] = limit is >= 0 and <= SchemaProperty.Longest ? limit
                : throw Broken(name, $"{field}: must be between 0 and {SchemaProperty.Longest}");
        }
        if (document.Number("minLength") > document.Number("maxLength")) throw Broken(name, "minLength: must not be above maxLength");
        foreach (var field in (string[])["minimum", "maximum"])
        {
            if (merged[field] is not { } limit) continue;
            if (type is not (PropertyType.Number or PropertyType.Integer) || limit.GetValueKind() != JsonValueKind.Number)
                throw Broken(name, $"{field}: only a number or an integer has one, and it is a number");
            document[field] = limit.DeepClone();
        }
    }

    private static void ReadChoices(string name, string type, JsonObject from, JsonObject document)
    {
        if (from["enum"] is { } listed)
        {
            if (listed is not JsonArray { Count: > 0 and <= MostChoices } list || list.Any(choice => !Fits(choice, type)))
                throw Broken(name, $"enum: must be a list of 1 to {MostChoices} values of the attribute's type");
            document["enum"] = list.DeepClone();
        }
        if (from["oneOf"] is not { } titled) return;
        if (titled is not JsonArray { Count: > 0 and <= MostChoices } choices
            || choices.Any(choice => choice is not JsonObject one || !Fits(one["const"], type)
                || one.Text("title") is not { Length: > 0 and <= LongestChoice }))
            throw Broken(name, $"oneOf: must be a list of 1 to {MostChoices} objects with a const of the attribute's type and a title");
        document["oneOf"] = new JsonArray([.. choices.Select(choice => new JsonObject
        {
            ["const"] = choice!["const"]!.DeepClone(), ["title"] = choice["title"]!.DeepClone(),
        })]);
    }

    private static bool Fits(JsonNode? choice, string type) => (choice?.GetValueKind(), type) switch
    {
        (JsonValueKind.String, PropertyType.Text) => choice!.GetValue<string>() is { Length: > 0 and <= LongestChoice },
        (JsonValueKind.Number, PropertyType.Number) => true,
        (JsonValueKind.Number, PropertyType.Integer) =>
            long.TryParse(choice!.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static JsonObject Items(string name, JsonObject? given, SchemaProperty? existing)
    {
        if (given is null) throw Broken(name, "items: The field cannot be left blank");
        var type = OneOf(name, given, "type", existing?.ItemType, PropertyType.OfItems, "items.")
            ?? throw Broken(name, "items.type: The field cannot be left blank");
        if (existing is not null && existing.ItemType != type) throw Broken(name, "items.type: of an attribute that there is cannot be changed");
        var items = new JsonObject { ["type"] = type };
        ReadChoices(name, type, given, items);
        return items;
    }

    /// <summary>Some of Okta's libraries write a word, others true or false; each reads what it wrote.</summary>
    private static void ReadUnique(string name, string type, JsonObject merged, JsonObject document)
    {
        if (merged["unique"] is not { } said) return;
        if (said.GetValueKind() == JsonValueKind.String)
        {
            var word = said.GetValue<string>().ToUpperInvariant();
            said = word is UniqueWord or NotUniqueWord ? word : throw Broken(name, $"unique: must be true, false, {UniqueWord} or {NotUniqueWord}");
        }
        else if (said.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            throw Broken(name, $"unique: must be true, false, {UniqueWord} or {NotUniqueWord}");
        if (SchemaProperty.IsUnique(said) && type is PropertyType.List or PropertyType.Boolean)
            throw Broken(name, $"unique: an attribute of the type {type} cannot be");
        document["unique"] = said.DeepClone();
    }

    /// <summary>What people may do with their own.</summary>
    private static JsonArray Permissions(string name, JsonNode? given)
    {
        if (given is null) return [new JsonObject { ["principal"] = "SELF", ["action"] = "READ_ONLY" }];
        if (given is not JsonArray list || list.Count > 1 || list.Any(item => item is not JsonObject))
            throw Broken(name, "permissions: must be a list of one object with the principal SELF and an action");
        var permissions = new JsonArray();
        foreach (var permission in list.Cast<JsonObject>())
        {
            permissions.Add(new JsonObject
            {
                ["principal"] = OneOf(name, permission, "principal", "SELF", ["SELF"]),
                ["action"] = OneOf(name, permission, "action", "READ_ONLY", ["HIDE", "READ_ONLY", "READ_WRITE"]),
            });
        }
        return permissions;
    }

    /// <summary>Nobody but this directory writes profiles.</summary>
    private static JsonObject Master(string name, JsonNode? given)
    {
        if (given is null) return new() { ["type"] = "PROFILE_MASTER" };
        if (given is not JsonObject master) throw Broken(name, "master: must be an object");
        if (master["priority"] is JsonArray { Count: > 0 }) throw Broken(name, "master: no other source writes profiles here, so none has priority");
        return new() { ["type"] = OneOf(name, master, "type", "PROFILE_MASTER", ["PROFILE_MASTER", "OKTA"]) };
    }

    private static void Copy(JsonObject from, JsonObject to, string field, string? value)
    {
        if (value is null) return;
        to[field] = value.Length <= 1024 ? value : throw new RuleException(field, "must have at most 1024 characters");
    }

    /// <summary>A word in any case, since some SDKs write them small.</summary>
    private static string? OneOf(string name, JsonObject place, string field, string? otherwise, IReadOnlyList<string> words,
        string under = "")
    {
        if (place.Text(field) is not { } said) return otherwise;
        return words.FirstOrDefault(word => word.Equals(said, StringComparison.OrdinalIgnoreCase))
            ?? throw Broken(name, $"{under}{field}: must be {(words.Count == 1 ? "" : "one of ")}{string.Join(", ", words)}");
    }

    private static RuleException Broken(string name, string reason) => new(name, reason);

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]{0,99}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PossibleName();
}
