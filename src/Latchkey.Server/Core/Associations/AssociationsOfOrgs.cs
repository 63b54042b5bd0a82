using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Associations;

/// <summary>Who belongs to each org's address. Asked at every passkey, so it is kept in memory.</summary>
internal sealed class AssociationsOfOrgs : IDisposable
{
    private const string Kind = "well-known";

    private readonly Database db;
    private readonly TimeProvider clock;
    private readonly Cached<Association> cached;

    public AssociationsOfOrgs(Database db, Apps apps, TimeProvider clock)
    {
        (this.db, this.clock) = (db, clock);
        cached = new(db.Changes, [], async (key, ct) => key.Split(Between) is [var orgId, var brand]
            ? new(await apps.OnPhones(orgId, ct), await Added(orgId, brand, ct)) : null, clearedBy: [Kind, Apps.PhonesKind]);
    }

    /// <summary>At the address that an org has in this request: the files are a brand's, and a domain has one.</summary>
    public async ValueTask<Association> Of(Org org, CancellationToken ct) => (await cached.Get(org.Id, Between, org.BrandId ?? Brand.IdOf(org.Id), ct))!;

    private const char Between = ' ';

    /// <summary>What an org adds to one file; null: nothing.</summary>
    public async Task<JsonNode?> Find(string orgId, string brand, string name, CancellationToken ct) => await db.One<string>(
        "select document from well_known_files where org_id = @orgId and brand_id = @brand and name = @name", new { orgId, brand, name }, ct) is { } document
        ? JsonNode.Parse(document) : null;

    public Task<bool> Save(Writing writing, string orgId, string brand, WellKnownDraft draft)
    {
        writing.Announce(Kind, orgId);
        return writing.Changed("""
            insert into well_known_files (org_id, brand_id, name, document, updated_at) values (@orgId, @brand, @Name, @document, @now)
            on conflict (org_id, brand_id, name) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId, brand, draft.Name, document = draft.Document.ToJsonString(), now = clock.Now });
    }

    public void Dispose() => cached.Dispose();

    private async Task<IReadOnlyDictionary<string, JsonNode>> Added(string orgId, string brand, CancellationToken ct) =>
        (await db.Many<Row>("select name, document from well_known_files where org_id = @orgId and brand_id = @brand", new { orgId, brand }, ct))
            .ToDictionary(row => row.Name, row => JsonNode.Parse(row.Document)!);

    private sealed record Row
    {
        public required string Name { get; init; }
        public required string Document { get; init; }
    }
}
