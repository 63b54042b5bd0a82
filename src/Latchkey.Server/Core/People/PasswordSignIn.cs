using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>Checks a password. Known and unknown people cost the same time and get the same words.</summary>
internal sealed class PasswordSignIn(Users users, PasswordHashing hashing, PasswordHook hook, IPasswordRulebook rulebook, TimeProvider clock)
{
    /// <summary>RFC 8176.</summary>
    public const string Amr = "pwd";

    /// <exception cref="PasswordQueueFullException">Too many checks are waiting.</exception>
    public async Task<PasswordOutcome> Check(HttpContext http, string identifier, string password)
    {
        var (org, ct) = (http.Org, http.RequestAborted);
        var user = await users.FindByLogin(org.Id, identifier, ct);
        var verdict = await hashing.Verify(user, password, ct);
        if (user is null)
        {
            var ofNobody = await rulebook.OfNew(org.Id, [], ct);
            return new PasswordOutcome.Refused(null, "unknown user")
            {
                ShowsLock = await users.RecordFailure(org, identifier, ofNobody, ct) && ofNobody.ShowsLocks,
            };
        }
        var settings = await rulebook.Of(user, ct);
        if (verdict == PasswordVerdict.Wrong && PasswordHook.IsAsked(user))
        {
            if (await Brought(org, user, password, ct) is not { } brought) return new PasswordOutcome.Refused(user, "the password hook gave no answer");
            (user, verdict) = brought;
        }
        if (verdict == PasswordVerdict.Wrong)
        {
            var locked = await users.RecordFailure(user.Doing(http), user);
            return new PasswordOutcome.Refused(user, locked ? "wrong password, account locked" : "wrong password")
            {
                ShowsLock = settings.ShowsLocks && (locked || user.LockedOut(clock.Now)),
            };
        }
        if (AccountGate.RefusalToSignIn(user, clock.Now) is { Standing: AccountStanding.PasswordExpired }) return new PasswordOutcome.Expired(user);
        if (AccountGate.RefusalToSignIn(user, clock.Now) is { } refusal)
        {
            // A right password waits for the disk like a wrong one: a lock would not keep it secret otherwise.
            await users.Hold(user, ct);
            return new PasswordOutcome.Refused(user, refusal.Explanation) { ShowsLock = settings.ShowsLocks && user.LockedOut(clock.Now) };
        }
        if (PasswordChoice.IsOld(settings, user, clock.Now)) return new PasswordOutcome.Expired(user);
        return new PasswordOutcome.Ok(user, verdict == PasswordVerdict.RightButOld) { EndsAt = PasswordChoice.EndsSoon(settings, user, clock.Now) };
    }

    /// <summary>
    /// Asks where the password is, and keeps one that is right. Not for an account that nobody could sign in to: its guesses would be made there. Null: nobody
    /// says, and a guess is not counted of which nobody learnt anything.
    /// </summary>
    private async Task<(User User, PasswordVerdict Verdict)?> Brought(Org org, User user, string password, CancellationToken ct)
    {
        if (password.Length is 0 or > PasswordHashing.MaxLength || AccountGate.RefusalToSignIn(user, clock.Now) is not null)
            return (user, PasswordVerdict.Wrong);
        switch (await hook.IsRight(org, user, password, ct))
        {
            case null: return null;
            case false: return (user, PasswordVerdict.Wrong);
        }
        var hash = await hashing.Hash(password, ct);
        if (await users.Rehash(user, hash, ct)) return (user with { PasswordHash = hash }, PasswordVerdict.Right);
        // Another sign-in was faster, or the password was set meanwhile: that one counts.
        return await users.Read(org.Id, user.Id, ct) is { } now && !PasswordHook.IsAsked(now) ? (now, await hashing.Verify(now, password, ct))
            : (user, PasswordVerdict.Wrong);
    }

    /// <summary>Hashes a password that has just proven right at today's cost. When too many wait, the next sign-in will do.</summary>
    public async Task Renew(User user, string password, CancellationToken ct)
    {
        try { await users.Rehash(user, await hashing.Hash(password, ct), ct); }
        catch (PasswordQueueFullException) { }
    }
}
