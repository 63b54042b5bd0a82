using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

// Counts wrong second factors, together with wrong passwords. A try is counted before it is looked at and taken back when
// it was right, so that guesses made at once share what the policy allows. A right password does not clear them: who knows
// the password would otherwise have as many guesses as they like.
internal sealed partial class Users
{
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(30);

    /// <summary>False: no more tries, the account is locked or about to be.</summary>
    public async Task<bool> TryCode(Doing doing, User user)
    {
        var now = clock.Now;
        var settings = await SettingsOf(user, doing.Aborted);
        var args = new { user.Id, most = settings.MaxAttempts, now, unlocks = UserStatuses.UnlockAt(settings, now), abandoned = now - LongestTry };
        if (await db.Changed($"""
            update users set code_tried_at = @now,
                failed_codes = case when locked_at is null then failed_codes + 1 else 1 end,
                failed_attempts = case when locked_at is null then failed_attempts else 0 end,
                locked_at = null
            where id = @Id and status in ('ACTIVE', 'PASSWORD_EXPIRED')
                and ({UserStatuses.LockOver} or (locked_at is null and failed_attempts + failed_codes < @most))
            """, args, doing.Aborted)) return true;

        // Where the tries that used the allowance up were never answered, because a server stopped meanwhile.
        await Lock(doing, user, "code_tried_at <= @abandoned", args);
        return false;
    }

    /// <summary>True when this wrong code locked the account.</summary>
    public async Task<bool> RecordWrongCode(Doing doing, User user)
    {
        var settings = await SettingsOf(user, doing.Aborted);
        var now = clock.Now;
        return await Lock(doing, user, "1 = 1", new { user.Id, most = settings.MaxAttempts, now, unlocks = UserStatuses.UnlockAt(settings, now) });
    }

    /// <summary>A code that had been right, but was used already: no guess, so it does not count.</summary>
    public Task ForgetCode(User user, CancellationToken ct) =>
        db.Change("update users set failed_codes = failed_codes - 1 where id = @Id and failed_codes > 0 and locked_at is null", new { user.Id }, ct);

    /// <summary>False when the account was locked, or its standing changed, while the code was being looked at.</summary>
    public Task<bool> RecordRightCode(Writing writing, User user) => writing.Changed("""
        update users set failed_codes = 0, failed_attempts = 0, last_login_at = @now where id = @Id and era = @Era and locked_at is null
          and status in ('ACTIVE', 'PASSWORD_EXPIRED')
        """, new { user.Id, user.Era, now = clock.Now });

    /// <summary>
    /// A device of theirs has signed. Nobody guesses that, so there is nothing to count; but it opens no account that is locked, and none whose
    /// standing changed while it was being looked at. False then.
    /// </summary>
    public Task<bool> RecordSignature(Writing writing, User user) =>
        writing.Changed("update users set failed_codes = 0, failed_attempts = 0, locked_at = null, last_login_at = @now" + StillOpen, OpenTo(user));

    /// <summary>The same where the password is still to come: whoever found the device has no more guesses at it than others.</summary>
    public Task<bool> RecordDevice(Writing writing, User user) => writing.Changed("update users set era = era" + StillOpen, OpenTo(user));

    private const string StillOpen =
        $" where id = @Id and era = @Era and (locked_at is null or {UserStatuses.LockOver}) and status in ('ACTIVE', 'PASSWORD_EXPIRED')";

    private object OpenTo(User user) => new { user.Id, user.Era, now = clock.Now };

    private Task<bool> Lock(Doing doing, User user, string when, object args) => db.Write(async writing =>
    {
        if (!await writing.Changed($"""
            update users set locked_at = @now, unlocks_at = @unlocks
            where id = @Id and locked_at is null and failed_attempts + failed_codes >= @most and {when}
            """, args))
            return false;
        await Locked(writing, doing, user);
        return true;
    }, doing.Aborted);
}
