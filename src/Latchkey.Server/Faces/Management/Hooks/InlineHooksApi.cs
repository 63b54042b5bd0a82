using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Hooks;

/// <summary>/api/v1/inlineHooks. Contract §3.11, inline hooks.</summary>
internal static class InlineHooksApi
{
    public static RouteGroupBuilder MapInlineHooks(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/inlineHooks");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{inlineHookId}", Get);
        routes.MapPut("/{inlineHookId}", Replace);
        routes.MapPost("/{inlineHookId}", Update);
        routes.MapDelete("/{inlineHookId}", Delete);
        routes.MapPost("/{inlineHookId}/execute", Preview);
        routes.MapPost("/{inlineHookId}/lifecycle/activate", (HttpContext http, string inlineHookId, InlineHooks hooks, InlineHookChanges changes) =>
            SetActive(http, inlineHookId, true, hooks, changes));
        routes.MapPost("/{inlineHookId}/lifecycle/deactivate", (HttpContext http, string inlineHookId, InlineHooks hooks, InlineHookChanges changes) =>
            SetActive(http, inlineHookId, false, hooks, changes));
        return api;
    }

    private static JsonObject Json(InlineHook hook, Org org) => new()
    {
        ["id"] = hook.Id,
        ["status"] = HookRules.StatusOf(hook.Active),
        ["name"] = hook.Name,
        ["type"] = hook.Type,
        ["version"] = hook.Version,
        ["channel"] = HookChannelBody.Json(hook.Channel),
        ["created"] = ApiJson.Date(hook.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(hook.UpdatedAt),
        ["_links"] = Links(hook, org),
    };

    /// <summary>What can be done with it from where it stands.</summary>
    private static JsonObject Links(InlineHook hook, Org org)
    {
        var (self, step) = ($"inlineHooks/{hook.Id}", hook.Active ? "deactivate" : "activate");
        var links = new JsonObject
        {
            ["self"] = Hal.To(org, self), ["execute"] = Hal.To(org, $"{self}/execute", "POST"), [step] = Hal.To(org, $"{self}/lifecycle/{step}", "POST"),
        };
        if (!hook.Active) links["delete"] = Hal.To(org, self, "DELETE");
        return links;
    }

    private static async Task<IResult> List(HttpContext http, InlineHooks hooks)
    {
        var type = http.Request.Query["type"].ToString();
        var found = (await hooks.All(http.Org.Id, http.RequestAborted)).Where(hook => type.Length == 0 || hook.Type == type);
        return Pages.Whole(http, found.Select(hook => Json(hook, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, InlineHookChanges changes, ServerSettings settings)
    {
        var body = await ApiJson.RequireBody(http);
        var draft = InlineHookDraft.Of(null, body.Text("name"), body.Text("type"), body.Text("version"), HookChannelBody.Read(body), settings.Development);
        return ApiAnswers.Json(Json(await changes.Create(http.Doing, draft), http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string inlineHookId, InlineHooks hooks) =>
        ApiAnswers.Json(Json(await Require(http, inlineHookId, hooks), http.Org));

    private static async Task<IResult> Replace(
        HttpContext http, string inlineHookId, InlineHooks hooks, InlineHookChanges changes, ServerSettings settings)
    {
        var existing = await Require(http, inlineHookId, hooks);
        return await Write(http, existing, await ApiJson.RequireBody(http), changes, settings);
    }

    /// <summary>What is left out stays as it is.</summary>
    private static async Task<IResult> Update(
        HttpContext http, string inlineHookId, InlineHooks hooks, InlineHookChanges changes, ServerSettings settings)
    {
        var existing = await Require(http, inlineHookId, hooks);
        var body = await ApiJson.RequireBody(http);
        body["name"] ??= existing.Name;
        body["channel"] ??= HookChannelBody.Json(existing.Channel);
        return await Write(http, existing, body, changes, settings);
    }

    private static async Task<IResult> Write(HttpContext http, InlineHook existing, JsonObject body, InlineHookChanges changes, ServerSettings settings)
    {
        var draft = InlineHookDraft.Of(
            existing, body.Text("name"), body.Text("type"), body.Text("version"), HookChannelBody.Read(body), settings.Development);
        return ApiAnswers.Json(Json(await changes.Replace(http.Doing, existing, draft), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string inlineHookId, InlineHooks hooks, InlineHookChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, inlineHookId, hooks));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(HttpContext http, string inlineHookId, bool active, InlineHooks hooks, InlineHookChanges changes) =>
        ApiAnswers.Json(Json(
            await changes.SetActive(http.Doing, await Require(http, inlineHookId, hooks), active) ?? throw NotFound(inlineHookId), http.Org));

    /// <summary>Sends the hook what is given and answers what it says; nothing comes of it.</summary>
    private static async Task<IResult> Preview(HttpContext http, string inlineHookId, InlineHooks hooks, InlineHookCalls calls)
    {
        var hook = await Require(http, inlineHookId, hooks);
        return await calls.Preview(hook, await ApiJson.RequireBody(http), http.RequestAborted) switch
        {
            HookAnswer.Said(var said) => ApiAnswers.Json(said),
            HookAnswer.Failed(var reason) => throw ApiError.Validation("inlineHook", reason),
            _ => ApiAnswers.Empty(),
        };
    }

    private static async Task<InlineHook> Require(HttpContext http, string id, InlineHooks hooks) =>
        await hooks.Find(http.Org.Id, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "InlineHook");
}
