using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Grants;

/// <summary>/api/v1/users/{id}/grants and /clients: what a person has agreed to, and taking it back. Contract §2.1, Consent; §3.2.</summary>
internal static class UserGrantsApi
{
    private const int MostClients = 1_000;

    public static RouteGroupBuilder MapUserGrants(this RouteGroupBuilder api)
    {
        var user = api.MapGroup("/users/{userId}");
        user.MapGet("/grants", List);
        user.MapDelete("/grants", RevokeAll);
        user.MapGet("/grants/{grantId}", Get);
        user.MapDelete("/grants/{grantId}", Revoke);
        user.MapGet("/clients", Clients);
        user.MapGet("/clients/{clientId}/grants", OfClient);
        user.MapDelete("/clients/{clientId}/grants", RevokeOfClient);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string userId, Users users, Consents consents, GrantJson json)
    {
        var user = await users.Require(http, userId);
        return await Page(http, await consents.Of(user.Id, http.RequestAborted), json);
    }

    private static async Task<IResult> OfClient(HttpContext http, string userId, string clientId, Users users, Consents consents, GrantJson json)
    {
        var user = await users.Require(http, userId);
        return await Page(http, [.. (await consents.Of(user.Id, http.RequestAborted)).Where(consent => consent.ClientId == clientId)], json);
    }

    private static async Task<IResult> Page(HttpContext http, IReadOnlyList<Consent> all, GrantJson json)
    {
        var wanted = http.Request.Query["scopeId"].ToString();
        var paging = Paging.Of(http, 20, 200);
        var rows = new List<(Consent Consent, JsonObject Json)>();
        foreach (var consent in all.Where(consent => string.CompareOrdinal(consent.Id, paging.After) > 0))
        {
            var shown = await Shown(http, consent, json);
            if (wanted.Length == 0 || shown["scopeId"]!.GetValue<string>() == wanted) rows.Add((consent, shown));
            if (rows.Count == paging.Fetch) break;
        }
        return Pages.Of(http, rows, paging, row => row.Consent.Id, row => row.Json);
    }

    private static async Task<IResult> Get(HttpContext http, string userId, string grantId, Users users, Consents consents, GrantJson json)
    {
        var user = await users.Require(http, userId);
        return ApiAnswers.Json(await Shown(http, await Require(consents, user, grantId, http.RequestAborted), json));
    }

    private static async Task<JsonObject> Shown(HttpContext http, Consent consent, GrantJson json)
    {
        var shown = await json.Of(http.Org, consent, http.RequestAborted);
        if (http.Word("expand", "scope") is not null)
            shown["_embedded"] = new JsonObject { ["scope"] = new JsonObject { ["id"] = shown["scopeId"]!.DeepClone(), ["name"] = consent.Scope } };
        return shown;
    }

    private static async Task<IResult> Revoke(HttpContext http, string userId, string grantId, Users users, Consents consents, GrantChanges changes)
    {
        var user = await users.Require(http, userId);
        await changes.RevokeConsents(http.Doing, user, [await Require(consents, user, grantId, http.RequestAborted)]);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> RevokeAll(HttpContext http, string userId, Users users, Consents consents, GrantChanges changes)
    {
        var user = await users.Require(http, userId);
        await changes.RevokeConsents(http.Doing, user, await consents.Of(user.Id, http.RequestAborted));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> RevokeOfClient(HttpContext http, string userId, string clientId, Users users, Consents consents, GrantChanges changes)
    {
        var user = await users.Require(http, userId);
        await changes.RevokeConsents(http.Doing, user,
            [.. (await consents.Of(user.Id, http.RequestAborted)).Where(consent => consent.ClientId == clientId)]);
        return ApiAnswers.Nothing();
    }

    private static async Task<Consent> Require(Consents consents, User user, string grantId, CancellationToken ct) =>
        await consents.Find(user.Id, grantId, ct) ?? throw ApiError.NotFound(grantId, "OAuth2ScopeConsentGrant");

    /// <summary>The apps the person agreed to something for, and those that hold a token.</summary>
    private static async Task<IResult> Clients(HttpContext http, string userId, Users users, Consents consents, FamilyList families, Apps apps)
    {
        var user = await users.Require(http, userId);
        var rows = new List<JsonNode>();
        var holders = await families.Clients(new(http.Org.Id, null, null, user.Id), "", MostClients, http.RequestAborted);
        foreach (var id in (await consents.AppsOf(user.Id, http.RequestAborted)).Union(holders))
            if (await apps.Find(http.Org.Id, id, http.RequestAborted) is { } app) rows.Add(Client(app, user, http.Org));
        return Pages.Whole(http, rows);
    }

    private static JsonObject Client(App app, User user, Org org)
    {
        var about = AppAbout.Of(app);
        return new()
        {
            ["client_id"] = app.Id,
            ["client_name"] = about.Label,
            ["client_uri"] = about.Home,
            ["logo_uri"] = about.Logo,
            ["_links"] = new JsonObject
            {
                ["grants"] = Hal.To(org, $"users/{user.Id}/clients/{app.Id}/grants", "GET", "DELETE"),
                ["tokens"] = Hal.To(org, $"users/{user.Id}/clients/{app.Id}/tokens", "GET", "DELETE")
            },
        };
    }
}
