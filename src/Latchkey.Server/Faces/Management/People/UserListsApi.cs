using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>What belongs to a person and is only looked at: /api/v1/users/{id}/appLinks, /blocks and /subscriptions. Contract §3.2, appLinks.</summary>
internal static class UserListsApi
{
    private const int MostApps = 200;

    private static readonly string[] Notifications =
    [
        "AD_AGENT", "APP_IMPORT", "CONNECTOR_AGENT", "IWA_AGENT", "LDAP_AGENT", "OKTA_ANNOUNCEMENT", "OKTA_UPDATE", "RATELIMIT_NOTIFICATION",
        "REPORT_SUSPICIOUS_ACTIVITY", "USER_DEPROVISION", "USER_LOCKED_OUT",
    ];

    public static RouteGroupBuilder MapUserLists(this RouteGroupBuilder api)
    {
        var user = api.MapGroup("/users/{userId}");
        user.MapGet("/appLinks", AppLinks);
        user.MapGet("/blocks", Blocks);
        user.MapGet("/subscriptions", Subscriptions);
        user.MapGet("/subscriptions/{type}", Subscription);
        user.MapPost("/subscriptions/{type}/subscribe", Subscribe);
        user.MapPost("/subscriptions/{type}/unsubscribe", Unsubscribe);
        return api;
    }

    /// <summary>Apps that can be started from elsewhere: bookmarks, and those that say where (OpenID Connect Core §4). None that is hidden.</summary>
    private static async Task<IResult> AppLinks(HttpContext http, string userId, Users users, AppList apps)
    {
        var user = await users.Require(http, userId);
        var found = await apps.After(new AppQuery(http.Org.Id, "", user.Id, null), "", MostApps, http.RequestAborted);
        var place = 0;
        return Pages.Whole(http, found.Select(app => (App: app, Address: AppAbout.Start(app, http.Org.Url)))
            .Where(link => link.Address is not null).Select(link => new JsonObject
            {
                ["id"] = $"{user.Id}{link.App.Id}",
                ["label"] = link.App.Label,
                ["linkUrl"] = link.Address,
                ["appName"] = link.App.CatalogName,
                ["appInstanceId"] = link.App.Id,
                ["appAssignmentId"] = $"{user.Id}{link.App.Id}",
                ["credentialsSetup"] = false,
                ["hidden"] = false,
                ["sortOrder"] = place++,
            }));
    }

    /// <summary>Wrong passwords lock an account wherever they are typed.</summary>
    private static async Task<IResult> Blocks(HttpContext http, string userId, Users users, TimeProvider clock)
    {
        var user = await users.Require(http, userId);
        return Pages.Whole(http, user.LockedOut(clock.Now) ? [new JsonObject { ["type"] = "DEVICE_BASED", ["appliesTo"] = "ANY_DEVICES" }] : []);
    }

    /// <summary>No administrator is told anything by mail.</summary>
    private static async Task<IResult> Subscriptions(HttpContext http, string userId, Users users)
    {
        var user = await users.Require(http, userId);
        return Pages.Whole(http, Notifications.Select(type => Json(type, user, http.Org)));
    }

    private static async Task<IResult> Subscription(HttpContext http, string userId, string type, Users users) =>
        ApiAnswers.Json(Json(Known(type), await users.Require(http, userId), http.Org));

    private static async Task<IResult> Subscribe(HttpContext http, string userId, string type, Users users)
    {
        await users.Require(http, userId);
        throw ApiError.Validation("notificationType", $"{Known(type)}: this server sends no such mails; follow the system log instead");
    }

    private static async Task<IResult> Unsubscribe(HttpContext http, string userId, string type, Users users)
    {
        await users.Require(http, userId);
        Known(type);
        return ApiAnswers.Empty();
    }

    private static string Known(string type) => Notifications.FirstOrDefault(one => one.Equals(type, StringComparison.OrdinalIgnoreCase))
        ?? throw ApiError.NotFound(type, "NotificationType");

    private static JsonObject Json(string type, User user, Org org) => new()
    {
        ["notificationType"] = type,
        ["channels"] = new JsonArray("email"),
        ["status"] = "unsubscribed",
        ["_links"] = new JsonObject { ["self"] = Hal.To(org, $"users/{user.Id}/subscriptions/{type}") },
    };
}
