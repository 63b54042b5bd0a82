using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Authn;

/// <summary>POST /api/v1/authn/credentials/…: the step in which a person chooses a new password, and is signed in with it. Contract §3.5.</summary>
internal static class AuthnPasswords
{
    /// <summary>After PASSWORD_EXPIRED or PASSWORD_WARN. A wrong old password counts like one at sign-in.</summary>
    public static async Task<IResult> Change(HttpContext http, AuthnTransactions transactions, AuthnSteps steps, Users users, Passwords passwords,
        PasswordChoice choice, PasswordHashing hashing, AccountNotices notices, SystemLog log)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        if (transaction.Status is not (AuthnStatus.PasswordExpired or AuthnStatus.PasswordWarn)) throw ApiError.WrongAuthenticationState();
        var (typed, chosen) = (AuthnEndpoints.Needed(body, "oldPassword"), AuthnEndpoints.Needed(body, "newPassword"));
        if (transaction.Status == AuthnStatus.PasswordExpired && !await choice.HasEnded(user, http.RequestAborted)) throw ApiError.InvalidToken();

        await RequireGood(http, choice, chosen, user);
        if (OpaqueString.Of(chosen) == OpaqueString.Of(typed)) throw ApiError.WeakPassword("newPassword: must differ from the current password");
        if (await hashing.Verify(user, typed, http.RequestAborted) == PasswordVerdict.Wrong)
        {
            await users.RecordFailure(user.Doing(http), user);
            throw WrongOld();
        }

        var hash = await hashing.Hash(chosen, http.RequestAborted);
        var tell = await notices.PasswordChanged(http.Org, user, http.RequestAborted);
        var answer = await steps.Prove(http, user, PasswordSignIn.Amr, transaction.RelayState, async w =>
        {
            if (!await transactions.TryEnd(w, transaction) || !await users.RecordSuccess(w, user) || await passwords.Change(w, user, hash) is null)
                return false;
            await tell(w);
            await log.Record(w, http.Org, http, AdminEvents.PasswordChanged.By(user.Party, user.Party));
            return true;
        });
        return ApiAnswers.Json(answer ?? throw ApiError.InvalidToken());
    }

    /// <summary>After PASSWORD_RESET: the link, the password and the sign-in are one commit.</summary>
    public static async Task<IResult> Reset(HttpContext http, AuthnTransactions transactions, AuthnSteps steps, OneTimeLinks links, Users users,
        Passwords passwords, PasswordChoice choice, PasswordHashing hashing, AccountNotices notices, SystemLog log)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        if (transaction.Status != AuthnStatus.PasswordReset) throw ApiError.WrongAuthenticationState();
        var chosen = AuthnEndpoints.Needed(body, "newPassword");
        await RequireGood(http, choice, chosen, user);

        var hash = await hashing.Hash(chosen, http.RequestAborted);
        var tell = await notices.PasswordChanged(http.Org, user, http.RequestAborted);
        // A link that an administrator handed over says nothing of the mailbox.
        var amr = Assurance.Has(transaction.Amr, Assurance.Mailbox) ? Assurance.Recovered : PasswordSignIn.Amr;
        var answer = await steps.Prove(http, user, amr, transaction.RelayState, async w =>
        {
            if (!await transactions.TryEnd(w, transaction) || !await links.TryUse(w, user.OrgId, new LinkHash(transaction.LinkHash!))) return false;
            if (await passwords.Set(w, user, hash) is not { } now || !await users.RecordSuccess(w, now)) return false;
            await tell(w);
            await log.Record(w, http.Org, http, AdminEvents.PasswordChanged.By(user.Party, user.Party));
            return true;
        });
        return ApiAnswers.Json(answer ?? throw ApiError.InvalidToken());
    }

    private static async Task RequireGood(HttpContext http, PasswordChoice choice, string chosen, User user)
    {
        if (await choice.Violation(http.Org, user, chosen, http.RequestAborted) is { } violation) throw ApiError.WeakPassword($"newPassword: {violation}");
    }

    private static ApiError WrongOld() => new(403, "E0000014", "Update of credentials failed", "oldPassword: Old Password is not correct");
}
