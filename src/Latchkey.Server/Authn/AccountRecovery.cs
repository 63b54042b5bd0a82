using Latchkey.Server.Account;
using Latchkey.Server.Brands;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authn;

/// <summary>
/// A person who forgot the password asks for a mail. Whoever asks learns nothing: the answer, and the write before it, are
/// the same for an unknown name (threats row 20). What the account can do does not change by asking, and nobody's
/// mailbox is filled by a stranger.
/// </summary>
public sealed class AccountRecovery(Database db, Users.Users users, AccountLinks links, BrandOfOrg brands, SystemLog.SystemLog log, TimeProvider clock)
{
    /// <summary>Mails for one name, in <see cref="Window"/>.</summary>
    public const int MostMails = 5;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public async Task SendPasswordLink(HttpContext http, string username)
    {
        var ct = http.RequestAborted;
        var user = await users.FindByLogin(http.Org.Id, username, ct);
        // Whatever the person was called: they are counted once (threats row 7).
        var key = Identifiers.Canonical(user?.Login ?? username);
        var brand = await brands.Find(http.Org, ct);
        await db.Write(async w =>
        {
            var now = clock.Now;
            await w.Change("insert into recovery_requests (id, org_id, login_key, created_at, expires_at) values (@id, @orgId, @key, @now, @expires)",
                new { id = Secrets.New(), orgId = http.Org.Id, key = key.Length <= 255 ? key : Secrets.Hash(key), now, expires = now + Window });
            if (user is null || !CanRecover(user)) return;
            var asked = await w.One<long>("select count(*) from recovery_requests where org_id = @orgId and login_key = @key and created_at > @since", new { orgId = http.Org.Id, key, since = now - Window });
            if (asked > MostMails) return;

            await log.Record(w, http.Org, http, AdminEvents.RecoveryRequested.By(user, LogEntries.Of(user)));
            if (user.Status == UserStatus.Provisioned) await links.Welcome(w, http.Org, user, brand);
            else await links.ForgottenPassword(w, http.Org, user, brand);
        }, ct);
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from recovery_requests where id in (select id from recovery_requests where expires_at < @now limit @batch)", new { now = clock.Now, batch = Cleanup.Batch }, ct);

    private static bool CanRecover(User user) => user.Status is UserStatus.Active or UserStatus.PasswordExpired or UserStatus.Recovery or UserStatus.Provisioned;
}
