using System.Collections.Concurrent;
using System.Globalization;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

/// <summary>
/// What was revoked before its time. Access tokens are read without asking the database, so this set is kept in memory
/// whole: it holds only what revoked tokens still living could refer to, for as long as the longest of them lives.
/// </summary>
internal sealed class Revocations
{
    /// <summary>The longest an access token may live (contract §1.2).</summary>
    public static readonly TimeSpan LongestToken = TimeSpan.FromHours(24);

    private const string ChangeKind = "revocation";
    private const long NoEra = -1;

    private readonly Database db;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, Entry> revoked = new(StringComparer.Ordinal);
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
    /// <param name="w">The commit.</param>
    /// <param name="orgId">Where.</param>
    /// <param name="subject">What has ended.</param>
    /// <param name="era">Of a person: the era that begins, in which what is issued is in force again.</param>
    public async Task Add(Writing w, string orgId, string subject, long? era = null)
    {
        var entry = new Entry(clock.Milliseconds, clock.Milliseconds + (long)LongestToken.TotalMilliseconds, era);
        await w.Change("""
            insert into revocations (subject, org_id, revoked_at, expires_at, era) values (@subject, @orgId, @RevokedAt, @ExpiresAt, @Era)
            on conflict (subject) do update set revoked_at = excluded.revoked_at, expires_at = excluded.expires_at, era = excluded.era
            """, new { subject, orgId, entry.RevokedAt, entry.ExpiresAt, entry.Era });
        w.Announce(ChangeKind, string.Create(CultureInfo.InvariantCulture, $"{entry.RevokedAt} {entry.ExpiresAt} {entry.Era ?? NoEra} {subject}"));
    }

    /// <summary>Whether a token of this id, grant, person and app, issued then, has been revoked.</summary>
    public async ValueTask<bool> Covers(string jti, string? grantId, string? userId, string? appId, long issuedAtSeconds, CancellationToken ct)
    {
        if (loaded is not { IsCompletedSuccessfully: true }) await Loaded().WaitAsync(ct);
        if (revoked.IsEmpty) return false;
        // A token and a grant end once and for all: also for what a request already under way still hands out.
        return revoked.ContainsKey(Token(jti))
            || (grantId is not null && revoked.ContainsKey(Grant(grantId)))
            || (userId is not null && Has(User(userId), jti, issuedAtSeconds))
            || (appId is not null && Has(App(appId), jti, issuedAtSeconds))
            || (userId is not null && appId is not null && Has(UserOfApp(userId, appId), jti, issuedAtSeconds));
    }

    /// <summary>Whether the tokens of a person have ended since that era, as the database has it: memory hears of it a moment later.</summary>
    public async Task<bool> HaveEnded(Writing w, string userId, long era) =>
        await w.One<long?>("select era from revocations where subject = @subject", new { subject = User(userId) }) > era;

    public async Task<int> DeleteExpired(CancellationToken ct)
    {
        var now = clock.Milliseconds;
        foreach (var (subject, entry) in revoked)
            if (entry.ExpiresAt < now) revoked.TryRemove(subject, out _);
        return await db.Change("delete from revocations where subject in (select subject from revocations where expires_at < @now limit 1000)", new { now },
            ct);
    }

    // Of a person the era decides. Otherwise tokens know their issue time in whole seconds: one issued in the very second of
    // the revocation counts as before it.
    private bool Has(string subject, string jti, long issuedAtSeconds) => revoked.TryGetValue(subject, out var entry)
        && (entry.Era is { } era ? TokenId.EraOf(jti) < era : issuedAtSeconds <= entry.RevokedAt / 1000);

    private void Learn(string announced)
    {
        var parts = announced.Split(' ', 4);
        Keep(parts[3], new Entry(Number(parts[0]), Number(parts[1]), Number(parts[2]) is var era and not NoEra ? era : null));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private void Keep(string subject, Entry entry) => revoked.AddOrUpdate(subject, entry,
        (_, known) => known.Era > entry.Era || (known.Era == entry.Era && known.RevokedAt >= entry.RevokedAt) ? known : entry);

    private Task Loaded() => loaded is null or { IsFaulted: true } ? loaded = Load() : loaded;

    private async Task Load()
    {
        foreach (var row in await db.Many<Row>("select subject, revoked_at, expires_at, era from revocations where expires_at > @now",
            new { now = clock.Milliseconds }, CancellationToken.None))
            Keep(row.Subject, new Entry(row.RevokedAt, row.ExpiresAt, row.Era));
    }

    private sealed record Row
    {
        public required string Subject { get; init; }
        public required long RevokedAt { get; init; }
        public required long ExpiresAt { get; init; }
        public long? Era { get; init; }
    }

    private readonly record struct Entry(long RevokedAt, long ExpiresAt, long? Era);
}
