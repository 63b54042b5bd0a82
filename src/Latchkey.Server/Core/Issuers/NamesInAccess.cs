using System.Text.Json;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Issuers;

/// <summary>The people, groups, apps and scopes that access policies, their rules and claims name. Contract §3.4.</summary>
internal sealed class NamesInAccess : INamesOthers
{
    private const string OfPolicies = "update access_policies set document = @document where id = @Id";
    private const string OfRules = "update access_policy_rules set document = @document where id = @Id";
    private const string OfClaims = "update claims set document = @document where id = @Id";

    public async Task Forget(Writing writing, Named gone)
    {
        var args = new { gone.OrgId, like = $"%\"{gone.Id}\"%" };
        // What is read is held until the commit, as it is by then.
        if (gone.Kind == NamedKind.App)
            await Rewrite<AccessPolicy>(writing, gone.OrgId, OfPolicies, await writing.Many<Kept>("""
                update access_policies set updated_at = updated_at where org_id = @OrgId and document like @like returning id, server_id, document
                """, args), policy => Without(gone, policy));
        else
            await Rewrite<AccessPolicyRule>(writing, gone.OrgId, OfRules, await writing.Many<Kept>("""
                update access_policy_rules set updated_at = updated_at
                where policy_id in (select id from access_policies where org_id = @OrgId) and document like @like
                returning id, (select server_id from access_policies where id = policy_id) as server_id, document
                """, args), rule => Without(gone, rule));
    }

    /// <summary>No rule and no claim of the server names the scope from then on.</summary>
    /// <exception cref="RuleException">One is for nothing else.</exception>
    public static Task Forget(Writing writing, AuthorizationServer server, ScopeDefinition scope) => RewriteScopes(writing, server, scope.Name,
        (scopes, who) => scopes.Count > 1 ? [.. scopes.Where(name => name != scope.Name)] : throw InTheWay(who));

    /// <summary>Its rules and claims call the scope by its new name from then on.</summary>
    public static Task Rename(Writing writing, AuthorizationServer server, string before, string now) => RewriteScopes(writing, server, before,
        (scopes, _) => [.. scopes.Select(name => name == before ? now : name)]);

    /// <param name="writing">The commit.</param>
    /// <param name="server">Whose rules and claims.</param>
    /// <param name="name">Of those that name this scope.</param>
    /// <param name="rewrite">Their scopes from then on, by what they are and who they are of.</param>
    private static async Task RewriteScopes(
        Writing writing, AuthorizationServer server, string name, Func<IReadOnlyList<string>, string, IReadOnlyList<string>> rewrite)
    {
        var args = new { server.OrgId, server.Id };
        await Rewrite<AccessPolicyRule>(writing, server.OrgId, OfRules, await writing.Many<Kept>("""
            update access_policy_rules set updated_at = updated_at where policy_id in (select id from access_policies where org_id = @OrgId and server_id = @Id)
            returning id, '' as server_id, document
            """, args), rule => rule.Scopes.Contains(name) ? rule with { Scopes = rewrite(rule.Scopes, $"the rule '{rule.Name}'") } : null);
        await Rewrite<ClaimDefinition>(writing, server.OrgId, OfClaims, await writing.Many<Kept>("""
            update claims set name = name where org_id = @OrgId and server_id = @Id returning id, '' as server_id, document
            """, args), claim => claim.Scopes.Contains(name) ? claim with { Scopes = rewrite(claim.Scopes, $"the claim '{claim.Name}'") } : null);
    }

    private static AccessPolicy? Without(Named gone, AccessPolicy policy)
    {
        var left = gone.LeftOf(NamedKind.App, policy.Clients);
        if (left == policy.Clients) return null;
        return left.Count > 0 ? policy with { Clients = left } : throw InTheWay($"the access policy '{policy.Name}'");
    }

    private static AccessPolicyRule? Without(Named gone, AccessPolicyRule rule)
    {
        var left = rule with
        {
            Users = gone.LeftOf(NamedKind.Person, rule.Users),
            ExcludedUsers = gone.LeftOf(NamedKind.Person, rule.ExcludedUsers),
            Groups = gone.LeftOf(NamedKind.Group, rule.Groups),
            ExcludedGroups = rule.ExcludedGroups is { } groups ? gone.LeftOf(NamedKind.Group, groups) : null,
        };
        if (left == rule) return null;
        if (left.Users.Count + left.Groups.Count > 0) return left;
        // A person may always go: their id is nobody's from then on, and the rule is for nobody.
        return gone.Kind == NamedKind.Person ? null : throw InTheWay($"the rule '{rule.Name}' of an access policy");
    }

    private static async Task Rewrite<T>(Writing writing, string orgId, string statement, IReadOnlyList<Kept> rows, Func<T, T?> without) where T : class
    {
        foreach (var row in rows)
        {
            if (without(JsonSerializer.Deserialize<T>(row.Document, AuthorizationServers.Stored)!) is not { } left) continue;
            var document = JsonSerializer.Serialize(left, AuthorizationServers.Stored);
            await writing.Change(statement, new { row.Id, document });
            if (row.ServerId.Length > 0) AuthorizationServers.Announce(writing, orgId, row.ServerId);
        }
    }

    private static RuleException InTheWay(string what) => new("id", $"{what} is for it alone, and would be for all without it: change or delete that first");

    private sealed record Kept(string Id, string ServerId, string Document);
}
