
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// Whoever counts rows before adding one takes their turn first. Between a count and an insert another request could count
/// the same and add as well (READ COMMITTED sees no row that is not committed); a row that both must write keeps one of them
/// waiting until the other is done.
/// </summary>
internal sealed class Turns(Database db, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <param name="w">The write that counts; the turn lasts until it is committed.</param>
    /// <param name="subject">What is counted, e.g. the mails to one address.</param>
    public Task Take(Writing w, string subject) => w.Change("""
        insert into turns (subject, expires_at) values (@subject, @expires) on conflict (subject) do update set expires_at = excluded.expires_at
        """, new { subject = Secrets.Hash(subject), expires = clock.Now + Kept });

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from turns where subject in (select subject from turns where expires_at < @now limit @batch)", new { now = clock.Now, batch = Cleanup.Batch },
        ct);
}
