using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>What belongs to a person and is only looked at: /api/v1/users/{id}/appLinks and /blocks. Contract §3.2, appLinks.</summary>
internal static class UserListsApi
{
    private const int MostApps = 200;

    public static RouteGroupBuilder MapUserLists(this RouteGroupBuilder api)
    {
        var user = api.MapGroup("/users/{userId}");
        user.MapGet("/appLinks", AppLinks);
        user.MapGet("/blocks", Blocks);
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

    private static async Task<IResult> Blocks(HttpContext http, string userId, Users users, TimeProvider clock) =>
        Pages.Whole(http, BlocksOf(await users.Require(http, userId), clock.Now));

    /// <summary>Wrong passwords lock an account wherever they are typed.</summary>
    public static IEnumerable<JsonNode> BlocksOf(User user, DateTimeOffset now) =>
        user.LockedOut(now) ? [new JsonObject { ["type"] = "DEVICE_BASED", ["appliesTo"] = "ANY_DEVICES" }] : [];
}
