using Latchkey.Server.Orgs;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

/// <summary>What came of an identifier and a password.</summary>
public abstract record PasswordOutcome
{
    private PasswordOutcome() { }

    /// <summary>Right as far as was seen; it counts when <see cref="Users.Users.RecordSuccess(Storage.Writing, User)"/> says so in the commit of the session.</summary>
    /// <param name="User">Who it is.</param>
    /// <param name="Old">The stored hash is cheaper than today's: see <see cref="PasswordSignIn.Renew"/>.</param>
    public sealed record Ok(User User, bool Old) : PasswordOutcome;

    /// <summary>Right, but to be exchanged for a new one first.</summary>
    public sealed record Expired(User User) : PasswordOutcome;

    /// <summary>Wrong, unknown, or an account that may not act: a person is told the same of all three, the log is not.</summary>
    public sealed record Refused(User? User, string Reason) : PasswordOutcome;
}

/// <summary>Checks a password. Known and unknown people cost the same time and get the same words.</summary>
public sealed class PasswordSignIn(Users.Users users, PasswordHashing hashing, TimeProvider clock)
{
    /// <summary>RFC 8176.</summary>
    public const string Amr = "pwd";

    /// <exception cref="PasswordQueueFullException">Too many checks are waiting.</exception>
    public async Task<PasswordOutcome> Check(Org org, string identifier, string password, CancellationToken ct)
    {
        var user = await users.FindByLogin(org.Id, identifier, ct);
        var verdict = await hashing.Verify(user, password, ct);
        if (user is null)
        {
            await users.RecordFailure(org, identifier, ct);
            return new PasswordOutcome.Refused(null, "unknown user");
        }
        if (verdict == PasswordVerdict.Wrong)
        {
            var locked = await users.RecordFailure(user, ct);
            return new PasswordOutcome.Refused(user, locked ? "wrong password, account locked" : "wrong password");
        }
        if (AccountGate.RefusalToSignIn(user, clock.Now) is { Standing: AccountStanding.PasswordExpired }) return new PasswordOutcome.Expired(user);
        if (AccountGate.RefusalToSignIn(user, clock.Now) is { } refusal) return new PasswordOutcome.Refused(user, refusal.Explanation);
        return new PasswordOutcome.Ok(user, verdict == PasswordVerdict.RightButOld);
    }

    /// <summary>Hashes a password that has just proven right at today's cost. When too many wait, the next sign-in will do.</summary>
    public async Task Renew(User user, string password, CancellationToken ct)
    {
        try { await users.Rehash(user, await hashing.Hash(password, ct), ct); }
        catch (PasswordQueueFullException) { }
    }
}
