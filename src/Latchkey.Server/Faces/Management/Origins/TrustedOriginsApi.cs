using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Management.Origins;

/// <summary>/api/v1/trustedOrigins. Contract §3.7.</summary>
public static class TrustedOriginsApi
{
    private const int OrdinaryPage = 20;
    private const int LargestPage = 200;

    public static RouteGroupBuilder MapTrustedOrigins(this RouteGroupBuilder api)
    {
        var origins = api.MapGroup("/trustedOrigins");
        origins.MapGet("", List);
        origins.MapPost("", Create);
        origins.MapGet("/{id}", Get);
        origins.MapPut("/{id}", Replace);
        origins.MapDelete("/{id}", Delete);
        origins.MapPost("/{id}/lifecycle/activate", (HttpContext http, string id, Database db, TrustedOrigins trusted, SystemLog log) => SetActive(http, id, true, db, trusted, log));
        origins.MapPost("/{id}/lifecycle/deactivate", (HttpContext http, string id, Database db, TrustedOrigins trusted, SystemLog log) => SetActive(http, id, false, db, trusted, log));
        return api;
    }

    public static JsonObject Json(TrustedOrigin origin, Org org)
    {
        var step = origin.Active ? "deactivate" : "activate";
        return new()
        {
            ["id"] = origin.Id,
            ["name"] = origin.Name,
            ["origin"] = origin.Origin,
            ["status"] = origin.Status,
            ["scopes"] = ApiJson.List(origin.Scopes.Split(' ').Select(JsonNode (scope) => new JsonObject { ["type"] = scope })),
            ["created"] = ApiJson.Date(origin.CreatedAt),
            ["createdBy"] = origin.CreatedBy,
            ["lastUpdated"] = ApiJson.Date(origin.UpdatedAt),
            ["lastUpdatedBy"] = origin.UpdatedBy,
            ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"trustedOrigins/{origin.Id}"), [step] = Hal.To(org, $"trustedOrigins/{origin.Id}/lifecycle/{step}", "POST") },
        };
    }

    private static async Task<IResult> List(HttpContext http, TrustedOrigins trusted)
    {
        var q = http.Request.Query["q"].ToString();
        var paging = Paging.Of(http, OrdinaryPage, LargestPage);
        var filter = ScimParser.Read(http, "filter");
        if (q.Length == 0)
            return await Scan.Page(http, paging, filter, (after, most) => trusted.After(http.Org.Id, after, most, http.RequestAborted), origin => origin.Id, origin => Json(origin, http.Org));

        var found = (await trusted.After(http.Org.Id, paging.After, TrustedOrigins.Most, http.RequestAborted))
            .Where(origin => origin.Name.Contains(q, StringComparison.OrdinalIgnoreCase) || origin.Origin.Contains(q, StringComparison.OrdinalIgnoreCase))
            .Where(origin => filter?.Matches(Json(origin, http.Org)) is not false).ToArray();
        return Pages.Of(http, found, paging, origin => origin.Id, origin => Json(origin, http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, Database db, TrustedOrigins trusted, SystemLog log)
    {
        var (name, origin, scopes) = Read(await ApiJson.RequireBody(http));
        var created = await db.Write(async writing =>
        {
            var created = await trusted.Create(writing, http.Org.Id, name, origin, scopes, http.Caller.User);
            if (created is not null) await log.Record(writing, http.Org, http, AdminEvents.TrustedOriginCreated.By(http.Caller.User, PartyOf(created)));
            return created;
        }, http.RequestAborted);
        return ApiAnswers.Json(Json(created ?? throw Taken(), http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string id, TrustedOrigins trusted) => ApiAnswers.Json(Json(await Require(http, id, trusted), http.Org));

    private static async Task<IResult> Replace(HttpContext http, string id, Database db, TrustedOrigins trusted, SystemLog log)
    {
        var existing = await Require(http, id, trusted);
        var (name, origin, scopes) = Read(await ApiJson.RequireBody(http));
        var changed = await db.Write(async writing =>
        {
            var changed = await trusted.Change(writing, existing, name, origin, scopes, http.Caller.User);
            if (changed is not null) await log.Record(writing, http.Org, http, AdminEvents.TrustedOriginUpdated.By(http.Caller.User, PartyOf(changed)));
            return changed;
        }, http.RequestAborted);
        return ApiAnswers.Json(Json(changed ?? throw Taken(), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string id, Database db, TrustedOrigins trusted, SystemLog log)
    {
        var existing = await Require(http, id, trusted);
        await db.Write(async writing =>
        {
            if (await trusted.Delete(writing, existing)) await log.Record(writing, http.Org, http, AdminEvents.TrustedOriginDeleted.By(http.Caller.User, PartyOf(existing)));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(HttpContext http, string id, bool active, Database db, TrustedOrigins trusted, SystemLog log)
    {
        var existing = await Require(http, id, trusted);
        if (existing.Active == active) return ApiAnswers.Json(Json(existing, http.Org));
        var changed = await db.Write(async writing =>
        {
            var changed = await trusted.SetActive(writing, existing, active, http.Caller.User);
            var entry = active ? AdminEvents.TrustedOriginActivated : AdminEvents.TrustedOriginDeactivated;
            if (changed is not null) await log.Record(writing, http.Org, http, entry.By(http.Caller.User, PartyOf(changed)));
            return changed;
        }, http.RequestAborted);
        return ApiAnswers.Json(Json(changed ?? throw ApiError.NotFound(id, "TrustedOrigin"), http.Org));
    }

    private static (string Name, string Origin, string Scopes) Read(JsonObject body)
    {
        var origin = WebOrigin.Canonical(body.Text("origin") ?? "");
        if (WebOrigin.Problem(origin) is { } problem) throw ApiError.Validation("origin", $"origin: {problem}");
        var name = body.Text("name")?.Trim() is { Length: > 0 } given ? given : origin;
        if (name.Length > 255) throw ApiError.Validation("name", "name: must have at most 255 characters");

        if (body["scopes"] is not JsonArray { Count: > 0 } list) throw ApiError.Validation("scopes", "scopes: must be a list with at least one of CORS and REDIRECT");
        var scopes = list.Select(scope => (scope as JsonObject)?.Text("type") ?? "").Distinct(StringComparer.Ordinal).ToArray();
        // A page of this server is never shown inside another: kept, IFRAME_EMBED would look like a setting that works.
        if (scopes.FirstOrDefault(scope => !OriginScope.All.Contains(scope)) is not null) throw ApiError.Validation("scopes", "scopes: each type must be CORS or REDIRECT");
        return (name, origin, string.Join(' ', OriginScope.All.Where(scopes.Contains)));
    }

    private static async Task<TrustedOrigin> Require(HttpContext http, string id, TrustedOrigins trusted) =>
        await trusted.Find(http.Org.Id, id, http.RequestAborted) ?? throw ApiError.NotFound(id, "TrustedOrigin");

    private static LogParty PartyOf(TrustedOrigin origin) => new(origin.Id, "TrustedOrigin", origin.Origin, origin.Name);

    private static ApiError Taken() => ApiError.Validation("origin", "origin: An object with this field already exists in the current organization");
}
