using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/scopes. Contract §3.4, Scope.</summary>
public static class ScopesApi
{
    private const int Most = 1_000;

    public static RouteGroupBuilder MapScopes(this RouteGroupBuilder server)
    {
        server.MapGet("/scopes", List);
        server.MapPost("/scopes", Create);
        server.MapGet("/scopes/{scopeId}", Get);
        server.MapPut("/scopes/{scopeId}", Replace);
        server.MapDelete("/scopes/{scopeId}", Delete);
        return server;
    }

    private static async Task<IResult> List(HttpContext http, string serverId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        var q = http.Request.Query["q"].ToString();
        return Pages.Whole(http, server.Scopes.Values.Where(scope => scope.Name.StartsWith(q, StringComparison.OrdinalIgnoreCase)).OrderBy(scope => scope.Name, StringComparer.Ordinal)
            .Select(scope => AuthorizationServerJson.Of(scope, server, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, Database db, Turns turns, AuthorizationServers servers, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var scope = ServerBody.ReadScope(await ApiJson.RequireBody(http)) with { Id = Ids.New(Ids.Scope) };
        var added = await db.Write(async writing =>
        {
            await turns.Take(writing, $"scopes {server.OrgId} {server.Id}");
            if (await writing.One<long>("select count(*) from scopes where org_id = @OrgId and server_id = @Id", new { server.OrgId, server.Id }) >= Most)
                throw ApiError.Validation("name", $"name: An authorization server has at most {Most} scopes");
            var added = await servers.Add(writing, server.OrgId, server.Id, scope);
            if (added) await log.Record(writing, http.Org, http, ServerEvents.ScopeCreated.By(http.Caller.User, scope.Party, server.Party));
            return added;
        }, http.RequestAborted);
        return added ? ApiAnswers.Json(AuthorizationServerJson.Of(scope, server, http.Org), 201) : throw Taken();
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string scopeId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(Require(server, scopeId), server, http.Org));
    }

    private static async Task<IResult> Replace(HttpContext http, string serverId, string scopeId, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var scope = ServerBody.ReadScope(await ApiJson.RequireBody(http), Require(server, scopeId));
        var changed = await db.Write(async writing =>
        {
            var changed = await changes.Change(writing, server, scope);
            if (changed) await log.Record(writing, http.Org, http, ServerEvents.ScopeUpdated.By(http.Caller.User, scope.Party, server.Party));
            return changed;
        }, http.RequestAborted);
        return changed ? ApiAnswers.Json(AuthorizationServerJson.Of(scope, server, http.Org)) : throw Taken();
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, string scopeId, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var scope = Require(server, scopeId);
        if (scope.System) throw new ApiError(403, "E0000006", "You do not have permission to perform the requested action", "A system scope cannot be deleted.");
        await db.Write(async writing =>
        {
            if (await changes.Delete(writing, server, scope))
                await log.Record(writing, http.Org, http, ServerEvents.ScopeDeleted.By(http.Caller.User, scope.Party, server.Party));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static ScopeDefinition Require(AuthorizationServer server, string scopeId) =>
        server.Scopes.Values.FirstOrDefault(scope => scope.Id == scopeId) ?? throw ApiError.NotFound(scopeId, "OAuth2Scope");

    private static ApiError Taken() => ApiError.Validation("name", "name: An object with this field already exists in the current organization");
}
