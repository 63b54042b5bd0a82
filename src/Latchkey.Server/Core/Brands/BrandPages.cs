using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>Pages of orgs' own, by brand: shown from memory, looked at and changed in the database.</summary>
internal sealed class BrandPages : IDisposable
{
    public const string Customized = "customized", Preview = "preview";

    /// <summary>Before either word: as it was before the last change that the console can take back.</summary>
    private const string Before = "before ";

    private const string Kind = "brand-pages";

    private readonly Database db;
    private readonly BrandOfOrg brands;
    private readonly TimeProvider clock;
    private readonly Cached<IReadOnlyDictionary<string, PagesOfOrg>> cached;

    public BrandPages(Database db, BrandOfOrg brands, TimeProvider clock)
    {
        (this.db, this.brands, this.clock) = (db, brands, clock);
        cached = new(db.Changes, [Kind], (orgId, ct) => Load(orgId, Customized, ct));
    }

    /// <summary>Those of the look that an org has in this request.</summary>
    public async ValueTask<PagesOfOrg> Of(Org org, CancellationToken ct) => await Of(org, await brands.Find(org, ct), ct);

    public async ValueTask<PagesOfOrg> Of(Org org, Brand brand, CancellationToken ct) =>
        (await cached.Get(org.Id, ct))!.GetValueOrDefault(brand.Id, PagesOfOrg.None);

    /// <summary>A stylesheet that is shown now, by its address.</summary>
    public async ValueTask<StyleSheet?> Sheet(Org org, string name, CancellationToken ct) =>
        (await cached.Get(org.Id, ct))!.Values.Select(pages => pages.Sheet).FirstOrDefault(sheet => sheet?.Name == name);

    /// <summary>As they would be if what is being written were shown.</summary>
    public async Task<PagesOfOrg> Previewed(Org org, Brand brand, CancellationToken ct) =>
        (await Load(org.Id, Preview, ct))!.GetValueOrDefault(brand.Id, PagesOfOrg.None);

    public async Task<JsonObject?> Find(string orgId, string brandId, string page, string state, CancellationToken ct) => await db.One<string>(
        "select document from brand_pages where org_id = @orgId and brand_id = @brandId and page = @page and state = @state",
        new { orgId, brandId, page, state }, ct) is { } document ? JsonNode.Parse(document) as JsonObject : null;

    /// <summary>What is being written, else what is shown; null: ours is.</summary>
    public static async Task<JsonObject?> Latest(Writing writing, string orgId, string brandId, string page) => await writing.One<string>("""
        select document from brand_pages where org_id = @orgId and brand_id = @brandId and page = @page and state in (@Preview, @Customized)
        order by case state when @Preview then 0 else 1 end limit 1
        """, new { orgId, brandId, page, Preview, Customized }) is { } document ? JsonNode.Parse(document) as JsonObject : null;

    public Task<bool> Save(Writing writing, string orgId, string brandId, string page, string state, JsonObject document)
    {
        writing.Announce(Kind, orgId);
        return writing.Changed("""
            insert into brand_pages (org_id, brand_id, page, state, document, updated_at) values (@orgId, @brandId, @page, @state, @document, @now)
            on conflict (org_id, brand_id, page, state) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId, brandId, page, state, document = document.ToJsonString(), now = clock.Now });
    }

    public static Task<bool> Delete(Writing writing, string orgId, string brandId, string page, string state)
    {
        writing.Announce(Kind, orgId);
        return writing.Changed("delete from brand_pages where org_id = @orgId and brand_id = @brandId and page = @page and state = @state",
            new { orgId, brandId, page, state });
    }

    /// <summary>What is shown and what is being written, in one word: another one as soon as either is another.</summary>
    public static async Task<string> Version(Writing writing, string orgId, string brandId, string page) => Secrets.Hash(string.Join('\n',
        await writing.Many<string>("""
            select state || ' ' || document from brand_pages where org_id = @orgId and brand_id = @brandId and page = @page and state in (@Customized, @Preview)
            order by state
            """, new { orgId, brandId, page, Customized, Preview })));

    /// <summary>Keeps what is shown and what is being written, so that the next change can be taken back; only the last one can.</summary>
    public Task Keep(Writing writing, string orgId, string brandId, string page) => Move(writing, new
    {
        orgId,
        brandId,
        page,
        now = clock.Now,
        Customized,
        Preview,
        ToCustomized = Before + Customized,
        ToPreview = Before + Preview,
    });

    /// <summary>Both are what they were before the last change.</summary>
    public async Task Restore(Writing writing, string orgId, string brandId, string page)
    {
        writing.Announce(Kind, orgId);
        await Move(writing, new
        {
            orgId,
            brandId,
            page,
            now = clock.Now,
            Customized = Before + Customized,
            Preview = Before + Preview,
            ToCustomized = Customized,
            ToPreview = Preview,
        });
    }

    private static async Task Move(Writing writing, object states)
    {
        await writing.Change("""
            delete from brand_pages where org_id = @orgId and brand_id = @brandId and page = @page and state in (@ToCustomized, @ToPreview)
            """, states);
        await writing.Change("""
            insert into brand_pages (org_id, brand_id, page, state, document, updated_at)
            select org_id, brand_id, page, case state when @Customized then @ToCustomized else @ToPreview end, document, @now
            from brand_pages where org_id = @orgId and brand_id = @brandId and page = @page and state in (@Customized, @Preview)
            """, states);
    }

    public void Dispose() => cached.Dispose();

    private async Task<IReadOnlyDictionary<string, PagesOfOrg>?> Load(string orgId, string state, CancellationToken ct) =>
        (await db.Many<Row>("select brand_id, page, document from brand_pages where org_id = @orgId and state = @state", new { orgId, state }, ct))
            .GroupBy(row => row.BrandId)
            .ToDictionary(brand => brand.Key, brand => PagesOfOrg.Of(brand.ToDictionary(row => row.Page, row => (JsonObject)JsonNode.Parse(row.Document)!)));

    private sealed record Row
    {
        public required string BrandId { get; init; }
        public required string Page { get; init; }
        public required string Document { get; init; }
    }
}
