using System.Collections.Concurrent;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

internal sealed class RefreshFamilies(Database db, TimeProvider clock)
{
    /// <summary>As far ahead as a stored time may lie: unlimited families have to fit a column, too.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_000);

    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<string, int> received = new(StringComparer.Ordinal);

    /// <summary>
    /// Of refresh_families f: what it began with is still there. An app that was switched off and a server that was deleted leave millions void at
    /// once, and no row is touched.
    /// </summary>
    private const string Stands = """
        exists (select 1 from apps a where a.id = f.client_id and a.grants_mark = f.app_mark)
          and (f.server_id = '' or exists (select 1 from authorization_servers s where s.org_id = f.org_id and s.id = f.server_id))
        """;

    /// <summary>Of refresh_families f: those a refresh may come of.</summary>
    public const string InForce = $"f.revoked_at is null and f.expires_at > @now and {Stands}";

    /// <summary>What never ends by itself is looked at this often, in case it was ended.</summary>
    internal static readonly TimeSpan LongestUnswept = TimeSpan.FromDays(30);

    public Task Insert(Writing w, RefreshFamily family) => w.Change("""
        insert into refresh_families
          (id, key_hash, org_id, server_id, client_id, user_id, session_id, grant_type, app_mark, scope, claims, amr, acr, authenticated_at, device,
           key_thumbprint, generation, rotated_at, created_at, last_used_at, idle_window_ms, ends_at, expires_at, sweep_at, idp_id)
        values
          (@Id, @KeyHash, @OrgId, @ServerId, @ClientId, @UserId, @SessionId, @GrantType, @AppMark, @Scope, @Claims, @Amr, @Acr, @AuthenticatedAt, @Device,
           @KeyThumbprint, @Generation, @RotatedAt, @CreatedAt, @LastUsedAt, @IdleWindowMs, @EndsAt, @ExpiresAt, @SweepAt, @IdpId)
        """, family);

    /// <summary>Also one that has ended, by whatever.</summary>
    public async Task<RefreshFamily?> Find(byte[] key, CancellationToken ct)
    {
        var found = await db.One<RefreshFamily>($"select f.*, case when {Stands} then 1 else 0 end as stands from refresh_families f where f.key_hash = @hash",
            new { hash = RefreshToken.KeyHash(key) }, ct);
        return found is { Stands: false, RevokedAt: null }
            ? found with { RevokedAt = found.LastUsedAt, RevokedBecause = "app switched off or authorization server deleted" } : found;
    }

    /// <summary>Those of a person that are in force, the one last used first.</summary>
    public Task<IReadOnlyList<RefreshFamily>> Of(string userId, CancellationToken ct) => db.Many<RefreshFamily>(
        $"select f.* from refresh_families f where f.user_id = @userId and {InForce} order by f.last_used_at desc, f.id limit 200",
        new { userId, now = clock.Milliseconds }, ct);

    /// <summary>
    /// Hands out the next generation. False when another request advanced it first or the family ended meanwhile; a
    /// generation beyond the stored one is ours too (its MAC says so): the database was restored from an older backup.
    /// </summary>
    public Task<bool> TryAdvance(RefreshFamily family, int presented, TimeSpan leeway, CancellationToken ct)
    {
        var now = clock.Now;
        var earlier = presented == family.Generation ? family.RotationsBefore(leeway, now) : "";
        return db.Changed($"""
            update refresh_families as f set generation = @next, rotated_at = @now, earlier_rotations = @earlier, last_used_at = @now, expires_at = @end
            where f.id = @Id and f.generation = @Generation and {InForce}
            """, new { family.Id, family.Generation, next = presented + 1, earlier, now, end = Bounded(family.ExpiresIfUsedAt(now)) }, ct);
    }

    /// <summary>
    /// Something that came of a generation is in use, so its client has that answer: the token before it is asked for again
    /// by nobody honest. Written once for a generation; the first one replaced no other.
    /// </summary>
    public async Task Receive(string id, int generation, CancellationToken ct)
    {
        if (generation <= 1 || (received.TryGetValue(id, out var known) && known >= generation)) return;
        await db.Change(
            "update refresh_families set received_generation = @generation where id = @id and key_thumbprint is null and received_generation < @generation",
            new { id, generation }, ct);
        if (received.Count >= MostRemembered) received.Clear();
        received.AddOrUpdate(id, generation, (_, other) => Math.Max(other, generation));
    }

    /// <summary>Keeps a family that does not rotate from idling out. Often enough to matter, not at each use.</summary>
    public Task Touch(RefreshFamily family, CancellationToken ct)
    {
        var now = clock.Now;
        if (family.IdleWindowMs == 0 || (now - family.LastUsedAt).TotalMilliseconds < family.IdleWindowMs / 100.0) return Task.CompletedTask;
        return db.Change("update refresh_families set last_used_at = @now, expires_at = @end where id = @Id and revoked_at is null and last_used_at < @now",
            new { family.Id, now, end = Bounded(family.ExpiresIfUsedAt(now)) }, ct);
    }

    /// <summary>Ends one family. Other devices stay signed in.</summary>
    public Task<bool> Revoke(Writing w, string id, string because) => w.Changed(
        "update refresh_families set revoked_at = @now, revoked_because = @because, expires_at = @now where id = @id and revoked_at is null",
        new { id, because, now = clock.Milliseconds });

    public Task RevokeAllOf(Writing w, string userId, string because) => w.Change(
        "update refresh_families set revoked_at = @now, revoked_because = @because, expires_at = @now where user_id = @userId and revoked_at is null",
        new { userId, because, now = clock.Milliseconds });

    public Task<int> RevokeAllOf(Writing w, string userId, string clientId, string because) => w.Change(
        "update refresh_families set revoked_at = @now, revoked_because = @because, expires_at = @now where user_id = @userId and client_id = @clientId "
            + "and revoked_at is null", new { userId, clientId, because, now = clock.Milliseconds });

    /// <summary>
    /// Kept a day past its end, so that a late replay is still recognised as one. A family in use lives on beyond the day it
    /// was to be looked at: then it is looked at later, which only happens here, so that using it touches no index.
    /// </summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Write(async w =>
    {
        var (now, before) = (clock.Now, clock.Now - TimeSpan.FromDays(1));
        var args = new { before, later = now + LongestUnswept, batch = Cleanup.Batch };
        const string due = "select id from refresh_families where sweep_at < @before order by sweep_at limit @batch";
        var deleted = await w.Change($"delete from refresh_families as f where (f.expires_at < @before or not ({Stands})) and f.id in ({due})", args);
        return deleted + await w.Change(
            "update refresh_families set sweep_at = case when expires_at < @later then expires_at else @later end where expires_at >= @before and id in "
                + $"({due})", args);
    }, ct);

    public static DateTimeOffset Bounded(DateTimeOffset time) => time < Never ? time : Never;
}
