using System.Text.Json;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>The brand of each org: what it saved, else Latchkey's own look under its name.</summary>
internal sealed class BrandOfOrg : IDisposable
{
    public const string Kind = "brand";

    private readonly Database db;
    private readonly TimeProvider clock;
    private readonly Cached<Brand> cached;

    public BrandOfOrg(Database db, TimeProvider clock)
    {
        (this.db, this.clock) = (db, clock);
        cached = new(db.Changes, [Kind], Load, clearedBy: ["org"]);
    }

    public async ValueTask<Brand> Find(Org org, CancellationToken ct) => await cached.Get(org.Id, ct) ?? Brand.Default(org.Id, org.Name);

    /// <summary>As it is by now, in the commit that changes it.</summary>
    public static async Task<Brand> Read(Writing writing, Org org) => await writing.One<Row>(Select, new { orgId = org.Id }) is { } row
        ? row.ToBrand(org.Id) : Brand.Default(org.Id, org.Name);

    public Task Save(string orgId, Brand brand, CancellationToken ct) => db.Write(writing => Save(writing, orgId, brand), ct);

    public async Task Save(Writing writing, string orgId, Brand brand)
    {
        await writing.Change("""
            insert into brands (org_id, document, updated_at) values (@orgId, @document, @now)
            on conflict (org_id) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId, document = JsonSerializer.Serialize(brand, JsonSerializerOptions.Web), now = clock.Now });
        writing.Announce(Kind, orgId);
    }

    private const string Select = "select o.name, b.document from orgs o left join brands b on b.org_id = o.id where o.id = @orgId";

    private async Task<Brand?> Load(string orgId, CancellationToken ct) => (await db.One<Row>(Select, new { orgId }, ct))?.ToBrand(orgId);

    private sealed record Row
    {
        public required string Name { get; init; }
        public string? Document { get; init; }

        public Brand ToBrand(string orgId) =>
            Document is null ? Brand.Default(orgId, Name) : JsonSerializer.Deserialize<Brand>(Document, JsonSerializerOptions.Web)!;
    }

    public void Dispose() => cached.Dispose();
}
