using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>
/// Back-channel notices on their way. Written in the commit that ends the session, so that none is lost when the server
/// dies; <see cref="BackchannelLogout"/> delivers them afterwards.
/// </summary>
public sealed class LogoutNotices(Database db, TimeProvider clock)
{
    public const string Kind = "logout-notice";

    /// <summary>As many tries as an app gets: with the waits between them a little over two hours.</summary>
    public const int MostAttempts = 10;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>How long one attempt may take before another process may think the sender has died.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    public async Task Queue(Writing w, IReadOnlyList<SessionApp> ended)
    {
        var now = clock.Now;
        var any = false;
        foreach (var app in ended.Where(app => app.Notified))
        {
            await w.Change("""
                insert into logout_notices (sid, client_id, server_id, org_id, user_id, next_attempt_at, created_at, expires_at)
                values (@Sid, @ClientId, @ServerId, @OrgId, @UserId, @now, @now, @expires)
                on conflict do nothing
                """, new { app.Sid, app.ClientId, app.ServerId, app.OrgId, app.UserId, now, expires = now + Kept });
            any = true;
        }
        if (any) w.Announce(Kind, "");
    }

    /// <summary>What is due, oldest first.</summary>
    public Task<IReadOnlyList<PendingNotice>> Due(CancellationToken ct) => db.Many<PendingNotice>(
        "select * from logout_notices where next_attempt_at <= @now and expires_at > @now order by next_attempt_at limit 50", new { now = clock.Now }, ct);

    /// <summary>Takes a notice to deliver it; null when another process has it.</summary>
    public Task<PendingNotice?> TryClaim(PendingNotice due, CancellationToken ct) => db.ChangeReturning<PendingNotice>("""
        update logout_notices set attempts = attempts + 1, next_attempt_at = @until
        where sid = @Sid and client_id = @ClientId and server_id = @ServerId and attempts = @Attempts and next_attempt_at = @NextAttemptAt
        returning *
        """, new { due.Sid, due.ClientId, due.ServerId, due.Attempts, due.NextAttemptAt, until = clock.Now + Claim }, ct);

    /// <summary>It arrived, or never will.</summary>
    public Task Done(PendingNotice notice, CancellationToken ct) => db.Change(
        "delete from logout_notices where sid = @Sid and client_id = @ClientId and server_id = @ServerId", new { notice.Sid, notice.ClientId, notice.ServerId },
        ct);

    /// <summary>Again later, each time after twice as long: 15 s, 30 s, a minute, …</summary>
    public Task Postpone(PendingNotice notice, CancellationToken ct) => db.Change(
        "update logout_notices set next_attempt_at = @at where sid = @Sid and client_id = @ClientId and server_id = @ServerId",
        new { notice.Sid, notice.ClientId, notice.ServerId, at = clock.Now + TimeSpan.FromSeconds(15 * Math.Pow(2, notice.Attempts - 1)) }, ct);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change("""
        delete from logout_notices where expires_at < @now and sid in (select sid from logout_notices where expires_at < @now limit @batch)
        """, new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
