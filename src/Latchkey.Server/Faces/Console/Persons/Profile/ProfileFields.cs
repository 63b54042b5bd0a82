using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Console.Persons.Profile;

/// <summary>Which attributes a person's form has: those that every org has, and the texts that an administrator defined.</summary>
public sealed record ProfileFields
{
    private ProfileFields(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> titles) => (Names, Titles) = (names, titles);

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the org calls its own, and what the schema calls those that every org has.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; }

    internal static ProfileFields Of(ProfileSchema schema)
    {
        var texts = schema.Custom.Values.Where(property => property.Type == PropertyType.Text)
            .OrderBy(property => property.Name, StringComparer.Ordinal).ToArray();
        var names = First.Concat(schema.Base.Keys.Except(First).Order(StringComparer.Ordinal)).Concat(texts.Select(property => property.Name));
        var titles = schema.Base.ToDictionary(one => one.Key, one => one.Value.Title, StringComparer.Ordinal);
        foreach (var property in texts) titles[property.Name] = property.Document.Text("title") is { Length: > 0 } title ? title : property.Name;
        return new([.. names], titles);
    }

    private static readonly string[] First =
    [
        "login", "email", "firstName", "lastName", "displayName", "nickName", "secondEmail", "mobilePhone", "title", "department", "organization",
        "preferredLanguage",
    ];
}
