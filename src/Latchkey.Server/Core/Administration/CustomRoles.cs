using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Administration;

/// <summary>The roles that orgs have made.</summary>
internal sealed class CustomRoles(Database db, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have.</summary>
    public const int Most = 100;

    public Task<IReadOnlyList<CustomRole>> All(string orgId, CancellationToken ct) =>
        db.Many<CustomRole>($"select {CustomRole.Columns} from custom_roles where org_id = @orgId order by id", new { orgId }, ct);

    /// <summary>By id or by label.</summary>
    public async Task<CustomRole?> Find(string orgId, string named, CancellationToken ct) =>
        await db.One<CustomRole>($"select {CustomRole.Columns} from custom_roles where id = @named and org_id = @orgId", new { orgId, named }, ct)
        ?? await db.One<CustomRole>($"select {CustomRole.Columns} from custom_roles where org_id = @orgId and label_key = @key",
            new { orgId, key = Identifiers.Canonical(named) }, ct);

    public Task<IReadOnlyList<GrantedPermission>> Permissions(CustomRole role, CancellationToken ct) => db.Many<GrantedPermission>(
        "select role_id, permission, created_at from role_permissions where role_id = @Id order by permission", new { role.Id }, ct);

    /// <summary>Null where another has the label, or there are as many as there may be.</summary>
    public async Task<CustomRole?> Create(Writing writing, string orgId, string label, string description)
    {
        await turns.Take(writing, $"{RoleBooks.Kind} {orgId}");
        return await writing.ChangeReturning<CustomRole>($"""
            insert into custom_roles (id, org_id, label, label_key, description, created_at, updated_at)
            select @id, @orgId, @label, @key, @description, @now, @now where (select count(*) from custom_roles where org_id = @orgId) < @Most
            on conflict do nothing
            returning {CustomRole.Columns}
            """, new { id = Ids.New(Ids.CustomRole), orgId, label, key = Identifiers.Canonical(label), description, now = clock.Now, Most });
    }

    /// <summary>Null where another has the label, or it is gone.</summary>
    public Task<CustomRole?> Change(Writing writing, CustomRole role, string label, string description) => writing.ChangeReturning<CustomRole>($"""
        update custom_roles set label = @label, label_key = @key, description = @description, updated_at = @now
        where id = @Id and not exists (select 1 from custom_roles other where other.org_id = @OrgId and other.label_key = @key and other.id <> @Id)
        returning {CustomRole.Columns}
        """, new { role.Id, role.OrgId, label, key = Identifiers.Canonical(label), description, now = clock.Now });

    /// <summary>As it is by now; until the commit nobody else changes it. Null when it is gone.</summary>
    public static Task<CustomRole?> Hold(Writing writing, CustomRole role) => writing.ChangeReturning<CustomRole>(
        $"update custom_roles set updated_at = updated_at where id = @Id returning {CustomRole.Columns}", new { role.Id });

    /// <summary>Whoever has it has it no longer.</summary>
    public static async Task<bool> Delete(Writing writing, CustomRole role)
    {
        writing.Announce(RoleBooks.Kind, role.OrgId);
        await writing.Change("delete from role_assignments where org_id = @OrgId and role_id = @Id", new { role.OrgId, role.Id });
        return await writing.Changed("delete from custom_roles where id = @Id", new { role.Id });
    }

    public static Task<IReadOnlyList<string>> Held(Writing writing, CustomRole role) =>
        writing.Many<string>("select permission from role_permissions where role_id = @Id order by permission", new { role.Id });

    /// <summary>False where it permits that already.</summary>
    public async Task<bool> Add(Writing writing, CustomRole role, string permission)
    {
        writing.Announce(RoleBooks.Kind, role.OrgId);
        return await writing.Changed("insert into role_permissions (role_id, permission, created_at) values (@Id, @permission, @now) on conflict do nothing",
            new { role.Id, permission, now = clock.Now });
    }

    /// <summary>False where it does not permit that.</summary>
    public static Task<bool> Remove(Writing writing, CustomRole role, string permission)
    {
        writing.Announce(RoleBooks.Kind, role.OrgId);
        return writing.Changed("delete from role_permissions where role_id = @Id and permission = @permission", new { role.Id, permission });
    }
}
