using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.DPoP;

/// <summary>
/// The proofs that another process would believe as well, spent once for all of them (RFC 9449 §11.1). Several processes run
/// over PostgreSQL alone, so SQLite has no use for it. The table is one that is not logged: the row is gone after a crash
/// of the database, and costs no wait for a disk. Decision 0010.
/// </summary>
internal sealed class SharedProofs(Database db, TimeProvider clock)
{
    /// <summary>Clocks of two processes differ: this much longer than a nonce counts elsewhere, its proofs are spent here.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>No other process believes one older than that.</summary>
    private static readonly TimeSpan Kept = DPoPNonces.AcceptedElsewhere + DPoPProofs.LongestAgo;

    /// <summary>
    /// Whether a process that did not hand the nonce out would take the proof. The nonce of a busy client is soon too old for that, so most proofs
    /// cost no write.
    /// </summary>
    /// <param name="nonce">What the proof names; null: none.</param>
    public bool CountElsewhere(ReadNonce? nonce) =>
        db.Engine == Engine.Postgres && (nonce is not { Here: true } ours || clock.Now - ours.IssuedAt < DPoPNonces.AcceptedElsewhere + Margin);

    /// <summary>False when another process has seen it.</summary>
    public Task<bool> TrySpend(string thumbprint, string id, CancellationToken ct) => db.Changed(
        "insert into spent_proofs (hash, expires_at) values (@hash, @expires) on conflict do nothing",
        new { hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{thumbprint} {id}")).AsSpan(0, 16)), expires = clock.Now + Kept }, ct);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from spent_proofs where hash in (select hash from spent_proofs where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
