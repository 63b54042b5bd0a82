using Latchkey.Server.Core.Operation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Operating.Health;

/// <summary>GET /admin/settings/health: what the server needs to work, looked at now.</summary>
internal static class HealthEndpoint
{
    public static async Task<IResult> Show(HttpContext http, Checkup checkup) => Page.Of(new HealthPage
    {
        Frame = http.Frame(ConsoleSection.Settings), OfServer = http.Org.OwnsServer,
        Results = http.Org.OwnsServer ? await checkup.Run(address: true, http.RequestAborted) : await checkup.Run(http.Org, http.RequestAborted),
    });
}
