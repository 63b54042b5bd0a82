using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>Changes who is in the directory and what they are like: each is one commit with its line in the log, whichever face asks. Contract §3.2.</summary>
internal sealed class UserChanges(LoggedWrites writes, Users users, UserLifecycle lifecycle, UserSteps steps, AccountLinks links, OneTimeLinks oneTime,
    Passwords passwords, AccountNotices notices, AccountRevocation revocation, AccountGroups belonging)
{
    /// <summary>Asked before a password is hashed for nobody; what decides is the write.</summary>
    /// <exception cref="RuleException">Somebody of the org has this login.</exception>
    public async Task RequireFree(Org org, UserDraft draft, CancellationToken ct)
    {
        if (await users.FindByLogin(org.Id, draft.Login, ct) is { } other && Identifiers.Canonical(other.Login) == Identifiers.Canonical(draft.Login))
            throw RuleException.Taken("login");
    }

    /// <param name="doing">Who wants it.</param>
    /// <param name="draft">What they are to be like.</param>
    /// <param name="account">How their account begins.</param>
    /// <param name="also">What is written in the same commit.</param>
    /// <returns>The person, and the link by which they choose their first password, where they still have to.</returns>
    /// <exception cref="RuleException">Somebody of the org has this login.</exception>
    /// <exception cref="BeyondException">Whoever makes the account may not, or not in these groups.</exception>
    public async Task<(User User, AccountLink? Link)> Create(Doing doing, UserDraft draft, NewAccount account, Func<Writing, Task>? also = null)
    {
        await belonging.RequireMayMake(doing, account);
        var person = new NewUser
        {
            OrgId = doing.Org.Id, TypeId = account.TypeId, Profile = draft.Profile, Status = account.Status, PasswordHash = account.PasswordHash,
            GroupIds = account.GroupIds, EmailVerified = account.EmailVerified,
        };
        var mailAs = await links.MailAs(doing.Org, account.Mail, doing.Aborted);
        AccountLink? link = null;
        var created = await writes.Write(doing, AdminEvents.UserCreated, async writing =>
        {
            await RequireType(writing, doing.Org.Id, account.TypeId);
            if (await users.Create(writing, person) is not { } user) return null;
            await UserValues.RequireUnique(writing, user.OrgId, user.Id, draft);
            await belonging.Apply(writing, doing, user);
            if (account.Recovery is { } question) await Users.SetRecovery(writing, user, question);
            link = user.Status == UserStatus.Provisioned ? await links.Welcome(writing, doing.Org, user, mailAs) : null;
            if (also is not null) await also(writing);
            return user;
        }, user => user.Party);
        return ((created ?? throw RuleException.Taken("login")) with { RecoveryQuestion = account.Recovery?.Question }, link);
    }

    /// <exception cref="StandingException">They are deactivated.</exception>
    public static void RequireChangeable(User user)
    {
        if (user.Status == UserStatus.Deprovisioned) throw new StandingException("A deactivated user cannot be changed.");
    }

    /// <param name="doing">Who wants it.</param>
    /// <param name="user">As they are now.</param>
    /// <param name="draft">What they are to be like.</param>
    /// <param name="passwordHash">What is stored of a new password; null leaves the one they have.</param>
    /// <param name="emailVerified">Whether somebody is known to read mail at their address; null: nothing is said of it.</param>
    /// <param name="recovery">What they are asked when the password is gone; null leaves what they are asked.</param>
    /// <param name="typeId">Of which type they are to be, by whose schema the draft was made; null leaves what they are.</param>
    /// <exception cref="RuleException">Somebody else of the org has this login.</exception>
    /// <exception cref="StandingException">They are deactivated.</exception>
    public async Task<User> Change(Doing doing, User user, UserDraft draft, string? passwordHash = null, bool? emailVerified = null,
        RecoveryQuestion? recovery = null, string? typeId = null)
    {
        RequireChangeable(user);
        var tell = passwordHash is null ? null : await notices.PasswordChanged(doing.Org, user, doing.Aborted);
        return (await writes.Write(doing, AdminEvents.ProfileUpdated, async writing =>
        {
            // Taken back with it: nobody becomes of a type without the profile that was read by its schema.
            var changed = await Written(writing, doing, await Typed(writing, user, typeId), draft) ?? throw RuleException.Taken("login");
            if (recovery is not null) await Users.SetRecovery(writing, changed, recovery);
            if (emailVerified is { } known) await users.SetEmailVerified(writing, changed, known);
            if (passwordHash is not null && await passwords.Set(writing, user, passwordHash) is not null) await tell!(writing);
            return changed;
        }, changed => changed.Party))!;
    }

    /// <summary>Made of what the person is like by now: whoever asks may refuse it where somebody else was quicker. Null when they are gone.</summary>
    /// <exception cref="RuleException">What they would be like breaks one, or somebody else of the org has this login.</exception>
    /// <exception cref="StandingException">They are deactivated.</exception>
    public Task<User?> Revise(Doing doing, User user, Func<User, UserDraft> revise, Func<Writing, Task>? also = null) =>
        writes.Write(doing, AdminEvents.ProfileUpdated, async writing =>
        {
            await users.Hold(writing, user.Id);
            if (await users.Read(writing, user) is not { } current) return null;
            RequireChangeable(current);
            if (current.TypeId != user.TypeId) throw Retyped();
            var changed = await Written(writing, doing, current, revise(current)) ?? throw RuleException.Taken("login");
            if (also is not null) await also(writing);
            return changed;
        }, changed => changed.Party);

    /// <summary>They have proven another address. Null where they had not, or somebody else of the org has it for a login.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="user">As they were.</param>
    /// <param name="revise">What they are to be like, of what they are like by now.</param>
    /// <param name="proven">Spends the proof, and decides races.</param>
    /// <param name="after">What follows, in the same commit.</param>
    public Task<User?> Readdress(Doing doing, User user, Func<User, UserDraft> revise, Func<Writing, Task<bool>> proven, Func<Writing, User, Task> after) =>
        writes.Write(doing, AdminEvents.ProfileUpdated, async writing =>
        {
            await users.Hold(writing, user.Id);
            if (!await proven(writing) || await users.Read(writing, user) is not { } current) return null;
            RequireChangeable(current);
            if (await Written(writing, doing, current, revise(current), byThemselves: true) is not { } changed) return null;
            await after(writing, changed);
            return changed;
        }, changed => changed.Party);

    /// <summary>The same in a commit that is about more.</summary>
    public Task<User?> Readdressed(Writing writing, Doing doing, User user, UserDraft draft) =>
        Written(writing, doing, user, draft, byThemselves: true);

    /// <summary>A person deletes their own account, with everything of theirs, for good. False where somebody else was quicker.</summary>
    /// <exception cref="StandingException">Their org does not let them, or they are an administrator, without whom it might have none.</exception>
    public async Task<bool> DeleteOwn(Doing doing, User user)
    {
        if (!doing.Org.DeletesAccounts) throw new StandingException("People do not delete their own accounts in this organization.");
        if (user.IsAdmin) throw new StandingException("An administrator's account is deleted by another administrator.");
        var tell = await notices.AccountDeleted(doing.Org, user, doing.Aborted);
        return await writes.Write(doing, AdminEvents.UserDeleted, async writing =>
        {
            if (!await lifecycle.Deactivate(writing, user)) return false;
            await revocation.EndEverything(writing, user.OrgId, user.Id, "account deleted by the person");
            await tell(writing);
            return await lifecycle.Delete(writing, user);
        }, user.Party);
    }

    /// <summary>The first time deactivates, the second deletes.</summary>
    public async Task Delete(Doing doing, User user)
    {
        if (await steps.TryDeactivate(doing, user)) return;
        await writes.Write(doing, AdminEvents.UserDeleted, writing => lifecycle.Delete(writing, user), user.Party);
    }

    private static async Task<User> Typed(Writing writing, User user, string? typeId)
    {
        if (typeId is null || typeId == user.TypeId) return user;
        await RequireType(writing, user.OrgId, typeId);
        return await Users.SetType(writing, user, typeId) ? user with { TypeId = typeId } : throw Retyped();
    }

    /// <summary>Until the commit nobody takes it away.</summary>
    private static async Task RequireType(Writing writing, string orgId, string? typeId)
    {
        if (typeId is not null && typeId != UserType.DefaultIdOf(orgId) && !await UserTypes.Hold(writing, typeId))
            throw new RuleException("type", "has been deleted");
    }

    private static RuleException Retyped() => new("type", "Somebody else changed the type of this user at the same time; try again");

    /// <param name="byThemselves">They have proven the new address: the old one can still take it back.</param>
    private async Task<User?> Written(Writing writing, Doing doing, User user, UserDraft draft, bool byThemselves = false)
    {
        if (await users.ChangeProfile(writing, user, draft.Profile) is not { } changed) return null;
        // By the schema of another type, the draft might be none.
        if (changed.TypeId != user.TypeId) throw Retyped();
        await UserValues.RequireUnique(writing, user.OrgId, user.Id, draft);
        await belonging.Apply(writing, doing, changed);
        // A link or a code that went to the old address must not open the account of the new one, nor prove that.
        if (Identifiers.Canonical(changed.Email) == Identifiers.Canonical(user.Email)) return changed;
        await oneTime.VoidAll(writing, user.Id);
        await MailedCodes.Void(writing, changed);
        if (!byThemselves) await oneTime.VoidNotMe(writing, user.Id, DateTimeOffset.UnixEpoch);
        return changed;
    }
}
