using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/policies/{id}/rules. Contract §3.4, Rule.</summary>
internal static class AccessPolicyRulesApi
{
    public static RouteGroupBuilder MapAccessPolicyRules(this RouteGroupBuilder server)
    {
        server.MapGet("/policies/{policyId}/rules", List);
        server.MapPost("/policies/{policyId}/rules", Create);
        server.MapGet("/policies/{policyId}/rules/{ruleId}", Get);
        server.MapPut("/policies/{policyId}/rules/{ruleId}", Replace);
        server.MapDelete("/policies/{policyId}/rules/{ruleId}", Delete);
        server.MapPost("/policies/{policyId}/rules/{ruleId}/lifecycle/activate",
            (HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers, AccessPolicyRuleChanges changes) =>
                SetActive(http, serverId, policyId, ruleId, true, servers, changes));
        server.MapPost("/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate",
            (HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers, AccessPolicyRuleChanges changes) =>
                SetActive(http, serverId, policyId, ruleId, false, servers, changes));
        return server;
    }

    private static async Task<IResult> List(HttpContext http, string serverId, string policyId, AuthorizationServers servers)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        return Pages.Whole(
            http, (await servers.ReadRules(policy, http.RequestAborted)).Select(rule => AuthorizationServerJson.Of(rule, policy, server, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, string policyId, AuthorizationServers servers, AccessPolicyRuleChanges changes)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        var id = await changes.Create(http.Doing, server, policy, PolicyBody.ReadRule(await ApiJson.RequireBody(http), server));
        return await Answer(http, servers, server, policy, id, 201);
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        return await Answer(http, servers, server, policy, ruleId);
    }

    private static async Task<IResult> Replace(
        HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers, AccessPolicyRuleChanges changes)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        var existing = await RequireRule(http, servers, policy, ruleId);
        await changes.Replace(http.Doing, server, policy, PolicyBody.ReadRule(await ApiJson.RequireBody(http), server, existing.Rule));
        return await Answer(http, servers, server, policy, ruleId);
    }

    private static async Task<IResult> Delete(
        HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers, AccessPolicyRuleChanges changes)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        await changes.Delete(http.Doing, server, policy, (await RequireRule(http, servers, policy, ruleId)).Rule);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(
        HttpContext http, string serverId, string policyId, string ruleId, bool active, AuthorizationServers servers, AccessPolicyRuleChanges changes)
    {
        var (server, policy) = await Require(http, servers, serverId, policyId);
        await changes.SetActive(http.Doing, server, policy, (await RequireRule(http, servers, policy, ruleId)).Rule, active);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Answer(HttpContext http, AuthorizationServers servers, AuthorizationServer server, AccessPolicy policy, string ruleId,
        int status = 200) =>
        ApiAnswers.Json(AuthorizationServerJson.Of(await RequireRule(http, servers, policy, ruleId), policy, server, http.Org), status);

    private static async Task<(AuthorizationServer Server, AccessPolicy Policy)> Require(HttpContext http, AuthorizationServers servers, string serverId,
        string policyId)
    {
        var server = await servers.Require(http, serverId);
        return (server, (await servers.RequirePolicy(http, server, policyId)).Policy);
    }

    private static async Task<StoredRule> RequireRule(HttpContext http, AuthorizationServers servers, AccessPolicy policy, string ruleId) =>
        (await servers.ReadRules(policy, http.RequestAborted)).FirstOrDefault(rule => rule.Rule.Id == ruleId) ?? throw ApiError.NotFound(ruleId, "PolicyRule");
}
