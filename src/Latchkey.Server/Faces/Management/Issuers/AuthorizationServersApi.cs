using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>/api/v1/authorizationServers. Contract §3.4.</summary>
public static class AuthorizationServersApi
{
    private const int LargestPage = 200;

    public static RouteGroupBuilder MapAuthorizationServers(this RouteGroupBuilder api)
    {
        api.MapGet("/authorizationServers", List);
        api.MapPost("/authorizationServers", Create);
        var server = api.MapGroup("/authorizationServers/{serverId}");
        server.MapGet("", Get);
        server.MapPut("", Replace);
        server.MapDelete("", Delete);
        server.MapPost("/lifecycle/activate", Activate);
        server.MapPost("/lifecycle/deactivate", Deactivate);
        server.MapScopes().MapClaims().MapAccessPolicies().MapAssociatedServers().MapTokenPreview();
        return api;
    }

    /// <summary>A custom server of the request's org, also an inactive one, or 404.</summary>
    public static async Task<AuthorizationServer> Require(this AuthorizationServers servers, HttpContext http, string serverId) =>
        await servers.Find(http.Org, serverId, http.RequestAborted) ?? throw ApiError.NotFound(serverId, "AuthorizationServer");

    private static async Task<IResult> List(HttpContext http, AuthorizationServers servers, KeyRing keys) =>
        await Page(http, await servers.List(http.Org, http.RequestAborted), keys);

    /// <summary>Those of a list that the request asks for: by name or audience, a page at a time.</summary>
    internal static async Task<IResult> Page(HttpContext http, IEnumerable<AuthorizationServer> servers, KeyRing keys)
    {
        var q = http.Request.Query["q"].ToString();
        var paging = Paging.Of(http, LargestPage, LargestPage);
        var all = servers
            .Where(server => q.Length == 0 || server.Name.Contains(q, StringComparison.OrdinalIgnoreCase) || server.Audience.Contains(q, StringComparison.OrdinalIgnoreCase))
            .SkipWhile(server => paging.After.Length > 0 && server.Id != paging.After).Skip(paging.After.Length > 0 ? 1 : 0).ToArray();

        var page = new List<JsonNode>();
        foreach (var server in all.Take(paging.Limit)) page.Add(AuthorizationServerJson.Of(server, await keys.Active(server, http.RequestAborted), http.Org));
        Pages.Link(http, all.Length > page.Count ? all[page.Count - 1].Id : null);
        return ApiAnswers.Json(ApiJson.List(page));
    }

    private static async Task<IResult> Create(HttpContext http, Database db, AuthorizationServers servers, KeyRing keys, SystemLog log, TimeProvider clock)
    {
        var draft = ServerBody.Read(await ApiJson.RequireBody(http));
        var id = Ids.New(Ids.AuthorizationServer);
        await db.Write(async writing =>
        {
            await servers.Create(writing, http.Org.Id, id, draft, clock.Now);
            await log.Record(writing, http.Org, http, ServerEvents.Created.By(http.Caller.User, new LogParty(id, "AuthorizationServer", null, draft.Name)));
        }, http.RequestAborted);
        return await Answer(http, await servers.Require(http, id), keys, status: 201);
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, AuthorizationServers servers, KeyRing keys) => await Answer(http, await servers.Require(http, serverId), keys);

    private static async Task<IResult> Replace(HttpContext http, string serverId, Database db, AuthorizationServers servers, ServerChanges changes, KeyRing keys, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var draft = ServerBody.Read(await ApiJson.RequireBody(http), server);
        await db.Write(async writing =>
        {
            if (await changes.Change(writing, server, draft)) await log.Record(writing, http.Org, http, ServerEvents.Updated.By(http.Caller.User, server.Party));
        }, http.RequestAborted);
        return await Answer(http, await servers.Require(http, serverId), keys);
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        if (server.Id == AuthorizationServers.DefaultId)
            throw new ApiError(403, "E0000006", "You do not have permission to perform the requested action", "The default authorization server cannot be deleted.");
        await db.Write(async writing =>
        {
            if (await changes.Delete(writing, server)) await log.Record(writing, http.Org, http, ServerEvents.Deleted.By(http.Caller.User, server.Party));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static Task<IResult> Activate(HttpContext http, string serverId, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log) =>
        SetActive(http, serverId, active: true, db, servers, changes, log);

    private static Task<IResult> Deactivate(HttpContext http, string serverId, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log) =>
        SetActive(http, serverId, active: false, db, servers, changes, log);

    private static async Task<IResult> SetActive(HttpContext http, string serverId, bool active, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var entry = active ? ServerEvents.Activated : ServerEvents.Deactivated;
        await db.Write(async writing =>
        {
            if (await changes.SetActive(writing, server, active)) await log.Record(writing, http.Org, http, entry.By(http.Caller.User, server.Party));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Answer(HttpContext http, AuthorizationServer server, KeyRing keys, int status = 200) =>
        ApiAnswers.Json(AuthorizationServerJson.Of(server, await keys.Active(server, http.RequestAborted), http.Org), status);
}
