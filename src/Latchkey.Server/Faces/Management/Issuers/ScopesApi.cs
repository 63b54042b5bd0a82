using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>…/authorizationServers/{id}/scopes. Contract §3.4, Scope.</summary>
internal static class ScopesApi
{
    private static readonly HashSet<string> Filterable = ["id", "name", "displayName", "consent", "default", "system", "metadataPublish"];

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
        var filter = ScimParser.Read(http, "filter");
        if (filter?.Comparisons().FirstOrDefault(compare => !Filterable.Contains(compare.Path)) is { } unknown)
            throw ApiError.InvalidSearch($"Scopes cannot be filtered by '{unknown.Path}'.");
        var found = server.Scopes.Values.Where(scope => scope.Name.StartsWith(q, StringComparison.OrdinalIgnoreCase))
            .OrderBy(scope => scope.Name, StringComparer.Ordinal).Select(scope => AuthorizationServerJson.Of(scope, server, http.Org))
            .Where(scope => filter?.Matches(scope) is not false).ToArray();
        return Pages.Part(http, found, Paging.OfWhole(http, found.Length), scope => scope["id"]!.GetValue<string>(), scope => scope);
    }

    private static async Task<IResult> Create(HttpContext http, string serverId, AuthorizationServers servers, ScopeChanges changes)
    {
        var server = await servers.Require(http, serverId);
        var scope = await changes.Create(http.Doing, server, Read(await ApiJson.RequireBody(http)));
        return ApiAnswers.Json(AuthorizationServerJson.Of(scope, server, http.Org), 201);
    }

    private static async Task<IResult> Get(HttpContext http, string serverId, string scopeId, AuthorizationServers servers)
    {
        var server = await servers.Require(http, serverId);
        return ApiAnswers.Json(AuthorizationServerJson.Of(Require(server, scopeId), server, http.Org));
    }

    private static async Task<IResult> Replace(HttpContext http, string serverId, string scopeId, AuthorizationServers servers, ScopeChanges changes)
    {
        var server = await servers.Require(http, serverId);
        var body = await ApiJson.RequireBody(http);
        var scope = await changes.Replace(http.Doing, server, Read(body, Require(server, scopeId)));
        return ApiAnswers.Json(AuthorizationServerJson.Of(scope, server, http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string serverId, string scopeId, AuthorizationServers servers, ScopeChanges changes)
    {
        var server = await servers.Require(http, serverId);
        await changes.Delete(http.Doing, server, Require(server, scopeId));
        return ApiAnswers.Nothing();
    }

    private static ScopeDraft Read(JsonObject body, ScopeDefinition? existing = null) => ScopeDraft.Of(existing,
        body.Text("name"), body.Text("displayName"), body.Text("description"), isDefault: body.Flag("default") ?? false,
        consent: body.Text("consent"), metadataPublish: body.Text("metadataPublish"), optional: body.Flag("optional") ?? false);

    private static ScopeDefinition Require(AuthorizationServer server, string scopeId) =>
        server.Scopes.Values.FirstOrDefault(scope => scope.Id == scopeId) ?? throw ApiError.NotFound(scopeId, "OAuth2Scope");
}
