using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>
/// /api/v1/apps/{id}/credentials/jwks: the public keys an app signs with, one by one. Contract §3.1. A key's id is its thumbprint (RFC 7638), so none
/// is there twice.
/// </summary>
public static class AppKeysApi
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
        var app = await apps.Require(http, appId);
        return Pages.Whole(http, KeysOf(app.Document).Select(key => Json(key, app, http.Org)));
    }

    private static async Task<IResult> Get(HttpContext http, string appId, string keyId, Apps apps)
    {
        var app = await apps.Require(http, appId);
        return ApiAnswers.Json(Json(Require(app.Document, keyId), app, http.Org));
    }

    private static async Task<IResult> Add(HttpContext http, string appId, Database db, Apps apps, SystemLog log, TimeProvider clock)
    {
        var app = await apps.Require(http, appId);
        if (app.JwksUri is not null) throw ApiError.Validation("jwks_uri", "jwks_uri: this app publishes its keys itself");
        var key = await ApiJson.RequireBody(http);
        if (ClientKeys.ProblemOfKey(key) is { } problem) throw ApiError.Validation("jwks", $"jwks: {problem}");
        foreach (var name in (ReadOnlySpan<string>)["id", "_links"]) key.Remove(name);
        key[ClientKeys.Status] = key.Text(ClientKeys.Status) == ClientKeys.Inactive ? ClientKeys.Inactive : "ACTIVE";
        key["created"] = ApiJson.Date(clock.Now);
        key["lastUpdated"] = ApiJson.Date(clock.Now);

        await Change(http, db, apps, log, app, document =>
        {
            var client = document["settings"]!["oauthClient"]!.AsObject();
            if (client["jwks"]?["keys"] is not JsonArray keys) client["jwks"] = new JsonObject { ["keys"] = keys = [] };
            if (KeysOf(document).Any(other => IdOf(other) == IdOf(key))) throw ApiError.Validation("jwks", "jwks: the app has this key already");
            keys.Add(key.DeepClone());
            if (ClientKeys.Problem(client["jwks"]!.AsObject()) is { } problem) throw ApiError.Validation("jwks", $"jwks: {problem}");
        });
        return ApiAnswers.Json(Json(key, app, http.Org), 201);
    }

    private static async Task<IResult> Delete(HttpContext http, string appId, string keyId, Database db, Apps apps, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        await Change(http, db, apps, log, app, document =>
        {
            var key = Require(document, keyId);
            if (IsActive(key)) throw ApiError.Validation("status", "status: a key in use is not deleted; deactivate it first");
            ((JsonArray)key.Parent!).Remove(key);
        });
        return ApiAnswers.Nothing();
    }

    private static Task<IResult> Activate(HttpContext http, string appId, string keyId, Database db, Apps apps, SystemLog log, TimeProvider clock) =>
        SetActive(http, appId, keyId, true, db, apps, log, clock);

    private static Task<IResult> Deactivate(HttpContext http, string appId, string keyId, Database db, Apps apps, SystemLog log, TimeProvider clock) =>
        SetActive(http, appId, keyId, false, db, apps, log, clock);

    private static async Task<IResult> SetActive(HttpContext http, string appId, string keyId, bool active, Database db, Apps apps, SystemLog log,
        TimeProvider clock)
    {
        var app = await apps.Require(http, appId);
        var changed = await Change(http, db, apps, log, app, document =>
        {
            var key = Require(document, keyId);
            if (!active && app.AuthMethod == Protocol.ClientAuthMethod.PrivateKeyJwt && KeysOf(document).All(other => other == key || !IsActive(other)))
                throw ApiError.Validation("status", "status: the only active key of an app that proves itself with it stays active");
            (key[ClientKeys.Status], key["lastUpdated"]) = (active ? "ACTIVE" : ClientKeys.Inactive, ApiJson.Date(clock.Now));
        });
        return ApiAnswers.Json(Json(Require(changed.Document, keyId), changed, http.Org));
    }

    private static Task<App> Change(HttpContext http, Database db, Apps apps, SystemLog log, App app, Action<JsonObject> edit) => db.Write(async writing =>
    {
        var changed = await apps.EditDocument(writing, app, edit) ?? throw ApiError.NotFound(app.Id, "AppInstance");
        await log.Record(writing, http.Org, http, AdminEvents.AppUpdated.By(http.Caller.User, app.Party));
        return changed;
    }, http.RequestAborted);

    private static IEnumerable<JsonObject> KeysOf(JsonObject document) =>
        document["settings"]!["oauthClient"]!["jwks"]?["keys"] is JsonArray keys ? keys.OfType<JsonObject>() : [];

    private static JsonObject Require(JsonObject document, string id) =>
        KeysOf(document).FirstOrDefault(key => IdOf(key) == id) ?? throw ApiError.NotFound(id, "OAuth2ClientJsonWebKey");

    private static string IdOf(JsonObject key) => PublicKey.ThumbprintOf(JsonSerializer.SerializeToElement(key));

    private static bool IsActive(JsonObject key) => key.Text(ClientKeys.Status) != ClientKeys.Inactive;

    private static JsonObject Json(JsonObject key, App app, Org org)
    {
        var answer = key.DeepClone().AsObject();
        var id = IdOf(key);
        answer.Insert(0, "id", id);
        answer[ClientKeys.Status] = IsActive(key) ? "ACTIVE" : ClientKeys.Inactive;
        answer["created"] ??= ApiJson.Date(app.UpdatedAt);
        answer["lastUpdated"] ??= ApiJson.Date(app.UpdatedAt);
        var path = $"apps/{app.Id}/credentials/jwks/{id}";
        var links = new JsonObject
        {
            [IsActive(key) ? "deactivate" : "activate"] = Hal.To(org,
            $"{path}/lifecycle/{(IsActive(key) ? "deactivate" : "activate")}", "POST")
        };
        if (!IsActive(key)) links["delete"] = Hal.To(org, path, "DELETE");
        answer["_links"] = links;
        return answer;
    }
}
