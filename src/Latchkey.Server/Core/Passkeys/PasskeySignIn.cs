using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>
/// Somebody signs in by a passkey alone: the device says who they are. Nobody is named before, so what is asked is the same for everybody
/// (threats row 20).
/// </summary>
internal sealed class PasskeySignIn(Factors factors, Users users, PasskeyKind kind, TimeProvider clock)
{
    /// <summary>What any device is asked that has a passkey for this org; null where devices make none for its address.</summary>
    public static async Task<DeviceChallenge?> Ask(Org org)
    {
        if (!RelyingParties.MayHaveOne(org)) return null;
        using var ceremony = new Ceremony(RelyingParties.Of(org), null);
        return await ceremony.AskToSign();
    }

    /// <summary>Looks at what a device answered, and spends nothing yet.</summary>
    /// <param name="org">Where.</param>
    /// <param name="answer">What it said, and what it was asked.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PasskeyOutcome> Check(Org org, FactorAnswer answer, CancellationToken ct)
    {
        if (SaidByDevice.Of(answer.Text) is not { } said) return new PasskeyOutcome.Refused(null, "not an answer of a device");
        if (await factors.FindByCredential(org.Id, said.CredentialId, ct) is not { Active: true } factor
            || await users.Read(org.Id, factor.UserId, ct) is not { } user)
            return new PasskeyOutcome.Refused(null, "unknown passkey") { Forgotten = said.CredentialId };
        var outcome = await kind.Verify(org, user, [factor], answer, ct);
        if (outcome is CodeOutcome.Refused wrong) return new PasskeyOutcome.Refused(user, wrong.Reason);
        var right = (CodeOutcome.Right)outcome;
        if (AccountGate.RefusalToSignIn(user, clock.Now) is { } refusal)
            return new PasskeyOutcome.Refused(user, refusal.Explanation) { PasswordExpired = refusal.Standing == AccountStanding.PasswordExpired };
        return new PasskeyOutcome.Ok(user, right.Proves, async writing => await right.Spend(writing)
            && await (right.Proves.UserVerified ? users.RecordSignature(writing, user) : users.RecordDevice(writing, user)));
    }
}
