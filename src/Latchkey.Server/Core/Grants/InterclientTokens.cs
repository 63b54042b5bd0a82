using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

/// <summary>One-time tokens that open a session for one app. Stored by hash.</summary>
internal sealed class InterclientTokens(Database db, Sessions sessions, Users users, Apps apps, Assignments assignments, InterclientTrust trust,
    Revocations revocations, SignOnGate gate, SystemLog log, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    /// <summary>For the person of an access token; null when that has ended meanwhile, with everything of theirs.</summary>
    public async Task<string?> TryIssue(TokenInForce actor, string clientId, string amr, DateTimeOffset authenticatedAt, string? idpId, CancellationToken ct)
    {
        var token = Secrets.New();
        var now = clock.Now;
        var issued = await db.Write(async w =>
        {
            await users.Hold(w, actor.UserId!);
            return !await revocations.HaveEnded(w, actor.UserId!, TokenId.EraOf(actor.Jti)) && await w.Changed("""
                insert into interclient_tokens
                  (token_hash, org_id, client_id, user_id, amr, authenticated_at, created_at, expires_at, idp_id, source_id, source_jti, source_issued_at)
                values
                  (@hash, @OrgId, @clientId, @UserId, @amr, @authenticatedAt, @now, @expires, @idpId, @sourceId, @Jti, @IssuedAt)
                """, new
            {
                hash = Secrets.Hash(token),
                actor.Server.OrgId,
                clientId,
                actor.UserId,
                amr,
                authenticatedAt,
                now,
                expires = now + Lifetime,
                idpId,
                sourceId = actor.ClientId,
                actor.Jti,
                actor.IssuedAt,
            });
        }, ct);
        return issued ? token : null;
    }

    /// <summary>Whose sign-in it stands for, at this app. Looking spends nothing.</summary>
    public async Task<User?> OwnerOf(HttpContext http, string clientId, string token) => (await Find(http, clientId, token))?.User;

    /// <summary>Spends the token: its person is signed in in this browser. Null when it is spent, over, or for another app.</summary>
    /// <param name="http">The request.</param>
    /// <param name="clientId">The app that it is for.</param>
    /// <param name="token">The token.</param>
    /// <param name="tell">Whoever has to hear of it does, in the same commit; null: nobody.</param>
    public async Task<(Session Session, User User)?> Redeem(HttpContext http, string clientId, string token, Func<Writing, Task>? tell)
    {
        if (await Find(http, clientId, token) is not var (row, user)) return null;
        if (await gate.LengthOf(http, user, row.Amr, row.AuthenticatedAt) is not { } length) return null;
        var prepared = sessions.Prepare(http, user, row.Amr, length, row.AuthenticatedAt).From(row.IdpId);
        var started = prepared with { Session = prepared.Session with { HandedOver = true } };
        var won = await db.Write(async w =>
        {
            if (!await w.Changed(
                "update interclient_tokens set used_at = @now where token_hash = @hash and client_id = @clientId and org_id = @orgId and used_at is null "
                    + "and expires_at > @now", Args(http, clientId, token))) return false;
            await sessions.Insert(w, started);
            if (tell is not null) await tell(w);
            return true;
        }, http.RequestAborted);
        if (!won) return null;
        sessions.WriteCookie(http, started);
        await gate.Remember(http, user, null);
        await log.Record(http.Org, http, SessionEvents.SessionStarted(user, started.Session));
        return (started.Session, user);
    }

    public Task VoidAllOfApp(Writing w, string clientId) =>
        w.Change("update interclient_tokens set used_at = @now where client_id = @clientId and used_at is null", new { clientId, now = clock.Now });

    private async Task<(Row Row, User User)?> Find(HttpContext http, string clientId, string token)
    {
        if (token.Length is 0 or > 100) return null;
        var row = await db.One<Row>(
            "select user_id, amr, authenticated_at, idp_id, source_id, source_jti, source_issued_at from interclient_tokens "
                + "where token_hash = @hash and org_id = @orgId and client_id = @clientId and used_at is null and expires_at > @now",
            Args(http, clientId, token), http.RequestAborted);
        if (row is null) return null;
        var user = await users.Find(http.Org.Id, row.UserId, http.RequestAborted);
        return AccountGate.Refusal(user) is null && await StillStands(row, user!, clientId, http.RequestAborted) ? (row, user!) : null;
    }

    /// <summary>It lives as long as what it came of: the access token, the app that has that, and the trust of the other one in it. Threats row 4.</summary>
    private async Task<bool> StillStands(Row row, User user, string clientId, CancellationToken ct) =>
        row is { SourceId: { } sourceId, SourceJti: { } jti }
        && !await revocations.Covers(jti, TokenId.GrantOf(jti), user.Id, sourceId, row.SourceIssuedAt, ct)
        && await apps.Find(user.OrgId, sourceId, ct) is { Active: true } source && await assignments.IsAssigned(source, user, ct)
        && await trust.Allows(clientId, sourceId, ct);

    private object Args(HttpContext http, string clientId, string token) => new { hash = Secrets.Hash(token), orgId = http.Org.Id, clientId, now = clock.Now };

    public Task VoidAllOf(Writing w, string userId) =>
        w.Change("update interclient_tokens set used_at = @now where user_id = @userId and used_at is null", new { userId, now = clock.Now });

    /// <summary>Kept a day past its end, as replay evidence.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) =>
        db.Change("delete from interclient_tokens where token_hash in (select token_hash from interclient_tokens where expires_at < @before limit @batch)",
        new { before = clock.Now - TimeSpan.FromDays(1), batch = Cleanup.Batch }, ct);

    private sealed record Row
    {
        public required string UserId { get; init; }
        public required string Amr { get; init; }
        public required DateTimeOffset AuthenticatedAt { get; init; }
        public string? IdpId { get; init; }
        /// <summary>The app that got it, and its access token; null: an older replica made it, and did not say.</summary>
        public string? SourceId { get; init; }
        public string? SourceJti { get; init; }
        public long SourceIssuedAt { get; init; }
    }
}
