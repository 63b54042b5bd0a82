using System.Text.Json;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>
/// The brands of each org: the one that every org has, which is Latchkey's own look under its name until something else is saved, and others for its
/// apps and domains.
/// </summary>
internal sealed class BrandOfOrg : IDisposable
{
    public const string Kind = "brand";

    /// <summary>More than anybody can tell apart.</summary>
    public const int Most = 100;

    private readonly Database db;
    private readonly TimeProvider clock;
    private readonly Cached<IReadOnlyList<Brand>> cached;

    public BrandOfOrg(Database db, TimeProvider clock)
    {
        (this.db, this.clock) = (db, clock);
        cached = new(db.Changes, [Kind], Load, clearedBy: ["org"]);
    }

    /// <summary>How an org looks in this request. A look that is gone leaves it its own.</summary>
    public async ValueTask<Brand> Find(Org org, CancellationToken ct)
    {
        var all = await All(org, ct);
        return org.BrandId is { } id ? all.FirstOrDefault(brand => brand.Id == id) ?? all[0] : all[0];
    }

    /// <summary>By its id.</summary>
    public async ValueTask<Brand?> Find(Org org, string id, CancellationToken ct) => (await All(org, ct)).FirstOrDefault(brand => brand.Id == id);

    /// <summary>The one that every org has first, then the others as they were made.</summary>
    public async ValueTask<IReadOnlyList<Brand>> All(Org org, CancellationToken ct) => await cached.Get(org.Id, ct) ?? [Brand.Default(org.Id, org.Name)];

    /// <summary>As it is by now, in the commit that changes it. Null when it is gone.</summary>
    public static async Task<Brand?> Read(Writing writing, Org org, string id) => await writing.One<Row>("""
        select o.name, b.brand_id, b.document from orgs o left join brands b on b.org_id = o.id and b.brand_id = @id where o.id = @orgId
        """, new { orgId = org.Id, id }) is { BrandId: not null } row ? row.ToBrand(org.Id) : id == Brand.IdOf(org.Id) ? Brand.Default(org.Id, org.Name) : null;

    /// <summary>As they are by now, in the commit that adds one.</summary>
    public static async Task<IReadOnlyList<Brand>> Read(Writing writing, Org org) => Whole(org.Id, await writing.Many<Row>(Select, new { orgId = org.Id }));

    public Task Save(string orgId, Brand brand, CancellationToken ct) => db.Write(writing => Save(writing, orgId, brand), ct);

    public async Task Save(Writing writing, string orgId, Brand brand)
    {
        await writing.Change("""
            insert into brands (org_id, brand_id, document, created_at, updated_at) values (@orgId, @Id, @document, @now, @now)
            on conflict (org_id, brand_id) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId, brand.Id, document = JsonSerializer.Serialize(brand, JsonSerializerOptions.Web), now = clock.Now });
        writing.Announce(Kind, orgId);
    }

    /// <summary>With all that is its own. False when it is gone.</summary>
    public static async Task<bool> Delete(Writing writing, string orgId, Brand brand)
    {
        var one = new { orgId, brand.Id };
        await writing.Change("delete from brand_pictures where org_id = @orgId and brand_id = @Id", one);
        await writing.Change("delete from brand_pages where org_id = @orgId and brand_id = @Id", one);
        await writing.Change("delete from brand_texts where org_id = @orgId and brand_id = @Id", one);
        await writing.Change("delete from email_domains where org_id = @orgId and brand_id = @Id", one);
        await writing.Change("delete from mail_words where org_id = @orgId and brand_id = @Id", one);
        await writing.Change("delete from mail_recipients where org_id = @orgId and brand_id = @Id", one);
        await writing.Change("delete from well_known_files where org_id = @orgId and brand_id = @Id", one);
        writing.Announce(Kind, orgId);
        return await writing.Changed("delete from brands where org_id = @orgId and brand_id = @Id", one);
    }

    private const string Select = """
        select o.name, b.brand_id, b.document from orgs o left join brands b on b.org_id = o.id where o.id = @orgId order by b.created_at, b.brand_id
        """;

    private async Task<IReadOnlyList<Brand>?> Load(string orgId, CancellationToken ct)
    {
        if (await db.Many<Row>(Select, new { orgId }, ct) is not { Count: > 0 } rows) return null;
        var words = await BrandWords.All(db, orgId, ct);
        return [.. Whole(orgId, rows).Select(brand => words.Contains(brand.Id) ? brand with { Words = new([.. words[brand.Id]]) } : brand)];
    }

    private static IReadOnlyList<Brand> Whole(string orgId, IReadOnlyList<Row> rows)
    {
        var kept = rows.Where(row => row.BrandId is not null).Select(row => row.ToBrand(orgId)).ToArray();
        return [kept.FirstOrDefault(brand => brand.IsDefault) ?? Brand.Default(orgId, rows[0].Name), .. kept.Where(brand => !brand.IsDefault)];
    }

    private sealed record Row
    {
        public required string Name { get; init; }
        public string? BrandId { get; init; }
        public string? Document { get; init; }

        public Brand ToBrand(string orgId) =>
            JsonSerializer.Deserialize<Brand>(Document!, JsonSerializerOptions.Web)! with { IsDefault = BrandId == Brand.IdOf(orgId) };
    }

    public void Dispose() => cached.Dispose();
}
