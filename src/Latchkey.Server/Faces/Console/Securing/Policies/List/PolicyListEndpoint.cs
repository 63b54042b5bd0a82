using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Policies.List;

/// <summary>GET and POST /admin/policies: the policies of a kind in the order in which they are tried. Contract §3.9.</summary>
internal static class PolicyListEndpoint
{
    public static readonly string Address = ConsoleAddress.Of("policies");

    public static Task<IResult> Show(HttpContext http, OrgPolicies policies, PolicyNames names) =>
        Of(http, policies, names, ConsoleSearch.OneOf(http, PolicyKinds.Parameter, PolicyType.Kept) ?? PolicyType.SignOn, FormState.Empty);

    private static async Task<IResult> Of(HttpContext http, OrgPolicies policies, PolicyNames names, string type, FormState form)
    {
        var all = (await policies.Read(http.Org.Id, http.RequestAborted)).Of(type);
        var called = await names.Of(http.Org.Id, [.. all], http.RequestAborted);
        var ranked = PolicyType.IsOfApps(type) ? 0 : all.Count(policy => !policy.System);
        return Page.Of(new PolicyListPage
        {
            Frame = http.Frame(ConsoleSection.Policies), Type = type, Form = form,
            Policies = [.. all.Select((policy, at) => ShownPolicy.Of(policy, called, Language.Of(http).Texts) with
            {
                MayRise = at < ranked && at > 0,
                MayFall = at < ranked - 1,
            })],
        }, form.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    public static async Task<IResult> Change(HttpContext http, OrgPolicies policies, OrgPolicyChanges changes, PolicyNames names)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await policies.Shown(http, form[RowForm.Id]) is not { } policy) return new Found(Address);
        var here = PolicyKinds.ListOf(policy.Type);
        switch (form[RowForm.Do])
        {
            case Ranks.Up or Ranks.Down:
                await changes.Move(http.Doing, policy, Ranks.Places(form[RowForm.Do]));
                return new Found(ConsoleAddress.Done(here, "saved"));
            case Ranks.Activate or Ranks.Deactivate when !policy.System:
                try
                {
                    await changes.SetActive(http.Doing, policy, form[RowForm.Do] == Ranks.Activate);
                }
                catch (RuleException broken)
                {
                    return await Of(http, policies, names, policy.Type, form.With(broken));
                }
                return new Found(ConsoleAddress.Done(here, form[RowForm.Do] == Ranks.Activate ? "activated" : "deactivated"));
            default:
                return new Found(here);
        }
    }
}
