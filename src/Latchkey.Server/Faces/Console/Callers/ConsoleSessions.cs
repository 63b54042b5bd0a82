using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>
/// Sessions of the console. Each rests on the session of the browser that it was begun in and is good in that browser alone: whatever ends that ends
/// this, and so does half an hour without use, or half a day.
/// </summary>
internal sealed class ConsoleSessions(Database db, Sessions browsers, Apps apps, SignOnGate gate, ConsoleCookie cookie, TimeProvider clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);
    private const string Columns =
        "token_hash, org_id, user_id, sid, client_id, amr, authenticated_at, created_at, last_seen_at, expires_at";

    /// <summary>Who works in the console in this browser and is still signed in; whether they may is another question.</summary>
    public async Task<(ConsoleSession Session, User User, string Token)?> Current(HttpContext http)
    {
        if (cookie.Read(http) is not { } token || await browsers.Current(http) is not { } browser) return null;
        var session = await db.One<ConsoleSession>($"""
            select {Columns} from console_sessions where token_hash = @hash and org_id = @orgId and user_id = @userId and expires_at > @now
              and exists (select 1 from session_apps a where a.sid = console_sessions.sid and a.client_id = console_sessions.client_id
                and a.server_id = '' and a.session_id = @sessionId)
            """,
            new { hash = Secrets.Hash(token), orgId = http.Org.Id, userId = browser.User.Id, sessionId = browser.Session.Id, now = clock.Now },
            http.RequestAborted);
        if (session is null || !await IsLetIn(http, session, browser.Session, browser.User)) return null;
        if (!HttpMethods.IsHead(http.Request.Method) && clock.Now - session.LastSeenAt >= TouchEvery) await Touch(session, http.RequestAborted);
        return (session, browser.User, token);
    }

    /// <summary>
    /// The rules of the org may have changed since then, or the person set a second factor up; how long a sign-in counts was asked at its beginning.
    /// </summary>
    private async Task<bool> IsLetIn(HttpContext http, ConsoleSession session, Session browser, User user) => (await gate.Decide(http, new()
    {
        User = user, App = await apps.Find(session.OrgId, session.ClientId, http.RequestAborted), Amr = session.Amr, ProvenAt = session.AuthenticatedAt,
        FactorAt = browser.SecondFactorAt, Grace = Longest,
    })).Allowed;

    /// <summary>
    /// In the commit that spends the code it was signed in with. Its secret is new, whatever the browser showed before, and what it showed is worth nothing
    /// any more (threats row 3).
    /// </summary>
    /// <returns>The secret for the cookie.</returns>
    public async Task<string> Begin(Writing writing, HttpContext http, AuthorizationCode code)
    {
        var token = Secrets.New();
        var now = clock.Now;
        if (cookie.Read(http) is { } before) await End(writing, before);
        await writing.Change($"""
            insert into console_sessions ({Columns})
            values (@TokenHash, @OrgId, @UserId, @Sid, @ClientId, @Amr, @AuthenticatedAt, @CreatedAt, @LastSeenAt, @ExpiresAt)
            """, new ConsoleSession
        {
            TokenHash = Secrets.Hash(token), OrgId = code.OrgId, UserId = code.UserId, Sid = code.SessionId, ClientId = code.ClientId, Amr = code.Amr,
            AuthenticatedAt = code.AuthenticatedAt, CreatedAt = now, LastSeenAt = now, ExpiresAt = now + Idle,
        });
        return token;
    }

    public void WriteCookie(HttpContext http, string token) => cookie.Write(http, token);

    /// <summary>In this browser.</summary>
    public async Task End(HttpContext http)
    {
        if (cookie.Read(http) is not { } token) return;
        await db.Write(writing => End(writing, token), http.RequestAborted);
        cookie.Delete(http);
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from console_sessions where token_hash in (select token_hash from console_sessions where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);

    private static Task End(Writing writing, string token) =>
        writing.Change("delete from console_sessions where token_hash = @hash", new { hash = Secrets.Hash(token) });

    private Task Touch(ConsoleSession session, CancellationToken ct)
    {
        var now = clock.Now;
        var end = now + Idle < session.CreatedAt + Longest ? now + Idle : session.CreatedAt + Longest;
        return db.Change("update console_sessions set last_seen_at = @now, expires_at = @end where token_hash = @TokenHash and last_seen_at < @now",
            new { session.TokenHash, now, end }, ct);
    }
}
