using System.Globalization;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Imports;

/// <summary>Which column is which attribute of a profile (contract §3.2, "Base profile limits"), and what a line says by that.</summary>
internal static class ImportMapping
{
    /// <summary>What other programs call them in their files.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["username"] = "login", ["userid"] = "login", ["mail"] = "email", ["emailaddress"] = "email", ["primaryemail"] = "email", ["givenname"] = "firstName",
        ["forename"] = "firstName", ["vorname"] = "firstName", ["surname"] = "lastName", ["familyname"] = "lastName", ["nachname"] = "lastName",
        ["name"] = "displayName", ["fullname"] = "displayName", ["phone"] = "primaryPhone", ["telephone"] = "primaryPhone", ["mobile"] = "mobilePhone",
        ["cellphone"] = "mobilePhone", ["jobtitle"] = "title", ["company"] = "organization", ["zip"] = "zipCode", ["postalcode"] = "zipCode",
        ["street"] = "streetAddress", ["country"] = "countryCode", ["language"] = "preferredLanguage", ["employeeid"] = "employeeNumber",
    };

    /// <summary>Every attribute that a column may go to.</summary>
    public static IReadOnlyList<string> Possible(ProfileSchema schema) =>
        [.. schema.Base.Keys.Order(StringComparer.Ordinal), .. schema.Custom.Keys.Order(StringComparer.Ordinal)];

    /// <summary>By what the columns are called; each attribute once.</summary>
    public static IReadOnlyList<string> Suggested(IReadOnlyList<string> columns, ProfileSchema schema)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. columns.Select(column => Meant(column, schema) is { } attribute && taken.Add(attribute) ? attribute : "")];
    }

    /// <exception cref="RuleException">Two columns go to one attribute, or what everybody has is missing.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> chosen, ProfileSchema schema)
    {
        var named = chosen.Where(attribute => attribute.Length > 0).ToArray();
        if (named.FirstOrDefault(attribute => !schema.Knows(attribute)) is { } unknown) throw new RuleException("mapping", $"'{unknown}' is no attribute");
        if (named.GroupBy(attribute => attribute).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new RuleException("mapping", $"two columns go to {twice.Key}");
        // Whoever has no username of their own signs in with their address.
        if (!named.Contains("email")) throw new RuleException("mapping", "no column goes to email, which everybody has");
        return chosen;
    }

    /// <summary>What a line says of somebody. An empty cell says nothing.</summary>
    public static JsonObject Profile(IReadOnlyList<string> attributes, IReadOnlyList<string> cells, ProfileSchema schema)
    {
        var profile = new JsonObject();
        for (var i = 0; i < attributes.Count && i < cells.Count; i++)
            if (attributes[i].Length > 0 && cells[i].Length > 0) profile[attributes[i]] = Value(cells[i], schema.Custom.GetValueOrDefault(attributes[i]));
        if (profile["login"] is null && profile["email"] is { } email) profile["login"] = email.DeepClone();
        return profile;
    }

    /// <summary>Whom a line is about, in the form in which logins are compared.</summary>
    public static string LoginOf(IReadOnlyList<string> attributes, IReadOnlyList<string> cells)
    {
        string Cell(string attribute) => attributes.Index().Where(one => one.Item == attribute && one.Index < cells.Count)
            .Select(one => cells[one.Index]).FirstOrDefault("");
        return Identifiers.Canonical(Cell("login") is { Length: > 0 } login ? login : Cell("email"));
    }

    /// <summary>Somebody new.</summary>
    /// <exception cref="RuleException">The line breaks a rule.</exception>
    public static UserDraft New(JsonObject profile, ProfileSchema schema, MailReach reach) => UserDraft.Of((JsonObject)profile.DeepClone(), schema, reach);

    private static JsonNode Value(string cell, SchemaProperty? property) => property?.Type switch
    {
        PropertyType.Boolean when bool.TryParse(cell, out var flag) => flag,
        PropertyType.Integer when long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        PropertyType.Number when decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        PropertyType.List => new JsonArray([.. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item =>
            property.ItemType != PropertyType.Text && decimal.TryParse(item, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? (JsonNode)number : item)]),
        _ => cell,
    };

    private static string? Meant(string column, ProfileSchema schema)
    {
        if (schema.Knows(column)) return column;
        var key = Key(column);
        return schema.Base.FirstOrDefault(one => Key(one.Key) == key || Key(one.Value.Title) == key).Key
            ?? schema.Custom.Values.FirstOrDefault(one => Key(one.Name) == key || Key(one.Document.Text("title") ?? "") == key)?.Name
            ?? Known.GetValueOrDefault(key);
    }

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
