using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Membership;

/// <summary>/api/v1/groups. Contract §3.3.</summary>
internal static class GroupsApi
{
    private const int LargestPage = 10_000;

    /// <summary>Each group's people and apps are counted.</summary>
    private const int LargestPageOfStats = 200;

    /// <summary>What the list may be sorted by: each has an index behind the org.</summary>
    private static readonly Dictionary<string, (string, Column)> Sortable = new()
    {
        ["id"] = ("id", Column.Plain),
        ["profile.name"] = ("name_key", Column.Key),
        ["created"] = ("created_at", Column.Time),
        ["lastUpdated"] = ("updated_at", Column.Time),
        ["lastMembershipUpdated"] = ("members_changed_at", Column.Time),
    };

    /// <summary>What there is of a group.</summary>
    private static readonly HashSet<string> Answered =
        ["id", "type", "objectClass", "created", "lastUpdated", "lastMembershipUpdated", "profile.name", "profile.description", "source.id"];

    private static readonly Dictionary<string, (string, Column)> Columns = new()
    {
        ["id"] = ("id", Column.Plain),
        ["type"] = ("type", Column.Word),
        ["profile.name"] = ("name_key", Column.Key),
        ["lastUpdated"] = ("updated_at", Column.Time),
        ["created"] = ("created_at", Column.Time),
        ["lastMembershipUpdated"] = ("members_changed_at", Column.Time),
    };

    public static RouteGroupBuilder MapGroups(this RouteGroupBuilder api)
    {
        api.MapGet("/groups", List);
        api.MapPost("/groups", Create);
        api.MapGet("/groups/{groupId}", Get);
        api.MapPut("/groups/{groupId}", Replace);
        api.MapDelete("/groups/{groupId}", Delete);
        api.MapGet("/groups/{groupId}/users", Members);
        api.MapPut("/groups/{groupId}/users/{userId}", AddMember);
        api.MapDelete("/groups/{groupId}/users/{userId}", RemoveMember);
        api.MapGet("/groups/{groupId}/apps", AssignedApps);
        api.MapGet("/users/{userId}/groups", OfUser);
        return api;
    }

    private static async Task<IResult> OfUser(HttpContext http, string userId, Users users, Groups groups)
    {
        var user = await users.Require(http, userId);
        return Pages.Whole(http, (await groups.Of(user, http.RequestAborted)).Select(group => GroupJson.Of(group, http.Org)));
    }

    /// <summary>Where they are found by a value of an attribute that an administrator added.</summary>
    private const string ByValue = "select group_id from group_values where org_id = @orgId";

    private static async Task<Dictionary<string, (string, Column)>> ColumnsOf(HttpContext http)
    {
        var schema = await http.RequestServices.GetRequiredService<ProfileSchemas>().Of(http.Org.Id, SchemaOwner.Groups, http.RequestAborted);
        return schema.Custom.Count == 0 ? Columns
            : new(Columns.Concat(schema.Custom.Keys.Select(name => KeyValuePair.Create("profile." + name, (name, Column.Value)))));
    }

    private static async Task<IResult> List(HttpContext http, Database db, Groups groups)
    {
        var columns = await ColumnsOf(http);
        bool Knows(string path) => Answered.Contains(path) || columns.ContainsKey(path);
        var both = Scim.Both(ScimParser.Read(http, "search", Knows), ScimParser.Read(http, "filter", Knows));
        var prefix = Identifiers.Canonical(http.Request.Query["q"].ToString());
        var sorting = Sorting.Of(http, Sortable);
        var stats = WantsStats(http);
        var paging = stats ? Paging.Of(http, LargestPageOfStats, LargestPageOfStats) : Paging.Of(http, LargestPage, LargestPage);

        var args = new Dictionary<string, object> { ["orgId"] = http.Org.Id };
        var conditions = "org_id = @orgId";
        if (both is not null && ScimSql.Of(both, columns, args, ByValue) is { } narrowed) conditions += $" and {narrowed}";
        if (prefix.Length > 0)
        {
            conditions += " and name_key >= @prefix and name_key < @prefixEnd";
            (args["prefix"], args["prefixEnd"]) = (prefix, ScimSql.PrefixEnd(prefix));
        }
        var counts = new Dictionary<string, GroupStats>(StringComparer.Ordinal);
        return await Scan.Page(http, paging, both, async (after, most) =>
        {
            var values = new Dictionary<string, object>(args) { ["after"] = after, ["most"] = most };
            var rows = await db.Many<Group>(sorting is null
                ? $"select {Groups.Columns} from groups where {conditions} and id > @after order by id limit @most"
                : $"select {Groups.Columns}, {sorting.Selected} from groups where {conditions}{sorting.Beyond(after, values)} order by {sorting.Order} "
                    + "limit @most", values, http.RequestAborted);
            if (stats) foreach (var (id, of) in await groups.StatsOf(http.Org.Id, rows, http.RequestAborted)) counts[id] = of;
            return rows;
        }, group => sorting is null ? group.Id : Sorting.CursorOf(group.SortedBy, group.Id),
            group => stats ? WithStats(group, counts.GetValueOrDefault(group.Id, GroupStats.None), http.Org) : GroupJson.Of(group, http.Org));
    }

    private static bool WantsStats(HttpContext http) => http.Word("expand", "stats") is not null;

    private static async Task<IResult> Create(HttpContext http, GroupChanges changes, ProfileSchemas schemas) =>
        ApiAnswers.Json(GroupJson.Of(await changes.Create(http.Doing, await Read(http, schemas)), http.Org));

    private static async Task<IResult> Get(HttpContext http, string groupId, Groups groups)
    {
        var group = await Require(groups, http, groupId);
        return ApiAnswers.Json(WantsStats(http) ? WithStats(group, (await groups.StatsOf(http.Org.Id, [group], http.RequestAborted))[group.Id], http.Org)
            : GroupJson.Of(group, http.Org));
    }

    private static JsonObject WithStats(Group group, GroupStats stats, Org org)
    {
        var json = GroupJson.Of(group, org);
        json["_embedded"] = new JsonObject { ["stats"] = GroupJson.Of(stats, group, org) };
        return json;
    }

    private static async Task<IResult> Replace(HttpContext http, string groupId, Groups groups, GroupChanges changes, ProfileSchemas schemas)
    {
        var group = await Require(groups, http, groupId);
        return ApiAnswers.Json(GroupJson.Of(await changes.Replace(http.Doing, group, await Read(http, schemas)), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string groupId, Groups groups, GroupChanges changes)
    {
        await changes.Delete(http.Doing, await Require(groups, http, groupId));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Members(HttpContext http, string groupId, Groups groups, UserList users)
    {
        var group = await Require(groups, http, groupId);
        var paging = Paging.Of(http, ordinary: 200, most: 1000);
        var members = await users.InGroup(group.OrgId, group.Id, group.IsEveryone, paging.After, paging.Fetch, http.RequestAborted);
        return Pages.Of(http, members, paging, user => user.Id, user => UserJson.Of(user, http));
    }

    private static async Task<IResult> AddMember(HttpContext http, string groupId, string userId, Groups groups, Users users, GroupChanges changes)
    {
        var group = await Require(groups, http, groupId);
        await changes.Add(http.Doing, group, await RequireUser(http, userId, users));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> RemoveMember(HttpContext http, string groupId, string userId, Groups groups, Users users, GroupChanges changes)
    {
        var group = await Require(groups, http, groupId);
        await changes.Remove(http.Doing, group, await RequireUser(http, userId, users));
        return ApiAnswers.Nothing();
    }

    private static async Task<User> RequireUser(HttpContext http, string userId, Users users) =>
        await users.Find(http.Org.Id, userId, http.RequestAborted) ?? throw ApiError.NotFound(userId, "User");

    private static async Task<IResult> AssignedApps(HttpContext http, string groupId, Groups groups, AppList apps)
    {
        var group = await Require(groups, http, groupId);
        var paging = Paging.Of(http, ordinary: 20, most: 200);
        var query = new AppQuery(http.Org.Id, "", null, group.Id);
        return Pages.Of(http, await apps.After(query, paging.After, paging.Fetch, http.RequestAborted), paging, app => app.Id,
            app => AppJson.Of(app, http.Org, http.Caller.MaySeeSecretsOf(app)));
    }

    private static async Task<Group> Require(Groups groups, HttpContext http, string groupId) =>
        await groups.Find(http.Org.Id, groupId, http.RequestAborted) ?? throw ApiError.NotFound(groupId, "UserGroup");

    private static async Task<GroupDraft> Read(HttpContext http, ProfileSchemas schemas)
    {
        var profile = (await ApiJson.RequireBody(http)).Object("profile") ?? throw ApiError.Validation("profile", "profile: is required");
        return GroupDraft.Of(profile, await schemas.Of(http.Org.Id, SchemaOwner.Groups, http.RequestAborted));
    }
}
