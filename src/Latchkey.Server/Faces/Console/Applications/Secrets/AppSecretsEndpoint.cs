using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.Secrets;

/// <summary>GET and POST /admin/apps/{id}/secrets: what an app proves itself with, for who signed in just now. Who reads them stands in the log.</summary>
internal static class AppSecretsEndpoint
{
    internal const string Do = "do";
    internal const string Id = "id";
    internal const string New = "new";
    internal const string Activate = "activate";
    internal const string Deactivate = "deactivate";
    internal const string Delete = "delete";

    internal static string AddressOf(App app) => ConsoleAddress.Of("apps", app.Id, "secrets");

    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps, AppSecretChanges changes)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        await changes.Read(http.Doing, app);
        return Of(http, app, FormState.Empty);
    }

    public static async Task<IResult> Change(HttpContext http, string appId, Apps apps, AppSecretChanges changes)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            switch (form[Do])
            {
                case New:
                    await changes.Create(http.Doing, app, AppSecretDraft.Of(app, null, active: true));
                    break;
                case Activate:
                    await changes.SetActive(http.Doing, app, form[Id], active: true);
                    break;
                case Deactivate:
                    await changes.SetActive(http.Doing, app, form[Id], active: false);
                    break;
                case Delete:
                    await changes.Delete(http.Doing, app, form[Id]);
                    break;
            }
        }
        catch (RuleException broken)
        {
            await changes.Read(http.Doing, app);
            return Of(http, app, form.With(broken), StatusCodes.Status400BadRequest);
        }
        return new Found(ConsoleAddress.Done(AddressOf(app), "saved"));
    }

    private static Page Of(HttpContext http, App app, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new AppSecretsPage { Frame = http.Frame(ConsoleSection.Applications), App = app, Form = form }, status);
}
