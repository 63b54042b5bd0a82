using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Reporting.SignIns;

/// <summary>GET /admin/log/signins: sign-ins over time, as a picture and in numbers.</summary>
internal static class SignInsEndpoint
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static async Task<IResult> Show(HttpContext http, SignInCounts signIns, TimeProvider clock)
    {
        var range = ConsoleSearch.OneOf(http, "range", ["24h", "7d", "30d"]) ?? "7d";
        var (step, steps) = range switch { "24h" => (Hour, 24), "7d" => (Day, 7), _ => (Day, 30) };
        // Whole hours and days of UTC: the last one is the one that goes on now.
        var now = clock.Now;
        var begun = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step.Ticks), TimeSpan.Zero);
        var (counts, all) = await signIns.Over(http.Org.Id, begun - (step * (steps - 1)), step, steps, http.RequestAborted);
        return Page.Of(new SignInsPage
        {
            Frame = http.Frame(ConsoleSection.SignIns), Range = range, Counts = counts, Hourly = step == Hour, Cut = !all,
        });
    }
}
