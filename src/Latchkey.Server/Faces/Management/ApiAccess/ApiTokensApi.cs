using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.ApiAccess;

/// <summary>/api/v1/api-tokens. Contract §3.0. What a token is worth is shown when it is made, and never again.</summary>
internal static class ApiTokensApi
{
    public static RouteGroupBuilder MapApiTokens(this RouteGroupBuilder api)
    {
        api.MapGet("/api-tokens", List);
        api.MapGet("/api-tokens/{tokenId}", Get);
        api.MapPut("/api-tokens/{tokenId}", Rename);
        api.MapDelete("/api-tokens/current", RevokeCurrent);
        api.MapDelete("/api-tokens/{tokenId}", Revoke);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, ApiTokens tokens) =>
        Pages.Whole(http, (await tokens.List(http.Org.Id, http.RequestAborted)).Select(token => Json(token, http.Org)));

    private static async Task<IResult> Get(HttpContext http, string tokenId, ApiTokens tokens) =>
        ApiAnswers.Json(Json(await Require(http, tokenId, tokens), http.Org));

    /// <summary>Its name may change; whose it is and where it counts stay.</summary>
    private static async Task<IResult> Rename(HttpContext http, string tokenId, ApiTokens tokens, ApiTokenChanges changes, AdministratorGate gate)
    {
        var token = await RequireChangeable(http, tokenId, tokens, gate);
        var body = await ApiJson.RequireBody(http);
        if (body.Text("userId") is { } owner && owner != token.UserId) throw new RuleException("userId", "of a token stays");
        if (body.Object("network")?.Text("connection") is { } from && from != "ANYWHERE")
            throw new RuleException("network", "connection: is ANYWHERE: keep networks out by a zone with the usage BLOCKLIST");
        if (body.Text("name") is { } name) await changes.Rename(http.Doing, token, TextRules.Name(name, 100));
        return ApiAnswers.Json(Json(await Require(http, tokenId, tokens), http.Org));
    }

    private static async Task<IResult> Revoke(HttpContext http, string tokenId, ApiTokens tokens, ApiTokenChanges changes, AdministratorGate gate)
    {
        await changes.Revoke(http.Doing, await RequireChangeable(http, tokenId, tokens, gate));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> RevokeCurrent(HttpContext http, ApiTokenChanges changes)
    {
        await changes.Revoke(http.Doing, http.Caller.Token ?? throw ApiError.NoPermission());
        return ApiAnswers.Nothing();
    }

    private static async Task<ApiToken> Require(HttpContext http, string tokenId, ApiTokens tokens) =>
        await tokens.Find(http.Org.Id, tokenId, http.RequestAborted) ?? throw ApiError.NotFound(tokenId, "ApiToken");

    /// <summary>A token is its owner's: who may not change them, as their sessions, may not end or rename what they work with.</summary>
    private static async Task<ApiToken> RequireChangeable(HttpContext http, string tokenId, ApiTokens tokens, AdministratorGate gate)
    {
        var token = await Require(http, tokenId, tokens);
        await gate.Require(http.Doing, Rights.Manage("apiTokens"), AdminResource.UserKind, token.UserId);
        return token;
    }

    private static JsonObject Json(ApiToken token, Org org) => new()
    {
        ["id"] = token.Id,
        ["name"] = token.Name,
        ["userId"] = token.UserId,
        ["tokenWindow"] = "P30D",
        ["network"] = new JsonObject { ["connection"] = "ANYWHERE" },
        ["clientName"] = "Latchkey API",
        ["expiresAt"] = ApiJson.Date(token.ExpiresAt),
        ["created"] = ApiJson.Date(token.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(token.LastUsedAt),
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"api-tokens/{token.Id}", "DELETE") },
    };
}
