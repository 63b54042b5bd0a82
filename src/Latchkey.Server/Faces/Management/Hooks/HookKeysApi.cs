using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Hooks;

/// <summary>/api/v1/hook-keys. Contract §3.11, hook keys.</summary>
internal static class HookKeysApi
{
    public static RouteGroupBuilder MapHookKeys(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/hook-keys");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{hookKeyId}", Get);
        routes.MapPut("/{hookKeyId}", Rename);
        routes.MapDelete("/{hookKeyId}", Delete);
        routes.MapGet("/public/{publicKeyId}", GetPublic);
        return api;
    }

    private static JsonObject Json(HookKey key) => new()
    {
        ["id"] = key.Id,
        ["keyId"] = key.Kid,
        ["name"] = key.Name,
        ["created"] = ApiJson.Date(key.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(key.UpdatedAt),
        // A text, as it is published; Okta's Go SDK reads nothing else.
        ["isUsed"] = key.Used ? "true" : "false",
    };

    private static JsonObject WithKey(HookKey key)
    {
        var json = Json(key);
        json["_embedded"] = JsonNode.Parse(key.PublicJwk);
        return json;
    }

    private static async Task<IResult> List(HttpContext http, HookKeys keys) =>
        Pages.Whole(http, (await keys.All(http.Org.Id, http.RequestAborted)).Select(Json));

    private static async Task<IResult> Create(HttpContext http, HookKeyChanges changes) =>
        ApiAnswers.Json(WithKey(await changes.Create(http.Doing, await Read(http))));

    private static async Task<IResult> Get(HttpContext http, string hookKeyId, HookKeys keys) =>
        ApiAnswers.Json(Json(await Require(http, hookKeyId, keys)));

    private static async Task<IResult> GetPublic(HttpContext http, string publicKeyId, HookKeys keys) =>
        ApiAnswers.Json(JsonNode.Parse((await keys.FindByKid(http.Org.Id, publicKeyId, http.RequestAborted) ?? throw NotFound(publicKeyId)).PublicJwk)!);

    private static async Task<IResult> Rename(HttpContext http, string hookKeyId, HookKeys keys, HookKeyChanges changes)
    {
        var existing = await Require(http, hookKeyId, keys);
        return ApiAnswers.Json(WithKey(await changes.Rename(http.Doing, existing, await Read(http))));
    }

    private static async Task<IResult> Delete(HttpContext http, string hookKeyId, HookKeys keys, HookKeyChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, hookKeyId, keys));
        return ApiAnswers.Nothing();
    }

    private static async Task<HookKeyDraft> Read(HttpContext http) => HookKeyDraft.Of((await ApiJson.RequireBody(http)).Text("name"));

    private static async Task<HookKey> Require(HttpContext http, string id, HookKeys keys) =>
        await keys.Find(http.Org.Id, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "HookKey");
}
