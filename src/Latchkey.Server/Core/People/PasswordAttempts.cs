using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

// Counts wrong passwords. The database counts, and a right password counts only while the account is not locked: of
// any number of guesses made at once, no more take effect than the policy allows.
internal sealed partial class Users
{
    /// <summary>True when this failure locked the account: in the same commit the log says so.</summary>
    public async Task<bool> RecordFailure(Doing doing, User user)
    {
        var settings = await SettingsOf(user, doing.Aborted);
        return await db.Write(async writing =>
        {
            var now = clock.Now;
            var locked = await writing.ChangeReturning<bool?>($"""
                update users set
                    failed_attempts = case when locked_at is null then failed_attempts + 1 else 1 end,
                    failed_codes = case when locked_at is null then failed_codes else 0 end,
                    locked_at = case when case when locked_at is null then failed_attempts + failed_codes else 0 end + 1 >= @most then @now else null end,
                    unlocks_at = @unlocks
                where id = @Id and (locked_at is null or {UserStatuses.LockOver})
                returning case when locked_at is null then 0 else 1 end
                """, new { user.Id, most = settings.MaxAttempts, now, unlocks = UserStatuses.UnlockAt(settings, now) });
            // A locked account is guessed at for as long as another: nobody learns of a lock by the time it takes.
            if (locked is null) await Hold(writing, user.Id);
            if (locked == true) await Locked(writing, doing, user);
            return locked == true;
        }, doing.Aborted);
    }

    private Task Locked(Writing writing, Doing doing, User user)
    {
        writing.Announce(Kind, user.Id);
        return log.Record(writing, doing, AdminEvents.AccountLocked, user.Party);
    }

    /// <summary>The same for a name that nobody has: it waits for the disk as long as one that somebody has. Threats row 20.</summary>
    /// <returns>
    /// Whether an account would be locked by now. Like one, it is for as long as the policy says, a day at most, and more guesses make it no longer.
    /// </returns>
    public async Task<bool> RecordFailure(Org org, string identifier, PasswordSettings settings, CancellationToken ct)
    {
        var now = clock.Now;
        var unlocks = UserStatuses.UnlockAt(settings, now);
        var attempts = await db.Write(writing => writing.ChangeReturning<long>("""
            insert into unknown_sign_ins (subject, attempts, expires_at) values (@subject, 1, case when @most <= 1 then @unlocks else @forgotten end)
            on conflict (subject) do update set
                attempts = case when unknown_sign_ins.expires_at <= @now then 1
                    when unknown_sign_ins.attempts >= @most then unknown_sign_ins.attempts else unknown_sign_ins.attempts + 1 end,
                expires_at = case when unknown_sign_ins.expires_at > @now and unknown_sign_ins.attempts >= @most then unknown_sign_ins.expires_at
                    when case when unknown_sign_ins.expires_at <= @now then 0 else unknown_sign_ins.attempts end + 1 >= @most then @unlocks
                    else @forgotten end
            returning attempts
            """, new
        {
            subject = Secrets.Hash($"{org.Id} {Identifiers.Canonical(identifier)}"),
            now,
            most = settings.MaxAttempts,
            forgotten = now + (settings.ShowsLocks ? LongestUnknown : UserStatuses.LockFor),
            unlocks = unlocks < now + LongestUnknown ? unlocks : now + LongestUnknown,
        }), ct);
        return attempts >= settings.MaxAttempts;
    }

    private static readonly TimeSpan LongestUnknown = TimeSpan.FromDays(1);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from unknown_sign_ins where subject in (select subject from unknown_sign_ins where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);

    /// <summary>
    /// False when the account was locked, the password changed, or everything of the person ended, while this one was being
    /// checked: then it is refused like a wrong one.
    /// </summary>
    public Task<bool> RecordSuccess(User user, CancellationToken ct) => db.Changed(Success, SuccessOf(user), ct);

    /// <inheritdoc cref="RecordSuccess(User, CancellationToken)"/>
    public Task<bool> RecordSuccess(Writing writing, User user) => writing.Changed(Success, SuccessOf(user));

    private const string Success = $"""
        update users set failed_attempts = 0, locked_at = null, last_login_at = @now
        where id = @Id and password_hash = @PasswordHash and era = @Era and (locked_at is null or {UserStatuses.LockOver})
            and status in ('ACTIVE', 'PASSWORD_EXPIRED')
        """;

    /// <summary>The same of somebody who is not signed in by it, because they stand where nobody signs in.</summary>
    public Task<bool> RecordProof(Writing writing, User user) => writing.Changed($"""
        update users set failed_attempts = 0, locked_at = null
        where id = @Id and password_hash = @PasswordHash and era = @Era and (locked_at is null or {UserStatuses.LockOver}) and status in ('STAGED', 'RECOVERY')
        """, SuccessOf(user));

    private object SuccessOf(User user) => new { user.Id, user.PasswordHash, user.Era, now = clock.Now };
}
