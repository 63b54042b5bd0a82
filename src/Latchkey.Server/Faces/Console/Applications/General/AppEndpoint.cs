using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.General;

/// <summary>GET and POST /admin/apps/{id}: what an app is. Each part of it is edited and saved by itself.</summary>
internal static class AppEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var section = SectionOf(app, http.Request.Query[FormState.SectionField].ToString());
        return Of(http, app, section, section?.Fill(app).Versioned());
    }

    public static async Task<IResult> Save(HttpContext http, string appId, Apps apps, AppChanges changes, ServerSettings settings)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (SectionOf(app, typed[FormState.SectionField]) is not { } section) return new Found(AddressOf(app));
        try
        {
            var changed = await changes.Revise(http.Doing, app, current => section.Draft(current, typed, settings.Development));
            return changed is null ? ConsoleRefusals.NotFound() : new Found($"{ConsoleAddress.Done(AddressOf(app), "saved")}#{section.Name}");
        }
        catch (RuleException broken)
        {
            return Of(http, app, section, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, app, section, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    internal static string AddressOf(App app) => ConsoleAddress.Of("apps", app.Id);

    private static AppSection? SectionOf(App app, string name) => AppSections.Of(app).FirstOrDefault(section => section.Name == name);

    private static Page Of(HttpContext http, App app, AppSection? editing, FormState? form, int status = StatusCodes.Status200OK) => Page.Of(new AppPage
    {
        Frame = http.Frame(ConsoleSection.Applications), App = app, Editing = editing?.Name, Form = form ?? FormState.Empty, OrgUrl = http.Org.Url,
    }, status);
}
