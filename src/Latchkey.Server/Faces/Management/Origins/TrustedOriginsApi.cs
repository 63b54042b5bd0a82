using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Faces.Management.Origins;

/// <summary>/api/v1/trustedOrigins. Contract §3.7.</summary>
internal static class TrustedOriginsApi
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
        origins.MapPost("/{id}/lifecycle/activate",
            (HttpContext http, string id, TrustedOrigins trusted, TrustedOriginChanges changes) => SetActive(http, id, true, trusted, changes));
        origins.MapPost("/{id}/lifecycle/deactivate",
            (HttpContext http, string id, TrustedOrigins trusted, TrustedOriginChanges changes) => SetActive(http, id, false, trusted, changes));
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
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(org, $"trustedOrigins/{origin.Id}"),
                [step] = Hal.To(org, $"trustedOrigins/{origin.Id}/lifecycle/{step}", "POST")
            },
        };
    }

    private static readonly HashSet<string> Answered =
        ["id", "name", "origin", "status", "created", "createdBy", "lastUpdated", "lastUpdatedBy", "scopes.type"];

    private static async Task<IResult> List(HttpContext http, TrustedOrigins trusted)
    {
        var q = http.Request.Query["q"].ToString();
        var paging = Paging.Of(http, OrdinaryPage, LargestPage);
        var filter = ScimParser.Read(http, "filter", Answered.Contains);
        if (q.Length == 0)
            return await Scan.Page(http, paging, filter, (after, most) => trusted.After(http.Org.Id, after, most, http.RequestAborted), origin => origin.Id,
                origin => Json(origin, http.Org));

        var found = (await trusted.After(http.Org.Id, paging.After, TrustedOrigins.Most, http.RequestAborted))
            .Where(origin => origin.Name.Contains(q, StringComparison.OrdinalIgnoreCase) || origin.Origin.Contains(q, StringComparison.OrdinalIgnoreCase))
            .Where(origin => filter?.Matches(Json(origin, http.Org)) is not false).ToArray();
        return Pages.Of(http, found, paging, origin => origin.Id, origin => Json(origin, http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, TrustedOriginChanges changes) =>
        ApiAnswers.Json(Json(await changes.Create(http.Doing, Read(await ApiJson.RequireBody(http))), http.Org));

    private static async Task<IResult> Get(HttpContext http, string id, TrustedOrigins trusted) =>
        ApiAnswers.Json(Json(await Require(http, id, trusted), http.Org));

    private static async Task<IResult> Replace(HttpContext http, string id, TrustedOrigins trusted, TrustedOriginChanges changes)
    {
        var existing = await Require(http, id, trusted);
        return ApiAnswers.Json(Json(await changes.Replace(http.Doing, existing, Read(await ApiJson.RequireBody(http))), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string id, TrustedOrigins trusted, TrustedOriginChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, id, trusted));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(HttpContext http, string id, bool active, TrustedOrigins trusted, TrustedOriginChanges changes) =>
        ApiAnswers.Json(Json(await changes.SetActive(http.Doing, await Require(http, id, trusted), active) ?? throw NotFound(id), http.Org));

    private static TrustedOriginDraft Read(JsonObject body) => TrustedOriginDraft.Of(body.Text("name"), body.Text("origin"),
        [.. (body.Objects("scopes") ?? []).Select(scope => scope.Text("type") ?? "")]);

    private static async Task<TrustedOrigin> Require(HttpContext http, string id, TrustedOrigins trusted) =>
        await trusted.Find(http.Org.Id, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "TrustedOrigin");
}
