using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps. Contract §3.1.</summary>
public static class AppsApi
{
    private const int OrdinaryPage = 20;
    private const int LargestPage = 200;

    private static readonly HashSet<string> Filterable = ["status", "name", "label", "id", "user.id", "group.id", "credentials.signing.kid"];

    /// <summary>Adds them to the group <c>/api/v1</c>.</summary>
    public static RouteGroupBuilder MapApps(this RouteGroupBuilder api)
    {
        api.MapGet("/apps", List);
        api.MapPost("/apps", Create);
        api.MapGet("/apps/{appId}", Get);
        api.MapPut("/apps/{appId}", Replace);
        api.MapDelete("/apps/{appId}", Delete);
        api.MapPost("/apps/{appId}/lifecycle/activate", Activate);
        api.MapPost("/apps/{appId}/lifecycle/deactivate", Deactivate);
        api.MapGet("/internal/apps/{appId}/settings/clientcreds", ClientCredentials);
        return api;
    }

    /// <summary>An app of the request's org, or 404; one that the caller may change, where the request would, or 403.</summary>
    public static async Task<App> Require(this Apps apps, HttpContext http, string appId)
    {
        var app = await apps.Find(http.Org.Id, appId, http.RequestAborted) ?? throw ApiError.NotFound(appId, "AppInstance");
        await AppReach.Require(http, app);
        return app;
    }

    private static async Task<IResult> List(HttpContext http, AppList apps)
    {
        var filter = ScimParser.Read(http, "filter");
        if (filter?.Comparisons().FirstOrDefault(compare => !Filterable.Contains(compare.Path)) is { } unknown)
            throw ApiError.InvalidSearch($"Apps cannot be filtered by '{unknown.Path}'.");

        var query = new AppQuery(http.Org.Id, Identifiers.Canonical(http.Request.Query["q"].ToString()), Assigned(filter, "user.id"),
            Assigned(filter, "group.id"));
        var paging = Paging.Of(http, OrdinaryPage, LargestPage);
        return await Scan.Page(http, paging, query.ByAssignment ? null : filter, (after, most) => apps.After(query, after, most, http.RequestAborted),
            app => app.Id, app => AppJson.Of(app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> Create(HttpContext http, Database db, Apps apps, ServerSettings server, SystemLog log)
    {
        var body = await ApiJson.RequireBody(http);
        var settings = AppDocument.Read(body, server.Development);
        AppReach.RequireWithin(http, settings);
        var draft = new NewApp(http.Org.Id, settings, AppDocument.RequestedId(body), Active: http.Flag("activate") != false, http.Caller.AsRegistrar);
        var app = await db.Write(async writing =>
        {
            var created = await apps.Create(writing, draft);
            if (created is not null) await log.Record(writing, http.Org, http, AdminEvents.AppCreated.By(http.Caller.User, created.Party));
            return created;
        }, http.RequestAborted);
        return ApiAnswers.Json(
            AppJson.Of(app ?? throw ApiError.Validation("client_id", "client_id: An object with this field already exists in the current organization"),
            http.Org, withSecret: true));
    }

    private static async Task<IResult> Get(HttpContext http, string appId, Apps apps)
    {
        var app = await apps.Require(http, appId);
        return ApiAnswers.Json(AppJson.Of(app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> Replace(HttpContext http, string appId, Database db, Apps apps, ServerSettings server, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        var settings = AppDocument.Read(await ApiJson.RequireBody(http), server.Development, app);
        AppReach.RequireWithin(http, settings, app);
        var changed = await db.Write(async writing =>
        {
            var changed = await apps.Change(writing, app, settings);
            if (changed is not null) await log.Record(writing, http.Org, http, AdminEvents.AppUpdated.By(http.Caller.User, changed.Party));
            return changed;
        }, http.RequestAborted);
        return ApiAnswers.Json(AppJson.Of(changed ?? throw ApiError.NotFound(appId, "AppInstance"), http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> Delete(HttpContext http, string appId, Database db, Apps apps, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        var deleted = await db.Write(async writing =>
        {
            if (!await apps.Delete(writing, app)) return false;
            await log.Record(writing, http.Org, http, AdminEvents.AppDeleted.By(http.Caller.User, app.Party));
            return true;
        }, http.RequestAborted);
        return deleted ? ApiAnswers.Nothing() : throw ApiError.StillActive();
    }

    private static async Task<IResult> Activate(HttpContext http, string appId, Database db, Apps apps, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        await db.Write(async writing =>
        {
            if (await apps.SetActive(writing, app, active: true))
                await log.Record(writing, http.Org, http, AdminEvents.AppActivated.By(http.Caller.User, app.Party));
        }, http.RequestAborted);
        return ApiAnswers.Empty();
    }

    /// <summary>Also ends what the app holds: a token of an app that is switched off opens nothing. Contract §2.4.</summary>
    private static async Task<IResult> Deactivate(HttpContext http, string appId, Database db, Apps apps, GrantRevocation grants, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        await db.Write(async writing =>
        {
            if (!await apps.SetActive(writing, app, active: false)) return;
            await grants.EndAllOfApp(writing, http.Org.Id, app.Id);
            await log.Record(writing, http.Org, http, AdminEvents.AppDeactivated.By(http.Caller.User, app.Party));
        }, http.RequestAborted);
        return ApiAnswers.Empty();
    }

    /// <summary>Undocumented at Okta, and what its CLI asks for after creating an app.</summary>
    private static async Task<IResult> ClientCredentials(HttpContext http, string appId, Apps apps, SystemLog log)
    {
        var app = await apps.Require(http, appId);
        if (!http.Caller.MaySeeSecretsOf(app)) throw ApiError.NoPermission();
        var answer = new JsonObject { ["client_id"] = app.Id };
        if (app.Secret is { } secret)
        {
            answer["client_secret"] = secret.Value;
            await log.Record(http.Org, http, AdminEvents.ClientSecretRead.By(http.Caller.User, app.Party));
        }
        return ApiAnswers.Json(answer);
    }

    /// <summary>The value of a filter that is this one comparison.</summary>
    private static string? Assigned(Scim? filter, string path) =>
        filter is Scim.Compare { Operator: "eq" } compare && compare.Path == path ? compare.Value : null;
}
