using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.OrgSettings;

/// <summary>What an org says of itself, and satisfies the rules of it. Contract §3.10.</summary>
internal sealed record OrgAbout
{
    private const string NameField = "companyName";
    private const int Longest = 255;

    /// <summary>Beside the name.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "website", "phoneNumber", "endUserSupportHelpURL", "supportPhoneNumber", "address1", "address2", "city", "state", "country", "postalCode",
    ];

    private OrgAbout(string name, JsonObject rest) => (Name, Rest) = (name, rest);

    public string Name { get; }
    public JsonObject Rest { get; }

    /// <param name="org">As it is.</param>
    /// <param name="given">What is to be said.</param>
    /// <param name="whole">What is not given is gone, but for the name, which every org has.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static OrgAbout Of(Org org, JsonObject given, bool whole)
    {
        var name = given.Text(NameField)?.Trim() ?? (whole ? "" : org.Name);
        if (name.Length is 0 or > 100 || name.Any(char.IsControl)) throw new RuleException(NameField, "must have between 1 and 100 characters");
        var rest = whole ? [] : Of(org);
        foreach (var field in Fields)
        {
            if (!given.ContainsKey(field)) continue;
            rest.Remove(field);
            if (given.Text(field)?.Trim() is not { Length: > 0 } said) continue;
            if (said.Length > Longest || said.Any(char.IsControl)) throw new RuleException(field, $"must have at most {Longest} characters");
            if (field is "website" or "endUserSupportHelpURL" && RegisteredUris.PageProblem(said) is { } problem) throw new RuleException(field, problem);
            rest[field] = said;
        }
        return new(name, rest);
    }

    public static JsonObject Of(Org org) => (JsonObject)JsonNode.Parse(org.About)!;
}
