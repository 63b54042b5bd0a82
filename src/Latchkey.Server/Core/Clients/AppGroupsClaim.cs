using System.Text.Json.Nodes;
using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// <c>settings.oauthClient.groups_claim</c>: what the org's own authorization server, which has no claims of its own, tells
/// an app of a person's groups when it asks for the scope <c>groups</c>. Contract §1.2.
/// </summary>
/// <param name="Type">FILTER, also where it is left out, or EXPRESSION.</param>
/// <param name="Name">groups.</param>
/// <param name="FilterType">How the names of groups are held against <paramref name="Value"/>; nothing to an expression.</param>
/// <param name="Value">What they are held against, or the expression.</param>
internal sealed record AppGroupsClaim(string? Type, string? Name, string? FilterType, string? Value)
{
    public const string Filter = "FILTER";
    public const string Expression = "EXPRESSION";

    private const string Groups = "groups";
    private const string Field = "groups_claim";

    /// <summary>As it is stored.</summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    internal JsonObject Checked()
    {
        var type = Type ?? Filter;
        if (type is not (Filter or Expression)) throw new RuleException(Field, "must be FILTER or EXPRESSION") { Path = $"{Field}.type" };
        if (Name is not null && Name != Groups) throw new RuleException(Field, "must be groups") { Path = $"{Field}.name" };
        var (filter, value) = (type == Filter ? FilterType ?? "" : null, Value ?? "");
        try
        {
            if (value.Length is 0 or > GroupFilter.Longest) throw new ArgumentException($"must have between 1 and {GroupFilter.Longest} characters");
            if (filter is not null) GroupFilter.Of(filter, value);
            else ClaimExpression.Parse(value);
        }
        catch (Exception problem) when (problem is ArgumentException or ExpressionException)
        {
            throw new RuleException(Field, problem.Message);
        }
        var stored = new JsonObject { ["type"] = type, ["name"] = Groups, ["value"] = value };
        if (filter is not null) stored["filter_type"] = filter;
        return stored;
    }

    internal static AppGroupsClaim? Read(JsonObject? claim) =>
        claim is null ? null : new(claim.Text("type"), claim.Text("name"), claim.Text("filter_type"), claim.Text("value"));

    internal static TokenClaim? Of(JsonNode? stored) => stored is not JsonObject claim ? null : new TokenClaim(new ClaimDefinition(
        "", Groups, Active: true, ClaimType.Identity, claim.Text("type") == Filter ? ClaimValueType.Groups : ClaimValueType.Expression, claim.Text("value")!,
        AlwaysInclude: true, Scopes: [], claim.Text("filter_type"), System: false));
}
