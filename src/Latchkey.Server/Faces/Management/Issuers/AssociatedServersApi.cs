using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>
/// …/authorizationServers/{id}/associatedServers: whose tokens a server takes when a service exchanges one to act on
/// behalf of a person. A server trusts itself; whom else, an administrator says here. Contract §2.2, §3.4.
/// </summary>
internal static class AssociatedServersApi
{
    public static RouteGroupBuilder MapAssociatedServers(this RouteGroupBuilder server)
    {
        server.MapGet("/associatedServers", List);
        server.MapPost("/associatedServers", Trust);
        server.MapDelete("/associatedServers/{id}", Distrust);
        return server;
    }

    /// <summary>The others, all of them; with <c>trusted</c> those it trusts, or those it does not.</summary>
    private static async Task<IResult> List(HttpContext http, string serverId, AuthorizationServers servers, KeyRing keys)
    {
        var server = await servers.Require(http, serverId);
        var wanted = http.Flag("trusted");
        var others = (await servers.List(http.Org, http.RequestAborted)).Where(
            other => other.Id != server.Id && (wanted is null || server.Trusted.Contains(other.Id) == wanted));
        return await AuthorizationServersApi.Page(http, others, keys);
    }

    private static async Task<IResult> Trust(HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes, KeyRing keys)
    {
        var server = await servers.Require(http, serverId);
        var draft = TrustDraft.Of(server, (await ApiJson.RequireBody(http)).Texts("trusted"));
        var trusted = new List<AuthorizationServer>();
        // The organization's own server has no name, and nothing is trusted by it.
        foreach (var id in draft.Ids) trusted.Add(id.Length > 0 ? await servers.Require(http, id) : throw ApiError.NotFound(id, "AuthorizationServer"));
        await changes.Trust(http.Doing, server, trusted);
        return await AuthorizationServersApi.Page(http, trusted, keys);
    }

    private static async Task<IResult> Distrust(HttpContext http, string serverId, string id, AuthorizationServers servers, ServerChanges changes) =>
        await changes.Distrust(http.Doing, await servers.Require(http, serverId), id) ? ApiAnswers.Nothing()
            : throw ApiError.NotFound(id, "AuthorizationServer");
}
