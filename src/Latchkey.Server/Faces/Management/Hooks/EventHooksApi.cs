using System.Globalization;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Faces.Management.Hooks;

/// <summary>/api/v1/eventHooks. Contract §3.11, event hooks.</summary>
internal static class EventHooksApi
{
    private const int OrdinaryPage = 100;
    private const int LargestPage = 1_000;

    public static RouteGroupBuilder MapEventHooks(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/eventHooks");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{eventHookId}", Get);
        routes.MapPut("/{eventHookId}", Replace);
        routes.MapDelete("/{eventHookId}", Delete);
        routes.MapPost("/{eventHookId}/lifecycle/verify", Verify);
        routes.MapPost("/{eventHookId}/lifecycle/activate", (HttpContext http, string eventHookId, EventHooks hooks, EventHookChanges changes) =>
            SetActive(http, eventHookId, true, hooks, changes));
        routes.MapPost("/{eventHookId}/lifecycle/deactivate", (HttpContext http, string eventHookId, EventHooks hooks, EventHookChanges changes) =>
            SetActive(http, eventHookId, false, hooks, changes));
        routes.MapGet("/{eventHookId}/undelivered", ListUndelivered);
        routes.MapPost("/{eventHookId}/undelivered/replay", Replay);
        return api;
    }

    private static JsonObject Json(EventHook hook, Org org) => new()
    {
        ["id"] = hook.Id,
        ["status"] = HookRules.StatusOf(hook.Active),
        ["verificationStatus"] = hook.Verified ? "VERIFIED" : "UNVERIFIED",
        ["name"] = hook.Name,
        ["description"] = hook.Description,
        ["created"] = ApiJson.Date(hook.CreatedAt),
        ["createdBy"] = hook.CreatedBy,
        ["lastUpdated"] = ApiJson.Date(hook.UpdatedAt),
        ["events"] = new JsonObject { ["type"] = EventHookDraft.EventType, ["items"] = ApiJson.List(hook.Events), ["filter"] = null },
        ["channel"] = HookChannelBody.Json(hook.Channel),
        ["_links"] = Links(hook, org),
    };

    /// <summary>What can be done with it from where it stands.</summary>
    private static JsonObject Links(EventHook hook, Org org)
    {
        var (self, step) = ($"eventHooks/{hook.Id}", hook.Active ? "deactivate" : "activate");
        var links = new JsonObject { ["self"] = Hal.To(org, self), [step] = Hal.To(org, $"{self}/lifecycle/{step}", "POST") };
        if (!hook.Verified) links["verify"] = Hal.To(org, $"{self}/lifecycle/verify", "POST");
        if (!hook.Active) links["delete"] = Hal.To(org, self, "DELETE");
        return links;
    }

    private static async Task<IResult> List(HttpContext http, EventHooks hooks) =>
        Pages.Whole(http, (await hooks.All(http.Org.Id, http.RequestAborted)).Select(hook => Json(hook, http.Org)));

    private static async Task<IResult> Create(HttpContext http, EventHookChanges changes, ServerSettings settings) =>
        ApiAnswers.Json(Json(await changes.Create(http.Doing, Read(await ApiJson.RequireBody(http), null, settings)), http.Org));

    private static async Task<IResult> Get(HttpContext http, string eventHookId, EventHooks hooks) =>
        ApiAnswers.Json(Json(await Require(http, eventHookId, hooks), http.Org));

    private static async Task<IResult> Replace(HttpContext http, string eventHookId, EventHooks hooks, EventHookChanges changes, ServerSettings settings)
    {
        var existing = await Require(http, eventHookId, hooks);
        var draft = Read(await ApiJson.RequireBody(http), existing, settings);
        return ApiAnswers.Json(Json(await changes.Replace(http.Doing, existing, draft), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string eventHookId, EventHooks hooks, EventHookChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, eventHookId, hooks));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Verify(HttpContext http, string eventHookId, EventHooks hooks, EventHookChanges changes) =>
        ApiAnswers.Json(Json(await changes.Verify(http.Doing, await Require(http, eventHookId, hooks)), http.Org));

    private static async Task<IResult> SetActive(HttpContext http, string eventHookId, bool active, EventHooks hooks, EventHookChanges changes) =>
        ApiAnswers.Json(Json(
            await changes.SetActive(http.Doing, await Require(http, eventHookId, hooks), active) ?? throw NotFound(eventHookId), http.Org));

    /// <summary>Events that it was not told of, with what it answered last. Not an operation of Okta's.</summary>
    private static async Task<IResult> ListUndelivered(HttpContext http, string eventHookId, EventHooks hooks, UndeliveredEvents undelivered)
    {
        var hook = await Require(http, eventHookId, hooks);
        var paging = Paging.Of(http, OrdinaryPage, LargestPage);
        var after = long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        return Pages.Of(http, await undelivered.Of(hook, after, paging.Fetch, http.RequestAborted), paging,
            item => item.Seq.ToString(CultureInfo.InvariantCulture), Json);
    }

    /// <summary>One event, by its id, or all that it was not told of. Not an operation of Okta's.</summary>
    private static async Task<IResult> Replay(HttpContext http, string eventHookId, EventHooks hooks, UndeliveredEvents undelivered)
    {
        var hook = await Require(http, eventHookId, hooks);
        var eventId = (await ApiJson.ReadBody(http))?.Text("eventId");
        var count = await undelivered.Replay(http.Doing, hook, eventId);
        if (eventId is not null && count == 0) throw ApiError.NotFound(eventId, "LogEvent");
        return ApiAnswers.Json(new JsonObject { ["replayed"] = count });
    }

    private static JsonObject Json(DeadItem item) => new()
    {
        ["eventId"] = UndeliveredEvents.EventOf(item),
        ["published"] = ApiJson.Date(item.CreatedAt),
        ["attempts"] = item.Attempts,
        ["reason"] = item.LastProblem,
        ["keptUntil"] = ApiJson.Date(item.ExpiresAt),
        ["event"] = JsonNode.Parse(item.Payload),
    };

    private static EventHookDraft Read(JsonObject body, EventHook? existing, ServerSettings settings)
    {
        var events = body.Object("events") ?? throw ApiError.Validation("events", "events: The field cannot be left blank");
        if (events.Text("type") is { } type && type != EventHookDraft.EventType)
            throw ApiError.Validation("events", $"events.type: must be {EventHookDraft.EventType}");
        if (events.Object("filter")?.Objects("eventFilterMap", "events.filter.") is { Count: > 0 })
            throw ApiError.Validation("events", "events.filter: expressions are not evaluated here; a hook gets every event of its types and chooses itself");
        return EventHookDraft.Of(
            existing, body.Text("name"), body.Text("description"), events.Texts("items"), HookChannelBody.Read(body), settings.Development);
    }

    private static async Task<EventHook> Require(HttpContext http, string id, EventHooks hooks) =>
        await hooks.Find(http.Org.Id, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "EventHook");
}
