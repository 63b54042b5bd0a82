using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Schemas;

/// <summary>The schemas of all orgs. Asked whenever a profile is written, so they are kept in memory.</summary>
internal sealed class ProfileSchemas : IDisposable
{
    /// <summary>Of one owner: a profile is read whole.</summary>
    public const int Most = 200;

    private const string Kind = "schemas";

    private readonly Database db;
    private readonly UserTypes types;
    private readonly TimeProvider clock;
    private readonly Cached<ProfileSchema> cached;

    public ProfileSchemas(Database db, UserTypes types, TimeProvider clock)
    {
        (this.db, this.types, this.clock) = (db, types, clock);
        cached = new(db.Changes, [Kind], (key, ct) => Load(key.Split(' ')[0], key.Split(' ')[1], ct));
    }

    public async ValueTask<ProfileSchema> Of(string orgId, string owner, CancellationToken ct) => (await cached.Get(orgId, ' ', owner, ct))!;

    /// <summary>Of the people of the type that every org has: who makes somebody without saying what they are makes one of those.</summary>
    public ValueTask<ProfileSchema> OfUsers(string orgId, CancellationToken ct) => Of(orgId, SchemaOwner.Users, ct);

    /// <summary>Of the people of one type.</summary>
    public ValueTask<ProfileSchema> OfType(string orgId, string typeId, CancellationToken ct) => Of(orgId, SchemaOwner.OfType(orgId, typeId), ct);

    /// <summary>Whether people of the org have an attribute, of whatever type they are.</summary>
    public async ValueTask<Func<string, bool>> KnownOfPeople(string orgId, CancellationToken ct)
    {
        var all = new List<ProfileSchema> { await OfUsers(orgId, ct) };
        foreach (var type in await types.MoreOf(orgId, ct)) all.Add(await OfType(orgId, type, ct));
        return name => all.Exists(schema => schema.Knows(name));
    }

    /// <summary>As a write finds it; nobody else changes it until the commit.</summary>
    public static async Task<ProfileSchema> Read(Writing writing, string orgId, string owner) => Made(owner, await writing.Many<Row>(
        "select name, document, leaving, created_at, updated_at from schema_properties where org_id = @orgId and owner = @owner", new { orgId, owner }));

    /// <summary>Whether people are still being relieved of one that had the name.</summary>
    public static async Task<bool> IsLeaving(Writing writing, string orgId, string owner, string name) => await writing.One<long>(
        "select count(*) from schema_properties where org_id = @orgId and owner = @owner and name = @name and leaving = 1", new { orgId, owner, name }) > 0;

    public async Task Set(Writing writing, string orgId, string owner, SchemaPropertyDraft draft)
    {
        await writing.Change("""
            insert into schema_properties (org_id, owner, name, document, created_at, updated_at) values (@orgId, @owner, @Name, @document, @now, @now)
            on conflict (org_id, owner, name) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId, owner, draft.Name, document = draft.Document.ToJsonString(), now = clock.Now });
        writing.Announce(Kind, $"{orgId} {owner}");
    }

    /// <summary>From now on no profile is written with it.</summary>
    public static async Task Leave(Writing writing, string orgId, string owner, string name)
    {
        await writing.Change("update schema_properties set leaving = 1 where org_id = @orgId and owner = @owner and name = @name", new { orgId, owner, name });
        writing.Announce(Kind, $"{orgId} {owner}");
    }

    public static async Task Remove(Writing writing, string orgId, string owner, string name)
    {
        await writing.Change("delete from schema_properties where org_id = @orgId and owner = @owner and name = @name", new { orgId, owner, name });
        writing.Announce(Kind, $"{orgId} {owner}");
    }

    /// <summary>With a type that is no more.</summary>
    public static async Task RemoveAll(Writing writing, string orgId, string owner)
    {
        await writing.Change("delete from schema_properties where org_id = @orgId and owner = @owner", new { orgId, owner });
        writing.Announce(Kind, $"{orgId} {owner}");
    }

    public void Dispose() => cached.Dispose();

    private async Task<ProfileSchema?> Load(string orgId, string owner, CancellationToken ct) => Made(owner, await db.Many<Row>(
        "select name, document, leaving, created_at, updated_at from schema_properties where org_id = @orgId and owner = @owner", new { orgId, owner }, ct));

    private static ProfileSchema Made(string owner, IReadOnlyList<Row> rows) => new(owner,
        rows.Where(row => !row.Leaving).Select(row => new SchemaProperty(row.Name, (JsonObject)JsonNode.Parse(row.Document)!)),
        rows.Count == 0 ? null : rows.Min(row => row.CreatedAt), rows.Count == 0 ? null : rows.Max(row => row.UpdatedAt));

    private sealed record Row
    {
        public required string Name { get; init; }
        public required string Document { get; init; }
        public required bool Leaving { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
    }
}
