using System.Text.Json.Nodes;
using Latchkey.Server.Core.LogStreams;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Management.Log;

/// <summary>/api/v1/logStreams: collectors that the log is sent to. Contract §3.6, log streams.</summary>
internal static class LogStreamsApi
{
    public static RouteGroupBuilder MapLogStreams(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/logStreams");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{logStreamId}", Get);
        routes.MapPut("/{logStreamId}", Replace);
        routes.MapDelete("/{logStreamId}", Delete);
        routes.MapPost("/{logStreamId}/lifecycle/activate", (HttpContext http, string logStreamId, LogStreams streams, LogStreamChanges changes) =>
            SetActive(http, logStreamId, true, streams, changes));
        routes.MapPost("/{logStreamId}/lifecycle/deactivate", (HttpContext http, string logStreamId, LogStreams streams, LogStreamChanges changes) =>
            SetActive(http, logStreamId, false, streams, changes));
        api.MapGet("/meta/schemas/logStream", (HttpContext http) => Pages.Whole(http, [LogStreamSchema.Of(http.Org)]));
        api.MapGet("/meta/schemas/logStream/{logStreamType}", Schema);
        return api;
    }

    private static JsonObject Json(LogStream stream, Org org)
    {
        var (self, step) = ($"logStreams/{stream.Id}", stream.Active ? "deactivate" : "activate");
        return new()
        {
            ["id"] = stream.Id,
            ["type"] = stream.Type,
            ["name"] = stream.Name,
            ["status"] = LogStreams.StatusOf(stream.Active),
            ["created"] = ApiJson.Date(stream.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(stream.UpdatedAt),
            // The token is never answered.
            ["settings"] = new JsonObject { ["edition"] = stream.Settings.Edition, ["host"] = stream.Settings.Host },
            ["_links"] = new JsonObject
            {
                ["self"] = new JsonObject { ["href"] = $"{org.Url}/api/v1/{self}", ["method"] = "GET" },
                [step] = new JsonObject { ["href"] = $"{org.Url}/api/v1/{self}/lifecycle/{step}", ["method"] = "POST" },
            },
        };
    }

    private static readonly HashSet<string> Answered = ["id", "name", "type", "status", "created", "lastUpdated"];

    /// <summary>By <c>filter=type eq "…"</c>, which is the one there is.</summary>
    private static async Task<IResult> List(HttpContext http, LogStreams streams)
    {
        var filter = Ground.Scim.ScimParser.Read(http, "filter", Answered.Contains);
        var all = (await streams.All(http.Org.Id, http.RequestAborted)).Select(stream => Json(stream, http.Org));
        return Pages.Whole(http, all.Where(stream => filter?.Matches(stream) != false));
    }

    private static async Task<IResult> Create(HttpContext http, LogStreamChanges changes, ServerSettings settings) =>
        ApiAnswers.Json(Json(await changes.Create(http.Doing, Read(await ApiJson.RequireBody(http), null, settings)), http.Org));

    private static async Task<IResult> Get(HttpContext http, string logStreamId, LogStreams streams) =>
        ApiAnswers.Json(Json(await Require(http, logStreamId, streams), http.Org));

    private static async Task<IResult> Replace(
        HttpContext http, string logStreamId, LogStreams streams, LogStreamChanges changes, ServerSettings settings)
    {
        var existing = await Require(http, logStreamId, streams);
        return ApiAnswers.Json(Json(await changes.Replace(http.Doing, existing, Read(await ApiJson.RequireBody(http), existing, settings)), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string logStreamId, LogStreams streams, LogStreamChanges changes) =>
        await changes.Delete(http.Doing, await Require(http, logStreamId, streams)) ? ApiAnswers.Nothing() : throw NotFound(logStreamId);

    private static async Task<IResult> SetActive(HttpContext http, string id, bool active, LogStreams streams, LogStreamChanges changes) =>
        ApiAnswers.Json(Json(await changes.SetActive(http.Doing, await Require(http, id, streams), active) ?? throw NotFound(id), http.Org));

    private static IResult Schema(HttpContext http, string logStreamType) => logStreamType == LogStream.Collector
        ? ApiAnswers.Json(LogStreamSchema.Of(http.Org)) : throw ApiError.NotFound(logStreamType, "LogStreamType");

    private static LogStreamDraft Read(JsonObject body, LogStream? existing, ServerSettings settings)
    {
        var said = body.Object("settings");
        return LogStreamDraft.Of(existing, body.Text("name"), body.Text("type"), said?.Text("host"), said?.Text("edition"),
            said?.Text("token") is { } token ? new Secret(token) : null, settings.Development);
    }

    private static async Task<LogStream> Require(HttpContext http, string id, LogStreams streams) =>
        await streams.Find(http.Org.Id, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "LogStream");
}
