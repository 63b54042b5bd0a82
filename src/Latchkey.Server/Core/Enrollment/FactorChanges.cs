using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Enrollment;

/// <summary>
/// Changes what a person proves who they are with: each is one commit with its line in the log, and the person is told of what lets somebody in.
/// Contract §3.2, "factors".
/// </summary>
internal sealed class FactorChanges(Database db, LoggedWrites writes, Factors factors, AuthenticatorKinds kinds, SecondFactor second, AccountNotices notices,
    SystemLog log)
{
    /// <summary>Begins one, or takes an administrator's word for it where it is active. False when the person has one in its place.</summary>
    public async Task<bool> Enroll(Doing doing, User user, Factor factor)
    {
        if (!factor.Active) return await db.Write(writing => factors.TryEnroll(writing, factor), doing.Aborted);
        var tell = await notices.FactorAdded(doing.Org, user, factor.Id, doing.Aborted);
        return await writes.Write(doing, FactorEvents.Activated, async writing =>
        {
            if (!await factors.TryEnroll(writing, factor)) return false;
            await tell(writing);
            return true;
        }, user.Party, FactorEvents.Of(factor));
    }

    /// <summary>Makes one that was begun count, by its first answer.</summary>
    public async Task<CodeOutcome> Activate(Doing doing, User user, Factor factor, FactorAnswer answer)
    {
        var seen = await second.CheckFirst(doing, user, factor, answer);
        return seen is CodeOutcome.Right right ? await second.Commit(user, right, await Activated(doing, user, factor, right), doing.Aborted) : seen;
    }

    /// <summary>The same in a commit that is about more, and that spends the answer: a sign-in.</summary>
    /// <returns>False of it: it is active already, or gone, or what it is about is somebody's.</returns>
    public async Task<Func<Writing, Task<bool>>> Activated(Doing doing, User user, Factor factor, CodeOutcome.Right right)
    {
        var tell = await notices.FactorAdded(doing.Org, user, (right.Becomes ?? factor).Id, doing.Aborted);
        return async writing =>
        {
            if (!await factors.TryActivate(writing, factor, right.Becomes ?? factor)) return false;
            await kinds.Of(factor).Proven(writing, user);
            await tell(writing);
            await log.Record(writing, doing, FactorEvents.Activated, user.Party, FactorEvents.Of(factor));
            return true;
        };
    }

    /// <summary>Adds one that its first answer has just proven, in a commit that is about more: a sign-in.</summary>
    /// <returns>False of it: the answer was used before, or what it is about is somebody's already.</returns>
    public async Task<Func<Writing, Task<bool>>> Added(Doing doing, User user, Factor factor, CodeOutcome.Right right)
    {
        var kept = right.Becomes ?? factor;
        var tell = await notices.FactorAdded(doing.Org, user, kept.Id, doing.Aborted);
        return async writing =>
        {
            if (!await factors.TryReplace(writing, kept) || !await right.Spend(writing)) return false;
            await kinds.Of(kept).Proven(writing, user);
            await tell(writing);
            await log.Record(writing, doing, FactorEvents.Activated, user.Party, FactorEvents.Of(kept));
            return true;
        };
    }

    /// <summary>False, and nothing happens, where it is gone.</summary>
    public Task<bool> Rename(Doing doing, User user, Factor factor, FactorName name) => writes.Write(doing, FactorEvents.Renamed,
        writing => factors.TryName(writing, factor, name.Text), user.Party, FactorEvents.Of(factor));

    /// <summary>False, and nothing happens, where it is gone: of two racing uses one removes it.</summary>
    public async Task<bool> Remove(Doing doing, User user, Factor factor)
    {
        var tell = await notices.FactorRemoved(doing.Org, user, doing.Aborted);
        return await writes.Write(doing, FactorEvents.Deactivated, async writing =>
        {
            if (!await factors.TryDelete(writing, factor)) return false;
            if (factor.Active) await tell(writing);
            // Codes on paper stand in for a factor, and would for the next one, whoever made them.
            if (!await factors.HasAny(writing, user)) await RecoveryCodes.Forget(writing, user);
            return true;
        }, user.Party, FactorEvents.Of(factor));
    }

    /// <summary>New codes on paper in the place of the old ones; the person is told, as of any way in that was added.</summary>
    public async Task<IReadOnlyList<string>> MakeRecoveryCodes(Doing doing, User user, RecoveryCodes codes)
    {
        var tell = await notices.FactorAdded(doing.Org, user, RecoveryCodes.Proves.Type, doing.Aborted);
        return (await writes.Write<IReadOnlyList<string>>(doing, FactorEvents.RecoveryCodesMade, async writing =>
        {
            var made = await codes.Make(writing, user);
            await tell(writing);
            return made;
        }, _ => user.Party))!;
    }

    /// <summary>For who lost their phone: everything enrolled is gone, and so is every code that was mailed.</summary>
    public Task Reset(Doing doing, User user) => writes.Write(doing, FactorEvents.Reset, async writing =>
    {
        await factors.DeleteAll(writing, user);
        await RecoveryCodes.Forget(writing, user);
        foreach (var kind in kinds.All) await kind.Forget(writing, user);
        return true;
    }, user.Party);
}
