namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// Which rule allows a request. Contract §3.4, "Evaluation": the policies by priority that are for this app, and within
/// them the rules by priority; the first rule that fits grant, person and every scope decides. Pure: the same question
/// always has the same answer.
/// </summary>
internal static class PolicyDecision
{
    public const string AllClients = "ALL_CLIENTS";
    public const string Everyone = "EVERYONE";
    public const string Any = "*";

    /// <summary>The org's own server has no policies: its lifetimes are fixed. Contract §1.2.</summary>
    private static readonly AccessPolicyRule Fixed = new("", "Fixed", 1, true, true, [], [], [Everyone], [Any], [Any],
        AccessTokenMinutes: 60, RefreshTokenMinutes: 90 * 24 * 60, RefreshWindowMinutes: 90 * 24 * 60);
    private static readonly AccessPolicy FixedPolicy = new("", "Fixed", "", 1, true, true, [AllClients], [Fixed]);

    /// <param name="server">With its active policies.</param>
    /// <param name="clientId">The app that asks.</param>
    /// <param name="userId">Null for a request without a person, which no people condition concerns.</param>
    /// <param name="groupIds">The person's groups.</param>
    /// <param name="grantType">How the grant began: a refresh is judged by the grant type it goes back to.</param>
    /// <param name="scopes">All that the request asks for.</param>
    public static PolicyOutcome For(AuthorizationServer server, string clientId, string? userId, IReadOnlyCollection<string> groupIds, string grantType,
        IReadOnlyList<string> scopes)
    {
        if (server.IsOrgServer) return new PolicyOutcome.Allowed(FixedPolicy, Fixed);

        // By number: a token request makes no enumerators.
        for (var i = 0; i < server.Policies.Count; i++)
        {
            var policy = server.Policies[i];
            if (!IsFor(policy, clientId)) continue;
            for (var j = 0; j < policy.Rules.Count; j++)
            {
                var rule = policy.Rules[j];
                if (rule.Active && Holds(rule.GrantTypes, grantType) && (userId is null || IsFor(rule, userId, groupIds)) && Holds(rule.Scopes, scopes))
                    return new PolicyOutcome.Allowed(policy, rule);
            }
        }
        return Nearest(server, clientId, userId, groupIds, grantType, scopes);
    }

    /// <summary>Why no rule fits: what the nearest one lacks. Only a refusal needs the words.</summary>
    private static PolicyOutcome.Refused Nearest(AuthorizationServer server, string clientId, string? userId, IReadOnlyCollection<string> groupIds,
        string grantType, IReadOnlyList<string> scopes)
    {
        var nearest = new PolicyOutcome.Refused(Missing.Policy, "no_matching_policy",
            $"No active access policy of the authorization server '{server.Name}' is for the client {clientId}.", []);
        foreach (var policy in server.Policies)
        {
            if (!IsFor(policy, clientId)) continue;
            foreach (var rule in policy.Rules)
                if (rule.Active && WhatIsMissing(policy, rule, userId, groupIds, grantType, scopes) is var refused && refused.Missing > nearest.Missing)
                    nearest = refused;
            if (nearest.Missing == Missing.Policy)
                nearest = new(Missing.Rule, "no_matching_policy", $"The access policy '{policy.Name}' has no active rule.", []);
        }
        return nearest;
    }

    /// <summary>Whether an app may use this server at all.</summary>
    public static bool Admits(AuthorizationServer server, string clientId) =>
        server.IsOrgServer || server.Policies.Any(policy => IsFor(policy, clientId) && policy.Rules.Any(rule => rule.Active));

    /// <summary>Whether some rule could give this app this scope, for one person or another.</summary>
    public static bool MayEverGive(AuthorizationServer server, string clientId, string scope) =>
        server.Policies.Any(policy => IsFor(policy, clientId) && policy.Rules.Any(rule => rule.Active && Holds(rule.Scopes, scope)));

    private static PolicyOutcome.Refused WhatIsMissing(AccessPolicy policy, AccessPolicyRule rule, string? userId, IReadOnlyCollection<string> groupIds,
        string grantType, IReadOnlyList<string> scopes)
    {
        var name = $"The rule '{rule.Name}' of the access policy '{policy.Name}'";
        if (!Holds(rule.GrantTypes, grantType))
            return new(Missing.Grant, "no_matching_policy", $"{name} does not allow the grant type {grantType}.", []);
        if (userId is not null && !IsFor(rule, userId, groupIds))
            return new(Missing.Person, "no_matching_policy", $"{name} is not for this person: {userId} is not among its users or groups, or is excluded.", []);

        var denied = scopes.Where(scope => !Holds(rule.Scopes, scope)).ToArray();
        return new(Missing.Scopes, "no_matching_scope", $"{name} does not allow the scopes {string.Join(' ', denied)}.", denied);
    }

    private static bool IsFor(AccessPolicy policy, string clientId) => policy.Active && Holds(policy.Clients, AllClients, clientId);

    private static bool IsFor(AccessPolicyRule rule, string userId, IReadOnlyCollection<string> groupIds) =>
        !rule.ExcludedUsers.Contains(userId) && rule.ExcludedGroups?.Any(groupIds.Contains) is not true
        && (rule.Users.Contains(userId) || rule.Groups.Contains(Everyone) || rule.Groups.Any(groupIds.Contains));

    private static bool Holds(IReadOnlyList<string> allowed, string value) => Holds(allowed, Any, value);

    private static bool Holds(IReadOnlyList<string> allowed, IReadOnlyList<string> values)
    {
        for (var i = 0; i < values.Count; i++)
            if (!Holds(allowed, values[i])) return false;
        return true;
    }

    private static bool Holds(IReadOnlyList<string> allowed, string every, string value)
    {
        for (var i = 0; i < allowed.Count; i++)
            if (allowed[i] == every || allowed[i] == value) return true;
        return false;
    }
}
