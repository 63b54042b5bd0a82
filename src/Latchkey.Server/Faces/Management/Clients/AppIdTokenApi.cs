using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>
/// /api/v1/internal/apps/{id}/settings/oauth/idToken: undocumented at Okta, and what Terraform's provider sends after each OIDC app it makes. The same
/// two settings of the app in other words: its issuer mode, and the claim that lists a person's groups.
/// </summary>
public static class AppIdTokenApi
{
    public static RouteGroupBuilder MapAppIdToken(this RouteGroupBuilder api)
    {
        api.MapGet("/internal/apps/{appId}/settings/oauth/idToken", Get);
        api.MapPost("/internal/apps/{appId}/settings/oauth/idToken", Set);
        return api;
    }

    private static async Task<IResult> Get(HttpContext http, string appId, Apps apps) => ApiAnswers.Json(Json(await apps.Require(http, appId)));

    private static async Task<IResult> Set(HttpContext http, string appId, Database db, Apps apps, ServerSettings server, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        var given = await ApiJson.RequireBody(http);
        var document = (JsonObject)app.Document.DeepClone();
        var client = (JsonObject)document["settings"]!["oauthClient"]!;
        if (given.Text("issuerMode") is { Length: > 0 } mode) client["issuer_mode"] = mode;
        client["groups_claim"] = Claim(given);
        var settings = AppDocument.Read(document, server.Development, app);
        var changed = await db.Write(async writing =>
        {
            var changed = await apps.Change(writing, app, settings);
            if (changed is not null) await log.Record(writing, http.Org, http, AdminEvents.AppUpdated.By(http.Caller.User, changed.Party));
            return changed;
        }, http.RequestAborted);
        return ApiAnswers.Json(Json(changed ?? throw ApiError.NotFound(appId, "AppInstance")));
    }

    /// <summary>Null where it names none: the app has none then.</summary>
    private static JsonObject? Claim(JsonObject given)
    {
        if (given.Text("name") is not { Length: > 0 } name) return null;
        var groups = given.Text("valueType") is not ClaimValueType.Expression;
        var claim = new JsonObject { ["type"] = groups ? "FILTER" : "EXPRESSION", ["name"] = name, ["value"] = given.Text("value") };
        if (groups) claim["filter_type"] = given.Text("groupFilterType");
        return claim;
    }

    private static JsonObject Json(App app)
    {
        var client = (JsonObject)app.Document["settings"]!["oauthClient"]!;
        var claim = client.Object("groups_claim");
        return new JsonObject
        {
            ["issuerMode"] = client.Text("issuer_mode"),
            ["name"] = claim?.Text("name"),
            ["valueType"] = claim is null ? null : claim.Text("type") == "FILTER" ? ClaimValueType.Groups : ClaimValueType.Expression,
            ["value"] = claim?.Text("value"),
            ["groupFilterType"] = claim?.Text("filter_type"),
        };
    }
}
