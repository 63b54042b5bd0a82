using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Faces.Console.Securing.Kit;

internal static class ShownServers
{
    /// <summary>A custom one of the request's org; null when there is none.</summary>
    public static async Task<AuthorizationServer?> Shown(this AuthorizationServers servers, HttpContext http, string serverId) =>
        await servers.Find(http.Org, serverId, http.RequestAborted) is { IsOrgServer: false } server ? server : null;
}
