using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Workflow.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Workflow.Asking;

/// <summary>/admin/hooks/inline/new and /admin/hooks/inline/{id}. Contract §3.11, inline hooks.</summary>
internal static class InlineHookEndpoint
{
    public const string Type = "type";

    public static IResult ShowNew(HttpContext http) => Form(http, null, FormState.Of([new(Type, InlineHookType.Token)]), StatusCodes.Status200OK);

    public static async Task<IResult> Create(HttpContext http, InlineHookChanges changes, ServerSettings settings)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, Read(typed, null, settings));
            return new Found(ConsoleAddress.Done(InlineHookListEndpoint.Address, "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, null, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string hookId, InlineHooks hooks) =>
        await hooks.Find(http.Org.Id, hookId, http.RequestAborted) is { } hook ? Form(http, hook, Fill(hook).Versioned(), StatusCodes.Status200OK)
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string hookId, InlineHooks hooks, InlineHookChanges changes, ServerSettings settings)
    {
        if (await hooks.Find(http.Org.Id, hookId, http.RequestAborted) is not { } hook) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var before = FormState.Empty;
            var changed = await changes.Revise(http.Doing, hook, Read(typed, hook, settings), current => before = typed.Over(Fill(current)));
            if (changed is null) return ConsoleRefusals.NotFound();
            if (HookFields.ComesBack(typed, before)) http.Undoable(before, Fill(changed));
            return new Found(ConsoleAddress.Done(InlineHookListEndpoint.Address, "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, hook, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, hook, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    private static FormState Fill(InlineHook hook) => FormState.Of(HookFields.Of(hook.Name, hook.Channel));

    private static InlineHookDraft Read(FormState typed, InlineHook? existing, ServerSettings settings) => InlineHookDraft.Of(existing,
        typed.Text(HookFields.Name), existing?.Type ?? typed.Text(Type), existing?.Version, HookFields.Read(typed, existing?.Channel), settings.Development);

    /// <summary>A secret that was typed is not sent back.</summary>
    private static Page Form(HttpContext http, InlineHook? hook, FormState form, int status) => Page.Of(new InlineHookPage
    {
        Frame = http.Frame(ConsoleSection.InlineHooks), Hook = hook, Form = form.Set(HookFields.AuthSecret, ""), OrgUrl = http.Org.Url,
    }, status);
}
