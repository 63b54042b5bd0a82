using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/policies/{id}/rules. Contract §3.4, Rule.</summary>
public static class AccessPolicyRulesApi
{
    public static RouteGroupBuilder MapAccessPolicyRules(this RouteGroupBuilder server)
    {
        server.MapGet("/policies/{policyId}/rules", List);
        server.MapPost("/policies/{policyId}/rules", Create);
        server.MapGet("/policies/{policyId}/rules/{ruleId}", Get);
        server.MapPut("/policies/{policyId}/rules/{ruleId}", Replace);
        server.MapDelete("/policies/{policyId}/rules/{ruleId}", Delete);
        server.MapPost("/policies/{policyId}/rules/{ruleId}/lifecycle/activate", Activate);
        server.MapPost("/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate", Deactivate);
        return server;
    }

    private static async Task<IResult> List(HttpContext http, string serverId, string policyId, AuthorizationServers servers)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        return Pages.Whole(http, (await servers.ReadRules(policy, http.RequestAborted)).Select(rule => AuthorizationServerJson.Of(rule, policy, server, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, string policyId, Database db, AuthorizationServers servers, AccessPolicies policies, Users users, Groups groups, SystemLog log)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        var body = await ApiJson.RequireBody(http);
        var rule = PolicyBody.ReadRule(body, server) with { Id = Ids.New(Ids.Rule) };
        await RequirePeople(http, rule, users, groups);
        var created = await db.Write(async writing =>
        {
            var created = await policies.Create(writing, server, policy, rule, PolicyBody.Priority(body));
            if (created) await log.Record(writing, http.Org, http, ServerEvents.RuleCreated.By(http.Caller.User, rule.Party, policy.Party, server.Party));
            return created;
        }, http.RequestAborted);
        return created ? await Answer(http, servers, server, policy, rule.Id, 201) : throw AccessPoliciesApi.Taken();
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        return await Answer(http, servers, server, policy, ruleId);
    }

    private static async Task<IResult> Replace(HttpContext http, string serverId, string policyId, string ruleId, Database db, AuthorizationServers servers, AccessPolicies policies, Users users, Groups groups, SystemLog log)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        var existing = await RequireRule(http, servers, policy, ruleId);
        var body = await ApiJson.RequireBody(http);
        var rule = PolicyBody.ReadRule(body, server, existing.Rule);
        await RequirePeople(http, rule, users, groups);
        var changed = await Change(http, db, policies, server, policy, rule, PolicyBody.Priority(body), ServerEvents.RuleUpdated, log);
        return changed ? await Answer(http, servers, server, policy, ruleId) : throw AccessPoliciesApi.Taken();
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, string policyId, string ruleId, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        var existing = await RequireRule(http, servers, policy, ruleId);
        await db.Write(async writing =>
        {
            if (await policies.Delete(writing, server, policy, existing.Rule))
                await log.Record(writing, http.Org, http, ServerEvents.RuleDeleted.By(http.Caller.User, existing.Rule.Party, policy.Party, server.Party));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static Task<IResult> Activate(HttpContext http, string serverId, string policyId, string ruleId, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log) =>
        SetActive(http, serverId, policyId, ruleId, active: true, db, servers, policies, log);

    private static Task<IResult> Deactivate(HttpContext http, string serverId, string policyId, string ruleId, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log) =>
        SetActive(http, serverId, policyId, ruleId, active: false, db, servers, policies, log);

    private static async Task<IResult> SetActive(HttpContext http, string serverId, string policyId, string ruleId, bool active, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        var existing = await RequireRule(http, servers, policy, ruleId);
        if (existing.Rule.Active != active)
            await Change(http, db, policies, server, policy, existing.Rule with { Active = active }, null, active ? ServerEvents.RuleActivated : ServerEvents.RuleDeactivated, log);
        return ApiAnswers.Nothing();
    }

    private static Task<bool> Change(HttpContext http, Database db, AccessPolicies policies, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule, long? priority, LogEntry entry, SystemLog log) =>
        db.Write(async writing =>
        {
            var changed = await policies.Change(writing, server, policy, rule, priority);
            if (changed) await log.Record(writing, http.Org, http, entry.By(http.Caller.User, rule.Party, policy.Party, server.Party));
            return changed;
        }, http.RequestAborted);

    private static async Task<IResult> Answer(HttpContext http, AuthorizationServers servers, AuthorizationServer server, AccessPolicy policy, string ruleId, int status = 200) =>
        ApiAnswers.Json(AuthorizationServerJson.Of(await RequireRule(http, servers, policy, ruleId), policy, server, http.Org), status);

    private static async Task<(AuthorizationServer Server, AccessPolicy Policy)> Require(HttpContext http, AuthorizationServers servers, string serverId, string policyId)
    {
        var server = await servers.Require(http, serverId);
        return (server, (await servers.RequirePolicy(http, server, policyId)).Policy);
    }

    private static async Task<StoredRule> RequireRule(HttpContext http, AuthorizationServers servers, AccessPolicy policy, string ruleId) =>
        (await servers.ReadRules(policy, http.RequestAborted)).FirstOrDefault(rule => rule.Rule.Id == ruleId) ?? throw ApiError.NotFound(ruleId, "PolicyRule");

    /// <summary>A name that is nobody's would look like a rule that works.</summary>
    private static async Task RequirePeople(HttpContext http, AccessPolicyRule rule, Users users, Groups groups)
    {
        foreach (var user in rule.Users.Concat(rule.ExcludedUsers))
            if (await users.Find(http.Org.Id, user, http.RequestAborted) is null) throw ApiError.Validation("conditions.people.users", $"conditions.people.users: '{user}' is not a user");
        foreach (var group in rule.Groups.Where(group => group != PolicyDecision.Everyone).Concat(rule.ExcludedGroups ?? []))
            if (await groups.Find(http.Org.Id, group, http.RequestAborted) is null) throw ApiError.Validation("conditions.people.groups", $"conditions.people.groups: '{group}' is not a group");
    }
}
