using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Federation;

/// <summary>What a provider says of a person, in the words of profiles here. OpenID Connect Core §5.1 to contract §3.2.</summary>
internal static class UpstreamProfile
{
    private static readonly (string Claim, string Attribute)[] Mapped =
    [
        ("given_name", "firstName"), ("family_name", "lastName"), ("middle_name", "middleName"), ("nickname", "nickName"), ("name", "displayName"),
    ];

    /// <summary>What is shown of them: who they are there, and nothing that only a program wants.</summary>
    private static readonly string[] Shown =
        ["email", "email_verified", "family_name", "given_name", "hd", "locale",
            "middle_name", "name", "nickname", "picture", "preferred_username", "profile", "tid"];

    /// <summary>The attributes that it says something of.</summary>
    public static JsonObject Of(UpstreamPerson person)
    {
        var profile = new JsonObject();
        foreach (var (claim, attribute) in Mapped)
            if (Clean(person[claim]) is { } text) profile[attribute] = text;
        return profile;
    }

    /// <summary>A whole profile: whoever is called nothing is called by their address.</summary>
    /// <param name="person">Who came.</param>
    /// <param name="login">What they are to be called when they sign in.</param>
    /// <param name="email">The address that the provider has proven.</param>
    public static JsonObject OfNew(UpstreamPerson person, string login, string email)
    {
        var profile = Of(person);
        var (local, domain) = (email[..email.LastIndexOf('@')], email[(email.LastIndexOf('@') + 1)..]);
        var words = (Clean(person["name"]) ?? "").Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        profile["firstName"] ??= words.Length > 0 ? words[0] : Clean(local);
        profile["lastName"] ??= words.Length > 1 ? words[1] : Clean(domain);
        profile["login"] = login;
        profile["email"] = email;
        return profile;
    }

    public static JsonObject ShownOf(UpstreamPerson person) => new(Shown.Where(person.Claims.ContainsKey)
        .Select(claim => KeyValuePair.Create(claim, JsonNode.Parse(person.Claims[claim].GetRawText()))));

    private static string? Clean(string? text)
    {
        if (text is null) return null;
        var clean = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
        return clean.Length == 0 ? null : clean.Length <= 50 ? clean : clean[..50].Trim();
    }
}
