using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Core.Registry;

/// <summary>Changes who may use an app: each is one commit with its line in the log, whichever face asks. Contract §3.1, Assignments.</summary>
internal sealed class AssignmentChanges(LoggedWrites writes, Assignments assignments, AdministratorGate gate)
{
    /// <summary>Also changes what an earlier call set. Null for a person who is deactivated.</summary>
    /// <param name="doing">Who does it.</param>
    /// <param name="app">To what.</param>
    /// <param name="user">Whom.</param>
    /// <param name="revise">How, given how they are assigned by now: null where they are not by name.</param>
    /// <exception cref="BeyondException">The app is not theirs to open.</exception>
    public async Task<AppUser?> Assign(Doing doing, App app, User user, Func<AppUser?, AppUserDraft> revise)
    {
        if (user.Status == UserStatus.Deprovisioned) return null;
        await RequireTheirs(doing, app);
        return await writes.Write(doing, AdminEvents.AppUserAdded, async writing =>
        {
            var draft = revise(await Assignments.Hold(writing, app, user));
            return (AppUser?)await assignments.AssignUser(writing, app, user, draft.UserName, draft.Profile);
        }, _ => [user.Party, app.Party]);
    }

    /// <summary>False when the person was not assigned by name.</summary>
    /// <exception cref="BeyondException">The app is not theirs to open.</exception>
    public async Task<bool> UnassignUser(Doing doing, App app, string userId)
    {
        await RequireTheirs(doing, app);
        return await writes.Write(doing, AdminEvents.AppUserRemoved, writing => assignments.UnassignUser(writing, app, userId),
            new LogParty(userId, "User", null, null), app.Party);
    }

    /// <summary>Also changes what an earlier call set.</summary>
    /// <exception cref="BeyondException">The app is not theirs to open.</exception>
    public async Task<AppGroup> Assign(Doing doing, App app, Group group, AppGroupDraft draft)
    {
        await RequireTheirs(doing, app);
        return (await writes.Write(doing, AdminEvents.AppGroupAdded, async writing =>
            (AppGroup?)await assignments.AssignGroup(writing, app, group, draft.Priority, draft.Profile), _ => [group.Party, app.Party]))!;
    }

    /// <summary>False when the group was not assigned.</summary>
    /// <exception cref="BeyondException">The app is not theirs to open.</exception>
    public async Task<bool> UnassignGroup(Doing doing, App app, string groupId)
    {
        await RequireTheirs(doing, app);
        return await writes.Write(doing, AdminEvents.AppGroupRemoved, writing => assignments.UnassignGroup(writing, app, groupId),
            new LogParty(groupId, "UserGroup", null, null), app.Party);
    }

    /// <summary>A page of a person or a group names the app in its form.</summary>
    private Task RequireTheirs(Doing doing, App app) => gate.Require(doing, Rights.Assign, AdminResource.AppKind, app.Id);
}
