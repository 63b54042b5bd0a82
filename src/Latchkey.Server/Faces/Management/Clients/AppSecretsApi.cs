using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps/{id}/credentials/secrets: a new secret beside the old one, both accepted until the old one is switched off. Contract §3.1.</summary>
public static class AppSecretsApi
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
        var app = await apps.Require(http, appId);
        return Pages.Whole(http, app.AllSecrets.Select(secret => Json(secret, app, http.Org, http.Caller.MaySeeSecretsOf(app))));
    }

    private static async Task<IResult> Get(HttpContext http, string appId, string secretId, Apps apps)
    {
        var app = await apps.Require(http, appId);
        return ApiAnswers.Json(Json(Require(app.AllSecrets, secretId), app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> Create(HttpContext http, string appId, Database db, Apps apps, SystemLog log, TimeProvider clock)
    {
        var app = await apps.Require(http, appId);
        if (app.Secret is null) throw ApiError.Validation("token_endpoint_auth_method", "token_endpoint_auth_method: this app has no secret");
        var body = await ApiJson.ReadBody(http) ?? [];
        var made = AppSecret.New(AppDocument.ChosenSecret(body) ?? AppDocument.FreshSecret(app.AuthMethod),
            clock.Now) with
        { Active = body.Text("status") != "INACTIVE" };
        await Change(http, db, apps, log, app, secrets => secrets.Count < AppSecret.Most ? [.. secrets, made]
            : throw ApiError.Validation("client_secret", $"client_secret: an app has at most {AppSecret.Most} secrets. Deactivate and delete one first."));
        return ApiAnswers.Json(Json(made, app, http.Org), 201);
    }

    private static async Task<IResult> Delete(HttpContext http, string appId, string secretId, Database db, Apps apps, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        await Change(http, db, apps, log, app, secrets => Require(secrets, secretId).Active
            ? throw ApiError.Validation("status", "status: a secret in use is not deleted; deactivate it first")
            : [.. secrets.Where(secret => secret.Id != secretId)]);
        return ApiAnswers.Nothing();
    }

    private static Task<IResult> Activate(HttpContext http, string appId, string secretId, Database db, Apps apps, SystemLog log, TimeProvider clock) =>
        SetActive(http, appId, secretId, true, db, apps, log, clock);

    private static Task<IResult> Deactivate(HttpContext http, string appId, string secretId, Database db, Apps apps, SystemLog log, TimeProvider clock) =>
        SetActive(http, appId, secretId, false, db, apps, log, clock);

    private static async Task<IResult> SetActive(HttpContext http, string appId, string secretId, bool active, Database db, Apps apps, SystemLog log,
        TimeProvider clock)
    {
        var app = await apps.Require(http, appId);
        var now = clock.Now;
        var changed = await Change(http, db, apps, log, app, secrets =>
        {
            var one = Require(secrets, secretId);
            if (!active && secrets.All(secret => secret.Id == secretId || !secret.Active))
                throw ApiError.Validation("status", "status: the only active secret of an app stays active");
            return one.Active == active ? secrets
                : [.. secrets.Select(secret => secret.Id == secretId ? secret with { Active = active, UpdatedAt = now } : secret)];
        });
        return ApiAnswers.Json(Json(Require(changed, secretId), app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static Task<IReadOnlyList<AppSecret>> Change(HttpContext http, Database db, Apps apps, SystemLog log, App app,
        Func<IReadOnlyList<AppSecret>, IReadOnlyList<AppSecret>> edit) => db.Write(async writing =>
    {
        var changed = await apps.ChangeSecrets(writing, app, edit) ?? throw ApiError.NotFound(app.Id, "AppInstance");
        await log.Record(writing, http.Org, http, AdminEvents.AppUpdated.By(http.Caller.User, app.Party));
        return changed;
    }, http.RequestAborted);

    private static AppSecret Require(IReadOnlyList<AppSecret> secrets, string id) =>
        secrets.FirstOrDefault(secret => secret.Id == id) ?? throw ApiError.NotFound(id, "OAuth2ClientSecret");

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
