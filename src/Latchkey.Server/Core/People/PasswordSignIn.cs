using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>Checks a password. Known and unknown people cost the same time and get the same words.</summary>
internal sealed class PasswordSignIn(Users users, PasswordHashing hashing, IPasswordRulebook rulebook, TimeProvider clock)
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
        if (PasswordChoice.IsOld(await rulebook.Of(user, ct), user, clock.Now)) return new PasswordOutcome.Expired(user);
        return new PasswordOutcome.Ok(user, verdict == PasswordVerdict.RightButOld);
    }

    /// <summary>Hashes a password that has just proven right at today's cost. When too many wait, the next sign-in will do.</summary>
    public async Task Renew(User user, string password, CancellationToken ct)
    {
        try { await users.Rehash(user, await hashing.Hash(password, ct), ct); }
        catch (PasswordQueueFullException) { }
    }
}
