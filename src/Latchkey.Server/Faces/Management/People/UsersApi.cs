using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>/api/v1/users. Contract §3.2.</summary>
internal static class UsersApi
{
    private const int LargestPage = 200;
    private const int OrdinaryFind = 10;

    public static RouteGroupBuilder MapUsers(this RouteGroupBuilder api)
    {
        api.MapGet("/users", List);
        api.MapPost("/users", Create);
        api.MapGet("/users/{userId}", Get);
        api.MapPost("/users/{userId}", Update);
        api.MapPut("/users/{userId}", Replace);
        api.MapDelete("/users/{userId}", Delete);
        api.MapDelete("/users/{userId}/sessions", EndSessions);
        return api;
    }

    /// <summary>
    /// By id, login, the part of a login before its @, or <c>me</c>: fresh from the database. One whom the caller may change, where the request
    /// would, or 403.
    /// </summary>
    public static async Task<User> Require(this Users users, HttpContext http, string userId)
    {
        if (userId == "me") userId = http.Caller.App is null ? http.Caller.User.Id : throw ApiError.NotFound(userId, "User");
        return await UserReach.Require(http, await users.Read(http.Org.Id, userId, http.RequestAborted)
            ?? await users.FindByLogin(http.Org.Id, userId, http.RequestAborted)
            ?? throw ApiError.NotFound(userId, "User"));
    }

    /// <summary>What there is of a person beside the profile.</summary>
    private static readonly HashSet<string> Answered =
    [
        "id", "status", "created", "activated", "statusChanged", "lastLogin", "lastUpdated", "passwordChanged", "type.id", "credentials.provider.type",
        "credentials.provider.name", "credentials.recovery_question.question", "credentials.emails.value", "credentials.emails.status",
        "credentials.emails.type",
    ];

    private static async Task<IResult> List(HttpContext http, UserList users, ProfileSchemas schemas)
    {
        var attributes = await schemas.KnownOfPeople(http.Org.Id, http.RequestAborted);
        bool Knows(string path) => Answered.Contains(path)
            || (path.StartsWith("profile.", StringComparison.Ordinal) && attributes(path["profile.".Length..]));

        var filter = Scim.Both(ScimParser.Read(http, "search", Knows), ScimParser.Read(http, "filter", Knows));
        var prefix = Identifiers.Canonical(http.Request.Query["q"].ToString());
        if (prefix.Length > 0 && filter is null)
        {
            if (Sorting.Of(http, UserList.Sortable) is not null) throw ApiError.Validation("sortBy", "sortBy: sorts what search finds, and not what q finds");
            var found = await users.Starting(http.Org.Id, prefix, Paging.LimitOf(http, OrdinaryFind, LargestPage), http.RequestAborted);
            return Pages.Whole(http, found.Select(user => UserJson.Of(user, http)));
        }
        if (prefix.Length > 0) filter = Scim.Both(filter, UserList.WhoStart(prefix, filter!.Comparisons().Any(compare => compare.Path == "status")));
        if (Sorting.Of(http, UserList.Sortable) is { } sorting)
            return await Scan.Page(http, Paging.Of(http, LargestPage, LargestPage), filter,
                (after, most) => users.Sorted(http.Org.Id, filter, sorting, after, most, http.RequestAborted), row => row.Cursor,
                row => UserJson.Of(row.User, http));
        return await Scan.Page(http, Paging.Of(http, LargestPage, LargestPage), filter,
            (after, most) => users.After(http.Org.Id, filter, after, most, http.RequestAborted), user => user.Id, user => UserJson.Of(user, http));
    }

    private static async Task<IResult> Create(HttpContext http, UserCredentials credentials, MailReach reach, ServerSettings settings, Groups groups,
        UserChanges changes, ProfileSchemas schemas)
    {
        var body = await ApiJson.RequireBody(http);
        var type = await ReadType(http, body) ?? UserType.DefaultIdOf(http.Org.Id);
        var draft = UserDraft.Of(RequireProfile(body), await schemas.OfType(http.Org.Id, type, http.RequestAborted), reach);
        var groupIds = await ReadGroups(http, body, groups);
        await changes.RequireFree(http.Org, draft, http.RequestAborted);
        var activate = http.Flag("activate") != false;
        var (user, link) = await changes.Create(http.Doing, draft, new NewAccount
        {
            TypeId = type, GroupIds = groupIds,
            PasswordHash = await credentials.ReadPassword(body, draft.Profile, http.Org, null, groupIds, http.RequestAborted),
            Recovery = await credentials.ReadRecovery(body, http.RequestAborted),
            EmailVerified = UserCredentials.ReadEmailVerified(body, draft.Profile) == true, Activate = activate,
            ChangePassword = activate && http.Word("nextLogin", "changePassword") is not null, Mail = http.Flag("sendEmail") != false,
        });
        var answer = UserJson.Of(user, http);
        // Where no mail can go out, whoever asked is the only one who can pass the link on.
        if (link is { Mailed: false } && !settings.SendsMail) answer["activationUrl"] = link.Url;
        return ApiAnswers.Json(answer);
    }

    private static async Task<IResult> Get(HttpContext http, string userId, Users users, TimeProvider clock)
    {
        var user = await users.Require(http, userId);
        var answer = UserJson.Of(user, http);
        if (http.Word("expand", "blocks") is not null)
            answer["_embedded"] = new JsonObject { ["blocks"] = ApiJson.List(UserListsApi.BlocksOf(user, clock.Now)) };
        return ApiAnswers.Json(answer);
    }

    /// <summary>
    /// GET /api/v1/users/me: the owner of the token, or who is signed in in this browser, also for a page of an origin that the org trusts. Contract §3.0,
    /// §3.2.
    /// </summary>
    public static async Task<IResult> Me(HttpContext http, Users users, Sessions sessions, SignOnGate gate)
    {
        if (http.Request.Headers.Authorization.Count > 0 || !sessions.IsPresented(http))
        {
            await ApiCallers.Require(http);
            return ApiAnswers.Json(UserJson.Of(await users.Require(http, "me"), http));
        }
        if (await sessions.Current(http, touch: false) is not var (session, user)
            || await gate.LengthOf(http, user, session.Amr, session.AuthenticatedAt) is null) throw new ApiError(403, "E0000005", "Invalid session");
        var own = UserJson.Of(user, http);
        var schemas = http.RequestServices.GetRequiredService<ProfileSchemas>();
        foreach (var name in (await schemas.OfType(http.Org.Id, user.TypeId, http.RequestAborted)).Hidden) ((JsonObject)own["profile"]!).Remove(name);
        return ApiAnswers.Json(own);
    }

    /// <summary>Only what is given changes.</summary>
    private static async Task<IResult> Update(HttpContext http, string userId, Users users, UserCredentials credentials, MailReach reach, UserChanges changes,
        ProfileSchemas schemas)
    {
        var user = await users.Require(http, userId);
        var body = await ApiJson.RequireBody(http);
        if (await ReadType(http, body) is { } type && type != user.TypeId)
            throw ApiError.Validation("type", "type: is changed by a PUT of the whole user");
        var schema = await schemas.OfType(http.Org.Id, user.TypeId, http.RequestAborted);
        return await Save(http, user, UserDraft.Of(user, body.Object("profile"), schema, reach), body, users, credentials, changes);
    }

    /// <summary>What is not given is gone, but the type, by whose schema the profile is read.</summary>
    private static async Task<IResult> Replace(HttpContext http, string userId, Users users, UserCredentials credentials, MailReach reach, UserChanges changes,
        ProfileSchemas schemas)
    {
        var user = await users.Require(http, userId);
        var body = await ApiJson.RequireBody(http);
        var type = await ReadType(http, body) ?? user.TypeId;
        var schema = await schemas.OfType(http.Org.Id, type, http.RequestAborted);
        return await Save(http, user, UserDraft.Of(RequireProfile(body), schema, reach, user), body, users, credentials, changes, type);
    }

    private static async Task<IResult> Save(HttpContext http, User user, UserDraft draft, JsonObject body, Users users, UserCredentials credentials,
        UserChanges changes, string? type = null)
    {
        UserChanges.RequireChangeable(user);
        if (body["credentials"] is not null || body["recovery_question"] is not null)
            await http.RequestServices.GetRequiredService<AdministratorGate>().Require(
                http.Doing, Rights.ManageCredentials, AdminResource.UserKind, user.Id);
        var hash = await credentials.ReadPassword(body, draft.Profile, http.Org, user, [], http.RequestAborted);
        await changes.Change(http.Doing, user, draft, hash, UserCredentials.ReadEmailVerified(body, draft.Profile),
            await credentials.ReadRecovery(body, http.RequestAborted), type);
        return ApiAnswers.Json(UserJson.Of(await users.Require(http, user.Id), http));
    }

    /// <summary>The first call deactivates, the second deletes.</summary>
    private static async Task<IResult> Delete(HttpContext http, string userId, Users users, UserChanges changes)
    {
        await changes.Delete(http.Doing, await users.Require(http, userId));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> EndSessions(HttpContext http, string userId, Users users, GrantChanges changes)
    {
        var user = await users.Require(http, userId);
        await changes.EndSessions(http.Doing, user, tokensToo: http.Flag("oauthTokens") == true);
        return ApiAnswers.Nothing();
    }

    /// <summary>Of which type somebody is to be; null where nothing is said of it.</summary>
    private static async Task<string?> ReadType(HttpContext http, JsonObject body)
    {
        if (body.Object("type")?.Text("id") is not { } id) return null;
        var types = http.RequestServices.GetRequiredService<UserTypes>();
        return (await types.Find(http.Org, id, http.RequestAborted))?.Id ?? throw ApiError.Validation("type", $"type: there is no user type '{id}'");
    }

    private static JsonObject RequireProfile(JsonObject body) => body.Object("profile") ?? throw ApiError.Validation("profile", "profile: is required");

    private static async Task<IReadOnlyList<string>> ReadGroups(HttpContext http, JsonObject body, Groups groups)
    {
        var ids = NewAccount.Groups(body.Texts("groupIds") ?? []);
        foreach (var id in ids)
            if (await groups.Find(http.Org.Id, id, http.RequestAborted) is not { Type: not Groups.BuiltIn }) throw ApiError.NotFound(id, "UserGroup");
        return ids;
    }
}
