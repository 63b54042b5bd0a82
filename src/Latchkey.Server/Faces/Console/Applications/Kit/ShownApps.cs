using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Faces.Console.Applications.Kit;

internal static class ShownApps
{
    /// <summary>An app of the request's org that its pages are about; null when there is none.</summary>
    public static async Task<App?> Shown(this Apps apps, HttpContext http, string appId) =>
        await apps.Find(http.Org.Id, appId, http.RequestAborted) is { IsSystem: false } app ? app : null;

    /// <summary>The same, of those that are clients: a bookmark has no page of secrets, scopes or ways to begin.</summary>
    public static async Task<App?> ShownClient(this Apps apps, HttpContext http, string appId) =>
        await apps.Shown(http, appId) is { IsBookmark: false } app ? app : null;
}
