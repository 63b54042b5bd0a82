using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Schemas;

/// <summary>The types of people of all orgs. Asked whenever a person is shown to have one, so each org's are kept in memory.</summary>
internal sealed class UserTypes : IDisposable
{
    /// <summary>Of one org, beside the one that every org has.</summary>
    public const int MostMore = 9;

    private const string Kind = "user-types";
    private const string Columns = "id, org_id, name, display_name, description, created_at, created_by, updated_at, updated_by";

    private readonly Database db;
    private readonly Turns turns;
    private readonly TimeProvider clock;
    private readonly Cached<IReadOnlyList<UserType>> cached;

    public UserTypes(Database db, Turns turns, TimeProvider clock)
    {
        (this.db, this.turns, this.clock) = (db, turns, clock);
        cached = new(db.Changes, [Kind], async (orgId, ct) =>
            await db.Many<UserType>($"select {Columns} from user_types where org_id = @orgId order by id", new { orgId }, ct));
    }

    /// <summary>The one that every org has comes first.</summary>
    public async ValueTask<IReadOnlyList<UserType>> All(Org org, CancellationToken ct)
    {
        var stored = await Stored(org.Id, ct);
        return [stored.FirstOrDefault(type => type.IsDefault) ?? UserType.OfEvery(org), .. stored.Where(type => !type.IsDefault)];
    }

    /// <param name="org">Whose.</param>
    /// <param name="id">Or <see cref="UserType.Default"/>.</param>
    /// <param name="ct">Ends the wait.</param>
    public async ValueTask<UserType?> Find(Org org, string id, CancellationToken ct) =>
        (await All(org, ct)).FirstOrDefault(type => type.Id == id || (type.IsDefault && id == UserType.Default));

    /// <summary>The ids of those beside the one that every org has.</summary>
    public async ValueTask<IEnumerable<string>> MoreOf(string orgId, CancellationToken ct) =>
        (await Stored(orgId, ct)).Where(type => !type.IsDefault).Select(type => type.Id);

    /// <summary>Null when another type of the org has the name, or the org has as many as it may have.</summary>
    public async Task<UserType?> Create(Writing writing, string orgId, UserTypeDraft draft, string by)
    {
        await turns.Take(writing, $"{Kind} {orgId}");
        writing.Announce(Kind, orgId);
        return await writing.ChangeReturning<UserType>($"""
            insert into user_types (id, org_id, name, name_key, display_name, description, created_at, created_by, updated_at, updated_by)
            select @id, @orgId, @Name, @key, @DisplayName, @Description, @now, @by, @now, @by
            where (select count(*) from user_types where org_id = @orgId and id <> @ofEvery) < @MostMore
            on conflict do nothing
            returning {Columns}
            """, new
        {
            id = Ids.New(Ids.UserType),
            orgId,
            draft.Name,
            key = Identifiers.Canonical(draft.Name),
            draft.DisplayName,
            draft.Description,
            now = clock.Now,
            by,
            ofEvery = UserType.DefaultIdOf(orgId),
            MostMore,
        });
    }

    /// <summary>Null when it is gone.</summary>
    public async Task<UserType?> Change(Writing writing, UserType existing, UserTypeDraft draft, string by)
    {
        if (existing.IsDefault)
            await writing.Change("""
                insert into user_types (id, org_id, name, name_key, display_name, description, created_at, created_by, updated_at, updated_by)
                values (@Id, @OrgId, @Name, @Name, @DisplayName, @Description, @CreatedAt, @CreatedBy, @UpdatedAt, @UpdatedBy) on conflict do nothing
                """, new
            {
                existing.Id,
                existing.OrgId,
                existing.Name,
                existing.DisplayName,
                existing.Description,
                existing.CreatedAt,
                existing.CreatedBy,
                existing.UpdatedAt,
                existing.UpdatedBy,
            });
        writing.Announce(Kind, existing.OrgId);
        return await writing.ChangeReturning<UserType>($"""
            update user_types set display_name = @DisplayName, description = @Description, updated_at = @now, updated_by = @by where id = @Id
            returning {Columns}
            """, new { existing.Id, draft.DisplayName, draft.Description, now = clock.Now, by });
    }

    /// <summary>Holds it: until the commit nobody takes it away, nor looks whether somebody is of it. False where it is gone.</summary>
    public static Task<bool> Hold(Writing writing, string typeId) =>
        writing.Changed("update user_types set name = name where id = @typeId", new { typeId });

    /// <summary>With its schema.</summary>
    public static async Task<bool> Delete(Writing writing, UserType existing)
    {
        writing.Announce(Kind, existing.OrgId);
        await ProfileSchemas.RemoveAll(writing, existing.OrgId, existing.SchemaOwner);
        return await writing.Changed("delete from user_types where id = @Id", new { existing.Id });
    }

    public void Dispose() => cached.Dispose();

    private async ValueTask<IReadOnlyList<UserType>> Stored(string orgId, CancellationToken ct) => (await cached.Get(orgId, ct))!;
}
