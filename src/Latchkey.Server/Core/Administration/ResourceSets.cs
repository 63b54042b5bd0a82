using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Administration;

/// <summary>What custom roles are for.</summary>
internal sealed class ResourceSets(Database db, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have.</summary>
    public const int Most = 200;
    /// <summary>As many things as one may have.</summary>
    public const int MostResources = 1_000;

    public Task<IReadOnlyList<ResourceSet>> All(string orgId, CancellationToken ct) =>
        db.Many<ResourceSet>($"select {ResourceSet.Columns} from resource_sets where org_id = @orgId order by id", new { orgId }, ct);

    /// <summary>By id or by label.</summary>
    public async Task<ResourceSet?> Find(string orgId, string named, CancellationToken ct) =>
        await db.One<ResourceSet>($"select {ResourceSet.Columns} from resource_sets where id = @named and org_id = @orgId", new { orgId, named }, ct)
        ?? await db.One<ResourceSet>($"select {ResourceSet.Columns} from resource_sets where org_id = @orgId and label_key = @key",
            new { orgId, key = Identifiers.Canonical(named) }, ct);

    public Task<IReadOnlyList<SetResource>> Resources(ResourceSet set, CancellationToken ct) => db.Many<SetResource>(
        $"select {SetResource.Columns} from resource_set_resources where set_id = @Id order by id limit @MostResources", new { set.Id, MostResources }, ct);

    /// <summary>Null where another has the label, or there are as many as there may be.</summary>
    public async Task<ResourceSet?> Create(Writing writing, string orgId, string label, string description)
    {
        await turns.Take(writing, $"{RoleBooks.Kind} {orgId}");
        return await writing.ChangeReturning<ResourceSet>($"""
            insert into resource_sets (id, org_id, label, label_key, description, created_at, updated_at)
            select @id, @orgId, @label, @key, @description, @now, @now where (select count(*) from resource_sets where org_id = @orgId) < @Most
            on conflict do nothing
            returning {ResourceSet.Columns}
            """, new { id = Ids.New(Ids.ResourceSet), orgId, label, key = Identifiers.Canonical(label), description, now = clock.Now, Most });
    }

    /// <summary>Null where another has the label, or it is gone.</summary>
    public Task<ResourceSet?> Change(Writing writing, ResourceSet set, string label, string description) => writing.ChangeReturning<ResourceSet>($"""
        update resource_sets set label = @label, label_key = @key, description = @description, updated_at = @now
        where id = @Id and not exists (select 1 from resource_sets other where other.org_id = @OrgId and other.label_key = @key and other.id <> @Id)
        returning {ResourceSet.Columns}
        """, new { set.Id, set.OrgId, label, key = Identifiers.Canonical(label), description, now = clock.Now });

    /// <summary>As it is by now; until the commit nobody else changes it. Null when it is gone.</summary>
    public static Task<ResourceSet?> Hold(Writing writing, ResourceSet set) => writing.ChangeReturning<ResourceSet>(
        $"update resource_sets set updated_at = updated_at where id = @Id returning {ResourceSet.Columns}", new { set.Id });

    /// <summary>Whoever has a role for it has it no longer.</summary>
    public static async Task<bool> Delete(Writing writing, ResourceSet set)
    {
        writing.Announce(RoleBooks.Kind, set.OrgId);
        await writing.Change("delete from role_assignments where org_id = @OrgId and set_id = @Id", new { set.OrgId, set.Id });
        return await writing.Changed("delete from resource_sets where id = @Id", new { set.Id });
    }

    /// <summary>What is in it, as a write finds it.</summary>
    public static Task<IReadOnlyList<SetResource>> Held(Writing writing, ResourceSet set) => writing.Many<SetResource>(
        $"select {SetResource.Columns} from resource_set_resources where set_id = @Id order by id limit @MostResources", new { set.Id, MostResources });

    /// <summary>Null where it is in it already, or there is no room.</summary>
    public async Task<SetResource?> Add(Writing writing, ResourceSet set, AdminResource resource)
    {
        writing.Announce(RoleBooks.Kind, set.OrgId);
        return await writing.ChangeReturning<SetResource>($"""
            insert into resource_set_resources ({SetResource.Columns})
            select @id, @set, @Kind, @Target, @now where (select count(*) from resource_set_resources where set_id = @set) < @MostResources
            on conflict do nothing
            returning {SetResource.Columns}
            """, new { id = Ids.New(Ids.Resource), set = set.Id, resource.Kind, resource.Target, now = clock.Now, MostResources });
    }

    public static Task<bool> Remove(Writing writing, ResourceSet set, SetResource resource)
    {
        writing.Announce(RoleBooks.Kind, set.OrgId);
        return writing.Changed("delete from resource_set_resources where id = @Id", new { resource.Id });
    }
}
