using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Faces.Management.Networks;

/// <summary>/api/v1/zones. Contract §3.9, network.</summary>
internal static class ZonesApi
{
    private const int LargestPage = Zones.Most;

    public static RouteGroupBuilder MapZones(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/zones");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{id}", Get);
        routes.MapPut("/{id}", Replace);
        routes.MapDelete("/{id}", Delete);
        routes.MapPost("/{id}/lifecycle/activate",
            (HttpContext http, string id, Zones zones, ZoneChanges changes) => SetActive(http, id, true, zones, changes));
        routes.MapPost("/{id}/lifecycle/deactivate",
            (HttpContext http, string id, Zones zones, ZoneChanges changes) => SetActive(http, id, false, zones, changes));
        return api;
    }

    private static JsonObject Json(Zone zone, Org org)
    {
        var step = zone.Active ? "deactivate" : "activate";
        return new()
        {
            ["type"] = ZoneDraft.IpType,
            ["id"] = zone.Id,
            ["name"] = zone.Name,
            ["status"] = zone.Active ? "ACTIVE" : "INACTIVE",
            ["usage"] = zone.Usage,
            ["created"] = ApiJson.Date(zone.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(zone.UpdatedAt),
            ["system"] = false,
            ["gateways"] = Addresses(zone.Gateways),
            ["proxies"] = zone.Proxies.Count == 0 ? null : Addresses(zone.Proxies),
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(org, $"zones/{zone.Id}"), [step] = Hal.To(org, $"zones/{zone.Id}/lifecycle/{step}", "POST"),
            },
        };
    }

    private static JsonArray Addresses(IReadOnlyList<ZoneAddress> addresses) =>
        ApiJson.List(addresses.Select(JsonNode (address) => new JsonObject { ["type"] = address.Type, ["value"] = address.Value }));

    private static readonly HashSet<string> Answered = ["id", "name", "type", "status", "usage", "system", "created", "lastUpdated", "gateways.type",
        "gateways.value", "proxies.type", "proxies.value"];

    private static async Task<IResult> List(HttpContext http, Zones zones)
    {
        var paging = Paging.Of(http, LargestPage, LargestPage);
        var filter = ScimParser.Read(http, "filter", Answered.Contains);
        var found = (await zones.All(http.Org.Id, http.RequestAborted)).Where(zone => string.CompareOrdinal(zone.Id, paging.After) > 0)
            .Where(zone => filter?.Matches(Json(zone, http.Org)) is not false).ToArray();
        return Pages.Of(http, found, paging, zone => zone.Id, zone => Json(zone, http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, ZoneChanges changes) =>
        ApiAnswers.Json(Json(await changes.Create(http.Doing, Read(await ApiJson.RequireBody(http))), http.Org));

    private static async Task<IResult> Get(HttpContext http, string id, Zones zones) =>
        ApiAnswers.Json(Json(await Require(http, id, zones), http.Org));

    private static async Task<IResult> Replace(HttpContext http, string id, Zones zones, ZoneChanges changes)
    {
        var existing = await Require(http, id, zones);
        return ApiAnswers.Json(Json(await changes.Replace(http.Doing, existing, Read(await ApiJson.RequireBody(http))), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string id, Zones zones, ZoneChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, id, zones));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(HttpContext http, string id, bool active, Zones zones, ZoneChanges changes) =>
        ApiAnswers.Json(Json(await changes.SetActive(http.Doing, await Require(http, id, zones), active) ?? throw NotFound(id), http.Org));

    private static ZoneDraft Read(JsonObject body) => ZoneDraft.Of(body.Text("type"), body.Text("name"), body.Text("usage"), body.Text("status"),
        AddressesOf(body, "gateways"), AddressesOf(body, "proxies"));

    private static IReadOnlyList<ZoneAddress> AddressesOf(JsonObject body, string name) => body[name] switch
    {
        null => [],
        JsonArray list when list.All(item => item is JsonObject) =>
            [.. list.Cast<JsonObject>().Select(item => new ZoneAddress(item.Text("type") ?? "", item.Text("value") ?? ""))],
        _ => throw ApiError.Validation(name, $"{name}: must be a list of objects with a type and a value"),
    };

    private static async Task<Zone> Require(HttpContext http, string id, Zones zones) =>
        await zones.Find(http.Org.Id, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "NetworkZone");
}
