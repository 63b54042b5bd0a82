using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Roles;

/// <summary>
/// The roles of all orgs, each org's kept in memory: asked at every step of an administrator, and by no step of anybody else, without a read.
/// </summary>
internal sealed class RoleBooks : IDisposable
{
    /// <summary>Announced with the org's id by whatever changes who may do what.</summary>
    public const string Kind = "roles";

    private readonly Database db;
    private readonly Cached<RoleBook> cached;

    public RoleBooks(Database db)
    {
        this.db = db;
        cached = new(db.Changes, [Kind], Load);
    }

    public async ValueTask<RoleBook> Of(string orgId, CancellationToken ct) => (await cached.Get(orgId, ct))!;

    /// <summary>Whether somebody administers anything, as a commit finds them: by themselves, or by a group they are in.</summary>
    public static async Task<bool> Administers(Writing writing, string userId) => await writing.One<string>("""
        select id from users u where id = @userId and (is_admin = 1 or exists (select 1 from role_assignments a where a.user_id = u.id)
          or exists (select 1 from group_members m join role_assignments a on a.group_id = m.group_id where m.user_id = u.id))
        """, new { userId }) is not null;

    public void Dispose() => cached.Dispose();

    private async Task<RoleBook?> Load(string orgId, CancellationToken ct)
    {
        var args = new { orgId };
        return new(
            await db.Many<RoleAssignment>($"select {RoleAssignment.Columns} from role_assignments where org_id = @orgId", args, ct),
            await db.Many<RoleTarget>("""
                select t.assignment_id, t.kind, t.target, t.created_at from role_assignments a join role_targets t on t.assignment_id = a.id
                where a.org_id = @orgId
                """, args, ct),
            await db.Many<GrantedPermission>("""
                select p.role_id, p.permission, p.created_at from custom_roles r join role_permissions p on p.role_id = r.id where r.org_id = @orgId
                """, args, ct),
            await db.Many<SetResource>("""
                select r.id, r.set_id, r.kind, r.target, r.created_at from resource_sets s join resource_set_resources r on r.set_id = s.id
                where s.org_id = @orgId
                """, args, ct));
    }
}
