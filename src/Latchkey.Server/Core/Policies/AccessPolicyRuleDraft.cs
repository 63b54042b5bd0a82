using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Policies;

/// <summary>
/// What a rule of an access policy is to be, and satisfies the rules of one; whether its people and groups exist is asked
/// when it is written. Contract §3.4, Rule.
/// </summary>
internal sealed record AccessPolicyRuleDraft
{
    public static readonly IReadOnlyList<string> AllGrantTypes = GrantKind.Named(grant => grant.InPolicies);

    private AccessPolicyRuleDraft(AccessPolicyRule rule, long? priority) => (Rule, Priority) = (rule, priority);

    /// <summary>Without an id while it is a new one.</summary>
    public AccessPolicyRule Rule { get; }

    /// <summary>Where it is to stand; null leaves it where it is, or puts it at the end.</summary>
    public long? Priority { get; }

    /// <param name="server">Whose policy has it.</param>
    /// <param name="existing">The rule it replaces.</param>
    /// <param name="name">Of no other rule of its policy.</param>
    /// <param name="status">Left out, it is active.</param>
    /// <param name="priority">Left out, it stays where it is, or comes last.</param>
    /// <param name="people">Whom it is for.</param>
    /// <param name="grantTypes">One of <see cref="AllGrantTypes"/> at least.</param>
    /// <param name="scopes">One of the server's at least, or any.</param>
    /// <param name="lifetimes">Of the tokens.</param>
    /// <param name="inlineHookId">The hook that is asked about them; null: none.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static AccessPolicyRuleDraft Of(AuthorizationServer server, AccessPolicyRule? existing, string? name, string? status, int? priority,
        RulePeople people, IReadOnlyList<string>? grantTypes, IReadOnlyList<string>? scopes, TokenLifetimes lifetimes,
        string? inlineHookId) => new(
        new AccessPolicyRule(
            existing?.Id ?? "", TextRules.Name(name, Conditions.LongestName), 0, TextRules.IsActive(status), existing?.System ?? false,
            people.Users, people.ExcludedUsers, people.Groups, Grants(grantTypes), Scopes(scopes, server),
            lifetimes.Access, lifetimes.Refresh, lifetimes.Window, people.ExcludedGroups,
            string.IsNullOrEmpty(inlineHookId) ? null : inlineHookId),
        Conditions.Priority(priority));

    private static IReadOnlyList<string> Grants(IReadOnlyList<string>? given)
    {
        const string field = "conditions.grantTypes.include";
        var grants = Conditions.Names(field, given);
        if (grants.Count == 0) throw new RuleException(field, "must name at least one grant type");
        return grants.FirstOrDefault(grant => !AllGrantTypes.Contains(grant)) is { } unknown
            ? throw new RuleException(field, $"'{unknown}' is not one of {string.Join(", ", AllGrantTypes)}") : grants;
    }

    private static IReadOnlyList<string> Scopes(IReadOnlyList<string>? given, AuthorizationServer server)
    {
        const string field = "conditions.scopes.include";
        var scopes = Conditions.Names(field, given);
        if (scopes.Count == 0) throw new RuleException(field, "must name * or at least one scope");
        if (scopes.Contains(PolicyDecision.Any)) return [PolicyDecision.Any];
        return scopes.FirstOrDefault(scope => !server.Scopes.ContainsKey(scope)) is { } unknown
            ? throw new RuleException(field, $"'{unknown}' is not a scope of the authorization server") : scopes;
    }
}
