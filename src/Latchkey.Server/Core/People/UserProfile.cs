using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>The attributes a person has and what may stand in them. Contract §3.2, "Base profile limits".</summary>
internal static partial class UserProfile
{
    /// <summary>Of all of it: each person is read whole.</summary>
    private const int Largest = 65_536;

    /// <summary>Whether every org's people may have an attribute of this name.</summary>
    public static bool Knows(string name) => BaseAttributes.OfUsers.ContainsKey(name);

    /// <summary>A whole profile.</summary>
    /// <exception cref="RuleException">It names every attribute that is wrong.</exception>
    internal static JsonObject Read(JsonObject given, ProfileSchema schema)
    {
        var broken = new List<BrokenRule>();
        var profile = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (IsBlank(value)) continue;
            if (Problem(name, value!, schema) is { } problem) broken.Add(new(name, problem));
            else profile[name] = Kept(name, value!);
        }
        var required = schema.RequiredBase.Concat(schema.Custom.Values.Where(property => property.Required).Select(property => property.Name));
        foreach (var name in required)
            if (profile[name] is null or JsonArray { Count: 0 } && broken.All(rule => rule.Field != name)) broken.Add(new(name, ProfileSchema.Blank));
        return Whole(profile, broken);
    }

    /// <summary>A profile of which only some attributes are given; null clears one, and the others stay as they are, whatever the rules have become.</summary>
    /// <exception cref="RuleException">It names every attribute that is wrong.</exception>
    internal static JsonObject Merge(JsonObject existing, JsonObject given, ProfileSchema schema)
    {
        var broken = new List<BrokenRule>();
        var profile = (JsonObject)existing.DeepClone();
        foreach (var (name, value) in given)
        {
            if (!IsBlank(value))
            {
                if (Problem(name, value!, schema) is { } problem) broken.Add(new(name, problem));
                else profile[name] = Kept(name, value!);
            }
            else if (schema.RequiredBase.Contains(name) || schema.Custom.GetValueOrDefault(name) is { Required: true })
                broken.Add(new(name, ProfileSchema.Blank));
            else profile.Remove(name);
        }
        return Whole(profile, broken);
    }

    private static JsonObject Whole(JsonObject profile, List<BrokenRule> broken)
    {
        if (broken.Count > 0) throw RuleException.Of(broken);
        return profile.ToJsonString().Length <= Largest ? profile : throw new RuleException("profile", $"must have at most {Largest} characters altogether");
    }

    private static bool IsBlank(JsonNode? value) => value is null || (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length == 0);

    private static JsonNode Kept(string name, JsonNode value) =>
        name is "login" or "email" or "secondEmail" ? value.GetValue<string>().Trim() : value.DeepClone();

    private static string? Problem(string name, JsonNode value, ProfileSchema schema)
    {
        if (schema.Custom.TryGetValue(name, out var property)) return property.Problem(value);
        return BaseAttributes.OfUsers.TryGetValue(name, out var attribute) ? Problem(name, value, attribute.Longest)
            : "is not an attribute of the user profile";
    }

    private static string? Problem(string name, JsonNode value, int most)
    {
        if (value is not JsonValue scalar || !scalar.TryGetValue<string>(out var text)) return "must be a string";
        if (Characters.Of(text) > most) return $"must have at most {most} characters";
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
