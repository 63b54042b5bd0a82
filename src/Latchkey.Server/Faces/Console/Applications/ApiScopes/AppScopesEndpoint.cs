using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.ApiScopes;

/// <summary>GET and POST /admin/apps/{id}/scopes: which scopes of the management API an app may ask for. Contract §3.0.</summary>
internal static class AppScopesEndpoint
{
    public const string Grant = "grant";
    public const string Revoke = "revoke";

    public static string AddressOf(App app) => ConsoleAddress.Of("apps", app.Id, "scopes");

    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps, AppScopes scopes) =>
        await apps.ShownClient(http, appId) is { } app ? await Of(http, app, scopes, FormState.Empty) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Change(HttpContext http, string appId, Apps apps, AppScopes scopes, AppScopeChanges changes)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            switch (form[RowForm.Do])
            {
                case Grant:
                    await changes.Grant(http.Doing, app, AppScopeDraft.Of(http.Org, form[RowForm.Id], http.Org.Url));
                    return new Found(ConsoleAddress.Done(AddressOf(app), "granted"));
                case Revoke when (await scopes.List(app, http.RequestAborted)).FirstOrDefault(one => one.Scope == form[RowForm.Id]) is { } granted:
                    await changes.Revoke(http.Doing, app, granted);
                    return new Found(ConsoleAddress.Done(AddressOf(app), "revoked"));
                default:
                    return new Found(AddressOf(app));
            }
        }
        catch (RuleException broken)
        {
            return await Of(http, app, scopes, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> Of(HttpContext http, App app, AppScopes scopes, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new AppScopesPage
        {
            Frame = http.Frame(ConsoleSection.Applications), App = app, Form = form,
            Granted = (await scopes.List(app, http.RequestAborted)).ToDictionary(one => one.Scope, StringComparer.Ordinal),
        }, status);
}
