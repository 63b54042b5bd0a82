using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps. Contract §3.1.</summary>
internal static class AppsApi
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
        api.MapPost("/apps/{appId}/logo", UploadLogo);
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

    /// <summary>The same, of those that are clients of OAuth.</summary>
    public static async Task<App> RequireClient(this Apps apps, HttpContext http, string appId) =>
        await apps.Require(http, appId) is { IsBookmark: false } app ? app
        : throw ApiError.Validation("appId", "appId: a bookmark is no client, and has no credentials or scopes");

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

    private static async Task<IResult> UploadLogo(HttpContext http, string appId, Apps apps, AppChanges changes, ServerSettings server)
    {
        var app = await apps.Require(http, appId);
        var picture = Picture.Of(PictureKind.App, (await UploadedForm.RequireFile(http)).Span);
        _ = await changes.SetLogo(http.Doing, app, picture, server.Development) ?? throw ApiError.NotFound(appId, "AppInstance");
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> Create(HttpContext http, AppChanges changes, ServerSettings server)
    {
        var draft = AppDraft.Of(AppDocument.Read(await ApiJson.RequireBody(http)), server.Development);
        AppReach.RequireWithin(http, draft);
        var app = await changes.Create(http.Doing, draft, http.Flag("activate") != false, http.Caller.AsRegistrar);
        return ApiAnswers.Json(AppJson.Of(app, http.Org, withSecret: true));
    }

    private static async Task<IResult> Get(HttpContext http, string appId, Apps apps)
    {
        var app = await apps.Require(http, appId);
        return ApiAnswers.Json(AppJson.Of(app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> Replace(HttpContext http, string appId, Apps apps, AppChanges changes, ServerSettings server)
    {
        var app = await apps.Require(http, appId);
        var draft = AppDraft.Of(AppDocument.Read(await ApiJson.RequireBody(http)), server.Development, app);
        AppReach.RequireWithin(http, draft, app);
        var changed = await changes.Replace(http.Doing, app, draft) ?? throw ApiError.NotFound(appId, "AppInstance");
        return ApiAnswers.Json(AppJson.Of(changed, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<IResult> Delete(HttpContext http, string appId, Apps apps, AppChanges changes) =>
        await changes.Delete(http.Doing, await apps.Require(http, appId)) ? ApiAnswers.Nothing() : throw ApiError.StillActive();

    private static async Task<IResult> Activate(HttpContext http, string appId, Apps apps, AppChanges changes)
    {
        await changes.Activate(http.Doing, await apps.Require(http, appId));
        return ApiAnswers.Empty();
    }

    private static async Task<IResult> Deactivate(HttpContext http, string appId, Apps apps, AppChanges changes)
    {
        await changes.Deactivate(http.Doing, await apps.Require(http, appId));
        return ApiAnswers.Empty();
    }

    /// <summary>Undocumented at Okta, and what its CLI asks for after creating an app.</summary>
    private static async Task<IResult> ClientCredentials(HttpContext http, string appId, Apps apps, AppSecretChanges secrets)
    {
        var app = await apps.RequireClient(http, appId);
        if (!http.Caller.MaySeeSecretsOf(app)) throw ApiError.NoPermission();
        var answer = new JsonObject { ["client_id"] = app.Id };
        if (await secrets.Read(http.Doing, app) is { } secret) answer["client_secret"] = secret.Value;
        return ApiAnswers.Json(answer);
    }

    /// <summary>The value of a filter that is this one comparison.</summary>
    private static string? Assigned(Scim? filter, string path) =>
        filter is Scim.Compare { Operator: "eq" } compare && compare.Path == path ? compare.Value : null;
}
