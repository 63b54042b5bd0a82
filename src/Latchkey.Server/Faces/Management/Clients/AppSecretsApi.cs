using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps/{id}/credentials/secrets: a new secret beside the old one, both accepted until the old one is switched off. Contract §3.1.</summary>
internal static class AppSecretsApi
{
    public static RouteGroupBuilder MapAppSecrets(this RouteGroupBuilder api)
    {
        var secrets = api.MapGroup("/apps/{appId}/credentials/secrets");
        secrets.MapGet("", List);
        secrets.MapPost("", Create);
        secrets.MapGet("/{secretId}", Get);
        secrets.MapDelete("/{secretId}", Delete);
        secrets.MapPost("/{secretId}/lifecycle/activate", Activate);
        secrets.MapPost("/{secretId}/lifecycle/deactivate", Deactivate);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string appId, Apps apps)
    {
        var app = await apps.RequireClient(http, appId);
        return Pages.Whole(http, app.AllSecrets.Select(secret => Json(secret, app, http.Org, http.Caller.MaySeeSecretsOf(app))));
    }

    private static async Task<IResult> Get(HttpContext http, string appId, string secretId, Apps apps)
    {
        var app = await apps.RequireClient(http, appId);
        var secret = app.AllSecrets.FirstOrDefault(one => one.Id == secretId) ?? throw Missing(secretId);
        return ApiAnswers.Json(Json(secret, app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> Create(HttpContext http, string appId, Apps apps, AppSecretChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        var body = await ApiJson.ReadBody(http) ?? [];
        var chosen = body.Text("client_secret") is { } secret ? new Secret(secret) : (Secret?)null;
        var draft = AppSecretDraft.Of(app, chosen, active: body.Text("status") != "INACTIVE");
        var made = await changes.Create(http.Doing, app, draft) ?? throw ApiError.NotFound(app.Id, "AppInstance");
        return ApiAnswers.Json(Json(made, app, http.Org), 201);
    }

    private static async Task<IResult> Delete(HttpContext http, string appId, string secretId, Apps apps, AppSecretChanges changes) =>
        await changes.Delete(http.Doing, await apps.RequireClient(http, appId), secretId) ? ApiAnswers.Nothing() : throw Missing(secretId);

    private static Task<IResult> Activate(HttpContext http, string appId, string secretId, Apps apps, AppSecretChanges changes) =>
        SetActive(http, appId, secretId, true, apps, changes);

    private static Task<IResult> Deactivate(HttpContext http, string appId, string secretId, Apps apps, AppSecretChanges changes) =>
        SetActive(http, appId, secretId, false, apps, changes);

    private static async Task<IResult> SetActive(HttpContext http, string appId, string secretId, bool active, Apps apps, AppSecretChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        var secret = await changes.SetActive(http.Doing, app, secretId, active) ?? throw Missing(secretId);
        return ApiAnswers.Json(Json(secret, app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static ApiError Missing(string id) => ApiError.NotFound(id, "OAuth2ClientSecret");

    private static JsonObject Json(AppSecret secret, App app, Org org, bool withValue = true)
    {
        var path = $"apps/{app.Id}/credentials/secrets/{secret.Id}";
        var links = new JsonObject
        {
            [secret.Active ? "deactivate" : "activate"] = Hal.To(org,
            $"{path}/lifecycle/{(secret.Active ? "deactivate" : "activate")}", "POST")
        };
        if (!secret.Active) links["delete"] = Hal.To(org, path, "DELETE");
        var answer = new JsonObject
        {
            ["id"] = secret.Id,
            ["status"] = secret.Active ? "ACTIVE" : "INACTIVE",
            ["client_secret"] = secret.Value,
            ["secret_hash"] = Secrets.Hash(secret.Value)[..22],
            ["created"] = ApiJson.Date(secret.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(secret.UpdatedAt),
            ["_links"] = links,
        };
        if (!withValue) answer.Remove("client_secret");
        return answer;
    }
}
