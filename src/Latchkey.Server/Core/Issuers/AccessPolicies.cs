using System.Text.Json;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// Writes access policies and their rules. Contract §3.4, Policy. Every change takes the row above it first: that keeps priorities and names
/// consistent.
/// </summary>
internal sealed class AccessPolicies(TimeProvider clock)
{
    /// <summary>Read whole with their server, so there is an end to them.</summary>
    public const int Most = 200;

    private const string OfServer = "org_id = @OrgId and server_id = @Id";
    private const string OfPolicy = "policy_id = @Id";

    /// <summary>Why one is not written, whichever of both it is.</summary>
    public static RuleException Taken() => new("name", $"Another one here has this name, or there are {Most} already");

    /// <summary>False when another policy of the server has the name, or there are too many.</summary>
    public async Task<bool> Create(Writing writing, AuthorizationServer server, AccessPolicy policy, long? priority)
    {
        await Hold(writing, server);
        var others = await Policies(writing, server);
        if (others.Count >= Most || others.Any(other => Named(other.Name, policy.Name))) return false;
        await writing.Change("""
            insert into access_policies (id, org_id, server_id, priority, status, document, created_at, updated_at)
            values (@Id, @OrgId, @serverId, @last, @status, @document, @now, @now)
            """, new
        {
            policy.Id,
            server.OrgId,
            serverId = server.Id,
            last = others.Count + 1L,
            status = StatusOf(policy.Active),
            document = Document(policy),
            now = clock.Now
        });
        await Rankings.Place(writing, "access_policies", OfServer, new { server.OrgId, server.Id }, policy.Id, priority);
        return true;
    }

    /// <summary>False when another policy of the server has the name, or this one is gone.</summary>
    /// <param name="writing">Where it is written.</param>
    /// <param name="server">Whose it is.</param>
    /// <param name="policy">What it is to be.</param>
    /// <param name="priority">Where it is to stand; null: where it is.</param>
    /// <param name="see">Told what it is by now.</param>
    public async Task<bool> Change(Writing writing, AuthorizationServer server, AccessPolicy policy, long? priority, Action<AccessPolicy>? see = null)
    {
        await Hold(writing, server);
        var all = await Policies(writing, server);
        if (see is not null)
        {
            if (all.FirstOrDefault(one => one.Id == policy.Id) is not { } current) return false;
            see(current);
        }
        if (all.Any(other => other.Id != policy.Id && Named(other.Name, policy.Name))) return false;
        if (!await writing.Changed("update access_policies set status = @status, document = @document, updated_at = @now where id = @Id",
            new { policy.Id, status = StatusOf(policy.Active), document = Document(policy), now = clock.Now })) return false;
        await Rankings.Place(writing, "access_policies", OfServer, new { server.OrgId, server.Id }, policy.Id, priority);
        return true;
    }

    /// <summary>False where it is the first or the last already, or gone.</summary>
    public async Task<bool> Move(Writing writing, AuthorizationServer server, AccessPolicy policy, int places)
    {
        await Hold(writing, server);
        return await Rankings.Move(writing, "access_policies", OfServer, new { server.OrgId, server.Id }, policy.Id, places);
    }

    public async Task<bool> Delete(Writing writing, AuthorizationServer server, AccessPolicy policy)
    {
        await Hold(writing, server);
        if (!await writing.Changed("delete from access_policies where id = @Id", new { policy.Id })) return false;
        await Rankings.Place(writing, "access_policies", OfServer, new { server.OrgId, server.Id });
        return true;
    }

    /// <summary>False when another rule of the policy has the name, or there are too many.</summary>
    public async Task<bool> Create(Writing writing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule, long? priority)
    {
        if (!await Hold(writing, server, policy)) return false;
        var others = await Rules(writing, policy);
        if (others.Count >= Most || others.Any(other => Named(other.Name, rule.Name))) return false;
        await writing.Change("""
            insert into access_policy_rules (id, policy_id, priority, status, document, created_at, updated_at)
            values (@Id, @policyId, @last, @status, @document, @now, @now)
            """, new { rule.Id, policyId = policy.Id, last = others.Count + 1L, status = StatusOf(rule.Active), document = Document(rule), now = clock.Now });
        await Rankings.Place(writing, "access_policy_rules", OfPolicy, new { policy.Id }, rule.Id, priority);
        return true;
    }

    /// <summary>False when another rule of the policy has the name, or this one is gone.</summary>
    /// <param name="writing">Where it is written.</param>
    /// <param name="server">Whose it is.</param>
    /// <param name="policy">Whose rule it is.</param>
    /// <param name="rule">What it is to be.</param>
    /// <param name="priority">Where it is to stand; null: where it is.</param>
    /// <param name="see">Told what it is by now.</param>
    public async Task<bool> Change(Writing writing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule, long? priority,
        Action<AccessPolicyRule>? see = null)
    {
        if (!await Hold(writing, server, policy)) return false;
        var all = await Rules(writing, policy);
        if (see is not null)
        {
            if (all.FirstOrDefault(one => one.Id == rule.Id) is not { } current) return false;
            see(current);
        }
        if (all.Any(other => other.Id != rule.Id && Named(other.Name, rule.Name))) return false;
        if (!await writing.Changed(
            "update access_policy_rules set status = @status, document = @document, updated_at = @now where id = @Id and policy_id = @policyId",
            new { rule.Id, policyId = policy.Id, status = StatusOf(rule.Active), document = Document(rule), now = clock.Now })) return false;
        await Rankings.Place(writing, "access_policy_rules", OfPolicy, new { policy.Id }, rule.Id, priority);
        return true;
    }

    /// <summary>False where it is the first or the last already, or gone.</summary>
    public async Task<bool> Move(Writing writing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule, int places) =>
        await Hold(writing, server, policy) && await Rankings.Move(writing, "access_policy_rules", OfPolicy, new { policy.Id }, rule.Id, places);

    public async Task<bool> Delete(Writing writing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule)
    {
        if (!await Hold(writing, server, policy)) return false;
        if (!await writing.Changed("delete from access_policy_rules where id = @Id and policy_id = @policyId", new { rule.Id, policyId = policy.Id }))
            return false;
        await Rankings.Place(writing, "access_policy_rules", OfPolicy, new { policy.Id });
        return true;
    }

    private static string Document(AccessPolicy policy) => JsonSerializer.Serialize(policy with { Rules = [] }, AuthorizationServers.Stored);

    private static string Document(AccessPolicyRule rule) => JsonSerializer.Serialize(rule, AuthorizationServers.Stored);

    private static string StatusOf(bool active) => active ? "ACTIVE" : "INACTIVE";

    private static bool Named(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static async Task<IReadOnlyList<AccessPolicy>> Policies(Writing writing, AuthorizationServer server) =>
        [.. (await writing.Many<string>($"select document from access_policies where {OfServer}", new { server.OrgId, server.Id })).Select(
            document => JsonSerializer.Deserialize<AccessPolicy>(document, AuthorizationServers.Stored)!)];

    private static async Task<IReadOnlyList<AccessPolicyRule>> Rules(Writing writing, AccessPolicy policy) =>
        [.. (await writing.Many<string>($"select document from access_policy_rules where {OfPolicy}", new { policy.Id })).Select(
            document => JsonSerializer.Deserialize<AccessPolicyRule>(document, AuthorizationServers.Stored)!)];

    private async Task Hold(Writing writing, AuthorizationServer server)
    {
        await writing.Change("update authorization_servers set updated_at = @now where org_id = @OrgId and id = @Id",
            new { server.OrgId, server.Id, now = clock.Now });
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
    }

    private async Task<bool> Hold(Writing writing, AuthorizationServer server, AccessPolicy policy)
    {
        AuthorizationServers.Announce(writing, server.OrgId, server.Id);
        return await writing.Changed("update access_policies set updated_at = @now where id = @Id", new { policy.Id, now = clock.Now });
    }
}
