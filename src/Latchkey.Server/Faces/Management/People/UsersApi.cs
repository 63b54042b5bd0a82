using System.Text.Json.Nodes;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>/api/v1/users. Contract §3.2.</summary>
public static class UsersApi
{
    private const int LargestPage = 200;
    private const int OrdinaryFind = 10;
    private const int MaxGroups = 20;

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
        if (userId == "me") userId = http.Caller.User.Id;
        return UserReach.Require(http, await users.Read(http.Org.Id, userId, http.RequestAborted)
            ?? await users.FindByLogin(http.Org.Id, userId, http.RequestAborted)
            ?? throw ApiError.NotFound(userId, "User"));
    }

    private static async Task<IResult> List(HttpContext http, UserList users)
    {
        if (Identifiers.Canonical(http.Request.Query["q"].ToString()) is { Length: > 0 } prefix)
        {
            if (Sorting.Of(http, UserList.Sortable) is not null) throw ApiError.Validation("sortBy", "sortBy: sorts what search finds, and not what q finds");
            var found = await users.Starting(http.Org.Id, prefix, Paging.LimitOf(http, OrdinaryFind, LargestPage), http.RequestAborted);
            return Pages.Whole(http, found.Select(user => UserJson.Of(user, http)));
        }
        var filter = ScimParser.Read(http, "search") ?? ScimParser.Read(http, "filter");
        if (Sorting.Of(http, UserList.Sortable) is { } sorting)
            return await Scan.Page(http, Paging.Of(http, LargestPage, LargestPage), filter,
                (after, most) => users.Sorted(http.Org.Id, filter, sorting, after, most, http.RequestAborted), row => row.Cursor,
                row => UserJson.Of(row.User, http));
        return await Scan.Page(http, Paging.Of(http, LargestPage, LargestPage), filter,
            (after, most) => users.After(http.Org.Id, filter, after, most, http.RequestAborted), user => user.Id, user => UserJson.Of(user, http));
    }

    private static async Task<IResult> Create(HttpContext http, Database db, Users users, UserCredentials credentials, MailReach reach, ServerSettings settings,
        Groups groups, AccountLinks links, SystemLog log)
    {
        var body = await ApiJson.RequireBody(http);
        var profile = UserProfile.Read(body.Object("profile") ?? throw ApiError.Validation("profile", "profile: is required"));
        RequireReachable(reach, profile);
        var groupIds = await ReadGroups(http, body, groups);
        if (await users.FindByLogin(http.Org.Id, profile.Text("login")!, http.RequestAborted) is { } taken
            && taken.Login.Contains('@', StringComparison.Ordinal)
            && Identifiers.Canonical(taken.Login) == Identifiers.Canonical(profile.Text("login")!)) throw LoginTaken();
        var hash = await credentials.ReadPassword(body, profile, http.Org, http.RequestAborted);

        var draft = new NewUser
        {
            OrgId = http.Org.Id, Profile = profile, Status = StatusOf(http, hash), PasswordHash = hash, GroupIds = groupIds,
            EmailVerified = UserCredentials.ReadEmailVerified(body, profile) == true
        };
        var brand = await links.Brand(http);
        var (user, link) = await db.Write(async writing =>
        {
            if (await users.Create(writing, draft) is not { } created) throw LoginTaken();
            await log.Record(writing, http.Org, http, AdminEvents.UserCreated.By(http.Caller.User, created.Party));
            return (created, created.Status == UserStatus.Provisioned ? await links.Welcome(writing, http.Org, created, brand) : null);
        }, http.RequestAborted);
        var answer = UserJson.Of(user, http);
        // Where no mail can go out, whoever asked is the only one who can pass the link on.
        if (link is { Mailed: false } && !settings.SendsMail) answer["activationUrl"] = link.Url;
        return ApiAnswers.Json(answer);
    }

    private static async Task<IResult> Get(HttpContext http, string userId, Users users) =>
        ApiAnswers.Json(UserJson.Of(await users.Require(http, userId), http));

    /// <summary>
    /// GET /api/v1/users/me: the owner of the token, or who is signed in in this browser, also for a page of an origin that the org trusts. Contract §3.0,
    /// §3.2.
    /// </summary>
    public static async Task<IResult> Me(HttpContext http, Users users, Sessions sessions)
    {
        if (http.Request.Headers.Authorization.Count > 0 || !sessions.IsPresented(http))
        {
            await ApiCallers.Require(http);
            return ApiAnswers.Json(UserJson.Of(await users.Require(http, "me"), http));
        }
        return await sessions.Current(http, touch: false) is var (_, user) ? ApiAnswers.Json(UserJson.Of(user, http))
            : throw new ApiError(403, "E0000005", "Invalid session");
    }

    /// <summary>Only what is given changes.</summary>
    private static async Task<IResult> Update(HttpContext http, string userId, Database db, Users users, Passwords passwords, UserCredentials credentials,
        OneTimeLinks links, AccountNotices notices, MailReach reach, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var body = await ApiJson.RequireBody(http);
        var profile = body.Object("profile") is { } given ? UserProfile.Merge(user.Profile, given) : user.Profile;
        return await Save(http, user, profile, body, db, users, passwords, credentials, links, notices, reach, log);
    }

    /// <summary>What is not given is gone.</summary>
    private static async Task<IResult> Replace(HttpContext http, string userId, Database db, Users users, Passwords passwords, UserCredentials credentials,
        OneTimeLinks links, AccountNotices notices, MailReach reach, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var body = await ApiJson.RequireBody(http);
        var profile = UserProfile.Read(body.Object("profile") ?? throw ApiError.Validation("profile", "profile: is required"));
        return await Save(http, user, profile, body, db, users, passwords, credentials, links, notices, reach, log);
    }

    private static async Task<IResult> Save(HttpContext http, User user, JsonObject profile, JsonObject body, Database db, Users users, Passwords passwords,
        UserCredentials credentials, OneTimeLinks links, AccountNotices notices, MailReach reach, SystemLog log)
    {
        if (user.Status == UserStatus.Deprovisioned) throw ApiError.WrongStatus("A deactivated user cannot be changed.");
        if (profile.Text("email") != user.Email) RequireReachable(reach, profile);
        var hash = await credentials.ReadPassword(body, profile, http.Org, http.RequestAborted);
        var verified = UserCredentials.ReadEmailVerified(body, profile);
        var tell = await notices.PasswordChanged(http.Org, user, http.RequestAborted);
        var saved = await db.Write(async writing =>
        {
            if (await users.ChangeProfile(writing, user, profile) is not { } changed) return null;
            // A link that went to the old address must not open the account of the new one.
            if (Identifiers.Canonical(changed.Email) != Identifiers.Canonical(user.Email)) await links.VoidAll(writing, user.Id);
            if (verified is { } known) await users.SetEmailVerified(writing, changed, known);
            if (hash is not null && await passwords.Set(writing, user, hash) is not null) await tell(writing);
            await log.Record(writing, http.Org, http, AdminEvents.ProfileUpdated.By(http.Caller.User, changed.Party));
            return changed;
        }, http.RequestAborted);
        if (saved is null) throw LoginTaken();
        return ApiAnswers.Json(UserJson.Of(await users.Require(http, user.Id), http));
    }

    /// <summary>The first call deactivates, the second deletes.</summary>
    private static async Task<IResult> Delete(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle, AccountRevocation revocation,
        SystemLog log)
    {
        var user = await users.Require(http, userId);
        await db.Write(async writing =>
        {
            if (await lifecycle.Deactivate(writing, user))
            {
                await revocation.EndEverything(writing, http.Org.Id, user.Id, "deactivated");
                await log.Record(writing, http.Org, http, AdminEvents.UserDeactivated.By(http.Caller.User, user.Party));
            }
            else if (await lifecycle.Delete(writing, user))
            {
                await log.Record(writing, http.Org, http, AdminEvents.UserDeleted.By(http.Caller.User, user.Party));
            }
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> EndSessions(HttpContext http, string userId, Database db, Users users, AccountRevocation revocation, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var tokensToo = http.Flag("oauthTokens") == true;
        await db.Write(async writing =>
        {
            await revocation.EndEverything(writing, http.Org.Id, user.Id, "sessions ended by an administrator", tokensToo);
            await log.Record(writing, http.Org, http, AdminEvents.SessionsCleared.By(http.Caller.User, user.Party));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    private static UserStatus StatusOf(HttpContext http, string? passwordHash)
    {
        if (http.Flag("activate") == false) return UserStatus.Staged;
        var change = http.Word("nextLogin", "changePassword") is not null;
        if (change && passwordHash is null) throw ApiError.Validation("nextLogin", "nextLogin: changePassword needs a password to change");
        return passwordHash is null ? UserStatus.Provisioned : change ? UserStatus.PasswordExpired : UserStatus.Active;
    }

    private static async Task<IReadOnlyList<string>> ReadGroups(HttpContext http, JsonObject body, Groups groups)
    {
        var ids = body.Texts("groupIds")?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        if (ids.Length > MaxGroups) throw ApiError.Validation("groupIds", $"groupIds: at most {MaxGroups}");
        foreach (var id in ids)
            if (await groups.Find(http.Org.Id, id, http.RequestAborted) is not { Type: not Groups.BuiltIn }) throw ApiError.NotFound(id, "UserGroup");
        return ids;
    }

    private static void RequireReachable(MailReach reach, JsonObject profile)
    {
        if (reach.Problem(profile.Text("email")!) is { } problem) throw ApiError.Validation("email", $"email: {problem}");
    }

    private static ApiError LoginTaken() => ApiError.Validation("login", "login: An object with this field already exists in the current organization");
}
