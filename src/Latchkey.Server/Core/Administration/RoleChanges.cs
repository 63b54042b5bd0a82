using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Administration;

/// <summary>
/// Gives roles to people, groups and apps, takes them, and says what they are for: each is one commit with its line in the log. That somebody is a super
/// administrator by themselves is <see cref="AdministratorChanges"/>' to say. Contract §3.2, roles.
/// </summary>
internal sealed class RoleChanges(Database db, SystemLog log, RoleAssignments assignments, RoleBooks books)
{
    private const string Everything = "everything";

    /// <summary>Null where they have it, or the org has as many assignments as it may have.</summary>
    /// <exception cref="RuleException">Everybody is in the group, or a rule puts people into it.</exception>
    public async Task<RoleAssignment?> Give(Doing doing, RoleHolder holder, LogParty party, StandardRole role, params IReadOnlyList<AdminResource> targets)
    {
        doing.RequireMayGive(new(role.For(targets)));
        return await Given(doing, holder, party, (role.Type, "", ""), role.Label, targets.Count > 0 ? targets.Words() : Everything, targets);
    }

    /// <inheritdoc cref="Give(Doing, RoleHolder, LogParty, StandardRole, IReadOnlyList{AdminResource})"/>
    public async Task<RoleAssignment?> Give(Doing doing, RoleHolder holder, LogParty party, CustomRole role, ResourceSet set)
    {
        doing.RequireMayGive((await books.Of(doing.Org.Id, doing.Aborted)).Of(role.Id, set.Id));
        return await Given(doing, holder, party, (RoleAssignment.Custom, role.Id, set.Id), role.Label, set.Label, []);
    }

    /// <summary>False when it is gone.</summary>
    public async Task<bool> Take(Doing doing, RoleAssignment assignment, LogParty party, string label)
    {
        doing.RequireMayGive((await books.Of(doing.Org.Id, doing.Aborted)).Of(assignment));
        return await db.Write(async writing =>
        {
            var before = await Of(writing, assignment);
            if (!await assignments.Delete(writing, assignment)) return false;
            if (assignment.UserId is { } userId) await RoleAssignments.EndTokens(writing, userId);
            await log.Record(writing, doing, RoleEvents.Revoked(assignment.Holder).From($"{label}: {before}", ""), party, assignment.Party(label));
            return true;
        }, doing.Aborted);
    }

    /// <summary>From now on for this, and for what else it is said to be; the first makes it one that is not for everything.</summary>
    /// <exception cref="RuleException">It is not for such things.</exception>
    public Task Aim(Doing doing, RoleAssignment assignment, LogParty party, AdminResource target) => Aimed(doing, assignment, party, target,
        (writing, role) => assignments.Add(writing, assignment, target));

    /// <summary>No longer for this. The last one stays: without it the role would be for everything.</summary>
    /// <exception cref="StandingException">It is the last one.</exception>
    public Task Unaim(Doing doing, RoleAssignment assignment, LogParty party, AdminResource target) => Aimed(doing, assignment, party, target,
        async (writing, role) => await RoleAssignments.Held(writing, assignment) is [var only] && only.Resource == target
            ? throw new StandingException("Without its last target the role would be for everything: take the role itself, or make it one for all apps.")
            : await assignments.Remove(writing, assignment, target));

    /// <summary>For everything of the kind again.</summary>
    public Task AimAtAll(Doing doing, RoleAssignment assignment, LogParty party, string kind) => Aimed(doing, assignment, party, new(kind),
        (writing, role) => assignments.Clear(writing, assignment, kind));

    private async Task Aimed(Doing doing, RoleAssignment assignment, LogParty party, AdminResource target, Func<Writing, StandardRole, Task<bool>> write)
    {
        var role = StandardRole.Find(assignment.Type) ?? throw new RuleException("type", "is that of a custom role, which is for a resource set");
        if (target.Kind == AdminResource.GroupKind ? !role.TakesGroups : !role.TakesApps)
            throw new RuleException("type", $"{role.Type} is for everything, and not for some {(target.Kind == AdminResource.GroupKind ? "groups" : "apps")}");
        doing.RequireMayGive(new(role.For([])));
        await db.Write(async writing =>
        {
            var before = await Of(writing, assignment);
            if (!await write(writing, role)) return false;
            var after = await Of(writing, assignment);
            await log.Record(writing, doing, RoleEvents.Granted(assignment.Holder).From($"{role.Label}: {before}", $"{role.Label}: {after}"), party,
                assignment.Party(role.Label));
            return true;
        }, doing.Aborted);
    }

    private Task<RoleAssignment?> Given(Doing doing, RoleHolder holder, LogParty party, (string Type, string RoleId, string SetId) role, string label,
        string isFor, IReadOnlyList<AdminResource> targets) => db.Write(async writing =>
        {
            if (holder.Kind == RoleHolder.Group && (await Groups.Everyone(writing, doing.Org.Id)).Id == holder.Id)
                throw new RuleException("groupId", "everybody is in this group, and nobody was put there");
            if (holder.Kind == RoleHolder.Group && await RoleAssignments.RuleFilling(writing, doing.Org.Id, holder.Id) is { } rule)
                throw new RuleException("groupId", $"the group rule '{rule}' puts people into this group; who has a role, an administrator says by name");
            if (await assignments.Create(writing, doing.Org.Id, holder, role.Type, role.RoleId, role.SetId) is not { } made) return null;
            foreach (var target in targets) await assignments.Add(writing, made, target);
            await log.Record(writing, doing, RoleEvents.Granted(holder).From("", $"{label}: {isFor}"), party, made.Party(label));
            return made;
        }, doing.Aborted);

    private static async Task<string> Of(Writing writing, RoleAssignment assignment) =>
        assignment.Type == RoleAssignment.Custom ? assignment.SetId
        : await RoleAssignments.Held(writing, assignment) is { Count: > 0 } held ? held.Select(target => target.Resource).Words() : Everything;
}
