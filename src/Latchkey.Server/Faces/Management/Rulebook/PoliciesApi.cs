using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>/api/v1/policies. Contract §3.9.</summary>
internal static class PoliciesApi
{
    private const int LargestPage = 200;

    public static RouteGroupBuilder MapPolicies(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/policies");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{policyId}", Get);
        routes.MapPut("/{policyId}", Replace);
        routes.MapDelete("/{policyId}", Delete);
        routes.MapPost("/{policyId}/clone", Clone);
        routes.MapPost("/{policyId}/lifecycle/activate",
            (HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes) => SetActive(http, policyId, true, policies, changes));
        routes.MapPost("/{policyId}/lifecycle/deactivate",
            (HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes) => SetActive(http, policyId, false, policies, changes));
        routes.MapSimulation();
        routes.MapPolicyRules();
        routes.MapPolicyMappings();
        return api.MapAppPolicies();
    }

    public static async Task<OrgPolicy> Require(this OrgPolicies policies, HttpContext http, string policyId) =>
        (await policies.Read(http.Org.Id, http.RequestAborted)).Find(policyId) ?? throw ApiError.NotFound(policyId, "Policy");

    private static async Task<IResult> List(HttpContext http, OrgPolicies policies)
    {
        var type = http.Word("type", [.. PolicyType.Kept, .. PolicyType.Elsewhere])
            ?? throw ApiError.Validation("type", "type: The field cannot be left blank");
        var (status, q) = (http.Word("status", "ACTIVE", "INACTIVE"), http.Request.Query["q"].ToString());
        var app = http.Request.Query["resourceId"].ToString();
        if (app.Length > 0) throw ApiError.Validation("resourceId", "resourceId: which policy an app has says its link accessPolicy");
        var providers = await ForRules(http);
        var paging = Paging.Of(http, LargestPage, LargestPage);
        var found = (await policies.Read(http.Org.Id, http.RequestAborted)).Of(type)
            .Where(policy => status is null || policy.Active == (status == "ACTIVE"))
            .Where(policy => policy.Name.Contains(q, StringComparison.OrdinalIgnoreCase)).ToArray();
        return Pages.Part(http, found, paging, policy => policy.Id, policy => PolicyJson.Of(policy, http.Org, providers));
    }

    /// <summary>The providers that rules may name; null where rules are not asked for.</summary>
    private static async Task<IReadOnlyList<IdentityProvider>?> ForRules(HttpContext http) =>
        http.Request.Query["expand"].ToString().Split(',').Contains("rules", StringComparer.OrdinalIgnoreCase) ? await http.Providers() : null;

    public static ValueTask<IReadOnlyList<IdentityProvider>> Providers(this HttpContext http) =>
        http.RequestServices.GetRequiredService<IdentityProviders>().All(http.Org.Id, http.RequestAborted);

    private static async Task<IResult> Create(HttpContext http, OrgPolicies policies, OrgPolicyChanges changes, PasskeyRulebook passkeys)
    {
        var draft = OrgPolicyBody.Read(await ApiJson.RequireBody(http), http.Flag("activate"));
        await passkeys.RequireGroups(http.Org, draft.Policy.Enroll, http.RequestAborted);
        return await Answer(http, policies, await changes.Create(http.Doing, draft));
    }

    private static Task<IResult> Get(HttpContext http, string policyId, OrgPolicies policies) => Answer(http, policies, policyId);

    private static async Task<IResult> Replace(
        HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes, PasskeyRulebook passkeys)
    {
        var draft = OrgPolicyBody.Read(await ApiJson.RequireBody(http), await policies.Require(http, policyId));
        await passkeys.RequireGroups(http.Org, draft.Policy.Enroll, http.RequestAborted);
        await changes.Replace(http.Doing, draft);
        return await Answer(http, policies, policyId);
    }

    private static async Task<IResult> Delete(HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes)
    {
        await changes.Delete(http.Doing, await policies.Require(http, policyId));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Clone(HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes)
    {
        var original = await policies.Require(http, policyId);
        if (original.Type != PolicyType.Access) throw ApiError.Validation("policyId", $"policyId: only an {PolicyType.Access} is cloned");
        return await Answer(http, policies, await changes.Clone(http.Doing, original));
    }

    private static async Task<IResult> SetActive(HttpContext http, string policyId, bool active, OrgPolicies policies, OrgPolicyChanges changes)
    {
        await changes.SetActive(http.Doing, await policies.Require(http, policyId), active);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Answer(HttpContext http, OrgPolicies policies, string policyId) =>
        ApiAnswers.Json(PolicyJson.Of(await policies.Require(http, policyId), http.Org, await ForRules(http)));
}
