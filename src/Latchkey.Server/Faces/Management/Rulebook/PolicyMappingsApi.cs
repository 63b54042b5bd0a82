using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>Which apps a policy is for: /api/v1/policies/{id}/mappings and …/app, and /api/v1/apps/{id}/policies/{id}. Contract §3.9.</summary>
internal static class PolicyMappingsApi
{
    private const int OrdinaryPage = 200;

    public static void MapPolicyMappings(this RouteGroupBuilder policies)
    {
        policies.MapGet("/{policyId}/app", ListApps);
        policies.MapGet("/{policyId}/mappings", List);
        policies.MapPost("/{policyId}/mappings", Create);
        policies.MapGet("/{policyId}/mappings/{mappingId}", Get);
        policies.MapDelete("/{policyId}/mappings/{mappingId}", Delete);
    }

    public static RouteGroupBuilder MapAppPolicies(this RouteGroupBuilder api)
    {
        api.MapPut("/apps/{appId}/policies/{policyId}", Assign);
        return api;
    }

    private static async Task<IResult> ListApps(HttpContext http, string policyId, OrgPolicies policies, AppList list)
    {
        var policy = await policies.Require(http, policyId);
        return await Page(http, policy, list, app => AppJson.Of(app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> List(HttpContext http, string policyId, OrgPolicies policies, AppList list)
    {
        var policy = await policies.Require(http, policyId);
        return await Page(http, policy, list, app => Json(app, policy, http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes, Apps apps)
    {
        var policy = await policies.Require(http, policyId);
        var body = await ApiJson.RequireBody(http);
        if (body.Text("resourceType") is { } type && type.ToUpperInvariant() is not ("APP" or PolicyType.Access))
            throw ApiError.Validation("resourceType", "resourceType: must be APP");
        var app = await apps.Require(http, body.Text("resourceId") ?? throw ApiError.Validation("resourceId", "resourceId: The field cannot be left blank"));
        await changes.Assign(http.Doing, app, policy);
        return ApiAnswers.Json(Json(app, policy, http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string policyId, string mappingId, OrgPolicies policies, Apps apps)
    {
        var (policy, app) = await Require(http, policyId, mappingId, policies, apps);
        return ApiAnswers.Json(Json(app, policy, http.Org));
    }

    /// <summary>The app is that of the policy that every org has.</summary>
    private static async Task<IResult> Delete(HttpContext http, string policyId, string mappingId, OrgPolicies policies, OrgPolicyChanges changes, Apps apps)
    {
        var (policy, app) = await Require(http, policyId, mappingId, policies, apps);
        await AppReach.Require(http, app);
        await changes.Assign(http.Doing, app, (await policies.Read(http.Org.Id, http.RequestAborted)).SystemOf(policy.Type));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Assign(HttpContext http, string appId, string policyId, Apps apps, OrgPolicies policies, OrgPolicyChanges changes)
    {
        var app = await apps.Require(http, appId);
        await changes.Assign(http.Doing, app, await policies.Require(http, policyId));
        return ApiAnswers.Nothing();
    }

    private static Task<IResult> Page(HttpContext http, OrgPolicy policy, AppList list, Func<App, JsonObject> render)
    {
        if (!PolicyType.IsOfApps(policy.Type)) return Task.FromResult(Pages.Whole(http, []));
        return Scan.Page(http, Paging.Of(http, OrdinaryPage, OrdinaryPage), null,
            (after, most) => list.OfPolicy(new(http.Org.Id, policy.Type == PolicyType.Profile, policy.System ? null : policy.Id, null), after, most,
                http.RequestAborted),
            app => app.Id, render);
    }

    private static async Task<(OrgPolicy Policy, App App)> Require(HttpContext http, string policyId, string mappingId, OrgPolicies policies, Apps apps)
    {
        var policy = await policies.Require(http, policyId);
        var app = await apps.Find(http.Org.Id, mappingId, http.RequestAborted);
        var named = policy.Type == PolicyType.Profile ? app?.EnrollmentPolicyId : app?.AccessPolicyId;
        return app is not null && PolicyType.IsOfApps(policy.Type) && named == (policy.System ? null : policy.Id) ? (policy, app)
            : throw ApiError.NotFound(mappingId, "PolicyMapping");
    }

    /// <summary>An app has one of each kind, so its id names the mapping.</summary>
    private static JsonObject Json(App app, OrgPolicy policy, Org org) => new()
    {
        ["id"] = app.Id,
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"policies/{policy.Id}/mappings/{app.Id}", "GET", "DELETE"),
            ["application"] = Hal.To(org, $"apps/{app.Id}"),
            ["policy"] = Hal.To(org, $"policies/{policy.Id}"),
        },
    };
}
