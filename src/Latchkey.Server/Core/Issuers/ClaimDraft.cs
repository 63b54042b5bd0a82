using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// What a claim of an authorization server is to be, and satisfies the rules of one: an expression that cannot be read is
/// refused here, not in a token. Contract §3.4, Claim.
/// </summary>
internal sealed record ClaimDraft
{
    private const int LongestName = 100;

    private ClaimDraft(ClaimDefinition claim) => Claim = claim;

    /// <summary>Without an id while it is a new one.</summary>
    public ClaimDefinition Claim { get; }

    /// <param name="server">Whose claim it is.</param>
    /// <param name="existing">The claim it replaces.</param>
    /// <param name="name">As tokens name it.</param>
    /// <param name="claimType">Which token it is for.</param>
    /// <param name="valueType">What <paramref name="value"/> is.</param>
    /// <param name="value">An expression, or what the names of groups are held against.</param>
    /// <param name="status">Left out, it is active.</param>
    /// <param name="groupFilterType">How the names of groups are held against it.</param>
    /// <param name="alwaysInclude">Also in an ID token beside an access token.</param>
    /// <param name="scopes">One of which a request must have; none for any request.</param>
    /// <param name="attributes">Which attributes people have beside those that every org has; null: none.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static ClaimDraft Of(
        AuthorizationServer server, ClaimDefinition? existing, string? name, string? claimType, string? valueType, string? value, string? status,
        string? groupFilterType, bool? alwaysInclude, IReadOnlyList<string>? scopes, Func<string, bool>? attributes = null)
    {
        if (existing is { System: true }) return OfSystem(existing, name, claimType, valueType, value, status, attributes);

        var forToken = TextRules.OneOf("claimType", claimType, "", [ClaimType.Identity, ClaimType.Resource]);
        var from = TextRules.OneOf("valueType", valueType, "", [ClaimValueType.Expression, ClaimValueType.Groups]);
        var filter = from == ClaimValueType.Groups ? TextRules.OneOf("group_filter_type", groupFilterType, "", GroupFilter.Types) : null;
        if (filter is not null) RequireFilter(filter, value ?? "");
        else RequireExpression(value ?? "", attributes);
        return new(new ClaimDefinition(
            existing?.Id ?? "", Allowed(name, forToken), TextRules.IsActive(status), forToken, from, value ?? "",
            // Okta ignores the setting for access tokens, which say everything they are configured to say.
            forToken == ClaimType.Resource || alwaysInclude is not false, Known(scopes, server), filter, System: false));
    }

    /// <summary>The claim stays what it is; what it says may be edited.</summary>
    private static ClaimDraft OfSystem(ClaimDefinition existing, string? name, string? claimType, string? valueType, string? value, string? status,
        Func<string, bool>? attributes)
    {
        (string, string?, string)[] fixedOnes =
        [
            ("name", name, existing.Name), ("claimType", claimType, existing.ClaimType),
            ("valueType", valueType, existing.ValueType), ("status", status, "ACTIVE"),
        ];
        foreach (var (field, given, stays) in fixedOnes)
            if (given is not null && given != stays) throw new RuleException(field, "of a system claim cannot be changed");
        RequireExpression(value ?? "", attributes);
        return new(existing with { Value = value ?? "" });
    }

    private static string Allowed(string? given, string claimType)
    {
        var name = TextRules.Name(given, LongestName);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/' or '#'))
            throw new RuleException("name", "must consist of letters, digits and _ - . : / #");
        return ReservedClaims.Problem(name, claimType) is { } problem ? throw new RuleException("name", problem) : name;
    }

    private static string[] Known(IReadOnlyList<string>? given, AuthorizationServer server)
    {
        var scopes = given?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        return scopes.FirstOrDefault(scope => !server.Scopes.ContainsKey(scope)) is { } unknown
            ? throw new RuleException("conditions.scopes", $"'{unknown}' is not a scope of the authorization server") : scopes;
    }

    private static void RequireExpression(string value, Func<string, bool>? attributes)
    {
        try
        {
            ClaimExpression.Parse(value, attributes);
        }
        catch (ExpressionException problem)
        {
            throw new RuleException("value", problem.Message);
        }
    }

    private static void RequireFilter(string type, string value)
    {
        if (value.Length is 0 or > GroupFilter.Longest) throw new RuleException("value", $"must have between 1 and {GroupFilter.Longest} characters");
        try
        {
            GroupFilter.Of(type, value);
        }
        catch (ArgumentException problem)
        {
            throw new RuleException("value", problem.Message);
        }
    }
}
