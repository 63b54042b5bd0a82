using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Administration;

/// <summary>Who has which role.</summary>
internal sealed class RoleAssignments(Database db, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have: all of them are read at once.</summary>
    public const int Most = 2_000;

    /// <summary>An app's id may be chosen, so that of somebody else is not enough.</summary>
    private const string HasIt = $"""
        @Kind = case when user_id is not null then '{RoleHolder.User}' when group_id is not null then '{RoleHolder.Group}' else '{RoleHolder.Client}' end
        """;

    /// <summary>Of a person by themselves, a group, or an app.</summary>
    public Task<IReadOnlyList<RoleAssignment>> Of(RoleHolder holder, CancellationToken ct) => db.Many<RoleAssignment>(
        $"select {RoleAssignment.Columns} from role_assignments where assignee_id = @Id and {HasIt} order by id limit @Most",
        new { holder.Id, holder.Kind, Most }, ct);

    public Task<RoleAssignment?> Find(RoleHolder holder, string id, CancellationToken ct) => db.One<RoleAssignment>(
        $"select {RoleAssignment.Columns} from role_assignments where id = @id and assignee_id = @holder and {HasIt}",
        new { id, holder = holder.Id, holder.Kind }, ct);

    /// <summary>Who has a custom role for a set, after one of them.</summary>
    public Task<IReadOnlyList<RoleAssignment>> Of(string roleId, string setId, string orgId, CancellationToken ct) => db.Many<RoleAssignment>(
        $"select {RoleAssignment.Columns} from role_assignments where org_id = @orgId and role_id = @roleId and set_id = @setId order by id limit @Most",
        new { orgId, roleId, setId, Most }, ct);

    /// <summary>All of an org.</summary>
    public Task<IReadOnlyList<RoleAssignment>> All(string orgId, CancellationToken ct) => db.Many<RoleAssignment>(
        $"select {RoleAssignment.Columns} from role_assignments where org_id = @orgId order by id limit @Most", new { orgId, Most }, ct);

    /// <summary>Who has one by themselves, by id.</summary>
    public Task<IReadOnlyList<string>> People(string orgId, string after, int most, CancellationToken ct) => db.Many<string>("""
        select id from users where org_id = @orgId and is_admin = 1 and id > @after
        union select user_id from role_assignments where org_id = @orgId and user_id > @after
        order by 1 limit @most
        """, new { orgId, after, most }, ct);

    /// <summary>Who is a super administrator by themselves.</summary>
    public Task<IReadOnlyList<string>> Supers(string orgId, CancellationToken ct) => db.Many<string>(
        "select id from users where org_id = @orgId and is_admin = 1 order by id limit @Most", new { orgId, Most }, ct);

    public Task<IReadOnlyList<RoleTarget>> Targets(RoleAssignment assignment, CancellationToken ct) => db.Many<RoleTarget>(
        "select assignment_id, kind, target, created_at from role_targets where assignment_id = @Id order by kind, target", new { assignment.Id }, ct);

    /// <summary>Null where they have it, or the org has as many as it may have.</summary>
    public async Task<RoleAssignment?> Create(Writing writing, string orgId, RoleHolder holder, string type, string roleId, string setId)
    {
        await turns.Take(writing, $"{RoleBooks.Kind} {orgId}");
        writing.Announce(RoleBooks.Kind, orgId);
        string? Of(string kind) => holder.Kind == kind ? holder.Id : null;
        return await writing.ChangeReturning<RoleAssignment>($"""
            insert into role_assignments ({RoleAssignment.Columns})
            select @id, @orgId, @assignee, @user, @group, @app, @type, @roleId, @setId, @now, @now
            where (select count(*) from role_assignments where org_id = @orgId) < @Most
            on conflict do nothing
            returning {RoleAssignment.Columns}
            """, new
        {
            id = Ids.New(type == RoleAssignment.Custom ? Ids.RoleBinding : Ids.RoleAssignment),
            orgId,
            assignee = holder.Id,
            user = Of(RoleHolder.User),
            group = Of(RoleHolder.Group),
            app = Of(RoleHolder.Client),
            type,
            roleId,
            setId,
            now = clock.Now,
            Most,
        });
    }

    public Task<bool> Delete(Writing writing, RoleAssignment assignment)
    {
        writing.Announce(RoleBooks.Kind, assignment.OrgId);
        return writing.Changed("delete from role_assignments where id = @Id", new { assignment.Id });
    }

    /// <summary>A person who administers nothing any more makes no calls any more.</summary>
    public static Task EndTokens(Writing writing, string userId) => writing.Change("""
        delete from api_tokens where user_id = @userId and not exists (select 1 from role_assignments where user_id = @userId)
          and not exists (select 1 from users where id = @userId and is_admin = 1)
          and not exists (select 1 from group_members m join role_assignments a on a.group_id = m.group_id where m.user_id = @userId)
        """, new { userId });

    /// <summary>A rule that puts people into the group; null where none does.</summary>
    public static Task<string?> RuleFilling(Writing writing, string orgId, string groupId) => writing.One<string>(
        "select name from group_rules where org_id = @orgId and group_ids like @named limit 1", new { orgId, named = $"%\"{groupId}\"%" });

    /// <summary>False where it is for that already.</summary>
    public async Task<bool> Add(Writing writing, RoleAssignment assignment, AdminResource target)
    {
        writing.Announce(RoleBooks.Kind, assignment.OrgId);
        return await writing.Changed("""
            insert into role_targets (assignment_id, kind, target, created_at) values (@Id, @Kind, @Target, @now) on conflict do nothing
            """, new { assignment.Id, target.Kind, target.Target, now = clock.Now });
    }

    /// <summary>False where it is not for that.</summary>
    public Task<bool> Remove(Writing writing, RoleAssignment assignment, AdminResource target)
    {
        writing.Announce(RoleBooks.Kind, assignment.OrgId);
        return writing.Changed("delete from role_targets where assignment_id = @Id and kind = @Kind and target = @Target",
            new { assignment.Id, target.Kind, target.Target });
    }

    /// <summary>For what it is, as a write finds it.</summary>
    public static Task<IReadOnlyList<RoleTarget>> Held(Writing writing, RoleAssignment assignment) => writing.Many<RoleTarget>(
        "select assignment_id, kind, target, created_at from role_targets where assignment_id = @Id order by kind, target", new { assignment.Id });

    /// <summary>For everything again.</summary>
    public Task<bool> Clear(Writing writing, RoleAssignment assignment, string kind)
    {
        writing.Announce(RoleBooks.Kind, assignment.OrgId);
        return writing.Changed("delete from role_targets where assignment_id = @Id and (kind = @kind or kind = @names)",
            new { assignment.Id, kind, names = kind == AdminResource.AppKind ? AdminResource.AppNameKind : kind });
    }
}
