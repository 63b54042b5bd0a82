using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.Rules;

/// <summary>/admin/groups/rules/new, /admin/groups/rules/{id} and its end. Contract §3.3, rules.</summary>
internal static class GroupRuleEndpoint
{
    public static string AddressOf(string ruleId) => ConsoleAddress.Of("groups", "rules", ruleId);

    public static IResult ShowNew(HttpContext http) => Form(http, null, FormState.Empty, StatusCodes.Status200OK);

    public static async Task<IResult> Create(HttpContext http, GroupRuleChanges changes, PolicyNames names, ProfileSchemas schemas)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, await GroupRuleForm.Read(http, typed, names, schemas));
            return new Found(ConsoleAddress.Done(GroupRuleListEndpoint.Address, "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, null, typed.With(broken).Requiring(GroupRuleForm.Name, GroupRuleForm.Expression, GroupRuleForm.Groups),
                StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string ruleId, GroupRules rules, PolicyNames names)
    {
        if (await Find(http, ruleId, rules) is not { } rule) return ConsoleRefusals.NotFound();
        var called = await GroupRuleForm.Names(http, names, [rule]);
        return Form(http, rule, GroupRuleForm.Of(rule, called).Versioned().Knowing(called), StatusCodes.Status200OK);
    }

    public static async Task<IResult> Save(HttpContext http, string ruleId, GroupRules rules, GroupRuleChanges changes, PolicyNames names,
        ProfileSchemas schemas)
    {
        if (await Find(http, ruleId, rules) is not { } rule) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        var called = await GroupRuleForm.Names(http, names, [rule]);
        try
        {
            var (draft, before) = (await GroupRuleForm.Read(http, typed, names, schemas), FormState.Empty);
            var changed = await changes.Replace(http.Doing, rule, draft, current => before = typed.Over(GroupRuleForm.Of(current, called)));
            http.Undoable(before, GroupRuleForm.Of(changed, await GroupRuleForm.Names(http, names, [changed])));
            return new Found(ConsoleAddress.Done(GroupRuleListEndpoint.Address, "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, rule, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (StandingException active)
        {
            return Form(http, rule, typed.With(GroupRuleForm.Name, active.Message), StatusCodes.Status409Conflict);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, rule, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string ruleId, GroupRules rules) =>
        await Find(http, ruleId, rules) is { } rule ? Deletion(http, rule).Ask() : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string ruleId, GroupRules rules, GroupRuleChanges changes)
    {
        if (await Find(http, ruleId, rules) is not { } rule) return ConsoleRefusals.NotFound();
        return await Deletion(http, rule).Once(async () =>
        {
            await changes.Delete(http.Doing, rule, peopleToo: false);
            return new Found(ConsoleAddress.Done(GroupRuleListEndpoint.Address, "deleted"));
        });
    }

    private static async Task<GroupRule?> Find(HttpContext http, string ruleId, GroupRules rules) =>
        await rules.Find(http.Org.Id, ruleId, http.RequestAborted) is { } rule && http.Sees(rule) ? rule : null;

    private static TypedConfirmation Deletion(HttpContext http, GroupRule rule) => new(http, ConsoleSection.Groups, rule.Name)
    {
        Means = Language.Of(http).Texts.Granting.DeleteRuleMeans, Address = ConsoleAddress.Of("groups", "rules", rule.Id, "delete"), Back = AddressOf(rule.Id),
    };

    private static Page Form(HttpContext http, GroupRule? rule, FormState form, int status) => Page.Of(new GroupRulePage
    {
        Frame = http.Frame(ConsoleSection.Groups), Rule = rule is null ? null : (rule.Id, rule.Name), Active = rule?.Active is true, Form = form,
    }, status);
}
