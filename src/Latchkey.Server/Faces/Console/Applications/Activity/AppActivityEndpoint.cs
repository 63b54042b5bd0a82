using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Applications.Activity;

/// <summary>GET /admin/apps/{id}/activity: what the log knows of an app, the latest first.</summary>
internal static class AppActivityEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps, LogSearch search, TimeProvider clock)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var page = await LogPages.About(http, search, clock, app.Id);
        string Here(string? after) => ConsoleAddress.With(ConsoleAddress.Of("apps", app.Id, "activity"), ("after", after));
        return Page.Of(new AppActivityPage
        {
            Frame = http.Frame(ConsoleSection.Applications), App = app, Lines = [.. page.Documents.Select(LogLine.Of)],
            First = ConsoleSearch.After(http).Length > 0 ? Here(null) : null, Next = page.More ? Here(page.At.ToString()) : null,
        });
    }
}
