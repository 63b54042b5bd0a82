using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>Pages of orgs' own: shown from memory, looked at and changed in the database.</summary>
internal sealed class BrandPages : IDisposable
{
    public const string Customized = "customized", Preview = "preview";

    private const string Kind = "brand-pages";

    private readonly Database db;
    private readonly TimeProvider clock;
    private readonly Cached<PagesOfOrg> cached;

    public BrandPages(Database db, TimeProvider clock)
    {
        (this.db, this.clock) = (db, clock);
        cached = new(db.Changes, [Kind], (orgId, ct) => Load(orgId, Customized, ct));
    }

    public async ValueTask<PagesOfOrg> Of(string orgId, CancellationToken ct) => (await cached.Get(orgId, ct))!;

    /// <summary>As they would be if what is being written were shown.</summary>
    public async Task<PagesOfOrg> Previewed(string orgId, CancellationToken ct) => (await Load(orgId, Preview, ct))!;

    public async Task<JsonObject?> Find(string orgId, string page, string state, CancellationToken ct) => await db.One<string>(
        "select document from brand_pages where org_id = @orgId and page = @page and state = @state", new { orgId, page, state }, ct) is { } document
        ? JsonNode.Parse(document) as JsonObject : null;

    public Task<bool> Save(Writing writing, string orgId, string page, string state, JsonObject document)
    {
        writing.Announce(Kind, orgId);
        return writing.Changed("""
            insert into brand_pages (org_id, page, state, document, updated_at) values (@orgId, @page, @state, @document, @now)
            on conflict (org_id, page, state) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId, page, state, document = document.ToJsonString(), now = clock.Now });
    }

    public static Task<bool> Delete(Writing writing, string orgId, string page, string state)
    {
        writing.Announce(Kind, orgId);
        return writing.Changed("delete from brand_pages where org_id = @orgId and page = @page and state = @state", new { orgId, page, state });
    }

    public void Dispose() => cached.Dispose();

    private async Task<PagesOfOrg?> Load(string orgId, string state, CancellationToken ct) => PagesOfOrg.Of(
        (await db.Many<Row>("select page, document from brand_pages where org_id = @orgId and state = @state", new { orgId, state }, ct))
            .ToDictionary(row => row.Page, row => (JsonObject)JsonNode.Parse(row.Document)!));

    private sealed record Row
    {
        public required string Page { get; init; }
        public required string Document { get; init; }
    }
}
