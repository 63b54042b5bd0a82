using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Membership;

/// <summary>Changes the groups of an org and who is in them: each is one commit with its line in the log, whichever face asks. Contract §3.3.</summary>
public sealed class GroupChanges(Database db, Groups groups, SystemLog log)
{
    /// <exception cref="RuleException">The org has a group of this name.</exception>
    public Task<Group> Create(Doing doing, GroupDraft draft) =>
        Written(doing, AdminEvents.GroupCreated, writing => groups.Create(writing, doing.Org.Id, draft.Name, draft.Description));

    /// <exception cref="RuleException">Another group has this name.</exception>
    public Task<Group> Replace(Doing doing, Group group, GroupDraft draft) =>
        Written(doing, AdminEvents.GroupUpdated, writing => groups.Rename(writing, group, draft.Name, draft.Description));

    public Task Delete(Doing doing, Group group) => db.Write(async writing =>
    {
        if (await groups.Delete(writing, group)) await log.Record(writing, doing, AdminEvents.GroupDeleted, group.Party);
    }, doing.Aborted);

    /// <summary>Nothing happens where the person is in it already.</summary>
    public Task Add(Doing doing, Group group, User user) => db.Write(async writing =>
    {
        if (await groups.Add(writing, group, user)) await log.Record(writing, doing, AdminEvents.GroupUserAdded, user.Party, group.Party);
    }, doing.Aborted);

    /// <summary>Nothing happens where the person was not in it.</summary>
    public Task Remove(Doing doing, Group group, User user) => db.Write(async writing =>
    {
        if (await groups.Remove(writing, group, user)) await log.Record(writing, doing, AdminEvents.GroupUserRemoved, user.Party, group.Party);
    }, doing.Aborted);

    private async Task<Group> Written(Doing doing, LogEntry entry, Func<Writing, Task<Group?>> write) => await db.Write(async writing =>
    {
        var written = await write(writing);
        if (written is not null) await log.Record(writing, doing, entry, written.Party);
        return written;
    }, doing.Aborted) ?? throw RuleException.Taken("name");
}
