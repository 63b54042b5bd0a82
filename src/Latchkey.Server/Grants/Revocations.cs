using System.Collections.Concurrent;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.Grants;

/// <summary>
/// What was revoked before its time. Access tokens are read without asking the database, so this set is kept in memory
/// whole: it holds only what revoked tokens still living could refer to, for as long as the longest of them lives.
/// </summary>
public sealed class Revocations
{
    /// <summary>The longest an access token may live (contract §1.2).</summary>
    public static readonly TimeSpan LongestToken = TimeSpan.FromHours(24);

    private const string ChangeKind = "revocation";

    private readonly Database db;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, (long RevokedAt, long ExpiresAt)> revoked = new(StringComparer.Ordinal);
    private volatile Task? loaded;

    public Revocations(Database db, TimeProvider clock)
    {
        (this.db, this.clock) = (db, clock);
        db.Changes.Subscribe((kind, key) =>
        {
            if (kind == ChangeKind) Learn(key);
            else if (kind == Changes.Everything) loaded = null;
        });
    }

    public static string Token(string jti) => "jti " + jti;
    public static string Grant(string grantId) => "grant " + grantId;
    public static string User(string userId) => "user " + userId;
    public static string App(string appId) => "app " + appId;
    public static string UserOfApp(string userId, string appId) => $"user {userId} app {appId}";

    /// <summary>Committed with what caused it, and known to this process before the caller is answered.</summary>
    public async Task Add(Writing w, string orgId, string subject)
    {
        var now = clock.Milliseconds;
        var expires = now + (long)LongestToken.TotalMilliseconds;
        await w.Change("""
            insert into revocations (subject, org_id, revoked_at, expires_at) values (@subject, @orgId, @now, @expires)
            on conflict (subject) do update set revoked_at = excluded.revoked_at, expires_at = excluded.expires_at
            """, new { subject, orgId, now, expires });
        w.Announce(ChangeKind, $"{now} {expires} {subject}");
    }

    /// <summary>Whether a token of this grant, person and app, issued then, has been revoked.</summary>
    public async ValueTask<bool> Covers(string jti, string? grantId, string? userId, string? appId, long issuedAtSeconds, CancellationToken ct)
    {
        if (loaded is not { IsCompletedSuccessfully: true }) await Loaded().WaitAsync(ct);
        if (revoked.IsEmpty) return false;
        // A token and a grant end once and for all: also for what a request already under way still hands out.
        return revoked.ContainsKey(Token(jti))
            || (grantId is not null && revoked.ContainsKey(Grant(grantId)))
            || (userId is not null && Has(User(userId), issuedAtSeconds))
            || (appId is not null && Has(App(appId), issuedAtSeconds))
            || (userId is not null && appId is not null && Has(UserOfApp(userId, appId), issuedAtSeconds));
    }

    public async Task<int> DeleteExpired(CancellationToken ct)
    {
        var now = clock.Milliseconds;
        foreach (var (subject, (_, expires)) in revoked)
            if (expires < now) revoked.TryRemove(subject, out _);
        return await db.Change("delete from revocations where subject in (select subject from revocations where expires_at < @now limit 1000)", new { now }, ct);
    }

    // Tokens know their issue time in whole seconds: one issued in the very second of the revocation counts as before it.
    private bool Has(string subject, long issuedAtSeconds) => revoked.TryGetValue(subject, out var entry) && issuedAtSeconds <= entry.RevokedAt / 1000;

    private void Learn(string announced)
    {
        var parts = announced.Split(' ', 3);
        Keep(parts[2], long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Keep(string subject, long revokedAt, long expiresAt) => revoked.AddOrUpdate(subject, (revokedAt, expiresAt),
        (_, known) => known.RevokedAt >= revokedAt ? known : (revokedAt, expiresAt));

    private Task Loaded() => loaded is null or { IsFaulted: true } ? loaded = Load() : loaded;

    private async Task Load()
    {
        foreach (var row in await db.Many<Row>("select subject, revoked_at, expires_at from revocations where expires_at > @now", new { now = clock.Milliseconds }, CancellationToken.None))
            Keep(row.Subject, row.RevokedAt, row.ExpiresAt);
    }

    private sealed record Row
    {
        public required string Subject { get; init; }
        public required long RevokedAt { get; init; }
        public required long ExpiresAt { get; init; }
    }
}
