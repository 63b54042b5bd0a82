using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Sessions;

/// <summary>Browser sessions. The cookie holds a secret, the table its hash.</summary>
public sealed class Sessions(Database db, Users.Users users, ServerSettings settings, TimeProvider clock)
{
    public const string Cookie = "sid";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(120);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    /// <summary>A session in use is not written again at each request.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>Who is signed in in this browser and may still act, or null.</summary>
    /// <param name="http">The request.</param>
    /// <param name="touch">Whether this counts as use, which keeps the session from idling out.</param>
    public async Task<(Session Session, User User)?> Current(HttpContext http, bool touch = true)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and <= 100 } token) return null;
        var ct = http.RequestAborted;
        var session = await db.One<Session>("select * from sessions where token_hash = @hash and org_id = @orgId and expires_at > @now",
            new { hash = Secrets.Hash(token), orgId = http.Org.Id, now = clock.Milliseconds }, ct);
        if (session is null) return null;

        var user = await users.Find(session.OrgId, session.UserId, ct);
        if (user is null || AccountGate.Refusal(user, clock.Now) is not null) return null;
        if (touch && clock.Now - session.LastSeenAt >= TouchEvery) await Touch(session, ct);
        return (session, user);
    }

    /// <summary>
    /// A session that is not stored yet, so that it can be committed together with what it is for. The one it replaces in
    /// this browser ends with the same commit: an identifier known before sign-in is worth nothing after it.
    /// </summary>
    public NewSession Prepare(HttpContext http, User user, string amr) => Prepare(http, user, amr, ProvenNow(clock));

    /// <summary>The same, for someone who proved who they are a moment ago, elsewhere.</summary>
    public NewSession Prepare(HttpContext http, User user, string amr, DateTimeOffset authenticatedAt)
    {
        var token = Secrets.New();
        var now = clock.Now;
        return new NewSession(token, http.Request.Cookies[Cookie], new Session
        {
            Id = Ids.New(Ids.Session), OrgId = user.OrgId, TokenHash = Secrets.Hash(token), UserId = user.Id, Amr = amr,
            AuthenticatedAt = authenticatedAt,
            CreatedAt = now, LastSeenAt = now, ExpiresAt = now + Idle,
            UserAgent = Clip(http.Request.Headers.UserAgent.ToString()), Ip = http.Connection.RemoteIpAddress?.ToString() ?? "",
        });
    }

    public async Task Insert(Writing w, NewSession started)
    {
        if (started.ReplacedToken is { } old) await w.Change("delete from sessions where token_hash = @hash", new { hash = Secrets.Hash(old) });
        await w.Change("""
            insert into sessions (id, org_id, token_hash, user_id, amr, authenticated_at, created_at, last_seen_at, expires_at, user_agent, ip)
            values (@Id, @OrgId, @TokenHash, @UserId, @Amr, @AuthenticatedAt, @CreatedAt, @LastSeenAt, @ExpiresAt, @UserAgent, @Ip)
            """, started.Session);
    }

    /// <summary>When someone who proves it now did so. One second back: clients want a token's iat to be later than its auth_time (contract §2.3).</summary>
    public static DateTimeOffset ProvenNow(TimeProvider clock) => DateTimeOffset.FromUnixTimeSeconds(clock.Seconds - 1);

    /// <summary>Gives a living session to the browser <paramref name="started"/> was prepared for: from now on only its cookie is the session's.</summary>
    public async Task<Session?> HandOver(Writing w, string id, NewSession started)
    {
        if (!await w.Changed("update sessions set token_hash = @TokenHash, user_agent = @UserAgent, ip = @Ip where id = @id and user_id = @UserId and expires_at > @now",
            new { id, started.Session.TokenHash, started.Session.UserAgent, started.Session.Ip, started.Session.UserId, now = clock.Now })) return null;
        if (started.ReplacedToken is { } old) await w.Change("delete from sessions where token_hash = @hash", new { hash = Secrets.Hash(old) });
        return await w.One<Session>("select * from sessions where id = @id", new { id });
    }

    /// <summary>By its id, which opens nothing: for administrators.</summary>
    public Task<Session?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<Session>("select * from sessions where id = @id and org_id = @orgId and expires_at > @now", new { id, orgId, now = clock.Now }, ct);

    /// <summary>As if it had just been used.</summary>
    public async Task<Session> Refresh(Session session, CancellationToken ct)
    {
        await Touch(session, ct);
        return await Find(session.OrgId, session.Id, ct) ?? session;
    }

    public void WriteCookie(HttpContext http, NewSession started) => http.Response.Cookies.Append(Cookie, started.Token, CookieOptions());

    /// <summary>Ends the session; what it handed out to apps lives on (contract §2.8).</summary>
    public async Task End(HttpContext http, Session session)
    {
        await End(session, http.RequestAborted);
        http.Response.Cookies.Delete(Cookie, CookieOptions());
    }

    /// <summary>The same, from elsewhere.</summary>
    public Task End(Session session, CancellationToken ct) => db.Change("delete from sessions where id = @Id", new { session.Id }, ct);

    /// <summary>Those that could still begin, too.</summary>
    public async Task EndAllOf(Writing w, string userId)
    {
        await w.Change("delete from sessions where user_id = @userId", new { userId });
        await w.Change("delete from session_tokens where user_id = @userId", new { userId });
    }

    public Task<int> DeleteExpired(CancellationToken ct) =>
        db.Change("delete from sessions where id in (select id from sessions where expires_at < @now limit 1000)", new { now = clock.Milliseconds }, ct);

    private Task Touch(Session session, CancellationToken ct)
    {
        var now = clock.Now;
        var end = now + Idle < session.CreatedAt + Longest ? now + Idle : session.CreatedAt + Longest;
        return db.Change("update sessions set last_seen_at = @now, expires_at = @end where id = @Id and last_seen_at < @now",
            new { session.Id, now, end }, ct);
    }

    /// <summary>
    /// Over https the cookie also travels in an app's hidden frame (silent renewal, contract §2.16). Over plain http, which
    /// is loopback only, browsers do not allow that.
    /// </summary>
    private CookieOptions CookieOptions() => new()
    {
        HttpOnly = true, IsEssential = true, Path = "/", Secure = settings.Https, SameSite = settings.Https ? SameSiteMode.None : SameSiteMode.Lax,
    };

    private static string Clip(string text) => text.Length <= 300 ? text : text[..300];
}

/// <summary>A session about to be stored, and the secret for its cookie.</summary>
public sealed record NewSession(string Token, string? ReplacedToken, Session Session)
{
    public override string ToString() => $"new session {Session.Id}";
}
