using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps/{id}/grants: which scopes of this very API an app may ask for. Contract §3.0 and §3.1.</summary>
internal static class AppGrantsApi
{
    public static RouteGroupBuilder MapAppGrants(this RouteGroupBuilder api)
    {
        var grants = api.MapGroup("/apps/{appId}/grants");
        grants.MapGet("", List);
        grants.MapPost("", Grant);
        grants.MapGet("/{grantId}", Get);
        grants.MapDelete("/{grantId}", Revoke);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string appId, Apps apps, AppScopes scopes)
    {
        var app = await apps.Require(http, appId);
        return Pages.Whole(http, (await scopes.List(app, http.RequestAborted)).Select(granted => Shown(http, granted)));
    }

    private static async Task<IResult> Grant(HttpContext http, string appId, Apps apps, AppScopeChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        var body = await ApiJson.RequireBody(http);
        var draft = AppScopeDraft.Of(http.Org, body.Text("scopeId"), body.Text("issuer"));
        AppReach.RequireMayGrant(http, draft.Scope);
        return ApiAnswers.Json(Json(await changes.Grant(http.Doing, app, draft), http.Org), 201);
    }

    private static async Task<IResult> Get(HttpContext http, string appId, string grantId, Apps apps, AppScopes scopes) =>
        ApiAnswers.Json(Shown(http, await Require(http, await apps.RequireClient(http, appId), grantId, scopes)));

    private static async Task<IResult> Revoke(HttpContext http, string appId, string grantId, Apps apps, AppScopes scopes, AppScopeChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        await changes.Revoke(http.Doing, app, await Require(http, app, grantId, scopes));
        return ApiAnswers.Nothing();
    }

    private static async Task<AppScope> Require(HttpContext http, App app, string grantId, AppScopes scopes) =>
        await scopes.Find(app, grantId, http.RequestAborted) ?? throw ApiError.NotFound(grantId, "OAuth2ScopeConsentGrant");

    private static JsonObject Shown(HttpContext http, AppScope granted)
    {
        var json = Json(granted, http.Org);
        if (http.Word("expand", "scope") is not null) json["_embedded"] = new JsonObject { ["scope"] = new JsonObject { ["id"] = granted.Scope } };
        return json;
    }

    private static JsonObject Json(AppScope granted, Org org) => new()
    {
        ["id"] = granted.Id,
        ["status"] = "ACTIVE",
        ["created"] = ApiJson.Date(granted.CreatedAt),
        ["createdBy"] = new JsonObject { ["id"] = granted.GrantedBy, ["type"] = granted.GrantedByType },
        ["lastUpdated"] = ApiJson.Date(granted.CreatedAt),
        ["issuer"] = org.Url,
        ["clientId"] = granted.AppId,
        ["scopeId"] = granted.Scope,
        ["source"] = "ADMIN",
        ["_links"] = new JsonObject
        {
            ["app"] = Hal.To(org, $"apps/{granted.AppId}"),
            ["self"] = Hal.To(org, $"apps/{granted.AppId}/grants/{granted.Id}"),
            ["client"] = Hal.To(org, $"apps/{granted.AppId}"),
        },
    };
}
