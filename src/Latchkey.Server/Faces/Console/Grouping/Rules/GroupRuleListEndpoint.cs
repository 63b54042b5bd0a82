using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.Rules;

/// <summary>GET and POST /admin/groups/rules: who is put into which groups by what stands in their profile. Contract §3.3, rules.</summary>
internal static class GroupRuleListEndpoint
{
    public static readonly string Address = ConsoleAddress.Of("groups", "rules");

    private const int PageSize = 50;

    public static async Task<IResult> Show(HttpContext http, GroupRules rules, PolicyNames names)
    {
        var after = ConsoleSearch.After(http);
        GroupRule[] all = [.. (await rules.All(http.Org.Id, http.RequestAborted))
            .Where(rule => string.CompareOrdinal(rule.Id, after) > 0 && http.Sees(rule)).Take(PageSize + 1)];
        GroupRule[] shown = [.. all.Take(PageSize)];
        var called = await GroupRuleForm.Names(http, names, shown);
        return Page.Of(new GroupRuleListPage
        {
            Frame = http.Frame(ConsoleSection.Groups),
            Rules = [.. shown.Select(rule => new ShownGroupRule(rule.Id, rule.Name, rule.Active, rule.Expression, PolicyNames.List(rule.GroupIds, called)))],
            First = after.Length > 0 ? Address : null, Next = all.Length > PageSize ? ConsoleAddress.With(Address, ("after", shown[^1].Id)) : null,
        });
    }

    public static async Task<IResult> Change(HttpContext http, GroupRules rules, GroupRuleChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await rules.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } rule) return new Found(Address);
        switch (form[RowForm.Do])
        {
            case Ranks.Activate:
                await changes.Activate(http.Doing, rule);
                return new Found(ConsoleAddress.Done(Address, "activated"));
            case Ranks.Deactivate:
                await changes.Deactivate(http.Doing, rule);
                return new Found(ConsoleAddress.Done(Address, "deactivated"));
            default:
                return new Found(Address);
        }
    }
}
