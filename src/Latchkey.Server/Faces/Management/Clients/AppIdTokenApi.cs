using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>
/// /api/v1/internal/apps/{id}/settings/oauth/idToken: undocumented at Okta, and what Terraform's provider sends after each OIDC app it makes. The same
/// two settings of the app in other words: its issuer mode, and the claim that lists a person's groups.
/// </summary>
internal static class AppIdTokenApi
{
    public static RouteGroupBuilder MapAppIdToken(this RouteGroupBuilder api)
    {
        api.MapGet("/internal/apps/{appId}/settings/oauth/idToken", Get);
        api.MapPost("/internal/apps/{appId}/settings/oauth/idToken", Set);
        return api;
    }

    private static async Task<IResult> Get(HttpContext http, string appId, Apps apps) => ApiAnswers.Json(Json(await apps.RequireClient(http, appId)));

    private static async Task<IResult> Set(HttpContext http, string appId, Apps apps, AppChanges changes, ServerSettings server)
    {
        var app = await apps.RequireClient(http, appId);
        var given = await ApiJson.RequireBody(http);
        var proposal = AppProposal.Of(app);
        var client = proposal.Client! with { GroupsClaim = Claim(given) };
        if (given.Text("issuerMode") is { Length: > 0 } mode) client = client with { IssuerMode = mode };
        var draft = AppDraft.Of(proposal with { Client = client }, server.Development, app);
        return ApiAnswers.Json(Json(await changes.Replace(http.Doing, app, draft) ?? throw ApiError.NotFound(appId, "AppInstance")));
    }

    /// <summary>Null where it names none: the app has none then.</summary>
    private static AppGroupsClaim? Claim(JsonObject given)
    {
        if (given.Text("name") is not { Length: > 0 } name) return null;
        var type = given.Text("valueType") is ClaimValueType.Expression ? AppGroupsClaim.Expression : AppGroupsClaim.Filter;
        return new(type, name, given.Text("groupFilterType"), given.Text("value"));
    }

    private static JsonObject Json(App app)
    {
        var client = (JsonObject)app.Document["settings"]!["oauthClient"]!;
        var claim = client.Object("groups_claim");
        return new JsonObject
        {
            ["issuerMode"] = client.Text("issuer_mode"),
            ["name"] = claim?.Text("name"),
            ["valueType"] = claim is null ? null : claim.Text("type") == AppGroupsClaim.Filter ? ClaimValueType.Groups : ClaimValueType.Expression,
            ["value"] = claim?.Text("value"),
            ["groupFilterType"] = claim?.Text("filter_type"),
        };
    }
}
