using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>
/// …/authorizationServers/{id}/associatedServers: whose tokens a server takes when a service exchanges one to act on
/// behalf of a person. A server trusts itself; whom else, an administrator says here. Contract §2.2, §3.4.
/// </summary>
public static class AssociatedServersApi
{
    private const int MostAtOnce = 200;

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
        var others = (await servers.List(http.Org, http.RequestAborted)).Where(other => other.Id != server.Id && (wanted is null || server.Trusted.Contains(other.Id) == wanted));
        return await AuthorizationServersApi.Page(http, others, keys);
    }

    private static async Task<IResult> Trust(HttpContext http, string serverId, Database db, AuthorizationServers servers, ServerChanges changes, KeyRing keys, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var ids = (await ApiJson.RequireBody(http)).Texts("trusted")?.Distinct(StringComparer.Ordinal).ToArray() ?? throw ApiError.Validation("trusted", "trusted: is required");
        if (ids.Length is 0 or > MostAtOnce) throw ApiError.Validation("trusted", $"trusted: must name between 1 and {MostAtOnce} authorization servers");
        if (ids.Contains(server.Id)) throw ApiError.Validation("trusted", "trusted: an authorization server trusts itself already");
        var trusted = new List<AuthorizationServer>();
        foreach (var id in ids) trusted.Add(await servers.Require(http, id));

        await db.Write(async writing =>
        {
            foreach (var other in trusted)
                if (await changes.Trust(writing, server, other)) await Record(writing, http, server, other.Id, other.Name, log);
        }, http.RequestAborted);
        return await AuthorizationServersApi.Page(http, trusted, keys);
    }

    private static async Task<IResult> Distrust(HttpContext http, string serverId, string id, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        await db.Write(async writing =>
        {
            if (!await changes.Distrust(writing, server, id)) throw ApiError.NotFound(id, "AuthorizationServer");
            await Record(writing, http, server, id, null, log);
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static Task Record(Writing writing, HttpContext http, AuthorizationServer server, string otherId, string? otherName, SystemLog log) =>
        log.Record(writing, http.Org, http, ServerEvents.Updated.By(http.Caller.User, server.Party, new LogParty(otherId, "AuthorizationServer", null, otherName)));
}
