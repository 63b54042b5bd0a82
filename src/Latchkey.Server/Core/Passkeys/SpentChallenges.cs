using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>
/// Challenges of our own pages that were answered. They travel sealed in the pages, so that no row is written for who never answers; each counts
/// once (threats row 6).
/// </summary>
internal sealed class SpentChallenges(Database db, TimeProvider clock)
{
    /// <summary>How long a page may wait for an answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>False when it was answered before. Of any number of racing answers one wins.</summary>
    public Task<bool> TrySpend(Writing writing, string state) => writing.Changed(
        "insert into spent_challenges (challenge_hash, expires_at) values (@hash, @expires) on conflict do nothing",
        new { hash = Secrets.Hash(state), expires = clock.Now + Lifetime });

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from spent_challenges where challenge_hash in (select challenge_hash from spent_challenges where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
