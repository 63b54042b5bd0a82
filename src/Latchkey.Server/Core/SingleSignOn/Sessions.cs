using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>Browser sessions. The cookie holds a secret, the table its hash.</summary>
internal sealed class Sessions(Database db, Users users, LogoutNotices notices, SessionCookie cookie, TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>A session in use is not written again at each request.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>Whether a browser shows a session, in force or not.</summary>
    public bool IsPresented(HttpContext http) => cookie.Read(http) is not null;

    /// <summary>Who is signed in in this browser and may still act, or null.</summary>
    /// <param name="http">The request.</param>
    /// <param name="touch">Whether this counts as use, which keeps the session from idling out.</param>
    public async Task<(Session Session, User User)?> Current(HttpContext http, bool touch = true)
    {
        if (cookie.Read(http) is not { } presented) return null;
        var ct = http.RequestAborted;
        var session = await db.One<Session>("select * from sessions where token_hash = @hash and org_id = @orgId and expires_at > @now",
            new { hash = Secrets.Hash(presented.Token), orgId = http.Org.Id, now = clock.Milliseconds }, ct);
        if (session is null || (presented.Planted && !session.BareCookie)) return null;

        var user = await users.Find(session.OrgId, session.UserId, ct);
        if (user is null || AccountGate.Refusal(user) is not null) return null;
        if (touch && !HttpMethods.IsHead(http.Request.Method) && clock.Now - session.LastSeenAt >= TouchEvery) await Touch(session, ct);
        Language.Choose(http, user[OwnProfile.Language]);
        return (session, user);
    }

    /// <summary>
    /// A session that is not stored yet, so that it can be committed together with what it is for. The one it replaces in
    /// this browser ends with the same commit: an identifier known before sign-in is worth nothing after it.
    /// </summary>
    public NewSession Prepare(HttpContext http, User user, string amr, SessionLength length) =>
        Prepare(http, user, amr, length, ProvenNow(clock), clock.Now);

    /// <summary>The same, for someone who proved who they are elsewhere, with all that they proved it by.</summary>
    public NewSession Prepare(HttpContext http, User user, string amr, SessionLength length, DateTimeOffset authenticatedAt) =>
        Prepare(http, user, amr, length, authenticatedAt, authenticatedAt);

    private NewSession Prepare(HttpContext http, User user, string amr, SessionLength length, DateTimeOffset authenticatedAt, DateTimeOffset factorAt)
    {
        var token = Secrets.New();
        var now = clock.Now;
        var session = new Session
        {
            Id = Ids.New(Ids.Session), OrgId = user.OrgId, TokenHash = Secrets.Hash(token), UserId = user.Id, Amr = amr,
            AuthenticatedAt = authenticatedAt,
            SecondFactorAt = Assurance.Has(amr, Assurance.Mfa) ? factorAt : null,
            CreatedAt = now, LastSeenAt = now, ExpiresAt = now, IdleMinutes = length.IdleMinutes, LifetimeMinutes = length.LifetimeMinutes,
            Persistent = length.Persistent,
            UserAgent = Clip(http.Request.Headers.UserAgent.ToString()), Ip = http.Connection.RemoteIpAddress?.ToString() ?? "",
            BareCookie = cookie.Name == SessionCookie.Bare,
        };
        return new NewSession(token, cookie.Read(http)?.Token, session with { ExpiresAt = session.EndsUsedAt(now) });
    }

    public async Task Insert(Writing w, NewSession started)
    {
        if (started.ReplacedToken is { } old) await Replace(w, Secrets.Hash(old), started.Session);
        await w.Change("""
            insert into sessions (id, org_id, token_hash, user_id, amr, authenticated_at, second_factor_at, created_at, last_seen_at, expires_at, sweep_at,
                user_agent, ip, bare_cookie, handed_over, idle_minutes, lifetime_minutes, persistent, idp_id)
            values (@Id, @OrgId, @TokenHash, @UserId, @Amr, @AuthenticatedAt, @SecondFactorAt, @CreatedAt, @LastSeenAt, @ExpiresAt, @ExpiresAt,
                @UserAgent, @Ip, @BareCookie, @HandedOver, @IdleMinutes, @LifetimeMinutes, @Persistent, @IdpId)
            """, started.Session);
    }

    /// <summary>
    /// The same session with more proven, so that apps it belongs to still know it, under a new secret: the one from before
    /// is worth nothing (threats row 3). When the person last gave their first factor does not change.
    /// </summary>
    public NewSession PrepareRise(HttpContext http, Session session, string amr)
    {
        var token = Secrets.New();
        return new NewSession(token, cookie.Read(http)?.Token,
            session with { TokenHash = Secrets.Hash(token), Amr = amr, SecondFactorAt = clock.Now, BareCookie = cookie.Name == SessionCookie.Bare });
    }

    /// <summary>False when the session ended, or rose, meanwhile.</summary>
    public Task<bool> TryRaise(Writing w, Session from, NewSession to) => w.Changed(
        "update sessions set token_hash = @TokenHash, amr = @Amr, second_factor_at = @SecondFactorAt, bare_cookie = @BareCookie where id = @Id and "
            + "token_hash = @before",
        new { to.Session.TokenHash, to.Session.Amr, to.Session.SecondFactorAt, to.Session.BareCookie, to.Session.Id, before = from.TokenHash });

    /// <summary>When someone who proves it now did so. One second back: clients want a token's iat to be later than its auth_time (contract §2.3).</summary>
    public static DateTimeOffset ProvenNow(TimeProvider clock) => DateTimeOffset.FromUnixTimeSeconds(clock.Seconds - 1);

    /// <summary>Gives a living session to the browser <paramref name="started"/> was prepared for: from now on only its cookie is the session's.</summary>
    public async Task<Session?> HandOver(Writing w, string id, NewSession started)
    {
        var handed = await w.ChangeReturning<Session>("""
            update sessions set token_hash = @TokenHash, user_agent = @UserAgent, ip = @Ip, bare_cookie = @BareCookie where id = @id and user_id = @UserId
              and expires_at > @now returning *
            """, new
        {
            id,
            started.Session.TokenHash,
            started.Session.UserAgent,
            started.Session.Ip,
            started.Session.BareCookie,
            started.Session.UserId,
            now = clock.Now
        });
        if (handed is not null && started.ReplacedToken is { } old) await Replace(w, Secrets.Hash(old), handed);
        return handed;
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

    public void WriteCookie(HttpContext http, NewSession started) => cookie.Write(http, started);

    /// <summary>
    /// Notes that the session signs the person in to an app, in the commit of what the app is handed. False when the session
    /// has ended meanwhile: then nothing may be handed out, or nobody could take it back.
    /// </summary>
    public async Task<bool> SignInto(Writing w, Session session, App app, string serverId)
    {
        var now = clock.Now;
        // Also keeps a sign-out that runs at the same time waiting: it then sees this app, or this sees no session.
        if (!await w.Changed("update sessions set last_seen_at = @now, expires_at = @end where id = @Id and expires_at > @now",
            new { session.Id, now, end = session.EndsUsedAt(now) })) return false;
        await w.Change("""
            insert into session_apps (sid, client_id, server_id, session_id, org_id, user_id, notified, created_at, expires_at)
            values (@sid, @clientId, @serverId, @sid, @OrgId, @UserId, @notified, @now, @expires)
            on conflict (sid, client_id, server_id) do update set notified = excluded.notified where session_apps.notified <> excluded.notified
            """, new
        {
            sid = session.Id,
            clientId = app.Id,
            serverId,
            session.OrgId,
            session.UserId,
            notified = app.BackchannelLogout is not null,
            now,
            expires = session.CreatedAt + session.Lifetime
        });
        return true;
    }

    public void ForgetCookie(HttpContext http) => cookie.Delete(http);

    /// <summary>The apps it was signed in to; null where it has ended.</summary>
    public Task<IReadOnlyList<SessionApp>?> End(Writing w, string sessionId) => EndThose(w, "id = @sessionId", new { sessionId });

    /// <summary>Every session of the person. Ask <see cref="AccountRevocation"/>, which first voids what one could still begin with.</summary>
    public Task EndAllOf(Writing w, string userId) => EndThose(w, "user_id = @userId", new { userId });

    /// <summary>A session, if it is this person's. False where none was.</summary>
    public async Task<bool> EndOneOf(Writing w, string userId, string sessionId) =>
        await EndThose(w, "user_id = @userId and id = @sessionId", new { userId, sessionId }) is not null;

    /// <summary>Every session of the person but the one they are using.</summary>
    public Task EndOthersOf(Writing w, Session kept) => EndThose(w, "user_id = @UserId and id <> @Id", new { kept.UserId, kept.Id });

    /// <summary>Every living session of a person, the one last used first.</summary>
    public Task<IReadOnlyList<Session>> Of(string userId, CancellationToken ct) => db.Many<Session>(
        "select * from sessions where user_id = @userId and expires_at > @now order by last_seen_at desc, id limit 200",
        new { userId, now = clock.Milliseconds }, ct);

    /// <summary>The apps that a person's sessions signed them in to.</summary>
    public Task<IReadOnlyList<AppOfSession>> AppsOf(string userId, CancellationToken ct) => db.Many<AppOfSession>(
        "select session_id, client_id from session_apps where session_id in (select id from sessions where user_id = @userId) order by created_at, client_id",
        new { userId }, ct);

    /// <summary>The one place where sessions end before their time: the apps that asked for it are told. OpenID Connect Back-Channel Logout §2.5. Null: none
    /// was.</summary>
    private async Task<IReadOnlyList<SessionApp>?> EndThose(Writing w, string which, object args)
    {
        var ids = await w.Many<string>($"delete from sessions where {which} returning id", args);
        if (ids.Count == 0) return null;
        var apps = await w.Many<SessionApp>("delete from session_apps where session_id in @ids returning sid, client_id, server_id, org_id, user_id, notified",
            new { ids = ids.ToArray() });
        await notices.Queue(w, apps);
        return apps;
    }

    /// <summary>
    /// Somebody signs in where somebody is signed in. The same person goes on in the apps they were signed in to, and these
    /// are told when the new session ends; for anybody else it is the end of the old one.
    /// </summary>
    private async Task Replace(Writing w, string tokenHash, Session next)
    {
        await w.Change("""
            update session_apps set session_id = @Id, expires_at = @expires
            where session_id in (select id from sessions where token_hash = @tokenHash and user_id = @UserId)
            """, new { next.Id, next.UserId, tokenHash, expires = next.CreatedAt + next.Lifetime });
        await EndThose(w, "token_hash = @tokenHash", new { tokenHash });
    }

    /// <summary>
    /// A session in use lives on beyond the moment it was to be looked at: then it is looked at later, which only happens here, so that using it
    /// touches no index.
    /// </summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Write(async w =>
    {
        var args = new { now = clock.Now, batch = Cleanup.Batch };
        const string due = "select id from sessions where sweep_at < @now order by sweep_at limit @batch";
        var deleted = await w.Change($"delete from sessions where expires_at < @now and id in ({due})", args);
        return deleted + await w.Change($"update sessions set sweep_at = expires_at where expires_at >= @now and id in ({due})", args);
    }, ct);

    public Task<int> DeleteExpiredApps(CancellationToken ct) => db.Change(
        "delete from session_apps where expires_at < @now and sid in (select sid from session_apps where expires_at < @now limit 1000)",
        new { now = clock.Milliseconds }, ct);

    private Task Touch(Session session, CancellationToken ct)
    {
        var now = clock.Now;
        return db.Change("update sessions set last_seen_at = @now, expires_at = @end where id = @Id and last_seen_at < @now",
            new { session.Id, now, end = session.EndsUsedAt(now) }, ct);
    }

    private static string Clip(string text) => text.Length <= 300 ? text : text[..300];
}
