using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Keys;

/// <summary>
/// The keys of each authorization server: per algorithm one ACTIVE, a NEXT that is published long before it signs, and
/// EXPIRED ones that stay published until the last token they signed has ended. Contract §2.9.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    /// <summary>Signs the org server's access tokens, which are for Latchkey alone: their kid is in no JWKS (contract §1.2).</summary>
    public const string InternalServer = "internal";

    internal const string ChangeKind = "keys";

    internal const string Purpose = "signing-key";
    public static readonly SealedColumn Sealed = new(Purpose, "signing_keys", "kid", "sealed_private_key");

    private readonly Database db;
    private readonly Seal seal;
    private readonly Belonging belonging;
    private readonly FreshPair fresh;
    private readonly TimeProvider clock;
    private readonly Cached<ServerKeys> keys;

    public KeyRing(Database db, Seal seal, Belonging belonging, FreshPair fresh, TimeProvider clock)
    {
        (this.db, this.seal, this.belonging, this.fresh, this.clock) = (db, seal, belonging, fresh, clock);
        keys = new Cached<ServerKeys>(db.Changes, [ChangeKind], Load);
    }

    /// <summary>The key that signs now. The first use of an algorithm makes its key.</summary>
    public async ValueTask<SigningKey> Active(string orgId, string serverId, string algorithm, CancellationToken ct)
    {
        if ((await Of(orgId, serverId, ct)).Find(algorithm, KeyStatus.Active) is { } active) return active;
        await Make(orgId, serverId, algorithm, KeyStatus.Active, ct);
        return (await Of(orgId, serverId, ct)).Find(algorithm, KeyStatus.Active)
            ?? throw new InvalidOperationException($"No {algorithm} key could be made for {serverId}.");
    }

    /// <summary>
    /// All keys of a server: first those that sign, then those that will, then those that only verify any more. No list
    /// is ever shown without the keys that will sign next, so whoever keeps one can verify what is signed after a rotation.
    /// </summary>
    /// <param name="server">Whose.</param>
    /// <param name="algorithms">What it signs with. Of another one it has the keys that still verify, if it ever used it.</param>
    /// <param name="ct">Ends it.</param>
    public async ValueTask<IReadOnlyList<SigningKey>> Published(string orgId, string serverId, IReadOnlyList<string> algorithms, CancellationToken ct)
    {
        var known = await Of(orgId, serverId, ct);
        foreach (var algorithm in algorithms)
        {
            foreach (var status in (string[])[KeyStatus.Active, KeyStatus.Next])
                if (known.Find(algorithm, status) is null) await Make(orgId, serverId, algorithm, status, ct);
        }
        return (await Of(orgId, serverId, ct)).All;
    }

    public async ValueTask<SigningKey?> Find(string orgId, string serverId, string kid, CancellationToken ct) =>
        (await Of(orgId, serverId, ct)).All.FirstOrDefault(key => key.Kid == kid);

    /// <summary>A fresh pair with this status, unless there is one already: two may both find none, and the database keeps one.</summary>
    public Task Make(string orgId, string serverId, string algorithm, string status, CancellationToken ct)
    {
        var pair = fresh(algorithm);
        return db.Write(w => Insert(w, orgId, serverId, algorithm, status, pair), ct);
    }

    /// <summary>For a write that made its pair beforehand: making one takes longer than a write should.</summary>
    internal async Task Insert(Writing w, string orgId, string serverId, string algorithm, string status,
        (string Kid, string PublicJwk, string PrivateJwk) pair)
    {
        var now = clock.Now;
        await belonging.RequireKey(w);      // a key that only this server could open would break every other
        await w.Change("""
            insert into signing_keys (kid, org_id, server_id, algorithm, status, public_jwk, sealed_private_key, created_at, activated_at)
            values (@Kid, @orgId, @serverId, @algorithm, @status, @PublicJwk, @sealedKey, @now, @activated)
            on conflict do nothing
            """, new
        {
            pair.Kid,
            orgId,
            serverId,
            algorithm,
            status,
            pair.PublicJwk,
            sealedKey = seal.Close(Purpose, pair.PrivateJwk, pair.Kid),
            now,
            activated = status == KeyStatus.Active ? now : (DateTimeOffset?)null
        });
        w.Announce(ChangeKind, KeyOf(orgId, serverId));
    }

    /// <summary>A retired key goes when the last token it signed has ended: from the table, and from the memory that publishes it.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Write(async w =>
    {
        var over = await w.Many<SigningKeyRow>("select * from signing_keys where expires_at < @now and status = 'EXPIRED' limit @batch",
            new { now = clock.Milliseconds, batch = Cleanup.Batch });
        foreach (var key in over)
        {
            await w.Change("delete from signing_keys where kid = @Kid", new { key.Kid });
            w.Announce(ChangeKind, KeyOf(key.OrgId, key.ServerId));
        }
        return over.Count;
    }, ct);

    /// <summary>One that is retired, before the last token it signed has ended: whatever it signed is worth nothing from now on.</summary>
    public async Task<bool> Withdraw(Writing w, string orgId, string serverId, string kid)
    {
        w.Announce(ChangeKind, KeyOf(orgId, serverId));
        return await w.Changed("delete from signing_keys where kid = @kid and org_id = @orgId and server_id = @serverId and status = 'EXPIRED'",
            new { kid, orgId, serverId });
    }

    /// <summary>The one that would have come after this.</summary>
    internal Task DeleteNext(Writing w, SigningKeyRow active)
    {
        w.Announce(ChangeKind, KeyOf(active.OrgId, active.ServerId));
        return w.Change("delete from signing_keys where org_id = @OrgId and server_id = @ServerId and algorithm = @Algorithm and status = 'NEXT'",
            new { active.OrgId, active.ServerId, active.Algorithm });
    }

    /// <summary>With the authorization server they signed for.</summary>
    public Task DeleteAllOf(Writing w, string orgId, string serverId)
    {
        w.Announce(ChangeKind, KeyOf(orgId, serverId));
        return w.Change("delete from signing_keys where org_id = @orgId and server_id = @serverId", new { orgId, serverId });
    }

    public void Dispose() => keys.Dispose();

    internal static string KeyOf(string orgId, string serverId) => $"{orgId}/{serverId}";

    private async ValueTask<ServerKeys> Of(string orgId, string serverId, CancellationToken ct) => (await keys.Get(orgId, '/', serverId, ct))!;

    private async Task<ServerKeys?> Load(string key, CancellationToken ct)
    {
        var (orgId, serverId) = (key[..key.IndexOf('/')], key[(key.IndexOf('/') + 1)..]);
        var rows = await db.Many<SigningKeyRow>("""
            select * from signing_keys where org_id = @orgId and server_id = @serverId
            order by case status when 'ACTIVE' then 0 when 'NEXT' then 1 else 2 end, algorithm desc, created_at desc
            """, new { orgId, serverId }, ct);
        return new ServerKeys(rows.Select(row => SigningKey.Load(row, seal.Open(Purpose, row.SealedPrivateKey, row.Kid))).ToArray());
    }

    private sealed record ServerKeys(IReadOnlyList<SigningKey> All)
    {
        public SigningKey? Find(string algorithm, string status)
        {
            foreach (var key in All)
                if (key.Algorithm == algorithm && key.Status == status) return key;
            return null;
        }
    }
}
