using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>The attributes a person has and what may stand in them. Contract §3.2, "Base profile limits".</summary>
public static partial class UserProfile
{
    private const int Ordinary = 100;

    /// <summary>Every base attribute and its longest value.</summary>
    private static readonly Dictionary<string, int> Attributes = new()
    {
        ["login"] = 100, ["email"] = 100, ["secondEmail"] = 100, ["firstName"] = 50, ["lastName"] = 50, ["middleName"] = 50,
        ["honorificPrefix"] = 50, ["honorificSuffix"] = 50, ["title"] = Ordinary, ["displayName"] = Ordinary, ["nickName"] = Ordinary, ["profileUrl"] = 1024,
        ["primaryPhone"] = 100, ["mobilePhone"] = 100, ["streetAddress"] = 1024, ["city"] = 128, ["state"] = 128, ["zipCode"] = 50, ["countryCode"] = 2,
        ["postalAddress"] = 4096, ["preferredLanguage"] = 35, ["locale"] = 35, ["timezone"] = 64, ["userType"] = Ordinary, ["employeeNumber"] = Ordinary,
        ["costCenter"] = Ordinary, ["organization"] = Ordinary, ["division"] = Ordinary, ["department"] = Ordinary, ["managerId"] = Ordinary,
        ["manager"] = Ordinary,
        // Not among the contract's: what OpenID Connect Core §5.1 has standard claims for.
        ["picture"] = 1024, ["website"] = 1024, ["gender"] = Ordinary, ["birthdate"] = 10,
    };

    /// <summary>Whether a profile may have an attribute of this name.</summary>
    public static bool Knows(string name) => Attributes.ContainsKey(name);

    private static readonly string[] Required = ["login", "email", "firstName", "lastName"];

    /// <summary>A whole profile.</summary>
    /// <exception cref="RuleException">It names every attribute that is wrong.</exception>
    public static JsonObject Read(JsonObject given)
    {
        var broken = new List<BrokenRule>();
        var profile = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (value is null || (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length == 0)) continue;
            if (Problem(name, value) is { } problem) broken.Add(new(name, problem));
            else profile[name] = name is "login" or "email" or "secondEmail" ? value.GetValue<string>().Trim() : value.DeepClone();
        }
        foreach (var name in Required)
            if (profile[name] is null && broken.All(rule => rule.Field != name)) broken.Add(new(name, "The field cannot be left blank"));
        return broken.Count == 0 ? profile : throw RuleException.Of(broken);
    }

    /// <summary>A profile of which only some attributes are given; null clears one.</summary>
    /// <exception cref="RuleException">It names every attribute that is wrong.</exception>
    public static JsonObject Merge(JsonObject existing, JsonObject given)
    {
        var merged = (JsonObject)existing.DeepClone();
        foreach (var (name, value) in given) merged[name] = value?.DeepClone();
        return Read(merged);
    }

    private static string? Problem(string name, JsonNode value)
    {
        if (!Attributes.TryGetValue(name, out var most)) return "is not an attribute of the user profile";
        if (value is not JsonValue scalar || !scalar.TryGetValue<string>(out var text)) return "must be a string";
        if (text.Length > most) return $"must have at most {most} characters";
        if (text.Any(char.IsControl) && name is not ("postalAddress" or "streetAddress")) return "must not have control characters";
        return name switch
        {
            "login" when text.Trim().Length < 5 => "must have at least 5 characters",
            "login" or "email" or "secondEmail" => EmailAddress.Is(text.Trim()) ? null : "must be an email address",
            "countryCode" => text.Length == 2 && text.All(char.IsAsciiLetter) ? null : "must be a two-letter country code",
            "birthdate" => Birthdate().IsMatch(text) ? null : "must be a date as YYYY-MM-DD, 0000-MM-DD or YYYY",
            "profileUrl" or "picture" or "website" => RegisteredUris.PageProblem(text),
            _ => null,
        };
    }

    /// <summary>OpenID Connect Core §5.1: a year alone, or 0000 for one that is not told.</summary>
    [GeneratedRegex("^((18[5-9][0-9]|19[0-9]{2}|20[0-9]{2}|0000)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])|18[5-9][0-9]|19[0-9]{2}|20[0-9]{2})$",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Birthdate();
}
