using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Grants;

/// <summary>Refresh tokens in force, by authorization server, app or person: seen and taken away. Contract §2.4, §3.4.</summary>
internal static class TokensApi
{
    private const int LargestPage = 200;

    public static RouteGroupBuilder MapTokens(this RouteGroupBuilder api)
    {
        api.MapGet("/authorizationServers/{serverId}/clients", Clients);
        foreach (var path in (string[])["/authorizationServers/{serverId}/clients/{clientId}/tokens", "/apps/{clientId}/tokens",
            "/users/{userId}/clients/{clientId}/tokens"])
        {
            api.MapGet(path, List);
            api.MapDelete(path, RevokeAll);
            api.MapGet(path + "/{tokenId}", Get);
            api.MapDelete(path + "/{tokenId}", Revoke);
        }
        return api;
    }

    private static async Task<IResult> Clients(HttpContext http, FamilyList families, Apps apps)
    {
        var query = await Query(http);
        var paging = Paging.Of(http, LargestPage, LargestPage);
        var holders = new List<App>();
        foreach (var id in await families.Clients(query, paging.After, paging.Fetch, http.RequestAborted))
            if (await apps.Find(http.Org.Id, id, http.RequestAborted) is { } app) holders.Add(app);
        return Pages.Of(http, holders, paging, app => app.Id, app => Json(app, query, http.Org));
    }

    private static async Task<IResult> List(HttpContext http, FamilyList families)
    {
        var query = await Query(http);
        var paging = Paging.Of(http, LargestPage, LargestPage);
        return Pages.Of(http, await families.After(query, paging.After, paging.Fetch, http.RequestAborted), paging, family => family.Id,
            family => Json(family, query, http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string tokenId, FamilyList families)
    {
        var query = await Query(http);
        return ApiAnswers.Json(
            Json(await families.Find(query, tokenId, http.RequestAborted) ?? throw ApiError.NotFound(tokenId, "OAuth2RefreshToken"), query, http.Org));
    }

    private static async Task<IResult> RevokeAll(HttpContext http, GrantChanges changes)
    {
        await changes.RevokeTokens(http.Doing, await Query(http), null);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Revoke(HttpContext http, string tokenId, FamilyList families, GrantChanges changes)
    {
        var query = await Query(http);
        if (await families.Find(query, tokenId, http.RequestAborted) is null) throw ApiError.NotFound(tokenId, "OAuth2RefreshToken");
        await changes.RevokeTokens(http.Doing, query, tokenId);
        return ApiAnswers.Nothing();
    }

    /// <summary>What the path names, all of which must be there.</summary>
    private static async Task<FamilyQuery> Query(HttpContext http)
    {
        var services = http.RequestServices;
        var server = Of("serverId") is { } serverId ? await services.GetRequiredService<AuthorizationServers>().Require(http, serverId) : null;
        var app = Of("clientId") is { } clientId ? await services.GetRequiredService<Apps>().Require(http, clientId) : null;
        var user = Of("userId") is { } userId ? await services.GetRequiredService<Users>().Require(http, userId) : null;
        return new(http.Org.Id, server?.Id, app?.Id, user?.Id);

        string? Of(string name) => http.Request.RouteValues[name] as string;
    }

    private static JsonObject Json(RefreshFamily family, FamilyQuery query, Org org)
    {
        var path = PathOf(query, family.ClientId);
        var server = family.ServerId.Length == 0 ? org.Url : $"{org.Url}/oauth2/{family.ServerId}";
        var links = new JsonObject
        {
            ["app"] = Hal.To(org, $"apps/{family.ClientId}"),
            ["self"] = Hal.To(org, $"{path}/tokens/{family.Id}"),
            ["revoke"] = Hal.To(org, $"{path}/tokens/{family.Id}", "DELETE"),
            ["user"] = Hal.To(org, $"users/{family.UserId}"),
        };
        if (family.ServerId.Length > 0) links["authorizationServer"] = Hal.To(org, $"authorizationServers/{family.ServerId}");
        return new()
        {
            ["id"] = family.Id,
            ["status"] = "ACTIVE",
            ["created"] = ApiJson.Date(family.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(family.LastUsedAt),
            ["expiresAt"] = family.ExpiresAt >= RefreshFamilies.Never ? null : ApiJson.Date(family.ExpiresAt),
            ["issuer"] = server,
            ["clientId"] = family.ClientId,
            ["userId"] = family.UserId,
            ["scopes"] = ApiJson.List(family.Scope.Split(' ')),
            ["device"] = family.Device,
            ["_links"] = links,
        };
    }

    private static JsonObject Json(App app, FamilyQuery query, Org org) => new()
    {
        ["client_id"] = app.Id,
        ["client_name"] = app.Label,
        ["client_uri"] = app.Document["settings"]?["oauthClient"]?["client_uri"]?.DeepClone(),
        ["logo_uri"] = app.Document["settings"]?["oauthClient"]?["logo_uri"]?.DeepClone(),
        ["_links"] = new JsonObject { ["client"] = Hal.To(org, $"apps/{app.Id}"), ["tokens"] = Hal.To(org, $"{PathOf(query, app.Id)}/tokens") },
    };

    private static string PathOf(FamilyQuery query, string clientId) => query switch
    {
        { ServerId: { } server } => $"authorizationServers/{server}/clients/{clientId}",
        { UserId: { } user } => $"users/{user}/clients/{clientId}",
        _ => $"apps/{clientId}",
    };
}
