using System.Text.Json.Nodes;
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
        if (idp?["providers"] is not JsonArray { Count: > 0 } given) return RoutingAction.Here;
        if (given is not [JsonObject one]) throw new RuleException($"{p}providers", "must be a list of one provider");
        return one.Text("id") is { Length: > 0 } id ? new(id)
            : one.Text("type") is null or Here ? RoutingAction.Here : throw new RuleException($"{p}providers.id", "The field cannot be left blank");
    }

    public static IReadOnlyList<IdentifierPattern> Patterns(JsonObject? condition)
    {
        const string u = "conditions.userIdentifier.";
        Wanted.Only(condition, u, "type", "IDENTIFIER");
        Wanted.Nothing(condition, u, "attribute");
        if (condition?["patterns"] is null) return [];
        return condition["patterns"] is JsonArray list && list.All(item => item is JsonObject)
            ? [.. list.Cast<JsonObject>().Select(item => new IdentifierPattern(item.Text("matchType") ?? IdentifierPattern.Suffix, item.Text("value") ?? ""))]
            : throw new RuleException($"{u}patterns", "must be a list of objects with a matchType and a value");
    }

    /// <summary>Who somebody is nobody knows yet.</summary>
    public static void RequireNobody(params IReadOnlyList<JsonObject?> people)
    {
        if (people.Any(who => (who?.Texts("include") ?? []).Count + (who?.Texts("exclude") ?? []).Count > 0))
            throw new RuleException("conditions.people", "must be left out: who somebody is nobody knows before they have signed in");
    }

    public static JsonObject Json(RoutingAction routing) => new()
    {
        ["providers"] = new JsonArray(routing.ProviderId is { } id ? new JsonObject { ["id"] = id } : new JsonObject { ["type"] = Here }),
        ["idpSelectionType"] = "SPECIFIC",
    };

    public static JsonObject Json(IReadOnlyList<IdentifierPattern> patterns) => new()
    {
        ["type"] = "IDENTIFIER",
        ["patterns"] = ApiJson.List(patterns.Select(JsonNode (one) => new JsonObject { ["matchType"] = one.Match, ["value"] = one.Value })),
    };
}
