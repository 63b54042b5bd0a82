using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>/api/v1/authorizationServers. Contract §3.4.</summary>
internal static class AuthorizationServersApi
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
        server.MapPost("/lifecycle/activate",
            (HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes) => SetActive(http, serverId, true, servers, changes));
        server.MapPost("/lifecycle/deactivate",
            (HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes) => SetActive(http, serverId, false, servers, changes));
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
        var all = servers.Where(server =>
            q.Length == 0 || server.Name.Contains(q, StringComparison.OrdinalIgnoreCase) || server.Audience.Contains(q, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        // What may not be looked at is not there: a cursor neither names nor counts it.
        if (ShownParts.Sight(http) is { } sees)
        {
            var seen = await sees([.. all.Select(server => server.Id)]);
            all = [.. all.Where(server => seen.Contains(server.Id))];
        }
        var active = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var server in Pages.Shown(all, paging, server => server.Id)) active[server.Id] = await keys.Active(server, http.RequestAborted);
        return Pages.Part(http, all, paging, server => server.Id, server => AuthorizationServerJson.Of(server, active[server.Id], http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, AuthorizationServers servers, ServerChanges changes, KeyRing keys)
    {
        var id = await changes.Create(http.Doing, Read(await ApiJson.RequireBody(http)));
        return await Answer(http, await servers.Require(http, id), keys, status: 201);
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, AuthorizationServers servers, KeyRing keys) =>
        await Answer(http, await servers.Require(http, serverId), keys);

    private static async Task<IResult> Replace(HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes, KeyRing keys)
    {
        var server = await servers.Require(http, serverId);
        await changes.Replace(http.Doing, server, Read(await ApiJson.RequireBody(http), server));
        return await Answer(http, await servers.Require(http, serverId), keys);
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes)
    {
        await changes.Delete(http.Doing, await servers.Require(http, serverId));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(HttpContext http, string serverId, bool active, AuthorizationServers servers, ServerChanges changes)
    {
        await changes.SetActive(http.Doing, await servers.Require(http, serverId), active);
        return ApiAnswers.Nothing();
    }

    private static ServerDraft Read(JsonObject body, AuthorizationServer? existing = null)
    {
        var signing = body.Object("credentials")?.Object("signing");
        return ServerDraft.Of(existing, body.Text("name"), body.Text("description"), body.Texts("audiences"),
            body.Text("issuerMode"), algorithm: signing?.Text("alg"), rotationMode: signing?.Text("rotationMode"));
    }

    private static async Task<IResult> Answer(HttpContext http, AuthorizationServer server, KeyRing keys, int status = 200) =>
        ApiAnswers.Json(AuthorizationServerJson.Of(server, await keys.Active(server, http.RequestAborted), http.Org), status);
}
