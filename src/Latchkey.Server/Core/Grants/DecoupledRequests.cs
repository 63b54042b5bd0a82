using System.Security.Cryptography;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

/// <summary>What devices and back channels have asked for and people have not answered yet. Codes are stored by hash.</summary>
internal sealed class DecoupledRequests(Database db, Turns turns, TimeProvider clock)
{
    /// <summary>Between two polls. RFC 8628 §3.2, CIBA Core §7.3.</summary>
    public const int Interval = 5;
    private const int SlowDownBy = 5;

    /// <summary>Consonants that look and sound apart and spell no words: 20^8 codes. RFC 8628 §6.1.</summary>
    public const string UserCodeAlphabet = "BCDFGHJKLMNPQRSTVWXZ";
    public const int UserCodeLength = 8;

    /// <summary>As many codes of one app and one caller as may wait at a time; whoever has a /64 is one caller.</summary>
    public const int MostOfDevices = 50;

    /// <summary>As many as one app may have waiting for one person.</summary>
    public const int MostOfOneApp = 5;

    /// <summary>As many as all apps together may.</summary>
    public const int MostForOne = 20;

    /// <summary>Beyond that, an app that has none waiting may have one: so others cannot shut it out. And so many are the end of it.</summary>
    public const int MostByFirsts = 50;

    /// <summary>The code to poll with, and the one a person types where the request is a device's. Null when too many wait.</summary>
    public async Task<NewDecoupledRequest?> Begin(HttpContext http, string kind, App app, AuthorizationServer server, IReadOnlyList<string> scopes,
        WantedAssurance wanted, TimeSpan lifetime,
        string? userId = null, string? bindingMessage = null, Func<Writing, string, Task>? with = null)
    {
        var now = clock.Now;
        var agent = http.Request.Headers.UserAgent.ToString();
        var ip = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var caller = RateCounters.Caller(http.Connection.RemoteIpAddress);
        while (true)
        {
            var code = Secrets.New();
            var userCode = kind == DecoupledRequest.Device ? RandomNumberGenerator.GetString(UserCodeAlphabet, UserCodeLength) : null;
            var id = Ids.New(Ids.DecoupledRequest);
            var full = false;
            var begun = await db.Write(async w =>
            {
                if (full = !await HasRoom(w, kind, app, caller, userId)) return false;
                var inserted = await w.Changed("""
                    insert into decoupled_requests (id, kind, hash, user_code_hash, org_id, server_id, client_id, scope, acr_values, user_id,
                      binding_message, ip, caller, user_agent, status, poll_seconds, created_at, expires_at)
                    values (@id, @kind, @hash, @userCodeHash, @OrgId, @serverId, @clientId, @scope, @acrValues, @userId, @bindingMessage, @ip, @caller,
                      @agent, 'PENDING', @poll, @now, @expires)
                    on conflict do nothing
                    """, new
                {
                    id,
                    kind,
                    hash = Secrets.Hash(code),
                    userCodeHash = userCode is null ? null : UserCodeHash(app.OrgId, userCode),
                    app.OrgId,
                    serverId = server.Id,
                    clientId = app.Id,
                    scope = string.Join(' ', scopes),
                    acrValues = string.Join(' ', wanted.Values),
                    userId,
                    bindingMessage,
                    ip,
                    caller,
                    agent = agent.Length <= 300 ? agent : agent[..300],
                    poll = Interval,
                    now,
                    expires = now + lifetime,
                });
                if (inserted && with is not null) await with(w, id);
                return inserted;
            }, http.RequestAborted);
            if (full) return null;
            if (begun) return new NewDecoupledRequest(id, code, userCode);
        }
    }

    private async Task<bool> HasRoom(Writing w, string kind, App app, string caller, string? userId)
    {
        var args = new { app.OrgId, clientId = app.Id, caller, userId, now = clock.Now };
        if (kind == DecoupledRequest.Device)
        {
            await turns.Take(w, $"device codes {app.Id} {caller}");
            return await w.One<long>(
                "select count(*) from decoupled_requests where org_id = @OrgId and kind = 'device' and client_id = @clientId and caller = @caller and "
                    + "status = 'PENDING' and expires_at > @now", args) < MostOfDevices;
        }
        await turns.Take(w, $"approvals {userId}");
        var waiting =
            await w.Many<string>(
                "select client_id from decoupled_requests where org_id = @OrgId and kind = 'ciba' and user_id = @userId and status = 'PENDING' and "
                    + "expires_at > @now", args);
        var own = waiting.Count(client => client == app.Id);
        return own < MostOfOneApp && waiting.Count < (own == 0 ? MostByFirsts : MostForOne);
    }

    public Task<IReadOnlyList<DecoupledRequest>> WaitingFor(string orgId, string userId, CancellationToken ct) => db.Many<DecoupledRequest>(
        "select * from decoupled_requests where org_id = @orgId and kind = 'ciba' and user_id = @userId and status = 'PENDING' and expires_at > @now "
            + "order by created_at desc limit @most", new { orgId, userId, now = clock.Now, most = MostByFirsts }, ct);

    public Task<DecoupledRequest?> FindByCode(string kind, string code, CancellationToken ct) =>
        db.One<DecoupledRequest>("select * from decoupled_requests where hash = @hash and kind = @kind", new { hash = Secrets.Hash(code), kind }, ct);

    public Task<DecoupledRequest?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<DecoupledRequest>("select * from decoupled_requests where id = @id and org_id = @orgId", new { id, orgId }, ct);

    /// <summary>What a person typed, however they spaced it; null when nothing waits under it.</summary>
    public Task<DecoupledRequest?> FindByUserCode(string orgId, string typed, CancellationToken ct)
    {
        var letters = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetter));
        return letters.Length != UserCodeLength ? Task.FromResult<DecoupledRequest?>(null)
            : db.One<DecoupledRequest>(
                "select * from decoupled_requests where user_code_hash = @hash and org_id = @orgId and status = 'PENDING' and expires_at > @now",
                new { hash = UserCodeHash(orgId, letters), orgId, now = clock.Now }, ct);
    }

    /// <summary>False when it was answered already, or is over: the database decides.</summary>
    public Task<bool> TryApprove(Writing w, DecoupledRequest request, Session session, string? acr) => w.Changed("""
        update decoupled_requests set status = 'APPROVED', user_id = @UserId, session_id = @sessionId, amr = @Amr, acr = @acr,
          authenticated_at = @AuthenticatedAt, idp_id = @IdpId
        where id = @id and status = 'PENDING' and expires_at > @now and (user_id is null or user_id = @UserId)
        """, new { id = request.Id, session.UserId, sessionId = session.Id, session.Amr, acr, session.AuthenticatedAt, session.IdpId, now = clock.Now });

    public Task<bool> TryDeny(DecoupledRequest request, CancellationToken ct) => db.Changed(
        "update decoupled_requests set status = 'DENIED' where id = @Id and status = 'PENDING' and expires_at > @now", new { request.Id, now = clock.Now }, ct);

    /// <summary>Notes a poll. False when it came too soon: from then on the app has to wait longer. RFC 8628 §3.5.</summary>
    public async Task<bool> TryPoll(DecoupledRequest request, CancellationToken ct)
    {
        var now = clock.Milliseconds;
        if (await db.Changed("update decoupled_requests set polled_at = @now where id = @Id and (polled_at is null or polled_at + poll_seconds * 1000 <= @now)",
            new { request.Id, now }, ct)) return true;
        await db.Change("update decoupled_requests set polled_at = @now, poll_seconds = poll_seconds + @more where id = @Id",
            new { request.Id, now, more = SlowDownBy }, ct);
        return false;
    }

    /// <summary>Spends the approval: of any number of polls at once, one gets the tokens.</summary>
    public Task<bool> TryRedeem(Writing w, DecoupledRequest request) => w.Changed(
        "update decoupled_requests set redeemed_at = @now where id = @Id and status = 'APPROVED' and redeemed_at is null and expires_at > @now",
        new { request.Id, now = clock.Now });

    /// <summary>What was approved and not fetched yet is worth nothing once everything of the person ends.</summary>
    public Task VoidAllOf(Writing w, string userId) =>
        w.Change("update decoupled_requests set status = 'DENIED' where user_id = @userId and redeemed_at is null", new { userId });

    public Task VoidAllOf(Writing w, string userId, string clientId) => w.Change(
        "update decoupled_requests set status = 'DENIED' where user_id = @userId and client_id = @clientId and redeemed_at is null", new { userId, clientId });

    /// <summary>What was approved and not fetched yet. What nobody has answered may be answered still.</summary>
    public Task VoidAllOf(Writing w, FamilyQuery query) => w.Change(
        $"update decoupled_requests set status = 'DENIED' where org_id = @OrgId and status = 'APPROVED' and redeemed_at is null{query.Narrowing()}", query);

    public Task VoidAllOfApp(Writing w, string orgId, string clientId) => w.Change(
        "update decoupled_requests set status = 'DENIED' where org_id = @orgId and client_id = @clientId and redeemed_at is null", new { orgId, clientId });

    /// <summary>Kept a day past its end, as replay evidence.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) =>
        db.Change("delete from decoupled_requests where id in (select id from decoupled_requests where expires_at < @before limit @batch)",
        new { before = clock.Now - TimeSpan.FromDays(1), batch = Cleanup.Batch }, ct);

    // Only 34 bits, so the org goes into the digest: nobody can look codes of all orgs up in one table.
    private static string UserCodeHash(string orgId, string code) => Secrets.Hash($"{orgId} {code}");
}
