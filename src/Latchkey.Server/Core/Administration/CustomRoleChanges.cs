using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Administration;

/// <summary>Makes roles and changes what they permit: each is one commit with its line in the log, whichever face asks.</summary>
internal sealed class CustomRoleChanges(Database db, SystemLog log, CustomRoles roles)
{
    /// <exception cref="RuleException">Another has the label, a permission is none, or there are too many.</exception>
    public async Task<CustomRole> Create(Doing doing, RoleDraft draft, IReadOnlyList<string> permissions)
    {
        RequireMay(doing);
        var permits = Checked(permissions);
        return await db.Write(async writing =>
        {
            if (await roles.Create(writing, doing.Org.Id, draft.Label, draft.Description) is not { } role) return null;
            foreach (var permission in permits) await roles.Add(writing, role, permission);
            await log.Record(writing, doing, RoleEvents.RoleCreated.From("", Words(permits)), role.Party());
            return role;
        }, doing.Aborted) ?? throw Taken();
    }

    /// <exception cref="RuleException">Another has the label, or it is gone.</exception>
    public async Task<CustomRole> Replace(Doing doing, CustomRole role, RoleDraft draft)
    {
        RequireMay(doing);
        return await db.Write(async writing =>
        {
            if (await roles.Change(writing, role, draft.Label, draft.Description) is not { } changed) return null;
            await log.Record(writing, doing, RoleEvents.RoleUpdated.From($"{role.Label}: {role.Description}", $"{changed.Label}: {changed.Description}"),
                changed.Party());
            return changed;
        }, doing.Aborted) ?? throw Taken();
    }

    /// <summary>
    /// The same with what it permits, made of what it is by now: whoever asks may refuse it where somebody else was quicker. Null when it is gone.
    /// </summary>
    /// <exception cref="RuleException">Another has the label, or a permission is none.</exception>
    public Task<CustomRole?> Revise(Doing doing, CustomRole role, RoleDraft draft, IReadOnlyList<string> permissions,
        Action<CustomRole, IReadOnlyList<string>> see)
    {
        RequireMay(doing);
        var permits = Checked(permissions);
        return db.Write(async writing =>
        {
            if (await CustomRoles.Hold(writing, role) is not { } current) return null;
            var before = await CustomRoles.Held(writing, role);
            see(current, before);
            var changed = await roles.Change(writing, current, draft.Label, draft.Description) ?? throw Taken();
            foreach (var permission in permits.Except(before)) await roles.Add(writing, role, permission);
            foreach (var permission in before.Except(permits)) await CustomRoles.Remove(writing, role, permission);
            foreach (var entry in RoleEvents.PieceByPiece((RoleEvents.RoleUpdated, RoleEvents.PermissionsAdded, RoleEvents.PermissionsDeleted),
                (current.Label, current.Description), (changed.Label, changed.Description), before, permits, Words))
                await log.Record(writing, doing, entry, changed.Party());
            return changed;
        }, doing.Aborted);
    }

    /// <summary>Whoever has it has it no longer. False when it is gone.</summary>
    public Task<bool> Delete(Doing doing, CustomRole role)
    {
        RequireMay(doing);
        return db.Write(async writing =>
        {
            var before = await CustomRoles.Held(writing, role);
            if (!await CustomRoles.Delete(writing, role)) return false;
            await log.Record(writing, doing, RoleEvents.RoleDeleted.From($"{role.Label}: {Words(before)}", ""), role.Party());
            return true;
        }, doing.Aborted);
    }

    /// <summary>Nothing happens where it permits that already.</summary>
    /// <exception cref="RuleException">There is no such permission.</exception>
    public Task Permit(Doing doing, CustomRole role, string permission)
    {
        var named = RolePermission.Require("permissionType", permission);
        return Write(doing, role, RoleEvents.PermissionsAdded, writing => roles.Add(writing, role, named));
    }

    /// <summary>Nothing happens where it does not permit that.</summary>
    public Task Forbid(Doing doing, CustomRole role, string permission) =>
        Write(doing, role, RoleEvents.PermissionsDeleted, writing => CustomRoles.Remove(writing, role, permission));

    private Task Write(Doing doing, CustomRole role, LogEntry entry, Func<Writing, Task<bool>> write)
    {
        RequireMay(doing);
        return db.Write(async writing =>
        {
            var before = await CustomRoles.Held(writing, role);
            if (!await write(writing)) return false;
            await log.Record(writing, doing, entry.From(Words(before), Words(await CustomRoles.Held(writing, role))), role.Party());
            return true;
        }, doing.Aborted);
    }

    /// <summary>A role of more than its maker's is nothing that they can give themselves: who makes roles may do everything.</summary>
    private static void RequireMay(Doing doing) => doing.RequireMayGive(Authority.Super);

    private static string[] Checked(IReadOnlyList<string> permissions) => permissions.Count == 0
        ? throw new RuleException("permissions", "must name at least one")
        : [.. permissions.Select(name => RolePermission.Require("permissions", name)).Distinct(StringComparer.Ordinal)];

    private static string Words(IEnumerable<string> permissions) => string.Join(", ", permissions);

    private static RuleException Taken() =>
        new("label", $"An object with this field already exists in the current organization, or there are {CustomRoles.Most} roles");
}
