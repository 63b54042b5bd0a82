using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Workflow.Asking;

/// <summary>GET and POST /admin/hooks/inline: Workflow &gt; Inline Hooks. Contract §3.11.</summary>
internal static class InlineHookListEndpoint
{
    public const string Activate = "activate";
    public const string Deactivate = "deactivate";
    public const string Delete = "delete";

    public static readonly string Address = ConsoleAddress.Of("hooks", "inline");

    public static Task<IResult> Show(HttpContext http, InlineHooks hooks) => Of(http, hooks, FormState.Empty);

    public static async Task<IResult> Change(HttpContext http, InlineHooks hooks, InlineHookChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await hooks.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } hook) return new Found(Address);
        try
        {
            return await Take(http, hook, form[RowForm.Do], changes) is { } done ? new Found(ConsoleAddress.Done(Address, done)) : new Found(Address);
        }
        catch (RuleException broken)
        {
            return await Of(http, hooks, form.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (StandingException standing)
        {
            return await Of(http, hooks, form.With(RowForm.Do, standing.Message), StatusCodes.Status409Conflict);
        }
    }

    private static async Task<string?> Take(HttpContext http, InlineHook hook, string step, InlineHookChanges changes)
    {
        switch (step)
        {
            case Activate:
                await changes.SetActive(http.Doing, hook, active: true);
                return "activated";
            case Deactivate:
                await changes.SetActive(http.Doing, hook, active: false);
                return "deactivated";
            case Delete:
                await changes.Delete(http.Doing, hook);
                return "deleted";
            default:
                return null;
        }
    }

    private static async Task<IResult> Of(HttpContext http, InlineHooks hooks, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new InlineHookListPage
        {
            Frame = http.Frame(ConsoleSection.InlineHooks), Hooks = await hooks.All(http.Org.Id, http.RequestAborted), Form = form,
        }, status);
}
