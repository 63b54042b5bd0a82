using System.Text.Json.Nodes;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps/{id}/users and /groups. Contract §3.1, Assignments.</summary>
internal static class AppAssignmentsApi
{
    private static readonly HashSet<string> Filterable = ["id", "status", "scope", "created", "lastUpdated", "credentials.userName"];

    public static RouteGroupBuilder MapAppAssignments(this RouteGroupBuilder api)
    {
        api.MapGet("/apps/{appId}/users", Users);
        api.MapPost("/apps/{appId}/users", AssignUser);
        api.MapGet("/apps/{appId}/users/{userId}", GetUser);
        api.MapPost("/apps/{appId}/users/{userId}", UpdateUser);
        api.MapDelete("/apps/{appId}/users/{userId}", UnassignUser);
        api.MapGet("/apps/{appId}/groups", Groups);
        api.MapGet("/apps/{appId}/groups/{groupId}", GetGroup);
        api.MapPut("/apps/{appId}/groups/{groupId}", AssignGroup);
        api.MapPatch("/apps/{appId}/groups/{groupId}", PatchGroup);
        api.MapDelete("/apps/{appId}/groups/{groupId}", UnassignGroup);
        return api;
    }

    /// <summary>Whoever acts on what is found acts on nobody else: a word or a filter that is not understood is refused, and never passed over.</summary>
    private static async Task<IResult> Users(HttpContext http, string appId, Apps apps, Assignments assignments, UserList people)
    {
        var app = await apps.Require(http, appId);
        var expands = ExpandsUser(http);
        var filter = ScimParser.Read(http, "filter");
        if (filter?.Comparisons().FirstOrDefault(compare => !Filterable.Contains(compare.Path)) is { } unknown)
            throw ApiError.InvalidSearch($"The users of an app cannot be filtered by '{unknown.Path}'.");
        var q = http.Request.Query["q"].ToString().Trim();
        Func<(User User, AppUser? ByName), bool>? fits = q.Length == 0 ? null : row => Begins(row.User, row.ByName, q);
        return await Scan.Page<(User User, AppUser? ByName)>(http, Paging.Of(http, ordinary: 50, most: 500), filter, Read, row => row.User.Id,
            row => With(expands, http, row.User, row.ByName is { } assigned ? AppJson.Of(assigned, row.User, http.Org) : ByGroup(app, row.User, http.Org)),
            fits);

        async Task<IReadOnlyList<(User User, AppUser? ByName)>> Read(string after, int most)
        {
            var byName = (await assignments.Users(app, after, most, http.RequestAborted)).ToDictionary(assigned => assigned.UserId);
            var found = await people.Of(http.Org.Id, [.. await assignments.UserIds(app, after, most, http.RequestAborted)], http.RequestAborted);
            return [.. found.OrderBy(user => user.Id, StringComparer.Ordinal).Select(user => (user, byName.GetValueOrDefault(user.Id)))];
        }
    }

    /// <summary>As the list of people takes <c>q</c>, and by what the app calls them.</summary>
    private static bool Begins(User user, AppUser? byName, string q) =>
        new[] { byName?.UserName ?? user.Login, user.Email, user["firstName"], user["lastName"] }
            .Any(name => name?.StartsWith(q, StringComparison.OrdinalIgnoreCase) is true);

    private static JsonObject ByGroup(App app, User user, Org org) =>
        AppJson.Of(new AppUser
        {
            AppId = app.Id, UserId = user.Id, UserName = user.Login, Profile = "{}", CreatedAt = user.CreatedAt,
            UpdatedAt = user.UpdatedAt
        }, user, org, scope: "GROUP");

    private static async Task<IResult> AssignUser(HttpContext http, string appId, Apps apps, Users users, AssignmentChanges changes,
        ProfileSchemas schemas)
    {
        var body = await ApiJson.RequireBody(http);
        return await Assign(http, appId, body.Text("id") ?? throw ApiError.Validation("id", "id: is required"), body, apps, users, changes, schemas);
    }

    private static async Task<IResult> UpdateUser(HttpContext http, string appId, string userId, Apps apps, Users users, AssignmentChanges changes,
        ProfileSchemas schemas) =>
        await Assign(http, appId, userId, await ApiJson.ReadBody(http) ?? [], apps, users, changes, schemas);

    private static async Task<IResult> Assign(HttpContext http, string appId, string userId, JsonObject body, Apps apps, Users users,
        AssignmentChanges changes, ProfileSchemas schemas)
    {
        var app = await apps.Require(http, appId);
        AppReach.RequireMayOpen(http, app);
        var user = await UserReach.RequireSeen(http, await users.Find(http.Org.Id, userId, http.RequestAborted) ?? throw ApiError.NotFound(userId, "User"));
        if (body.Text("scope") is { } scope && scope.ToUpperInvariant() is not ("USER" or "GROUP"))
            throw ApiError.Validation("scope", "scope: must be USER or GROUP");
        var (name, profile) = (body.Object("credentials")?.Text("userName"), body.Object("profile"));
        var schema = await schemas.Of(http.Org.Id, app.Id, http.RequestAborted);
        var assigned = await changes.Assign(http.Doing, app, user, now => AppUserDraft.Of(user, name, profile, schema, now))
            ?? throw ApiError.WrongStatus("A deactivated user cannot be assigned.");
        return ApiAnswers.Json(AppJson.Of(assigned, user, http.Org));
    }

    private static async Task<IResult> GetUser(HttpContext http, string appId, string userId, Apps apps, Assignments assignments, Users users)
    {
        var app = await apps.Require(http, appId);
        var user = await users.Find(http.Org.Id, userId, http.RequestAborted) ?? throw ApiError.NotFound(userId, "AppUser");
        var expands = ExpandsUser(http);
        var found = await assignments.FindUser(app, userId, http.RequestAborted) is { } assigned ? AppJson.Of(assigned, user, http.Org)
            : await assignments.IsAssigned(app, user, http.RequestAborted) ? ByGroup(app, user, http.Org) : throw ApiError.NotFound(userId, "AppUser");
        if (expands) await UserReach.RequireSeen(http, user);
        return ApiAnswers.Json(With(expands, http, user, found));
    }

    /// <summary>A token that is for apps alone tells of nobody's profile.</summary>
    private static bool ExpandsUser(HttpContext http)
    {
        if (http.Word("expand", "user") is null) return false;
        ApiCallers.RequireScope(http, "users");
        return true;
    }

    private static JsonObject With(bool expands, HttpContext http, User user, JsonObject assigned)
    {
        if (expands) assigned["_embedded"] = new JsonObject { ["user"] = UserJson.Of(user, http) };
        return assigned;
    }

    private static async Task<IResult> UnassignUser(HttpContext http, string appId, string userId, Apps apps, AssignmentChanges changes) =>
        await changes.UnassignUser(http.Doing, await apps.Require(http, appId), userId) ? ApiAnswers.Nothing() : throw ApiError.NotFound(userId, "AppUser");

    private static async Task<IResult> Groups(HttpContext http, string appId, Apps apps, Assignments assignments, GroupSearch groups)
    {
        var app = await apps.Require(http, appId);
        var paging = Paging.Of(http, ordinary: 20, most: 200);
        var rows = await assignments.Groups(app, paging.After, paging.Fetch, http.RequestAborted);
        var about = await About(http, groups, rows);
        return Pages.Of(http, rows, paging, group => group.GroupId, group => With(about, http, group));
    }

    private static async Task<IResult> GetGroup(HttpContext http, string appId, string groupId, Apps apps, Assignments assignments, GroupSearch groups,
        AdministratorGate gate)
    {
        var app = await apps.Require(http, appId);
        var found = await assignments.FindGroup(app, groupId, http.RequestAborted) ?? throw ApiError.NotFound(groupId, "ApplicationGroupAssignment");
        var about = await About(http, groups, [found]);
        if (about.Count > 0) await gate.Require(http.Doing, Rights.Read("groups"), AdminResource.GroupKind, groupId);
        return ApiAnswers.Json(With(about, http, found));
    }

    /// <summary>The groups themselves, where they are asked for; of a token that is for apps alone, none.</summary>
    private static async Task<Dictionary<string, Group>> About(HttpContext http, GroupSearch groups, IReadOnlyList<AppGroup> rows)
    {
        // What Okta tells as "metadata" is of groups that an app manages, and there are none here.
        if (http.Word("expand", "group", "metadata") is not "group") return [];
        ApiCallers.RequireScope(http, "groups");
        return (await groups.Of(http.Org.Id, [.. rows.Select(row => row.GroupId)], http.RequestAborted)).ToDictionary(group => group.Id);
    }

    private static JsonObject With(Dictionary<string, Group> about, HttpContext http, AppGroup assigned)
    {
        var json = AppJson.Of(assigned, http.Org);
        if (about.TryGetValue(assigned.GroupId, out var group)) json["_embedded"] = new JsonObject { ["group"] = GroupJson.Of(group, http.Org) };
        return json;
    }

    private static async Task<IResult> AssignGroup(HttpContext http, string appId, string groupId, Apps apps, Groups groups, AssignmentChanges changes,
        AdministratorGate gate)
    {
        var app = await apps.Require(http, appId);
        AppReach.RequireMayOpen(http, app);
        var group = await groups.Find(http.Org.Id, groupId, http.RequestAborted) ?? throw ApiError.NotFound(groupId, "UserGroup");
        await gate.Require(http.Doing, Rights.Read("groups"), AdminResource.GroupKind, group.Id);
        var body = await ApiJson.ReadBody(http) ?? [];
        var assigned = await changes.Assign(http.Doing, app, group, AppGroupDraft.Of(body.Number("priority"), body.Object("profile")));
        return ApiAnswers.Json(AppJson.Of(assigned, http.Org));
    }

    /// <summary>JSON Patch (RFC 6902 §4) of its priority and profile, as Okta takes it: replace and remove.</summary>
    private static async Task<IResult> PatchGroup(
        HttpContext http, string appId, string groupId, Apps apps, Groups groups, Assignments assignments, AssignmentChanges changes)
    {
        var app = await apps.Require(http, appId);
        var operations = await ApiJson.RequireList(http);
        if (await assignments.FindGroup(app, groupId, http.RequestAborted) is not { } existing
            || await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not { } group)
            throw ApiError.NotFound(groupId, "ApplicationGroupAssignment");
        var document = new JsonObject { ["priority"] = (int)existing.Priority, ["profile"] = JsonNode.Parse(existing.Profile) };
        foreach (var operation in operations) Apply(document, operation);
        var assigned = await changes.Assign(http.Doing, app, group, AppGroupDraft.Of(document.Number("priority"), document.Object("profile")));
        return ApiAnswers.Json(AppJson.Of(assigned, http.Org));
    }

    private static void Apply(JsonObject document, JsonObject operation)
    {
        var op = operation.Text("op");
        if (op is not ("replace" or "remove")) throw ApiError.Validation("op", "op: must be replace or remove");
        try
        {
            var pointer = JsonPatch.Pointer(operation.Text("path") ?? "");
            if (pointer[0] is not ("priority" or "profile")) throw ApiError.Validation("path", "path: must be of the priority or the profile");
            JsonPatch.Apply(document, op, pointer, operation["value"]);
        }
        catch (FormatException problem)
        {
            throw ApiError.Validation("path", $"path: {problem.Message}");
        }
    }

    private static async Task<IResult> UnassignGroup(HttpContext http, string appId, string groupId, Apps apps, AssignmentChanges changes) =>
        await changes.UnassignGroup(http.Doing, await apps.Require(http, appId), groupId) ? ApiAnswers.Nothing()
        : throw ApiError.NotFound(groupId, "ApplicationGroupAssignment");
}
