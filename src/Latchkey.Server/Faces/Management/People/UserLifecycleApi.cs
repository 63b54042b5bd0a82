using System.Text.Json.Nodes;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>
/// /api/v1/users/{id}/lifecycle. Contract §3.2, "Status machine". The store decides whether a step is possible; two racing callers hear the same.
/// </summary>
public static class UserLifecycleApi
{
    private const string MayNotExpire = "Only an active user's password can expire.";

    public static RouteGroupBuilder MapUserLifecycle(this RouteGroupBuilder api)
    {
        var lifecycle = api.MapGroup("/users/{userId}/lifecycle");
        lifecycle.MapPost("/activate", Activate);
        lifecycle.MapPost("/reactivate", Reactivate);
        lifecycle.MapPost("/deactivate", Deactivate);
        lifecycle.MapPost("/suspend", Suspend);
        lifecycle.MapPost("/unsuspend", Unsuspend);
        lifecycle.MapPost("/unlock", Unlock);
        lifecycle.MapPost("/expire_password", ExpirePassword);
        lifecycle.MapPost("/expire_password_with_temp_password", ExpireWithTemporaryPassword);
        lifecycle.MapPost("/reset_password", ResetPassword);
        return api;
    }

    private static async Task<IResult> Activate(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle, AccountLinks links,
        SystemLog log)
    {
        var user = await users.Require(http, userId);
        var brand = await links.Brand(http);
        var (activated, link) = await db.Write(async writing =>
        {
            if (!await lifecycle.Activate(writing, user)) return (false, null);
            await log.Record(writing, http.Org, http, AdminEvents.UserActivated.By(http.Caller.User, user.Party));
            // A deactivated person's password is gone; a staged one may have been given a password already.
            var waits = user.Status == UserStatus.Deprovisioned || user.PasswordHash is null;
            return (true, waits ? await links.Welcome(writing, http.Org, user, brand) : null);
        }, http.RequestAborted);
        return activated ? Activation(link) : throw new ApiError(403, "E0000016", "Activation failed because the user is already active");
    }

    private static async Task<IResult> Reactivate(HttpContext http, string userId, Database db, Users users, AccountLinks links, SystemLog log)
    {
        var user = await users.Require(http, userId);
        if (user.Status is not (UserStatus.Provisioned or UserStatus.Recovery))
            throw ApiError.WrongStatus("Only a user who has yet to set a password can be activated again.");
        var brand = await links.Brand(http);
        var link = await db.Write(async writing =>
        {
            await log.Record(writing, http.Org, http, AdminEvents.UserReactivated.By(http.Caller.User, user.Party));
            return await links.Welcome(writing, http.Org, user, brand);
        }, http.RequestAborted);
        return Activation(link);
    }

    private static async Task<IResult> Deactivate(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle,
        AccountRevocation revocation, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var moved = await db.Write(async writing =>
        {
            if (!await lifecycle.Deactivate(writing, user)) return false;
            await revocation.EndEverything(writing, http.Org.Id, user.Id, "deactivated");
            await log.Record(writing, http.Org, http, AdminEvents.UserDeactivated.By(http.Caller.User, user.Party));
            return true;
        }, http.RequestAborted);
        return moved ? ApiAnswers.Empty() : throw ApiError.WrongStatus("The user is deactivated already.");
    }

    private static async Task<IResult> Suspend(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle, AccountRevocation revocation,
        SystemLog log)
    {
        var user = await users.Require(http, userId);
        var moved = await db.Write(async writing =>
        {
            if (!await lifecycle.Suspend(writing, user)) return false;
            await revocation.EndEverything(writing, http.Org.Id, user.Id, "suspended");
            await log.Record(writing, http.Org, http, AdminEvents.UserSuspended.By(http.Caller.User, user.Party));
            return true;
        }, http.RequestAborted);
        return moved ? ApiAnswers.Empty() : throw ApiError.WrongStatus("Only an active user can be suspended.");
    }

    private static Task<IResult> Unsuspend(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle, SystemLog log) =>
        Step(http, userId, db, users, log, lifecycle.Unsuspend, AdminEvents.UserUnsuspended, "Only a suspended user can be unsuspended.");

    private static Task<IResult> Unlock(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle, SystemLog log) =>
        Step(http, userId, db, users, log, lifecycle.Unlock, AdminEvents.AccountUnlocked, "Only a locked user can be unlocked.");

    /// <summary>
    /// The old password is good for choosing a new one and for nothing else; <c>?tempPassword=true</c> puts one that is read out in its place.
    /// </summary>
    private static async Task<IResult> ExpirePassword(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle, Passwords passwords,
        PasswordHashing hashing, SystemLog log)
    {
        if (http.Flag("tempPassword") == true) return await ExpireWithTemporaryPassword(http, userId, db, users, lifecycle, passwords, hashing, log);
        async Task<bool> Expire(Writing writing, User user)
        {
            if (!await lifecycle.ExpirePassword(writing, user)) return false;
            await passwords.End(writing, user, "password expired");
            return true;
        }
        await Step(http, userId, db, users, log, Expire, AdminEvents.PasswordExpired, MayNotExpire);
        return ApiAnswers.Json(UserJson.Of(await users.Require(http, userId), http));
    }

    private static async Task<IResult> ExpireWithTemporaryPassword(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle,
        Passwords passwords, PasswordHashing hashing, SystemLog log)
    {
        var temporary = TemporaryPassword.New();
        var hash = await hashing.Hash(temporary, http.RequestAborted);
        // First as a check that it may be, then because a new password would have ended it.
        await Step(http, userId, db, users, log,
            async (writing, user) =>
            await lifecycle.ExpirePassword(writing, user) && await passwords.Set(writing, user, hash) is not null
            && await lifecycle.ExpirePassword(writing, user),
            AdminEvents.PasswordExpired, MayNotExpire);
        return ApiAnswers.Json(new JsonObject { ["tempPassword"] = temporary });
    }

    private static async Task<IResult> ResetPassword(HttpContext http, string userId, Database db, Users users, UserLifecycle lifecycle, Passwords passwords,
        AccountLinks links, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var brand = await links.Brand(http);
        var link = await db.Write(async writing =>
        {
            if (!await lifecycle.ResetPassword(writing, user)) return null;
            await passwords.End(writing, user, "password reset");
            await log.Record(writing, http.Org, http, AdminEvents.PasswordReset.By(http.Caller.User, user.Party));
            return await links.ResetPassword(writing, http.Org, user, brand);
        }, http.RequestAborted);
        if (link is null) throw ApiError.WrongStatus("Only a user who has been activated can be given a new password.");
        return link.Mailed ? ApiAnswers.Empty() : ApiAnswers.Json(new JsonObject { ["resetPasswordUrl"] = link.Url });
    }

    private static async Task<IResult> Step(HttpContext http, string userId, Database db, Users users, SystemLog log, Func<Writing, User, Task<bool>> step,
        LogEntry entry, string otherwise)
    {
        var user = await users.Require(http, userId);
        var moved = await db.Write(async writing =>
        {
            if (!await step(writing, user)) return false;
            await log.Record(writing, http.Org, http, entry.By(http.Caller.User, user.Party));
            return true;
        }, http.RequestAborted);
        return moved ? ApiAnswers.Empty() : throw ApiError.WrongStatus(otherwise);
    }

    private static IResult Activation(AccountLink? link) => link is null or { Mailed: true } ? ApiAnswers.Empty()
        : ApiAnswers.Json(new JsonObject { ["activationUrl"] = link.Url, ["activationToken"] = link.Token });
}
