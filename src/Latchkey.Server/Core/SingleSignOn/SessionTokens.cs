using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>
/// One-time tokens that stand for a sign-in made without a browser, until a browser or a program turns one into a session.
/// Contract §2.1 (sessionToken), §3.5. Stored by hash; they live five minutes and work once, in one org.
/// </summary>
internal sealed class SessionTokens(Database db, Users users, Sessions sessions, SignOnGate gate, SystemLog log, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>In the commit of what proved who it is.</summary>
    public Task<(string Token, DateTimeOffset ExpiresAt)> Issue(Writing w, User user, string amr) =>
        Insert(w, user.OrgId, user.Id, amr, Sessions.ProvenNow(clock), sessionId: null);

    /// <summary>For a session that was begun without a browser: whoever shows it gets the cookie.</summary>
    public Task<(string Token, DateTimeOffset ExpiresAt)> IssueFor(Writing w, Session session) =>
        Insert(w, session.OrgId, session.UserId, session.Amr, session.AuthenticatedAt, session.Id);

    /// <summary>
    /// Spends the token: its person is signed in in this browser from now on, under a new session id (threats row 3). Null
    /// when it is spent, over, another org's, or its person may no longer act, or not here.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="token">The token.</param>
    /// <param name="tell">Whoever has to hear of it does, in the same commit; null: nobody.</param>
    public async Task<(Session Session, User User)?> Redeem(HttpContext http, string token, Func<Writing, Task>? tell)
    {
        if (await Find(http, token) is not var (row, user)) return null;
        if (await gate.LengthOf(http, user, row.Amr, row.AuthenticatedAt) is not { } length) return null;
        var started = sessions.Prepare(http, user, row.Amr, length, row.AuthenticatedAt);
        var session = await db.Write(async w =>
        {
            if (!await TrySpend(w, row)) return null;
            if (row.SessionId is null) await sessions.Insert(w, started);
            var begun = row.SessionId is null ? started.Session : await sessions.HandOver(w, row.SessionId, started);
            if (begun is not null && tell is not null) await tell(w);
            return begun;
        }, http.RequestAborted);
        if (session is null) return null;

        sessions.WriteCookie(http, started);
        await gate.Remember(http, user, null);
        await log.Record(http.Org, http, SessionEvents.SessionStarted(user, session));
        return (session, user);
    }

    /// <summary>Whose sign-in it stands for. Looking spends nothing.</summary>
    public async Task<User?> OwnerOf(HttpContext http, string token) => (await Find(http, token))?.User;

    /// <summary>Spends the token for a session that no browser holds yet; with a token for its cookie where one is asked for.</summary>
    public async Task<(Session Session, User User, string? CookieToken)?> Begin(HttpContext http, string token, bool withCookieToken)
    {
        if (await Find(http, token) is not ({ SessionId: null } row, var user)) return null;
        if (await gate.LengthOf(http, user, row.Amr, row.AuthenticatedAt) is not { } length) return null;
        var started = sessions.Prepare(http, user, row.Amr, length, row.AuthenticatedAt) with { ReplacedToken = null };
        var begun = await db.Write(async w =>
        {
            if (!await TrySpend(w, row)) return (false, null);
            await sessions.Insert(w, started);
            return (true, withCookieToken ? (await IssueFor(w, started.Session)).Token : null);
        }, http.RequestAborted);
        if (!begun.Item1) return null;

        await log.Record(http.Org, http, SessionEvents.SessionStarted(user, started.Session));
        return (started.Session, user, begun.Item2);
    }

    public Task VoidAllOf(Writing w, string userId) => w.Change("delete from session_tokens where user_id = @userId", new { userId });

    /// <summary>Kept a day past its end, as replay evidence.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from session_tokens where token_hash in (select token_hash from session_tokens where expires_at < @before limit @batch)",
        new { before = clock.Now - TimeSpan.FromDays(1), batch = Cleanup.Batch }, ct);

    private async Task<(string Token, DateTimeOffset ExpiresAt)> Insert(Writing w, string orgId, string userId, string amr, DateTimeOffset authenticatedAt,
        string? sessionId)
    {
        var token = Secrets.New();
        var now = clock.Now;
        await w.Change("""
            insert into session_tokens (token_hash, org_id, user_id, session_id, amr, authenticated_at, created_at, expires_at)
            values (@hash, @orgId, @userId, @sessionId, @amr, @authenticatedAt, @now, @expires)
            """, new { hash = Secrets.Hash(token), orgId, userId, sessionId, amr, authenticatedAt, now, expires = now + Lifetime });
        return (token, now + Lifetime);
    }

    private async Task<(Row Row, User User)?> Find(HttpContext http, string token)
    {
        if (token.Length is 0 or > 100) return null;
        var row = await db.One<Row>("""
            select token_hash, org_id, user_id, session_id, amr, authenticated_at from session_tokens
            where token_hash = @hash and org_id = @orgId and used_at is null and expires_at > @now
            """, new { hash = Secrets.Hash(token), orgId = http.Org.Id, now = clock.Now }, http.RequestAborted);
        if (row is null) return null;
        var user = await users.Find(row.OrgId, row.UserId, http.RequestAborted);
        return AccountGate.Refusal(user) is null ? (row, user!) : null;
    }

    /// <summary>The database decides, so of any number of uses one wins.</summary>
    private Task<bool> TrySpend(Writing w, Row row) => w.Changed(
        "update session_tokens set used_at = @now where token_hash = @TokenHash and used_at is null and expires_at > @now",
        new { row.TokenHash, now = clock.Now });

    private sealed record Row
    {
        public required string TokenHash { get; init; }
        public required string OrgId { get; init; }
        public required string UserId { get; init; }
        public string? SessionId { get; init; }
        public required string Amr { get; init; }
        public required DateTimeOffset AuthenticatedAt { get; init; }
    }
}
