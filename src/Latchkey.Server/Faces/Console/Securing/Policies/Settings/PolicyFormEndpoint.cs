using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Settings;

/// <summary>/admin/policies/new and /admin/policies/{id}/edit: a policy without its rules. Contract §3.9.</summary>
internal static class PolicyFormEndpoint
{
    public static IResult ShowNew(HttpContext http)
    {
        var type = ConsoleSearch.OneOf(http, PolicyKinds.Parameter, PolicyType.All) ?? PolicyType.SignOn;
        return Form(http, type, null, PolicyForm.Suggested(type), StatusCodes.Status200OK);
    }

    public static async Task<IResult> Create(HttpContext http, OrgPolicyChanges changes, PolicyNames names)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        var type = PolicyType.All.Contains(typed[PolicyKinds.Parameter]) ? typed[PolicyKinds.Parameter] : PolicyType.SignOn;
        try
        {
            var id = await changes.Create(http.Doing, PolicyForm.New(typed, type, await GroupsOf(http, typed, type, names)));
            return new Found(ConsoleAddress.Done(PolicyKinds.AddressOf(id), "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, type, null, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string policyId, OrgPolicies policies, PolicyNames names)
    {
        if (await policies.Shown(http, policyId) is not { } policy) return ConsoleRefusals.NotFound();
        var called = await names.Of(http.Org.Id, [policy], http.RequestAborted);
        return Form(http, policy.Type, policy, PolicyForm.Of(policy, called).Versioned().Knowing(called), StatusCodes.Status200OK);
    }

    public static async Task<IResult> Save(HttpContext http, string policyId, OrgPolicies policies, OrgPolicyChanges changes, PolicyNames names)
    {
        if (await policies.Shown(http, policyId) is not { } policy) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        var called = await names.Of(http.Org.Id, [policy], http.RequestAborted);
        try
        {
            var draft = PolicyForm.Of(typed, policy, policy.System ? [] : await GroupsOf(http, typed, policy.Type, names));
            var before = FormState.Empty;
            await changes.Replace(http.Doing, draft, current => before = typed.Over(PolicyForm.Of(current, called)));
            http.Undoable(before, PolicyForm.Of(draft.Policy, await names.Of(http.Org.Id, [draft.Policy], http.RequestAborted)));
            return new Found(ConsoleAddress.Done(PolicyKinds.AddressOf(policyId), "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, policy.Type, policy, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, policy.Type, policy, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IReadOnlyList<string>> GroupsOf(HttpContext http, FormState typed, string type, PolicyNames names) =>
        PolicyType.IsOfApps(type) ? [] : await names.Groups(http.Org.Id, PolicyForm.Groups, typed.Lines(PolicyForm.Groups), http.RequestAborted);

    private static Page Form(HttpContext http, string type, OrgPolicy? policy, FormState form, int status) => Page.Of(new PolicyFormPage
    {
        Frame = http.Frame(ConsoleSection.Policies), Type = type, Policy = policy is null ? null : (policy.Id, policy.Name), System = policy?.System is true,
        Form = form,
    }, status);
}
