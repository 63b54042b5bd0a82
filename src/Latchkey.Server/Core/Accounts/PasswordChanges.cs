using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>Changes passwords by whoever proves something: each is one commit with its line in the log and the mail that tells of it. Contract §3.2.</summary>
internal sealed class PasswordChanges(LoggedWrites writes, Users users, PasswordHashing hashing, PasswordChoice choice, Passwords passwords,
    AccountNotices notices, OneTimeLinks links, TimeProvider clock)
{
    public const string Old = "oldPassword";
    /// <summary>The field of a refusal that is about when, and not about what.</summary>
    public const string Age = "passwordAge";

    /// <summary>Everything begun with the old one ends. A wrong old password counts like one at sign-in: this is no way around the lock.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="user">Whose.</param>
    /// <param name="typed">The old one.</param>
    /// <param name="chosen">The new one.</param>
    /// <param name="kept">The session in which the person changes their own goes on; null: none does.</param>
    /// <exception cref="StandingException">They stand where no password is changed.</exception>
    /// <exception cref="RuleException">The old one is wrong, or the new one breaks a rule.</exception>
    /// <exception cref="PasswordQueueFullException">Too many checks are waiting.</exception>
    public async Task Change(Doing doing, User user, string typed, string chosen, Session? kept)
    {
        // Who changes their own is held to all of it; who sets somebody else's, to what it must be like.
        var own = doing.By.IsUser(user.Id);
        var standing = user.StatusAt(clock.Now);
        // Before the first sign-in and after a reset, an administrator may: the people themselves have their link.
        if (standing is not (UserStatus.Active or UserStatus.PasswordExpired) && (own || !IsWaiting(standing)))
            throw new StandingException("Only an active user's password can be changed.");
        if (user.PasswordHash is null) throw new StandingException("The user has no password yet.");
        if (own && await choice.IsTooSoon(user, doing.Aborted)) throw new RuleException(Age, "The password was changed too short a time ago.");
        if (!own) await choice.Require(doing.Org, user.Profile, user, [], chosen, doing.Aborted);
        else if (await choice.Violation(doing.Org, user, chosen, doing.Aborted) is { } violation) throw new RuleException("password", violation);
        if (await hashing.Verify(user, typed, doing.Aborted) == PasswordVerdict.Wrong)
        {
            await users.RecordFailure(doing, user);
            throw WrongOld();
        }
        if (!await TryChange(doing, user, await hashing.Hash(chosen, doing.Aborted), kept)) throw WrongOld();
    }

    /// <summary>By whoever has proven the password of <paramref name="user"/> as read. False if it was locked, or changed, meanwhile.</summary>
    public async Task<bool> TryChange(Doing doing, User user, string hash, Session? kept = null)
    {
        var tell = await notices.PasswordChanged(doing.Org, user, doing.Aborted);
        return await writes.Write(doing, AdminEvents.PasswordChanged, async writing =>
        {
            var proven = IsWaiting(user.Status) ? users.RecordProof(writing, user) : users.RecordSuccess(writing, user);
            if (!await proven || await passwords.Change(writing, user, hash, kept) is null) return false;
            await tell(writing);
            return true;
        }, user.Party);
    }

    /// <summary>By whoever has a link to it. The password and the end of the link are one commit, so of two racing uses one sets it.</summary>
    public Task<bool> TrySet(Doing doing, User user, string token, string purpose, string hash) =>
        TrySet(doing, user, hash, writing => links.TryUse(writing, user.OrgId, token, purpose));

    /// <summary>By whoever has shown in another way that they may.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="user">Whose.</param>
    /// <param name="hash">What is stored of it.</param>
    /// <param name="uses">Uses up, in the same commit, what was shown: of racing uses one wins.</param>
    public async Task<bool> TrySet(Doing doing, User user, string hash, Func<Writing, Task<bool>> uses)
    {
        // Nobody needs to be told of their first one.
        Func<Writing, Task>? tell = user.PasswordHash is null ? null : await notices.PasswordChanged(doing.Org, user, doing.Aborted);
        return await writes.Write(doing, AdminEvents.PasswordChanged, async writing =>
        {
            if (!await uses(writing) || await passwords.Set(writing, user, hash) is null) return false;
            if (tell is not null) await tell(writing);
            return true;
        }, user.Party);
    }

    private static bool IsWaiting(UserStatus status) => status is UserStatus.Staged or UserStatus.Recovery;

    private static RuleException WrongOld() => new(Old, "Old Password is not correct");
}
