using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Membership;

/// <summary>
/// Changes the groups of an org and who is in them: each is one commit with its line in the log, whichever face asks. Contract §3.3. Everyone is in
/// the built-in group because they are in the org: there is nothing to change.
/// </summary>
internal sealed class GroupChanges(LoggedWrites writes, Groups groups, RoleBooks roles, Memberships memberships, IEnumerable<INamesOthers> naming)
{
    /// <exception cref="RuleException">The org has a group of this name.</exception>
    public Task<Group> Create(Doing doing, GroupDraft draft) =>
        Written(doing, AdminEvents.GroupCreated, writing => groups.Create(writing, doing.Org.Id, draft.Name, draft.Description, draft.Attributes));

    /// <exception cref="RuleException">Another group has this name.</exception>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    public Task<Group> Replace(Doing doing, Group group, GroupDraft draft)
    {
        RequireOwn(group);
        return Written(doing, AdminEvents.GroupUpdated, writing => groups.Rename(writing, group, draft.Name, draft.Description, draft.Attributes));
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
            return await groups.Rename(writing, current, draft.Name, draft.Description, draft.Attributes) ?? throw RuleException.Taken("name");
        }, changed => changed.Party);
    }

    /// <summary>No rule names it from then on.</summary>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    /// <exception cref="RuleException">A rule is for it alone.</exception>
    public Task Delete(Doing doing, Group group)
    {
        RequireOwn(group);
        return writes.Write(doing, AdminEvents.GroupDeleted, async writing =>
        {
            foreach (var names in naming) await names.Forget(writing, new(NamedKind.Group, group.OrgId, group.Id));
            return await groups.Delete(writing, group);
        }, group.Party);
    }

    /// <summary>Nothing happens where the person is in it already.</summary>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    /// <exception cref="BeyondException">It gives a role that whoever does it does not have, or is not theirs to fill.</exception>
    public async Task Add(Doing doing, Group group, User user)
    {
        RequireOwn(group);
        await RequireMayFill(doing, group.Id);
        await RequireTheirs(doing, group, user);
        await writes.Write(doing, AdminEvents.GroupUserAdded, writing => groups.Add(writing, group, user), user.Party, group.Party);
    }

    /// <summary>Nothing happens where the person was not in it.</summary>
    /// <exception cref="BuiltInException">It stays as it is.</exception>
    /// <exception cref="StandingException">A rule put them there.</exception>
    /// <exception cref="BeyondException">It gives a role that whoever does it does not have, or is not theirs to empty.</exception>
    public async Task Remove(Doing doing, Group group, User user)
    {
        RequireOwn(group);
        await RequireMayFill(doing, group.Id);
        await writes.Write(doing, AdminEvents.GroupUserRemoved, async writing => await Groups.RuleHolding(writing, group, user) is { } rule
            ? throw new StandingException($"The group rule '{rule}' puts this person into the group: exclude them from the rule, or deactivate it.")
            : await groups.Remove(writing, group, user), user.Party, group.Party);
    }

    /// <summary>Nobody gives by a group what they could not give by name. Threats row 4.</summary>
    /// <exception cref="BeyondException">It is beyond whoever does it.</exception>
    public async Task RequireMayFill(Doing doing, string groupId)
    {
        var own = doing.Http?.Authority ?? Authority.None;
        if (!own.May(Rights.ManageMembers, AdminResource.Group(groupId))) throw new BeyondException("Your role is not for this group.");
        if (!own.Covers((await roles.Of(doing.Org.Id, doing.Aborted)).Of(RoleHolder.OfGroup(groupId))))
            throw new BeyondException("The group gives its people a role that you do not have. An administrator who has it can do this.");
    }

    /// <summary>Whoever administers, or sees, the people of some groups does not come to another one by putting them in. Threats row 4.</summary>
    private async Task RequireTheirs(Doing doing, Group group, User user)
    {
        var own = doing.Http?.Authority ?? Authority.None;
        var ofPeople = own.Holdings.SelectMany(held => held.Rights).Where(right => Rights.ResourceOf(right) == "users").Distinct();
        foreach (var right in ofPeople)
        {
            if (own.MayEverywhere(right) || !own.May(right, AdminResource.MembersOf(group.Id)) || own.May(right, AdminResource.User(user.Id))) continue;
            var theirs = own.Of(right, AdminResource.MembersKind);
            if (!(await memberships.Among(theirs, user, doing.Aborted)).Any(theirs.Contains))
                throw new BeyondException(
                    "Your role is for the people of some groups, and this person is in none of them. An administrator of all can do this.");
        }
    }

    private async Task<Group> Written(Doing doing, LogEntry entry, Func<Writing, Task<Group?>> write) =>
        await writes.Write(doing, entry, write, group => group.Party) ?? throw RuleException.Taken("name");

    private static void RequireOwn(Group group)
    {
        if (group.Type == Groups.BuiltIn) throw new BuiltInException($"{group.Name} is built in and cannot be changed.");
    }
}
