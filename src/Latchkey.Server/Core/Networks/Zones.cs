using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Networks;

/// <summary>The network zones of all orgs. Asked by every request, so each org's are kept in memory.</summary>
internal sealed class Zones : IDisposable
{
    /// <summary>As many as an org may have: all of them are read at once.</summary>
    public const int Most = 200;

    private const string Kind = "zones";

    private readonly Database db;
    private readonly Turns turns;
    private readonly TimeProvider clock;
    private readonly Cached<ZoneSet> cached;

    public Zones(Database db, Turns turns, TimeProvider clock)
    {
        (this.db, this.turns, this.clock) = (db, turns, clock);
        cached = new(db.Changes, [Kind], async (orgId, ct) => new(await All(orgId, ct)));
    }

    public async ValueTask<ZoneSet> Of(string orgId, CancellationToken ct) => (await cached.Get(orgId, ct))!;

    public async Task<IReadOnlyList<Zone>> All(string orgId, CancellationToken ct) =>
        [.. (await db.Many<ZoneRow>($"select {ZoneRow.Columns} from zones where org_id = @orgId order by id", new { orgId }, ct)).Select(row => row.ToZone())];

    public async Task<Zone?> Find(string orgId, string id, CancellationToken ct) =>
        (await db.One<ZoneRow>($"select {ZoneRow.Columns} from zones where org_id = @orgId and id = @id", new { orgId, id }, ct))?.ToZone();

    /// <summary>Null when another zone of the org has the name, or the org has as many as it may have.</summary>
    public async Task<Zone?> Create(Writing writing, string orgId, ZoneDraft draft)
    {
        await turns.Take(writing, $"{Kind} {orgId}");
        var row = await writing.ChangeReturning<ZoneRow>($"""
            insert into zones (id, org_id, name, name_key, usage, status, gateways, proxies, created_at, updated_at)
            select @id, @orgId, @Name, @key, @Usage, @status, @gateways, @proxies, @now, @now where (select count(*) from zones where org_id = @orgId) < @Most
            on conflict do nothing
            returning {ZoneRow.Columns}
            """, Args(Ids.New(Ids.Zone), orgId, draft));
        writing.Announce(Kind, orgId);
        return row?.ToZone();
    }

    /// <summary>As it is by now; until the commit nobody else changes it. Null when it is gone.</summary>
    public async Task<Zone?> Hold(Writing writing, Zone existing) =>
        (await writing.ChangeReturning<ZoneRow>($"update zones set updated_at = updated_at where id = @Id returning {ZoneRow.Columns}", new { existing.Id }))
            ?.ToZone();

    /// <summary>Null when another zone of the org has the name, or this one is gone.</summary>
    public async Task<Zone?> Change(Writing writing, Zone existing, ZoneDraft draft)
    {
        var row = await writing.ChangeReturning<ZoneRow>($"""
            update zones set name = @Name, name_key = @key, usage = @Usage, status = @status, gateways = @gateways, proxies = @proxies, updated_at = @now
            where id = @id and not exists (select 1 from zones other where other.org_id = @orgId and other.name_key = @key and other.id <> @id)
            returning {ZoneRow.Columns}
            """, Args(existing.Id, existing.OrgId, draft));
        writing.Announce(Kind, existing.OrgId);
        return row?.ToZone();
    }

    /// <summary>Null when it is gone.</summary>
    public async Task<Zone?> SetActive(Writing writing, Zone existing, bool active)
    {
        var row = await writing.ChangeReturning<ZoneRow>($"update zones set status = @status, updated_at = @now where id = @Id returning {ZoneRow.Columns}",
            new { existing.Id, status = StatusOf(active), now = clock.Now });
        writing.Announce(Kind, existing.OrgId);
        return row?.ToZone();
    }

    public async Task<bool> Delete(Writing writing, Zone existing)
    {
        writing.Announce(Kind, existing.OrgId);
        return await writing.Changed("delete from zones where id = @Id", new { existing.Id });
    }

    public void Dispose() => cached.Dispose();

    private object Args(string id, string orgId, ZoneDraft draft) => new
    {
        id,
        orgId,
        draft.Name,
        key = Identifiers.Canonical(draft.Name),
        draft.Usage,
        status = StatusOf(draft.Active),
        gateways = ZoneRow.Write(draft.Gateways),
        proxies = ZoneRow.Write(draft.Proxies),
        now = clock.Now,
        Most,
    };

    private static string StatusOf(bool active) => active ? "ACTIVE" : "INACTIVE";
}
