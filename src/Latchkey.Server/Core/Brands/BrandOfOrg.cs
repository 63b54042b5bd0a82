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

    public Task Save(string orgId, Brand brand, CancellationToken ct) => db.Write(async writing =>
    {
        await writing.Change("""
            insert into brands (org_id, document, updated_at) values (@orgId, @document, @now)
            on conflict (org_id) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId, document = JsonSerializer.Serialize(brand, JsonSerializerOptions.Web), now = clock.Now });
        writing.Announce(Kind, orgId);
    }, ct);

    private async Task<Brand?> Load(string orgId, CancellationToken ct)
    {
        var row = await db.One<Row>("select o.name, b.document from orgs o left join brands b on b.org_id = o.id where o.id = @orgId", new { orgId }, ct);
        return row is null ? null
            : row.Document is null ? Brand.Default(orgId, row.Name)
            : JsonSerializer.Deserialize<Brand>(row.Document, JsonSerializerOptions.Web);
    }

    private sealed record Row
    {
        public required string Name { get; init; }
        public string? Document { get; init; }
    }

    public void Dispose() => cached.Dispose();
}
