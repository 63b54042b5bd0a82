using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Rule;

/// <summary>/admin/policies/{id}/rules/new and /admin/policies/{id}/rules/{id}: a rule of a policy. Contract §3.9.</summary>
internal static class RuleEndpoint
{
    public static async Task<IResult> ShowNew(HttpContext http, string policyId, OrgPolicies policies, Zones zones) =>
        await policies.Shown(http, policyId) is { } policy
            ? await Form(http, policy, null, zones, RuleForm.Suggested(policy.Type), StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Create(HttpContext http, string policyId, OrgPolicies policies, OrgRuleChanges changes, PolicyNames names, Zones zones)
    {
        if (await policies.Shown(http, policyId) is not { } policy) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, policy, await Read(http, typed, policy, null, names));
            return new Found(ConsoleAddress.Done(PolicyKinds.AddressOf(policyId), "created"));
        }
        catch (RuleException broken)
        {
            return await Form(http, policy, null, zones, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string policyId, string ruleId, OrgPolicies policies, PolicyNames names, Zones zones)
    {
        if (await policies.Shown(http, policyId) is not { } policy || Find(policy, ruleId) is not { } rule) return ConsoleRefusals.NotFound();
        var called = await names.Of(http.Org.Id, [policy], http.RequestAborted);
        return await Form(http, policy, rule, zones, RuleForm.Of(rule, called).Versioned().Knowing(called), StatusCodes.Status200OK);
    }

    public static async Task<IResult> Save(HttpContext http, string policyId, string ruleId, OrgPolicies policies, OrgRuleChanges changes, PolicyNames names,
        Zones zones)
    {
        if (await policies.Shown(http, policyId) is not { } policy || Find(policy, ruleId) is not { } rule) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        var called = await names.Of(http.Org.Id, [policy], http.RequestAborted);
        try
        {
            var (draft, before) = (await Read(http, typed, policy, rule, names), FormState.Empty);
            await changes.Replace(http.Doing, policy, draft, current => before = typed.Over(RuleForm.Of(current, called)));
            var now = await names.Of(http.Org.Id, [policy with { Rules = [draft.Rule] }], http.RequestAborted);
            http.Undoable(before, RuleForm.Of(draft.Rule, now));
            return new Found(ConsoleAddress.Done(PolicyKinds.AddressOf(policyId), "saved"));
        }
        catch (RuleException broken)
        {
            return await Form(http, policy, rule, zones, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return await Form(http, policy, rule, zones, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    private static OrgRule? Find(OrgPolicy policy, string ruleId) => policy.Rules.FirstOrDefault(rule => rule.Id == ruleId);

    private static async Task<OrgRuleDraft> Read(HttpContext http, FormState typed, OrgPolicy policy, OrgRule? existing, PolicyNames names)
    {
        var (orgId, ct) = (http.Org.Id, http.RequestAborted);
        var conditions = existing is { System: true } ? RuleConditions.Always : new()
        {
            Groups = await names.Groups(orgId, RuleForm.Groups, typed.Lines(RuleForm.Groups), ct),
            ExcludedGroups = await names.Groups(orgId, RuleForm.NotGroups, typed.Lines(RuleForm.NotGroups), ct),
            Users = await names.People(orgId, RuleForm.Users, typed.Lines(RuleForm.Users), ct),
            ExcludedUsers = await names.People(orgId, RuleForm.NotUsers, typed.Lines(RuleForm.NotUsers), ct),
            Zones = typed.Under(RuleForm.InZone), ExcludedZones = typed.Under(RuleForm.NotInZone),
            Apps = policy.Type is PolicyType.Enroll or PolicyType.Discovery ? await names.Apps(orgId, RuleForm.Apps, typed.Lines(RuleForm.Apps), ct) : [],
            ExcludedApps = existing?.Conditions.ExcludedApps ?? [],
            Identifiers = policy.Type == PolicyType.Discovery ? [.. typed.Lines(RuleForm.Patterns).Select(TypedPatterns.Read)] : [],
            Risk = RuleForm.KnowsDevices(policy.Type) && SignInRisk.All.Contains(typed[RuleForm.Device]) ? typed[RuleForm.Device] : null,
        };
        var profileGroups = policy.Type != PolicyType.Profile ? []
            : await names.Groups(orgId, RuleForm.ProfileGroups, typed.Lines(RuleForm.ProfileGroups), ct);
        return OrgRuleDraft.Of(policy, existing, existing is { System: true } ? existing.Name : typed.Text(RuleForm.Name),
            existing is { Active: false } ? "INACTIVE" : null, null, conditions, RuleForm.Action(typed, policy.Type, existing, profileGroups));
    }

    private static async Task<IResult> Form(HttpContext http, OrgPolicy policy, OrgRule? rule, Zones zones, FormState form, int status) => Page.Of(new RulePage
    {
        Frame = http.Frame(ConsoleSection.Policies), Type = policy.Type, Policy = (policy.Id, policy.Name), Rule = rule is null ? null : (rule.Id, rule.Name),
        System = rule?.System is true, Form = form,
        Providers = policy.Type != PolicyType.Discovery ? [] : [.. (await http.RequestServices.GetRequiredService<IdentityProviders>()
            .All(http.Org.Id, http.RequestAborted)).Select(provider => (provider.Id, provider.Name))],
        Zones = [.. (await zones.All(http.Org.Id, http.RequestAborted)).Where(zone => zone.Usage == ZoneUsage.Policy).Select(zone => (zone.Id, zone.Name))],
    }, status);
}
