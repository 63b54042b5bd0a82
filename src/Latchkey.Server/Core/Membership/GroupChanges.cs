using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Membership;

/// <summary>
/// Changes the groups of an org and who is in them: each is one commit with its line in the log, whichever face asks. Contract §3.3. Everyone is in
/// the built-in group because they are in the org: there is nothing to change.
/// </summary>
internal sealed class GroupChanges(LoggedWrites writes, Groups groups)
{
    /// <exception cref="RuleException">The org has a group of this name.</exception>
    public Task<Group> Create(Doing doing, GroupDraft draft) =>
        Written(doing, AdminEvents.GroupCreated, writing => groups.Create(writing, doing.Org.Id, draft.Name, draft.Description));

    /// <exception cref="RuleException">Another group has this name.</exception>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    public Task<Group> Replace(Doing doing, Group group, GroupDraft draft)
    {
        RequireOwn(group);
        return Written(doing, AdminEvents.GroupUpdated, writing => groups.Rename(writing, group, draft.Name, draft.Description));
    }

    /// <summary>Made of what the group is by now: whoever asks may refuse it where somebody else was quicker. Null when it is gone.</summary>
    /// <exception cref="RuleException">What it would be breaks one, or another group has this name.</exception>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    public Task<Group?> Revise(Doing doing, Group group, Func<Group, GroupDraft> revise)
    {
        RequireOwn(group);
        return writes.Write(doing, AdminEvents.GroupUpdated, async writing =>
        {
            if (await groups.Hold(writing, group) is not { } current) return null;
            var draft = revise(current);
            return await groups.Rename(writing, current, draft.Name, draft.Description) ?? throw RuleException.Taken("name");
        }, changed => changed.Party);
    }

    /// <exception cref="BuiltInException">It stays as it is.</exception>
    public Task Delete(Doing doing, Group group)
    {
        RequireOwn(group);
        return writes.Write(doing, AdminEvents.GroupDeleted, writing => groups.Delete(writing, group), group.Party);
    }

    /// <summary>Nothing happens where the person is in it already.</summary>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    public Task Add(Doing doing, Group group, User user)
    {
        RequireOwn(group);
        return writes.Write(doing, AdminEvents.GroupUserAdded, writing => groups.Add(writing, group, user), user.Party, group.Party);
    }

    /// <summary>Nothing happens where the person was not in it.</summary>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    /// <exception cref="StandingException">A rule put them there.</exception>
    public Task Remove(Doing doing, Group group, User user)
    {
        RequireOwn(group);
        return writes.Write(doing, AdminEvents.GroupUserRemoved, async writing => await Groups.RuleHolding(writing, group, user) is { } rule
            ? throw new StandingException($"The group rule '{rule}' puts this person into the group: exclude them from the rule, or deactivate it.")
            : await groups.Remove(writing, group, user), user.Party, group.Party);
    }

    private async Task<Group> Written(Doing doing, LogEntry entry, Func<Writing, Task<Group?>> write) =>
        await writes.Write(doing, entry, write, group => group.Party) ?? throw RuleException.Taken("name");

    private static void RequireOwn(Group group)
    {
        if (group.Type == Groups.BuiltIn) throw new BuiltInException($"{group.Name} is built in and cannot be changed.");
    }
}
