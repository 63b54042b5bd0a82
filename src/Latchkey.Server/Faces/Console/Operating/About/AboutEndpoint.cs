using System.Globalization;
using Latchkey.Server.Core.Operation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Operating.About;

/// <summary>GET /admin/settings/about: what runs here, and how it is replaced by a newer one. Nobody outside is asked.</summary>
internal static class AboutEndpoint
{
    public static async Task<IResult> Show(HttpContext http, ServerFacts facts) => Page.Of(new AboutPage
    {
        Frame = http.Frame(ConsoleSection.Settings), OfServer = http.Org.OwnsServer, Org = http.Org,
        Version = ServerFacts.Version, Runtime = ServerFacts.Runtime, System = ServerFacts.System,
        Engine = facts.Engine, Since = facts.Since, Schema = (await facts.Schema(http.RequestAborted)).ToString("0000", CultureInfo.InvariantCulture),
    });
}
