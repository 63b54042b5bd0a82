using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.Keys;

/// <summary>
/// The keys of each authorization server: one ACTIVE per algorithm in use, perhaps a NEXT that is already published, and
/// EXPIRED ones that stay published until the last token they signed has ended.
/// </summary>
public sealed class KeyRing : IDisposable
{
    /// <summary>Signs the org server's access tokens, which are for Latchkey alone: their kid is in no JWKS (contract §1.2).</summary>
    public const string InternalServer = "internal";

    private const string ChangeKind = "keys";
    private const string Purpose = "signing-key";

    private readonly Database db;
    private readonly Seal seal;
    private readonly TimeProvider clock;
    private readonly Cached<ServerKeys> keys;

    public KeyRing(Database db, Seal seal, TimeProvider clock)
    {
        (this.db, this.seal, this.clock) = (db, seal, clock);
        keys = new Cached<ServerKeys>(db.Changes, [ChangeKind], Load);
    }

    /// <summary>The key that signs now. The first use of an algorithm makes its key.</summary>
    public async ValueTask<SigningKey> Active(string orgId, string serverId, string algorithm, CancellationToken ct)
    {
        var all = await keys.Get(KeyOf(orgId, serverId), ct);
        if (all!.ActiveFor(algorithm) is { } active) return active;

        var (kid, publicJwk, privateJwk) = SigningKey.Generate(algorithm);
        // Two requests may both find none: the database keeps one key, and both read that one.
        await db.Write(async w =>
        {
            await w.Change("""
                insert into signing_keys (kid, org_id, server_id, algorithm, status, public_jwk, sealed_private_key, created_at, activated_at)
                values (@kid, @orgId, @serverId, @algorithm, 'ACTIVE', @publicJwk, @sealedKey, @now, @now)
                on conflict do nothing
                """, new { kid, orgId, serverId, algorithm, publicJwk, sealedKey = seal.Close(Purpose, privateJwk, kid), now = clock.Milliseconds });
            w.Announce(ChangeKind, KeyOf(orgId, serverId));
        }, ct);
        all = await keys.Get(KeyOf(orgId, serverId), ct);
        return all!.ActiveFor(algorithm) ?? throw new InvalidOperationException($"No {algorithm} key could be made for {serverId}.");
    }

    public ValueTask<SigningKey> Active(AuthorizationServer server, CancellationToken ct) => Active(server.OrgId, server.Id, server.SigningAlgorithm, ct);

    /// <summary>All keys of a server, also those that only verify any more.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> Published(AuthorizationServer server, CancellationToken ct)
    {
        await Active(server, ct);
        return (await keys.Get(KeyOf(server.OrgId, server.Id), ct))!.All;
    }

    public async ValueTask<SigningKey?> Find(string orgId, string serverId, string kid, CancellationToken ct) =>
        (await keys.Get(KeyOf(orgId, serverId), ct))!.All.FirstOrDefault(key => key.Kid == kid);

    /// <summary>A retired key goes when the last token it signed has ended: from the table, and from the memory that publishes it.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Write(async w =>
    {
        var over = await w.Many<SigningKeyRow>("select * from signing_keys where expires_at < @now and status = 'EXPIRED' limit @batch", new { now = clock.Milliseconds, batch = Cleanup.Batch });
        foreach (var key in over)
        {
            await w.Change("delete from signing_keys where kid = @Kid", new { key.Kid });
            w.Announce(ChangeKind, KeyOf(key.OrgId, key.ServerId));
        }
        return over.Count;
    }, ct);

    /// <summary>With the authorization server they signed for.</summary>
    public Task DeleteAllOf(Writing w, string orgId, string serverId)
    {
        w.Announce(ChangeKind, KeyOf(orgId, serverId));
        return w.Change("delete from signing_keys where org_id = @orgId and server_id = @serverId", new { orgId, serverId });
    }

    public void Dispose() => keys.Dispose();

    private async Task<ServerKeys?> Load(string key, CancellationToken ct)
    {
        var (orgId, serverId) = (key[..key.IndexOf('/')], key[(key.IndexOf('/') + 1)..]);
        var rows = await db.Many<SigningKeyRow>("select * from signing_keys where org_id = @orgId and server_id = @serverId order by created_at desc", new { orgId, serverId }, ct);
        return new ServerKeys(rows.Select(row => SigningKey.Load(row, seal.Open(Purpose, row.SealedPrivateKey, row.Kid))).ToArray());
    }

    private static string KeyOf(string orgId, string serverId) => $"{orgId}/{serverId}";

    private sealed record ServerKeys(IReadOnlyList<SigningKey> All)
    {
        public SigningKey? ActiveFor(string algorithm) => All.FirstOrDefault(key => key.Algorithm == algorithm && key.Status == "ACTIVE");
    }
}
