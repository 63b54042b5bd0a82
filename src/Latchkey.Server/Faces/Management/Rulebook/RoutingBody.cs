using System.Text.Json.Nodes;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>Rules that send people to an identity provider, as the management API words them. Contract §3.9, IDP_DISCOVERY.</summary>
internal static class RoutingBody
{
    /// <summary>Signing in here, in the place of a provider's type.</summary>
    private const string Here = "OKTA";

    public static RoutingAction Read(JsonObject? idp)
    {
        const string p = "actions.idp.";
        Wanted.Only(idp, p, "idpSelectionType", "SPECIFIC");
        Wanted.Nothing(idp, p, "matchCriteria");
        Wanted.Only(idp, p, "shouldFallBackToOkta", false);
        var providers = idp?.Objects("providers", p) ?? [];
        if (providers.Count == 0) return RoutingAction.Here;
        if (providers is not [var one]) throw new RuleException($"{p}providers", "must be a list of one provider");
        return one.Text("id") is { Length: > 0 } id ? new(id) { Type = one.Text("type") }
            : one.Text("type") is null or Here ? RoutingAction.Here : throw new RuleException($"{p}providers.id", "The field cannot be left blank");
    }

    public static IReadOnlyList<IdentifierPattern> Patterns(JsonObject? condition)
    {
        const string u = "conditions.userIdentifier.";
        Wanted.Only(condition, u, "type", "IDENTIFIER");
        Wanted.Nothing(condition, u, "attribute");
        return [.. (condition?.Objects("patterns", u) ?? [])
            .Select(one => new IdentifierPattern(one.Text("matchType") ?? IdentifierPattern.Suffix, one.Text("value") ?? ""))];
    }

    /// <summary>Who somebody is nobody knows yet.</summary>
    public static void RequireNobody(params IReadOnlyList<JsonObject?> people)
    {
        if (people.Any(who => (who?.Texts("include") ?? []).Count + (who?.Texts("exclude") ?? []).Count > 0))
            throw new RuleException("conditions.people", "must be left out: who somebody is nobody knows before they have signed in");
    }

    /// <param name="routing">What the rule says.</param>
    /// <param name="providers">Those of the org: Terraform takes one whose kind it is not told for this server itself.</param>
    public static JsonObject Json(RoutingAction routing, IReadOnlyList<IdentityProvider> providers)
    {
        var one = new JsonObject { ["type"] = Here };
        if (routing.ProviderId is { } id)
        {
            var provider = providers.FirstOrDefault(known => known.Id == id);
            one = ApiJson.Known(new() { ["id"] = id, ["name"] = provider?.Name, ["type"] = provider?.Type });
        }
        return new() { ["providers"] = new JsonArray(one), ["idpSelectionType"] = "SPECIFIC" };
    }

    public static JsonObject Json(IReadOnlyList<IdentifierPattern> patterns) => new()
    {
        ["type"] = "IDENTIFIER",
        ["patterns"] = ApiJson.List(patterns.Select(JsonNode (one) => new JsonObject { ["matchType"] = one.Match, ["value"] = one.Value })),
    };
}
