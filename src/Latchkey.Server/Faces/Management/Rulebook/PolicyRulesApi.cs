using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>/api/v1/policies/{id}/rules. Contract §3.9.</summary>
internal static class PolicyRulesApi
{
    public static void MapPolicyRules(this RouteGroupBuilder policies)
    {
        policies.MapGet("/{policyId}/rules", List);
        policies.MapPost("/{policyId}/rules", Create);
        policies.MapGet("/{policyId}/rules/{ruleId}", Get);
        policies.MapPut("/{policyId}/rules/{ruleId}", Replace);
        policies.MapDelete("/{policyId}/rules/{ruleId}", Delete);
        policies.MapPost("/{policyId}/rules/{ruleId}/lifecycle/activate",
            (HttpContext http, string policyId, string ruleId, OrgPolicies policies, OrgRuleChanges changes) =>
                SetActive(http, policyId, ruleId, true, policies, changes));
        policies.MapPost("/{policyId}/rules/{ruleId}/lifecycle/deactivate",
            (HttpContext http, string policyId, string ruleId, OrgPolicies policies, OrgRuleChanges changes) =>
                SetActive(http, policyId, ruleId, false, policies, changes));
    }

    private static async Task<IResult> List(HttpContext http, string policyId, OrgPolicies policies)
    {
        var policy = await policies.Require(http, policyId);
        var providers = await http.Providers();
        return Pages.Whole(http, policy.Rules.Select(rule => RuleJson.Of(rule, policy, http.Org, providers)));
    }

    private static async Task<IResult> Create(HttpContext http, string policyId, OrgPolicies policies, OrgRuleChanges changes)
    {
        var policy = await policies.Require(http, policyId);
        var body = await ApiJson.RequireBody(http);
        if (http.Flag("activate") == false) body["status"] = "INACTIVE";
        return await Answer(http, policies, policyId, await changes.Create(http.Doing, policy, RuleBody.Read(body, policy)));
    }

    private static Task<IResult> Get(HttpContext http, string policyId, string ruleId, OrgPolicies policies) => Answer(http, policies, policyId, ruleId);

    private static async Task<IResult> Replace(HttpContext http, string policyId, string ruleId, OrgPolicies policies, OrgRuleChanges changes)
    {
        var (policy, existing) = await Require(http, policies, policyId, ruleId);
        await changes.Replace(http.Doing, policy, RuleBody.Read(await ApiJson.RequireBody(http), policy, existing));
        return await Answer(http, policies, policyId, ruleId);
    }

    private static async Task<IResult> Delete(HttpContext http, string policyId, string ruleId, OrgPolicies policies, OrgRuleChanges changes)
    {
        var (policy, rule) = await Require(http, policies, policyId, ruleId);
        await changes.Delete(http.Doing, policy, rule);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(
        HttpContext http, string policyId, string ruleId, bool active, OrgPolicies policies, OrgRuleChanges changes)
    {
        var (policy, rule) = await Require(http, policies, policyId, ruleId);
        await changes.SetActive(http.Doing, policy, rule, active);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Answer(HttpContext http, OrgPolicies policies, string policyId, string ruleId)
    {
        var (policy, rule) = await Require(http, policies, policyId, ruleId);
        return ApiAnswers.Json(RuleJson.Of(rule, policy, http.Org, await http.Providers()));
    }

    private static async Task<(OrgPolicy Policy, OrgRule Rule)> Require(HttpContext http, OrgPolicies policies, string policyId, string ruleId)
    {
        var policy = await policies.Require(http, policyId);
        return (policy, policy.Rules.FirstOrDefault(rule => rule.Id == ruleId) ?? throw ApiError.NotFound(ruleId, "PolicyRule"));
    }
}
