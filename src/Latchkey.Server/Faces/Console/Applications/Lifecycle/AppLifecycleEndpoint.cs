using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.Lifecycle;

/// <summary>/admin/apps/{id}/activate, /deactivate and /delete: the last two ask first.</summary>
internal static class AppLifecycleEndpoint
{
    public static async Task<IResult> Activate(HttpContext http, string appId, Apps apps, AppChanges changes)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        await changes.Activate(http.Doing, app);
        return new Found(ConsoleAddress.Done(ConsoleAddress.Of("apps", app.Id), "activated"));
    }

    public static async Task<IResult> AskToDeactivate(HttpContext http, string appId, Apps apps) =>
        await apps.Shown(http, appId) is { } app ? Page.Of(Deactivation(http, app)) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Deactivate(HttpContext http, string appId, Apps apps, AppChanges changes)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        await changes.Deactivate(http.Doing, app);
        return new Found(ConsoleAddress.Done(ConsoleAddress.Of("apps", app.Id), "deactivated"));
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string appId, Apps apps) =>
        await apps.Shown(http, appId) is { } app ? Page.Of(Deletion(http, app, FormState.Empty)) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string appId, Apps apps, AppChanges changes)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed.Text(ConfirmPage.Typed) != app.Label.Trim())
            return Refused(http, app, typed.With(ConfirmPage.Typed, Language.Of(http).Texts.Console.NameDiffers));
        try
        {
            return await changes.Delete(http.Doing, app) ? new Found(ConsoleAddress.Done(ConsoleAddress.Of("apps"), "deleted"))
                : Refused(http, app, typed.With(ConfirmPage.Typed, Language.Of(http).Texts.Console.StillActive));
        }
        catch (RuleException named)
        {
            return Refused(http, app, typed.With(ConfirmPage.Typed, named.Reasons));
        }
    }

    private static Page Refused(HttpContext http, App app, FormState form) => Page.Of(Deletion(http, app, form), StatusCodes.Status400BadRequest);

    private static ConfirmPage Deactivation(HttpContext http, App app)
    {
        var words = Language.Of(http).Texts.Console;
        return new()
        {
            Frame = http.Frame(ConsoleSection.Applications), Title = Sentence.Plain(words.DeactivateApp, app.Label),
            Means = app.IsBookmark ? words.DeactivateLinkMeans : words.DeactivateMeans,
            Action = words.Deactivate, Address = ConsoleAddress.Of("apps", app.Id, "deactivate"), Back = ConsoleAddress.Of("apps", app.Id),
        };
    }

    private static ConfirmPage Deletion(HttpContext http, App app, FormState form)
    {
        var words = Language.Of(http).Texts.Console;
        return new()
        {
            Frame = http.Frame(ConsoleSection.Applications), Title = Sentence.Plain(words.DeleteApp, app.Label),
            Means = app.IsBookmark ? words.DeleteLinkMeans : words.DeleteMeans,
            Action = words.Delete, Address = ConsoleAddress.Of("apps", app.Id, "delete"), Back = ConsoleAddress.Of("apps", app.Id),
            TypeName = app.Label, Form = form,
        };
    }
}
