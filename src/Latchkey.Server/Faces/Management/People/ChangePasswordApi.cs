using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>
/// POST /api/v1/users/{id}/credentials/change_password. Contract §3.2. A wrong old password counts like one at sign-in: this is no way around the
/// lock.
/// </summary>
public static class ChangePasswordApi
{
    public static RouteGroupBuilder MapChangePassword(this RouteGroupBuilder api)
    {
        api.MapPost("/users/{userId}/credentials/change_password", Handle);
        return api;
    }

    private static async Task<IResult> Handle(HttpContext http, string userId, Database db, Users users, PasswordHashing hashing, Passwords passwords,
        Sessions sessions, AccountNotices notices, TimeProvider clock, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var body = await ApiJson.RequireBody(http);
        var typed = body.Object("oldPassword")?.Text("value") ?? throw ApiError.Validation("oldPassword", "oldPassword: The field cannot be left blank");
        var chosen = body.Object("newPassword")?.Text("value") ?? throw ApiError.Validation("newPassword", "newPassword: The field cannot be left blank");

        if (user.StatusAt(clock.Now) is not (UserStatus.Active or UserStatus.PasswordExpired))
            throw ApiError.WrongStatus("Only an active user's password can be changed.");
        if (PasswordPolicy.Violation(chosen, user.Profile, http.Org) is { } violation) throw Failed($"password: {violation}");
        if (await hashing.Verify(user, typed, http.RequestAborted) == PasswordVerdict.Wrong)
        {
            if (await users.RecordFailure(user, http.RequestAborted))
                await log.Record(http.Org, http, AdminEvents.AccountLocked.By(http.Caller.User, user.Party));
            throw Failed("oldPassword: Old Password is not correct");
        }

        // Every session ends, whatever revokeSessions says, but the one in which a person changes their own.
        body.Flag("revokeSessions");
        var kept = await sessions.Current(http, touch: false) is { } here && here.User.Id == user.Id ? here.Session : null;
        var hash = await hashing.Hash(chosen, http.RequestAborted);
        var tell = await notices.PasswordChanged(http.Org, user, http.RequestAborted);
        var changed = await db.Write(async writing =>
        {
            // Not if it was locked, or changed, while the old one was being checked.
            if (!await users.RecordSuccess(writing, user) || await passwords.Change(writing, user, hash, kept) is null) return false;
            await tell(writing);
            await log.Record(writing, http.Org, http, AdminEvents.PasswordChanged.By(http.Caller.User, user.Party));
            return true;
        }, http.RequestAborted);
        return changed ? ApiAnswers.Json(UserJson.Credentials(await users.Require(http, user.Id))) : throw Failed("oldPassword: Old Password is not correct");
    }

    private static ApiError Failed(string cause) => new(403, "E0000014", "Update of credentials failed", cause);
}
