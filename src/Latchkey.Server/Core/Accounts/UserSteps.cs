using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// Moves people from one standing to the next: each step is one commit with its line in the log, whichever face asks. The
/// store decides whether it is possible; two racing callers hear the same. Contract §3.2, "Status machine".
/// </summary>
internal sealed class UserSteps(LoggedWrites writes, UserLifecycle lifecycle, AccountRevocation revocation, AccountLinks links, Passwords passwords,
    PasswordHashing hashing, Users users, RuleApplication rules, Turns turns)
{
    private const string MayNotExpire = "Only an active user's password can expire.";

    /// <param name="doing">Who wants it.</param>
    /// <param name="user">Whom.</param>
    /// <param name="mail">Whether they are told by mail, where mail can be sent.</param>
    /// <returns>The link to their first password; null where they have one.</returns>
    /// <exception cref="StandingException">They are active.</exception>
    public async Task<AccountLink?> Activate(Doing doing, User user, bool mail)
    {
        var mailAs = await links.MailAs(doing.Org, mail, doing.Aborted);
        AccountLink? link = null;
        await Step(doing, user, AdminEvents.UserActivated, async writing =>
        {
            if (!await lifecycle.Activate(writing, user)) return false;
            if (await users.Read(writing, user) is { } active) await rules.Apply(writing, doing, active);
            // A deactivated person's password is gone; a staged one may have been given a password already.
            if (user.Status == UserStatus.Deprovisioned || user.PasswordHash is null) link = await links.Welcome(writing, doing.Org, user, mailAs);
            return true;
        }, "The user is active already.");
        return link;
    }

    /// <summary>A new link in the place of one that was lost.</summary>
    /// <inheritdoc cref="Activate"/>
    /// <exception cref="StandingException">They have set a password.</exception>
    public async Task<AccountLink> Reactivate(Doing doing, User user, bool mail)
    {
        if (user.Status is not (UserStatus.Provisioned or UserStatus.Recovery))
            throw new StandingException("Only a user who has yet to set a password can be activated again.");
        var mailAs = await links.MailAs(doing.Org, mail, doing.Aborted);
        return (await writes.Write<AccountLink>(doing, AdminEvents.UserReactivated, async writing => await links.Welcome(writing, doing.Org, user, mailAs),
            _ => user.Party))!;
    }

    /// <summary>Ends everything of theirs with the account.</summary>
    /// <exception cref="StandingException">They are deactivated.</exception>
    public async Task Deactivate(Doing doing, User user)
    {
        if (!await TryDeactivate(doing, user)) throw new StandingException("The user is deactivated already.");
    }

    /// <summary>False where they are deactivated.</summary>
    public Task<bool> TryDeactivate(Doing doing, User user) => writes.Write(doing, AdminEvents.UserDeactivated,
        writing => Ended(writing, user, lifecycle.Deactivate, "deactivated"), user.Party);

    /// <exception cref="StandingException">They are not active.</exception>
    public Task Suspend(Doing doing, User user) => Step(doing, user, AdminEvents.UserSuspended,
        writing => Ended(writing, user, lifecycle.Suspend, "suspended"), "Only an active user can be suspended.");

    /// <exception cref="StandingException">They are not suspended.</exception>
    public Task Unsuspend(Doing doing, User user) =>
        Step(doing, user, AdminEvents.UserUnsuspended, writing => lifecycle.Unsuspend(writing, user), "Only a suspended user can be unsuspended.");

    /// <exception cref="StandingException">They are not locked.</exception>
    public Task Unlock(Doing doing, User user) =>
        Step(doing, user, AdminEvents.AccountUnlocked, writing => lifecycle.Unlock(writing, user), "Only a locked user can be unlocked.");

    /// <summary>The old password is good for choosing a new one and for nothing else.</summary>
    /// <exception cref="StandingException">They are not active.</exception>
    public Task ExpirePassword(Doing doing, User user) => Step(doing, user, AdminEvents.PasswordExpired, async writing =>
    {
        if (!await lifecycle.ExpirePassword(writing, user)) return false;
        await passwords.End(writing, user, "password expired");
        return true;
    }, MayNotExpire);

    /// <summary>The same, with one that is read out in its place.</summary>
    /// <inheritdoc cref="ExpirePassword"/>
    public async Task<string> ReplacePassword(Doing doing, User user)
    {
        var temporary = TemporaryPassword.New();
        var hash = await hashing.Hash(temporary, doing.Aborted);
        // First as a check that it may be, then because a new password would have ended it.
        await Step(doing, user, AdminEvents.PasswordExpired, async writing => await lifecycle.ExpirePassword(writing, user)
            && await passwords.Set(writing, user, hash) is not null && await lifecycle.ExpirePassword(writing, user), MayNotExpire);
        return temporary;
    }

    /// <summary>The old password no longer counts, and a link leads to a new one.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="user">Whose.</param>
    /// <param name="mail">Whether the link is mailed, where mail can be sent.</param>
    /// <exception cref="StandingException">They have never been activated, or are deactivated.</exception>
    public async Task<AccountLink> ResetPassword(Doing doing, User user, bool mail)
    {
        var mailAs = await links.MailAs(doing.Org, mail, doing.Aborted);
        return await writes.Write(doing, AdminEvents.PasswordReset, async writing =>
        {
            if (!await lifecycle.ResetPassword(writing, user)) return null;
            await passwords.End(writing, user, "password reset");
            return await links.ResetPassword(writing, doing.Org, user, mailAs);
        }, _ => user.Party) ?? throw new StandingException("Only a user who has been activated can be given a new password.");
    }

    private async Task<bool> Ended(Writing writing, User user, Func<Writing, User, Task<bool>> step, string because)
    {
        if (user.IsAdmin) await AdministratorChanges.RequireOther(writing, turns, user);
        if (!await step(writing, user)) return false;
        await revocation.EndEverything(writing, user.OrgId, user.Id, because);
        return true;
    }

    private async Task Step(Doing doing, User user, LogEntry entry, Func<Writing, Task<bool>> step, string otherwise)
    {
        if (!await writes.Write(doing, entry, step, user.Party)) throw new StandingException(otherwise);
    }
}
