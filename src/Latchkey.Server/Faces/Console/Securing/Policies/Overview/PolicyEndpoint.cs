using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Overview;

/// <summary>/admin/policies/{id} and its end: a policy with its rules in the order in which they are tried. Contract §3.9.</summary>
internal static class PolicyEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string policyId, OrgPolicies policies, PolicyNames names)
    {
        if (await policies.Shown(http, policyId) is not { } policy) return ConsoleRefusals.NotFound();
        var texts = Language.Of(http).Texts;
        return Page.Of(new PolicyPage
        {
            Frame = http.Frame(ConsoleSection.Policies),
            Policy = ShownPolicy.Of(policy, await names.Of(http.Org.Id, [policy], http.RequestAborted), texts),
            Settings = PolicySettingsFacts.Of(policy, texts),
        });
    }

    /// <summary>What is done with one of its rules.</summary>
    public static async Task<IResult> Change(HttpContext http, string policyId, OrgPolicies policies, OrgRuleChanges changes)
    {
        if (await policies.Shown(http, policyId) is not { } policy) return ConsoleRefusals.NotFound();
        var (form, here) = (FormState.Of(await Parameters.Form(http.Request)), PolicyKinds.AddressOf(policyId));
        if (policy.Rules.FirstOrDefault(one => one.Id == form[RowForm.Id]) is not { System: false } rule) return new Found(here);
        switch (form[RowForm.Do])
        {
            case Ranks.Up or Ranks.Down:
                await changes.Move(http.Doing, policy, rule, Ranks.Places(form[RowForm.Do]));
                return new Found(ConsoleAddress.Done(here, "saved"));
            case Ranks.Activate or Ranks.Deactivate:
                await changes.SetActive(http.Doing, policy, rule, form[RowForm.Do] == Ranks.Activate);
                return new Found(ConsoleAddress.Done(here, form[RowForm.Do] == Ranks.Activate ? "activated" : "deactivated"));
            case Ranks.Delete:
                await changes.Delete(http.Doing, policy, rule);
                return new Found(ConsoleAddress.Done(here, "deleted"));
            default:
                return new Found(here);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string policyId, OrgPolicies policies) =>
        await policies.Shown(http, policyId) is { System: false } policy ? Deletion(http, policy).Ask() : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes)
    {
        if (await policies.Shown(http, policyId) is not { System: false } policy) return ConsoleRefusals.NotFound();
        return await Deletion(http, policy).Once(async () =>
        {
            await changes.Delete(http.Doing, policy);
            return new Found(ConsoleAddress.Done(PolicyKinds.ListOf(policy.Type), "deleted"));
        });
    }

    private static TypedConfirmation Deletion(HttpContext http, OrgPolicy policy) => new(http, ConsoleSection.Policies, policy.Name)
    {
        Means = Language.Of(http).Texts.Policy.DeletePolicyMeans, Address = PolicyKinds.AddressOf(policy.Id, "delete"),
        Back = PolicyKinds.AddressOf(policy.Id),
    };
}
