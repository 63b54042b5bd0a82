using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Applications.Starting;

/// <summary>GET /admin/apps/{id}/quickstart: what goes into the app, with its values in it.</summary>
internal static class QuickStartEndpoint
{
    internal const string Platform = "for";

    internal static string AddressOf(App app, StartingPoint point) =>
        ConsoleAddress.With(ConsoleAddress.Of("apps", app.Id, "quickstart"), (Platform, point.Name));

    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var points = StartingPoints.Of(app.ApplicationType);
        var wanted = http.Request.Query[Platform].ToString();
        return Page.Of(new QuickStartPage
        {
            Frame = http.Frame(ConsoleSection.Applications), App = app, Points = points,
            Shown = points.FirstOrDefault(point => point.Name == wanted) ?? points[0],
            Values = AppValues.Of(app, http.Org.Url + "/oauth2/default"),
        });
    }
}
