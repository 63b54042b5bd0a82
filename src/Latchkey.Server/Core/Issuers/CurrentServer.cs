using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Issuers;

/// <summary>The authorization server a request's path names: <c>/oauth2/{server}/v1/…</c>, or the org's own without it.</summary>
internal static class CurrentServer
{
    public static async ValueTask<AuthorizationServer> Current(this AuthorizationServers servers, HttpContext http)
    {
        var id = http.Request.RouteValues.TryGetValue("server", out var value) ? (string)value! : "";
        return await servers.Find(http.Org, id, http.RequestAborted) is { Active: true } server ? server
            : throw ApiError.NotFound(id, "AuthorizationServer");
    }
}
