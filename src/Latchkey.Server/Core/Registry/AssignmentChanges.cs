using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Registry;

/// <summary>Changes who may use an app: each is one commit with its line in the log, whichever face asks. Contract §3.1, Assignments.</summary>
internal sealed class AssignmentChanges(LoggedWrites writes, Assignments assignments)
{
    /// <summary>Also changes what an earlier call set. Null for a person who is deactivated.</summary>
    public async Task<AppUser?> Assign(Doing doing, App app, User user, AppUserDraft draft) =>
        user.Status == UserStatus.Deprovisioned ? null
        : await writes.Write(doing, AdminEvents.AppUserAdded, async writing =>
            (AppUser?)await assignments.AssignUser(writing, app, user, draft.UserName, draft.Profile), _ => [user.Party, app.Party]);

    /// <summary>False when the person was not assigned by name.</summary>
    public Task<bool> UnassignUser(Doing doing, App app, string userId) =>
        writes.Write(doing, AdminEvents.AppUserRemoved, writing => assignments.UnassignUser(writing, app, userId),
            new LogParty(userId, "User", null, null), app.Party);

    /// <summary>Also changes what an earlier call set.</summary>
    public async Task<AppGroup> Assign(Doing doing, App app, Group group, AppGroupDraft draft) =>
        (await writes.Write(doing, AdminEvents.AppGroupAdded, async writing =>
            (AppGroup?)await assignments.AssignGroup(writing, app, group, draft.Priority, draft.Profile), _ => [group.Party, app.Party]))!;

    /// <summary>False when the group was not assigned.</summary>
    public Task<bool> UnassignGroup(Doing doing, App app, string groupId) =>
        writes.Write(doing, AdminEvents.AppGroupRemoved, writing => assignments.UnassignGroup(writing, app, groupId),
            new LogParty(groupId, "UserGroup", null, null), app.Party);
}
