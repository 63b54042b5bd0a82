using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Domains;

/// <summary>The domains of all orgs. Those in use are asked at each request for a host that is not this server's own, so they are kept in memory.</summary>
internal sealed class DomainsOfOrgs : IDisposable
{
    /// <summary>Of one org.</summary>
    public const int Most = 20;

    private const string Kind = "domain";

    private readonly Database db;
    private readonly OrgDirectory orgs;
    private readonly ServerSettings settings;
    private readonly TimeProvider clock;
    private readonly Cached<Dictionary<string, Row>> verified;

    public DomainsOfOrgs(Database db, OrgDirectory orgs, ServerSettings settings, TimeProvider clock)
    {
        (this.db, this.orgs, this.settings, this.clock) = (db, orgs, settings, clock);
        verified = new(db.Changes, [Kind], Load);
    }

    /// <summary>The org that is at a host of its own: it says that address of itself in this request, and looks as that domain does.</summary>
    public async ValueTask<Org?> FindByHost(string host, CancellationToken ct)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        if (!(await verified.Get(Whole, ct))!.TryGetValue(name, out var domain)) return null;
        return await orgs.FindBySubdomain(domain.Subdomain, ct) is { } org ? org with { Url = UrlOf(name), Home = org.Url, BrandId = domain.BrandId } : null;
    }

    public Task<IReadOnlyList<OrgDomain>> All(string orgId, CancellationToken ct) =>
        db.Many<OrgDomain>($"select {OrgDomain.Columns} from domains where org_id = @orgId order by domain limit @Most", new { orgId, Most }, ct);

    public Task<OrgDomain?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<OrgDomain>($"select {OrgDomain.Columns} from domains where id = @id and org_id = @orgId", new { id, orgId }, ct);

    public static Task<IReadOnlyList<OrgDomain>> All(Writing writing, string orgId) =>
        writing.Many<OrgDomain>($"select {OrgDomain.Columns} from domains where org_id = @orgId order by domain", new { orgId });

    public async Task<OrgDomain> Insert(Writing writing, string orgId, DomainDraft draft, string brandId) => (await writing.ChangeReturning<OrgDomain>($"""
        insert into domains (id, org_id, domain, brand_id, proof, created_at, updated_at) values (@id, @orgId, @Domain, @brandId, @proof, @now, @now)
        returning {OrgDomain.Columns}
        """, new { id = Ids.New(Ids.Domain), orgId, draft.Domain, brandId, proof = Secrets.New(), now = clock.Now }))!;

    /// <summary>Null when it is gone.</summary>
    public Task<OrgDomain?> Dress(Writing writing, OrgDomain domain, string brandId)
    {
        writing.Announce(Kind, Whole);
        return writing.ChangeReturning<OrgDomain>(
            $"update domains set brand_id = @brandId, updated_at = @now where id = @Id returning {OrgDomain.Columns}",
            new { domain.Id, brandId, now = clock.Now });
    }

    /// <summary>Takes it into use. Null when it is gone, was in use already, or is another org's by now.</summary>
    public Task<OrgDomain?> Verify(Writing writing, OrgDomain domain)
    {
        writing.Announce(Kind, Whole);
        return writing.ChangeReturning<OrgDomain>($"""
            update domains set verified_at = @now, updated_at = @now where id = @Id and verified_at is null
              and not exists (select 1 from domains o where o.domain = @Domain and o.verified_at is not null)
            returning {OrgDomain.Columns}
            """, new { domain.Id, domain.Domain, now = clock.Now });
    }

    public static Task<bool> Delete(Writing writing, OrgDomain domain)
    {
        writing.Announce(Kind, Whole);
        return writing.Changed("delete from domains where id = @Id", new { domain.Id });
    }

    // Whole, so that hosts that strangers make up cost no look into the database.
    private const string Whole = "";

    private async Task<Dictionary<string, Row>?> Load(string key, CancellationToken ct) => (await db.Many<Row>("""
        select d.domain, d.brand_id, o.subdomain from domains d join orgs o on o.id = d.org_id where d.verified_at is not null
        """, null, ct)).ToDictionary(row => row.Domain, StringComparer.Ordinal);

    private sealed record Row
    {
        public required string Domain { get; init; }
        public required string BrandId { get; init; }
        public string? Subdomain { get; init; }
    }

    /// <summary>With the scheme and the port that people use for this server.</summary>
    private string UrlOf(string domain) => new UriBuilder(settings.BaseUrl) { Host = domain }.Uri.GetLeftPart(UriPartial.Authority);

    public void Dispose() => verified.Dispose();
}
