using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/policies. Contract §3.4, Policy.</summary>
internal static class AccessPoliciesApi
{
    public static RouteGroupBuilder MapAccessPolicies(this RouteGroupBuilder server)
    {
        server.MapGet("/policies", List);
        server.MapPost("/policies", Create);
        server.MapGet("/policies/{policyId}", Get);
        server.MapPut("/policies/{policyId}", Replace);
        server.MapDelete("/policies/{policyId}", Delete);
        server.MapPost("/policies/{policyId}/lifecycle/activate",
            (HttpContext http, string serverId, string policyId, AuthorizationServers servers, AccessPolicyChanges changes) =>
                SetActive(http, serverId, policyId, true, servers, changes));
        server.MapPost("/policies/{policyId}/lifecycle/deactivate",
            (HttpContext http, string serverId, string policyId, AuthorizationServers servers, AccessPolicyChanges changes) =>
                SetActive(http, serverId, policyId, false, servers, changes));
        return server.MapAccessPolicyRules();
    }

    public static async Task<StoredPolicy> RequirePolicy(this AuthorizationServers servers, HttpContext http, AuthorizationServer server, string policyId) =>
        (await servers.ReadPolicies(server, http.RequestAborted)).FirstOrDefault(policy => policy.Policy.Id == policyId)
            ?? throw ApiError.NotFound(policyId, "Policy");

    private static async Task<IResult> List(HttpContext http, string serverId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        return Pages.Whole(
            http, (await servers.ReadPolicies(server, http.RequestAborted)).Select(policy => AuthorizationServerJson.Of(policy, server, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        var server = await servers.Require(http, serverId);
        var id = await changes.Create(http.Doing, server, PolicyBody.Read(await ApiJson.RequireBody(http)));
        return await Answer(http, servers, server, id, 201);
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string policyId, AuthorizationServers servers) =>
        await Answer(http, servers, await servers.Require(http, serverId), policyId);

    private static async Task<IResult> Replace(HttpContext http, string serverId, string policyId, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        var server = await servers.Require(http, serverId);
        var existing = await servers.RequirePolicy(http, server, policyId);
        await changes.Replace(http.Doing, server, PolicyBody.Read(await ApiJson.RequireBody(http), existing.Policy));
        return await Answer(http, servers, server, policyId);
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, string policyId, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        var server = await servers.Require(http, serverId);
        await changes.Delete(http.Doing, server, (await servers.RequirePolicy(http, server, policyId)).Policy);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(
        HttpContext http, string serverId, string policyId, bool active, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        var server = await servers.Require(http, serverId);
        await changes.SetActive(http.Doing, server, (await servers.RequirePolicy(http, server, policyId)).Policy, active);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Answer(HttpContext http, AuthorizationServers servers, AuthorizationServer server, string policyId, int status = 200) =>
        ApiAnswers.Json(AuthorizationServerJson.Of(await servers.RequirePolicy(http, server, policyId), server, http.Org), status);
}
