using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Signatures;

/// <summary>
/// NEXT becomes ACTIVE, ACTIVE becomes EXPIRED, and a fresh NEXT is published. By itself each 90 days, or when an
/// administrator says so. The database decides between several servers that find the same key due. Contract §2.9, §3.4.
/// </summary>
internal sealed class KeyRotation(Database db, KeyRing keys, SigningAlgorithms algorithms, FreshPair freshPair, OrgDirectory orgs,
    AuthorizationServers servers, SystemLog systemLog, TimeProvider clock, ILogger<KeyRotation> log) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromDays(90);

    /// <summary>How long a verifier may keep a JWKS. A key that signs has been in every one of them.</summary>
    public static readonly TimeSpan JwksAge = TimeSpan.FromMinutes(10);

    /// <summary>
    /// From one rotation to the next: whoever kept a JWKS for as long as it allows, and took it from a server that heard of the last rotation a
    /// little later, knows the next key.
    /// </summary>
    public static readonly TimeSpan LeastApart = JwksAge + TimeSpan.FromMinutes(1);

    /// <summary>No token lives longer than a day (contract §2.3), and a server may hear of a rotation a little later.</summary>
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromHours(25);

    private const string ActiveSince = "activated_at <= @since";

    /// <summary>The first key of a server was published together with its next, so it may go at any time.</summary>
    private const string NotRotatedSince = """
        not exists (select 1 from signing_keys earlier where earlier.org_id = @OrgId and earlier.server_id = @ServerId and earlier.algorithm = @Algorithm
          and earlier.retired_at > @since)
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Withdraws what is no longer chosen, makes the NEXT key of each that has none, and rotates what is due.</summary>
    public async Task Turn(CancellationToken ct)
    {
        await WithdrawWhatNobodyChooses(ct);
        var active = await db.Many<SigningKeyRow>("select * from signing_keys where status = 'ACTIVE' order by org_id, server_id, algorithm", null, ct);
        var next = (await db.Many<SigningKeyRow>("select * from signing_keys where status = 'NEXT'", null, ct)).Select(Place).ToHashSet();
        foreach (var key in active.Where(key => !next.Contains(Place(key)))) await keys.Make(key.OrgId, key.ServerId, key.Algorithm, KeyStatus.Next, ct);

        var byHand = (await db.Many<ServerRow>("select org_id, id from authorization_servers where rotation_mode = 'MANUAL'", null, ct)).ToHashSet();
        foreach (var due in active.Where(key => key.ActivatedAt <= clock.Now - Period && !byHand.Contains(new(key.OrgId, key.ServerId))))
        {
            if (await orgs.Find(due.OrgId, ct) is not { } org) continue;
            await Rotate(new Doing(org, LogParty.Server, null), [due], (w, key) => Retire(w, key, ActiveSince, clock.Now - Period), ct);
        }
    }

    /// <summary>All keys of a server, by hand; with the org's own also that of its access tokens, which nobody but this server verifies.</summary>
    /// <exception cref="RuleException">The last rotation is too short ago for every verifier to know the next keys.</exception>
    public async Task Rotate(Doing doing, AuthorizationServer server)
    {
        if (!await Rotate(doing, server.Id))
        {
            throw new RuleException("use", $"the keys were rotated less than {LeastApart.TotalMinutes} minutes ago, "
                + "and apps that keep the key list do not know the next key yet. Try again in a few minutes.");
        }
        if (server.IsOrgServer) await Rotate(doing, KeyRing.InternalServer);
    }

    /// <summary>A retired key is believed no longer, from now on and not only when its last token has ended: for one that got into wrong hands.</summary>
    /// <returns>False when it is not retired, or is gone.</returns>
    public Task<bool> Withdraw(Doing doing, AuthorizationServer server, string kid) => db.Write(async w =>
    {
        if (!await keys.Withdraw(w, doing.Org.Id, server.Id, kid)) return false;
        await systemLog.Record(w, doing, AdminEvents.KeyWithdrawn, new LogParty(kid, "JWK", server.Id, null));
        return true;
    }, doing.Aborted);

    private async Task<bool> Rotate(Doing doing, string serverId)
    {
        var all = await db.Many<SigningKeyRow>(
            "select * from signing_keys where status <> 'EXPIRED' and org_id = @orgId and server_id = @serverId order by algorithm",
            new { orgId = doing.Org.Id, serverId }, doing.Aborted);
        var active = all.Where(key => key.Status == KeyStatus.Active).ToArray();
        // Without a next key none of its keys was ever published: nobody keeps a JWKS that lacks it.
        foreach (var key in active.Where(key => !all.Any(other => other.Status == KeyStatus.Next && Place(other) == Place(key))))
            await keys.Make(key.OrgId, serverId, key.Algorithm, KeyStatus.Next, doing.Aborted);
        // All or none: whoever rotates because a key is known to others must not believe it done while that one still signs.
        var lately = await db.Many<string>("select algorithm from signing_keys where org_id = @orgId and server_id = @serverId and retired_at > @since",
            new { orgId = doing.Org.Id, serverId, since = clock.Now - LeastApart }, doing.Aborted);
        if (active.Any(key => lately.Contains(key.Algorithm))) return false;
        return active.Length == 0 || await Rotate(doing, active, (w, key) => Retire(w, key, NotRotatedSince, clock.Now - LeastApart), doing.Aborted);
    }

    /// <summary>
    /// A server that signs with ES256 no longer, because it or the last app that wanted it was changed, is back to RS256 alone
    /// once the last of its ES256 tokens has ended.
    /// </summary>
    private async Task WithdrawWhatNobodyChooses(CancellationToken ct)
    {
        var elliptic = await db.Many<SigningKeyRow>(
            "select * from signing_keys where algorithm = 'ES256' and status = 'ACTIVE' and server_id <> 'internal' order by org_id, server_id", null, ct);
        foreach (var key in elliptic)
        {
            if (await orgs.Find(key.OrgId, ct) is not { } org || await servers.Find(org, key.ServerId, ct) is not { } server) continue;
            if ((await algorithms.Of(server, ct)).Contains(key.Algorithm)) continue;
            await db.Write(async w =>
            {
                if (await Retire(w, key, "1 = 1", clock.Now)) await keys.DeleteNext(w, key);
            }, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Turn(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogFault(exception, $"Signing keys could not be looked after; trying again in {Interval}");
            }
        }
    }

    /// <summary>Those of the keys that nobody else rotated meanwhile; whether any was one.</summary>
    private async Task<bool> Rotate(Doing doing, IReadOnlyList<SigningKeyRow> active, Func<Writing, SigningKeyRow, Task<bool>> retire, CancellationToken ct)
    {
        var fresh = active.ToDictionary(key => key.Kid, key => freshPair(key.Algorithm));
        return await db.Write(async w =>
        {
            var rotated = false;
            foreach (var key in active)
            {
                if (!await retire(w, key)) continue;
                await Promote(w, key);
                await keys.Insert(w, key.OrgId, key.ServerId, key.Algorithm, KeyStatus.Next, fresh[key.Kid]);
                await systemLog.Record(w, doing, KeyEvents.RolledOver(key.ServerId), new LogParty(key.Kid, "JWK", key.ServerId, key.Algorithm));
                rotated = true;
            }
            return rotated;
        }, ct);
    }

    private Task<bool> Retire(Writing w, SigningKeyRow key, string condition, DateTimeOffset since) => w.Changed(
        $"update signing_keys set status = 'EXPIRED', retired_at = @now, expires_at = @end where kid = @Kid and status = 'ACTIVE' and {condition}",
        new { key.Kid, key.OrgId, key.ServerId, key.Algorithm, now = clock.Now, end = clock.Now + KeptAfterwards, since });

    private async Task Promote(Writing w, SigningKeyRow retired)
    {
        if (!await w.Changed("""
            update signing_keys set status = 'ACTIVE', activated_at = @now where org_id = @OrgId and server_id = @ServerId and algorithm = @Algorithm
              and status = 'NEXT'
            """, new { retired.OrgId, retired.ServerId, retired.Algorithm, now = clock.Now }))
            throw new InvalidOperationException($"No next {retired.Algorithm} key of {retired.ServerId} is there to sign.");
    }

    private static (string, string, string) Place(SigningKeyRow key) => (key.OrgId, key.ServerId, key.Algorithm);

    private sealed record ServerRow(string OrgId, string Id);
}
