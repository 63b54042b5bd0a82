using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Securing.Issuers;

/// <summary>GET /admin/api: Security &gt; API &gt; Authorization Servers.</summary>
internal static class ServerListEndpoint
{
    public static async Task<IResult> Show(HttpContext http, AuthorizationServers servers) => Page.Of(new ServerListPage
    {
        Frame = http.Frame(ConsoleSection.Api), Servers = await servers.List(http.Org, http.RequestAborted),
    });
}
