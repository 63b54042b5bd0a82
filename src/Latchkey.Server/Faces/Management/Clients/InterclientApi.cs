using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps/{id}/interclient-allowed-apps and interclient-target-apps. Contract §2.12.</summary>
internal static class InterclientApi
{
    public static RouteGroupBuilder MapInterclient(this RouteGroupBuilder api)
    {
        api.MapGet("/apps/{appId}/interclient-allowed-apps", Allowed);
        api.MapPost("/apps/{appId}/interclient-allowed-apps", Allow);
        api.MapDelete("/apps/{appId}/interclient-allowed-apps/{allowedAppId}", Disallow);
        api.MapGet("/apps/{appId}/interclient-target-apps", Targets);
        return api;
    }

    private static async Task<IResult> Allowed(HttpContext http, string appId, Apps apps, InterclientTrust trust) =>
        List(http, await trust.AllowedBy((await apps.RequireClient(http, appId)).Id, http.RequestAborted));

    private static async Task<IResult> Targets(HttpContext http, string appId, Apps apps, InterclientTrust trust) =>
        List(http, await trust.TargetsOf((await apps.RequireClient(http, appId)).Id, http.RequestAborted));

    private static async Task<IResult> Allow(HttpContext http, string appId, Apps apps, InterclientChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        var id = (await ApiJson.RequireBody(http)).Text("id") ?? throw ApiError.Validation("id", "id: is required");
        var allowed = await apps.RequireClient(http, id);
        foreach (var one in (App[])[app, allowed]) AppReach.RequireMayOpen(http, one);
        await changes.Allow(http.Doing, app, allowed);
        return ApiAnswers.Json(Of(allowed.Id, http.Org));
    }

    private static async Task<IResult> Disallow(HttpContext http, string appId, string allowedAppId, Apps apps, InterclientChanges changes) =>
        await changes.Disallow(http.Doing, await apps.RequireClient(http, appId), allowedAppId) ? ApiAnswers.Nothing()
        : throw ApiError.NotFound(allowedAppId, "AppInstance");

    private static IResult List(HttpContext http, IEnumerable<string> ids) => Pages.Whole(http, ids.Select(id => Of(id, http.Org)));

    private static JsonObject Of(string id, Org org) => new() { ["id"] = id, ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"apps/{id}") } };
}
