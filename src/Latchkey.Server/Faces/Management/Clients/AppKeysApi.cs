using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>
/// /api/v1/apps/{id}/credentials/jwks: the public keys an app signs with, one by one. Contract §3.1. A key's id is its thumbprint (RFC 7638), so none
/// is there twice.
/// </summary>
internal static class AppKeysApi
{
    public static RouteGroupBuilder MapAppKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/apps/{appId}/credentials/jwks");
        keys.MapGet("", List);
        keys.MapPost("", Add);
        keys.MapGet("/{keyId}", Get);
        keys.MapDelete("/{keyId}", Delete);
        keys.MapPost("/{keyId}/lifecycle/activate", Activate);
        keys.MapPost("/{keyId}/lifecycle/deactivate", Deactivate);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string appId, Apps apps)
    {
        var app = await apps.RequireClient(http, appId);
        return Pages.Whole(http, RegisteredKey.Of(app).Select(key => Json(key, app, http.Org)));
    }

    private static async Task<IResult> Get(HttpContext http, string appId, string keyId, Apps apps)
    {
        var app = await apps.RequireClient(http, appId);
        return ApiAnswers.Json(Json(Require(app, keyId), app, http.Org));
    }

    private static async Task<IResult> Add(HttpContext http, string appId, Apps apps, AppKeyChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        var draft = AppKeyDraft.Of(app, await ApiJson.RequireBody(http));
        var added = await changes.Add(http.Doing, app, draft) ?? throw ApiError.NotFound(appId, "AppInstance");
        return ApiAnswers.Json(Json(added, app, http.Org), 201);
    }

    private static async Task<IResult> Delete(HttpContext http, string appId, string keyId, Apps apps, AppKeyChanges changes) =>
        await changes.Delete(http.Doing, await apps.RequireClient(http, appId), keyId) ? ApiAnswers.Nothing() : throw Missing(keyId);

    private static Task<IResult> Activate(HttpContext http, string appId, string keyId, Apps apps, AppKeyChanges changes) =>
        SetActive(http, appId, keyId, true, apps, changes);

    private static Task<IResult> Deactivate(HttpContext http, string appId, string keyId, Apps apps, AppKeyChanges changes) =>
        SetActive(http, appId, keyId, false, apps, changes);

    private static async Task<IResult> SetActive(HttpContext http, string appId, string keyId, bool active, Apps apps, AppKeyChanges changes)
    {
        var changed = await changes.SetActive(http.Doing, await apps.RequireClient(http, appId), keyId, active) ?? throw Missing(keyId);
        return ApiAnswers.Json(Json(Require(changed, keyId), changed, http.Org));
    }

    private static RegisteredKey Require(App app, string id) => RegisteredKey.Of(app).FirstOrDefault(key => key.Id == id) ?? throw Missing(id);

    private static ApiError Missing(string id) => ApiError.NotFound(id, "OAuth2ClientJsonWebKey");

    private static JsonObject Json(RegisteredKey key, App app, Org org)
    {
        var answer = key.Json.DeepClone().AsObject();
        answer.Insert(0, "id", key.Id);
        answer[ClientKeys.Status] = key.Active ? ClientKeys.Active : ClientKeys.Inactive;
        answer["created"] ??= ApiJson.Date(app.UpdatedAt);
        answer["lastUpdated"] ??= ApiJson.Date(app.UpdatedAt);
        var path = $"apps/{app.Id}/credentials/jwks/{key.Id}";
        var other = key.Active ? "deactivate" : "activate";
        var links = new JsonObject { [other] = Hal.To(org, $"{path}/lifecycle/{other}", "POST") };
        if (!key.Active) links["delete"] = Hal.To(org, path, "DELETE");
        answer["_links"] = links;
        return answer;
    }
}
