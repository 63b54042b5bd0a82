using System.Text.Json.Nodes;
using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>What a management request says of a claim, checked: an expression that cannot be read is refused here, not in a token. Contract §3.4.</summary>
internal static class ClaimBody
{
    private const int LongestName = 100;

    /// <param name="body">The request.</param>
    /// <param name="server">Whose claim it is.</param>
    /// <param name="existing">The claim it replaces.</param>
    public static ClaimDefinition Read(JsonObject body, AuthorizationServer server, ClaimDefinition? existing = null)
    {
        if (existing is { System: true }) return ReadSystem(body, existing);

        var claimType = ServerBody.OneOf(body, "claimType", "", [ClaimType.Identity, ClaimType.Resource]);
        var valueType = ServerBody.OneOf(body, "valueType", "", [ClaimValueType.Expression, ClaimValueType.Groups]);
        var value = body.Text("value") ?? "";
        var filter = valueType == ClaimValueType.Groups ? ServerBody.OneOf(body, "group_filter_type", "", GroupFilter.Types) : null;
        if (filter is not null) RequireFilter(filter, value);
        else RequireExpression(value);
        return new(
            existing?.Id ?? "", Name(body, claimType), ServerBody.Active(body), claimType, valueType, value,
            // Okta ignores the setting for access tokens, which say everything they are configured to say.
            claimType == ClaimType.Resource || body.Flag("alwaysIncludeInToken") is not false, Scopes(body, server), filter, System: false);
    }

    /// <summary>The claim stays what it is; what it says may be edited.</summary>
    private static ClaimDefinition ReadSystem(JsonObject body, ClaimDefinition existing)
    {
        foreach (var (member, fixedTo) in ((string, string)[])[("name", existing.Name), ("claimType", existing.ClaimType), ("valueType", existing.ValueType), ("status", "ACTIVE")])
            if (body.Text(member) is { } given && given != fixedTo) throw ApiError.Validation(member, $"{member}: of a system claim cannot be changed");
        var value = body.Text("value") ?? "";
        RequireExpression(value);
        return existing with { Value = value };
    }

    private static string Name(JsonObject body, string claimType)
    {
        var name = ServerBody.Name(body, LongestName);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/' or '#')) throw ApiError.Validation("name", "name: must consist of letters, digits and _ - . : / #");
        return ReservedClaims.Problem(name, claimType) is { } problem ? throw ApiError.Validation("name", $"name: {problem}") : name;
    }

    private static IReadOnlyList<string> Scopes(JsonObject body, AuthorizationServer server)
    {
        var scopes = body.Object("conditions")?.Texts("scopes")?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        return scopes.FirstOrDefault(scope => !server.Scopes.ContainsKey(scope)) is { } unknown
            ? throw ApiError.Validation("conditions.scopes", $"conditions.scopes: '{unknown}' is not a scope of the authorization server") : scopes;
    }

    private static void RequireExpression(string value)
    {
        try
        {
            ClaimExpression.Parse(value);
        }
        catch (ExpressionException problem)
        {
            throw ApiError.Validation("value", $"value: {problem.Message}");
        }
    }

    private static void RequireFilter(string type, string value)
    {
        if (value.Length is 0 or > GroupFilter.Longest) throw ApiError.Validation("value", $"value: must have between 1 and {GroupFilter.Longest} characters");
        try
        {
            GroupFilter.Of(type, value);
        }
        catch (ArgumentException problem)
        {
            throw ApiError.Validation("value", $"value: {problem.Message}");
        }
    }
}
