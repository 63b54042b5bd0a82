using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/claims. Contract §3.4, Claim.</summary>
internal static class ClaimsApi
{
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
        var found = server.Claims.Where(claim => claim.Name.StartsWith(q, StringComparison.OrdinalIgnoreCase)).ToArray();
        return Pages.Part(http, found, Paging.OfWhole(http, found.Length), claim => claim.Id, claim => AuthorizationServerJson.Of(claim, server, http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, AuthorizationServers servers, ClaimChanges changes, ProfileSchemas schemas)
    {
        var server = await servers.Require(http, serverId);
        var attributes = await schemas.KnownOfPeople(http.Org.Id, http.RequestAborted);
        var claim = await changes.Create(http.Doing, server, Read(await ApiJson.RequireBody(http), server, attributes));
        return ApiAnswers.Json(AuthorizationServerJson.Of(claim, server, http.Org), 201);
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string claimId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(Require(server, claimId), server, http.Org));
    }

    private static async Task<IResult> Replace(HttpContext http, string serverId, string claimId, AuthorizationServers servers, ClaimChanges changes,
        ProfileSchemas schemas)
    {
        var server = await servers.Require(http, serverId);
        var attributes = await schemas.KnownOfPeople(http.Org.Id, http.RequestAborted);
        var body = await ApiJson.RequireBody(http);
        var claim = await changes.Replace(http.Doing, server, Read(body, server, attributes, Require(server, claimId)));
        return ApiAnswers.Json(AuthorizationServerJson.Of(claim, server, http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, string claimId, AuthorizationServers servers, ClaimChanges changes)
    {
        var server = await servers.Require(http, serverId);
        await changes.Delete(http.Doing, server, Require(server, claimId));
        return ApiAnswers.Nothing();
    }

    /// <summary>What makes no difference to a claim is not read: it may be anything.</summary>
    private static ClaimDraft Read(JsonObject body, AuthorizationServer server, Func<string, bool> attributes, ClaimDefinition? existing = null)
    {
        var fixedOne = existing is { System: true };
        var (claimType, valueType) = (body.Text("claimType"), body.Text("valueType"));
        return ClaimDraft.Of(server, existing, body.Text("name"), claimType, valueType, body.Text("value"), body.Text("status"),
            groupFilterType: fixedOne || valueType != ClaimValueType.Groups ? null : body.Text("group_filter_type"),
            alwaysInclude: fixedOne || claimType == ClaimType.Resource ? null : body.Flag("alwaysIncludeInToken"),
            scopes: fixedOne ? null : body.Object("conditions")?.Texts("scopes"), attributes);
    }

    private static ClaimDefinition Require(AuthorizationServer server, string claimId) =>
        server.Claims.FirstOrDefault(claim => claim.Id == claimId) ?? throw ApiError.NotFound(claimId, "OAuth2Claim");
}
