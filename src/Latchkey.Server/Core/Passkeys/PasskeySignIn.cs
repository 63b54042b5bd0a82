using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>
/// Somebody signs in by a passkey alone: the device says who they are. Nobody is named before, so what is asked is the same for everybody
/// (threats row 20).
/// </summary>
internal sealed class PasskeySignIn(Factors factors, Users users, PasskeyKind kind, PasskeyRulebook rulebook, TimeProvider clock)
{
    /// <summary>What any device is asked that has a passkey for this org; null where devices make none for its address.</summary>
    public async Task<DeviceChallenge?> Ask(Org org, CancellationToken ct)
    {
        if (!RelyingParties.MayHaveOne(org)) return null;
        using var ceremony = new Ceremony(RelyingParties.Of(org), null, await rulebook.Of(org.Id, ct));
        return await ceremony.AskToSign();
    }

    /// <summary>
    /// The same as a program hands it over, which says whose passkey it was and may leave out which. WebAuthn Level 3 §7.2, steps 5 and 6: the user handle.
    /// </summary>
    public async Task<PasskeyOutcome> Check(Org org, JsonObject said, string asked, CancellationToken ct)
    {
        if (SaidByDevice.OwnerIn(said.Text("userHandle")) is not { } id || await users.Read(org.Id, id, ct) is not { } user)
            return new PasskeyOutcome.Refused(null, "a passkey of nobody here");
        PasskeyOutcome outcome = new PasskeyOutcome.Refused(user, "no passkey is set up");
        foreach (var factor in await factors.Active(user, kind.Type, ct))
        {
            if (kind.AnswerIn(said, factor) is not { } text) return new PasskeyOutcome.Refused(user, "not an answer of a device");
            outcome = await Check(org, new FactorAnswer(text, asked, ByProgram: true), ct);
            if (outcome is PasskeyOutcome.Ok or PasskeyOutcome.Refused { PasswordExpired: true }) return outcome;
        }
        return outcome;
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
