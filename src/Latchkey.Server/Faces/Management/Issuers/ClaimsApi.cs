using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/claims. Contract §3.4, Claim.</summary>
public static class ClaimsApi
{
    private const int Most = 200;

    public static RouteGroupBuilder MapClaims(this RouteGroupBuilder server)
    {
        server.MapGet("/claims", List);
        server.MapPost("/claims", Create);
        server.MapGet("/claims/{claimId}", Get);
        server.MapPut("/claims/{claimId}", Replace);
        server.MapDelete("/claims/{claimId}", Delete);
        return server;
    }

    private static async Task<IResult> List(HttpContext http, string serverId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        var q = http.Request.Query["q"].ToString();
        return Pages.Whole(http, server.Claims.Where(claim => claim.Name.StartsWith(q, StringComparison.OrdinalIgnoreCase)).Select(claim => AuthorizationServerJson.Of(claim, server, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, Database db, Turns turns, AuthorizationServers servers, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var claim = ClaimBody.Read(await ApiJson.RequireBody(http), server) with { Id = Ids.New(Ids.Claim) };
        var added = await db.Write(async writing =>
        {
            await turns.Take(writing, $"claims {server.OrgId} {server.Id}");
            if (await writing.One<long>("select count(*) from claims where org_id = @OrgId and server_id = @Id", new { server.OrgId, server.Id }) >= Most)
                throw ApiError.Validation("name", $"name: An authorization server has at most {Most} claims");
            var added = await servers.Add(writing, server.OrgId, server.Id, claim);
            if (added) await log.Record(writing, http.Org, http, ServerEvents.ClaimCreated.By(http.Caller.User, claim.Party, server.Party));
            return added;
        }, http.RequestAborted);
        return added ? ApiAnswers.Json(AuthorizationServerJson.Of(claim, server, http.Org), 201) : throw Taken();
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string claimId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(Require(server, claimId), server, http.Org));
    }

    private static async Task<IResult> Replace(HttpContext http, string serverId, string claimId, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var claim = ClaimBody.Read(await ApiJson.RequireBody(http), server, Require(server, claimId));
        var changed = await db.Write(async writing =>
        {
            var changed = await changes.Change(writing, server, claim);
            if (changed) await log.Record(writing, http.Org, http, ServerEvents.ClaimUpdated.By(http.Caller.User, claim.Party, server.Party));
            return changed;
        }, http.RequestAborted);
        return changed ? ApiAnswers.Json(AuthorizationServerJson.Of(claim, server, http.Org)) : throw Taken();
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, string claimId, Database db, AuthorizationServers servers, ServerChanges changes, SystemLog log)
    {
        var server = await servers.Require(http, serverId);
        var claim = Require(server, claimId);
        if (claim.System) throw new ApiError(403, "E0000006", "You do not have permission to perform the requested action", "A system claim cannot be deleted.");
        await db.Write(async writing =>
        {
            if (await changes.Delete(writing, server, claim))
                await log.Record(writing, http.Org, http, ServerEvents.ClaimDeleted.By(http.Caller.User, claim.Party, server.Party));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static ClaimDefinition Require(AuthorizationServer server, string claimId) =>
        server.Claims.FirstOrDefault(claim => claim.Id == claimId) ?? throw ApiError.NotFound(claimId, "OAuth2Claim");

    private static ApiError Taken() => ApiError.Validation("name", "name: An object with this field already exists in the current organization");
}
