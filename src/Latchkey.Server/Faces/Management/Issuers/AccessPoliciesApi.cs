using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/policies. Contract §3.4, Policy.</summary>
public static class AccessPoliciesApi
{
    public static RouteGroupBuilder MapAccessPolicies(this RouteGroupBuilder server)
    {
        server.MapGet("/policies", List);
        server.MapPost("/policies", Create);
        server.MapGet("/policies/{policyId}", Get);
        server.MapPut("/policies/{policyId}", Replace);
        server.MapDelete("/policies/{policyId}", Delete);
        server.MapPost("/policies/{policyId}/lifecycle/activate", Activate);
        server.MapPost("/policies/{policyId}/lifecycle/deactivate", Deactivate);
        return server.MapAccessPolicyRules();
    }

    public static async Task<StoredPolicy> RequirePolicy(this AuthorizationServers servers, HttpContext http, AuthorizationServer server, string policyId) =>
        (await servers.ReadPolicies(server, http.RequestAborted)).FirstOrDefault(policy => policy.Policy.Id == policyId) ?? throw ApiError.NotFound(policyId, "Policy");

    private static async Task<IResult> List(HttpContext http, string serverId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        return Pages.Whole(http, (await servers.ReadPolicies(server, http.RequestAborted)).Select(policy => AuthorizationServerJson.Of(policy, server, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, Database db, AuthorizationServers servers, AccessPolicies policies, Apps apps, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var body = await ApiJson.RequireBody(http);
        var policy = PolicyBody.Read(body) with { Id = Ids.New(Ids.Policy) };
        await RequireClients(http, policy, apps);
        var created = await db.Write(async writing =>
        {
            var created = await policies.Create(writing, server, policy, PolicyBody.Priority(body));
            if (created) await log.Record(writing, http.Org, http, ServerEvents.PolicyCreated.By(http.Caller.User, policy.Party, server.Party));
            return created;
        }, http.RequestAborted);
        return created ? await Answer(http, servers, server, policy.Id, 201) : throw Taken();
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string policyId, AuthorizationServers servers) =>
        await Answer(http, servers, await servers.Require(http, serverId), policyId);

    private static async Task<IResult> Replace(HttpContext http, string serverId, string policyId, Database db, AuthorizationServers servers, AccessPolicies policies, Apps apps, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var existing = await servers.RequirePolicy(http, server, policyId);
        var body = await ApiJson.RequireBody(http);
        var policy = PolicyBody.Read(body, existing.Policy);
        await RequireClients(http, policy, apps);
        var changed = await Change(http, db, policies, server, policy, PolicyBody.Priority(body), ServerEvents.PolicyUpdated, log);
        return changed ? await Answer(http, servers, server, policyId) : throw Taken();
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, string policyId, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var existing = await servers.RequirePolicy(http, server, policyId);
        await db.Write(async writing =>
        {
            if (await policies.Delete(writing, server, existing.Policy))
                await log.Record(writing, http.Org, http, ServerEvents.PolicyDeleted.By(http.Caller.User, existing.Policy.Party, server.Party));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static Task<IResult> Activate(HttpContext http, string serverId, string policyId, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log) =>
        SetActive(http, serverId, policyId, active: true, db, servers, policies, log);

    private static Task<IResult> Deactivate(HttpContext http, string serverId, string policyId, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log) =>
        SetActive(http, serverId, policyId, active: false, db, servers, policies, log);

    private static async Task<IResult> SetActive(HttpContext http, string serverId, string policyId, bool active, Database db, AuthorizationServers servers, AccessPolicies policies, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var existing = await servers.RequirePolicy(http, server, policyId);
        if (existing.Policy.Active != active)
            await Change(http, db, policies, server, existing.Policy with { Active = active }, null, active ? ServerEvents.PolicyActivated : ServerEvents.PolicyDeactivated, log);
        return ApiAnswers.Nothing();
    }

    private static Task<bool> Change(HttpContext http, Database db, AccessPolicies policies, AuthorizationServer server, AccessPolicy policy, long? priority, LogEntry entry, SystemLog log) =>
        db.Write(async writing =>
        {
            var changed = await policies.Change(writing, server, policy, priority);
            if (changed) await log.Record(writing, http.Org, http, entry.By(http.Caller.User, policy.Party, server.Party));
            return changed;
        }, http.RequestAborted);

    private static async Task<IResult> Answer(HttpContext http, AuthorizationServers servers, AuthorizationServer server, string policyId, int status = 200) =>
        ApiAnswers.Json(AuthorizationServerJson.Of(await servers.RequirePolicy(http, server, policyId), server, http.Org), status);

    private static async Task RequireClients(HttpContext http, AccessPolicy policy, Apps apps)
    {
        foreach (var client in policy.Clients)
            if (client != PolicyDecision.AllClients && await apps.Find(http.Org.Id, client, http.RequestAborted) is null)
                throw ApiError.Validation("conditions.clients.include", $"conditions.clients.include: '{client}' is not a client");
    }

    internal static ApiError Taken() => ApiError.Validation("name", $"name: Another one here has this name, or there are {AccessPolicies.Most} already");
}
