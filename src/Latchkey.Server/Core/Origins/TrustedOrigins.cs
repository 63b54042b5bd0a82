using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Origins;

/// <summary>The trusted origins of all orgs. Contract §3.7. Asked by every request that a page makes, so each org's are kept in memory.</summary>
internal sealed class TrustedOrigins : IDisposable
{
    /// <summary>As many as an org may have: all of them are read at once.</summary>
    public const int Most = 1_000;

    private const string ChangeKind = "trusted-origins";

    private readonly Database db;
    private readonly Turns turns;
    private readonly TimeProvider clock;
    private readonly Cached<Dictionary<string, string>> scopesByOrigin;

    public TrustedOrigins(Database db, Turns turns, TimeProvider clock)
    {
        (this.db, this.turns, this.clock) = (db, turns, clock);
        scopesByOrigin = new(db.Changes, [ChangeKind], Load);
    }

    /// <summary>Whether an active trusted origin of the org may do this.</summary>
    /// <param name="org">Whose.</param>
    /// <param name="origin">Exactly as a browser wrote it; compared byte for byte.</param>
    /// <param name="scope">One of <see cref="OriginScope"/>.</param>
    /// <param name="ct">Ends the wait.</param>
    public async ValueTask<bool> Allows(Org org, string origin, string scope, CancellationToken ct) =>
        (await scopesByOrigin.Get(org.Id, ct))!.TryGetValue(origin, out var scopes) && scopes.Split(' ').Contains(scope);

    public Task<TrustedOrigin?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<TrustedOrigin>($"select {TrustedOrigin.Columns} from trusted_origins where org_id = @orgId and id = @id", new { orgId, id }, ct);

    public Task<IReadOnlyList<TrustedOrigin>> After(string orgId, string after, int most, CancellationToken ct) =>
        db.Many<TrustedOrigin>($"select {TrustedOrigin.Columns} from trusted_origins where org_id = @orgId and id > @after order by id limit @most",
            new { orgId, after, most }, ct);

    /// <summary>Null when the org has this origin already, or as many as it may have.</summary>
    public async Task<TrustedOrigin?> Create(Writing writing, string orgId, TrustedOriginDraft draft, LogParty by)
    {
        await turns.Take(writing, $"{ChangeKind} {orgId}");
        var created = await writing.ChangeReturning<TrustedOrigin>($"""
            insert into trusted_origins (id, org_id, name, origin, status, scopes, created_at, created_by, updated_at, updated_by)
            select @id, @orgId, @Name, @Origin, 'ACTIVE', @Scopes, @now, @by, @now, @by
            where (select count(*) from trusted_origins where org_id = @orgId) < @Most
            on conflict do nothing
            returning {TrustedOrigin.Columns}
            """, new { id = Ids.New(Ids.TrustedOrigin), orgId, draft.Name, draft.Origin, draft.Scopes, now = clock.Now, by = by.Id, Most });
        if (created is not null) writing.Announce(ChangeKind, orgId);
        return created;
    }

    /// <summary>As it is by now; until the commit nobody else changes it. Null when it is gone.</summary>
    public Task<TrustedOrigin?> Hold(Writing writing, TrustedOrigin existing) =>
        writing.ChangeReturning<TrustedOrigin>($"update trusted_origins set updated_at = updated_at where id = @Id returning {TrustedOrigin.Columns}",
            new { existing.Id });

    /// <summary>Null when another of the org's has this origin, or this one is gone.</summary>
    public async Task<TrustedOrigin?> Change(Writing writing, TrustedOrigin existing, TrustedOriginDraft draft, LogParty by)
    {
        var changed = await writing.ChangeReturning<TrustedOrigin>($"""
            update trusted_origins set name = @Name, origin = @Origin, scopes = @Scopes, updated_at = @now, updated_by = @by
            where id = @Id and not exists (select 1 from trusted_origins other where other.org_id = @OrgId and other.origin = @Origin and other.id <> @Id)
            returning {TrustedOrigin.Columns}
            """, new { existing.Id, existing.OrgId, draft.Name, draft.Origin, draft.Scopes, now = clock.Now, by = by.Id });
        writing.Announce(ChangeKind, existing.OrgId);
        return changed;
    }

    /// <summary>Null when it is gone.</summary>
    public async Task<TrustedOrigin?> SetActive(Writing writing, TrustedOrigin existing, bool active, LogParty by)
    {
        var changed = await writing.ChangeReturning<TrustedOrigin>($"""
            update trusted_origins set status = @status, updated_at = @now, updated_by = @by where id = @Id returning {TrustedOrigin.Columns}
            """, new { existing.Id, status = active ? "ACTIVE" : "INACTIVE", now = clock.Now, by = by.Id });
        writing.Announce(ChangeKind, existing.OrgId);
        return changed;
    }

    public async Task<bool> Delete(Writing writing, TrustedOrigin existing)
    {
        writing.Announce(ChangeKind, existing.OrgId);
        return await writing.Changed("delete from trusted_origins where id = @Id", new { existing.Id });
    }

    public void Dispose() => scopesByOrigin.Dispose();

    private async Task<Dictionary<string, string>?> Load(string orgId, CancellationToken ct) =>
        (await db.Many<TrustedOrigin>($"select {TrustedOrigin.Columns} from trusted_origins where org_id = @orgId and status = 'ACTIVE'", new { orgId }, ct))
            .ToDictionary(one => one.Origin, one => one.Scopes, StringComparer.Ordinal);
}
