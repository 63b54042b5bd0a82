using System.Text.Json.Nodes;
using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// <c>settings.oauthClient.groups_claim</c>: what the org's own authorization server, which has no claims of its own, tells
/// an app of a person's groups when it asks for the scope <c>groups</c>. Contract §1.2.
/// </summary>
internal static class AppGroupsClaim
{
    private const string Filter = "FILTER";
    private const string Expression = "EXPRESSION";

    public static JsonObject? Read(JsonObject given)
    {
        if (given.Object("groups_claim") is not { } claim) return null;
        var type = claim.Text("type") ?? Filter;
        if (type is not (Filter or Expression)) throw ApiError.Validation("groups_claim", "groups_claim.type: must be FILTER or EXPRESSION");
        if (claim.Text("name") is { } name && name != "groups") throw ApiError.Validation("groups_claim", "groups_claim.name: must be groups");
        var (filter, value) = (type == Filter ? claim.Text("filter_type") ?? "" : null, claim.Text("value") ?? "");
        try
        {
            if (value.Length is 0 or > GroupFilter.Longest) throw new ArgumentException($"must have between 1 and {GroupFilter.Longest} characters");
            if (filter is not null) GroupFilter.Of(filter, value);
            else ClaimExpression.Parse(value);
        }
        catch (Exception problem) when (problem is ArgumentException or ExpressionException)
        {
            throw ApiError.Validation("groups_claim", $"groups_claim: {problem.Message}");
        }
        var read = new JsonObject { ["type"] = type, ["name"] = "groups", ["value"] = value };
        if (filter is not null) read["filter_type"] = filter;
        return read;
    }

    public static TokenClaim? Of(JsonNode? stored) => stored is not JsonObject claim ? null : new TokenClaim(new ClaimDefinition(
        "", "groups", Active: true, ClaimType.Identity, claim.Text("type") == Filter ? ClaimValueType.Groups : ClaimValueType.Expression, claim.Text("value")!,
        AlwaysInclude: true, Scopes: [], claim.Text("filter_type"), System: false));
}
