using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>A new password in place of one that was right and has expired. Contract §4, reenroll-authenticator.</summary>
internal sealed class IdxPasswords(IdxSteps steps, Users users, PasswordHashing hashing, PasswordChoice choice, PasswordChanges changes, TimeProvider clock)
{
    public async Task<IResult> Change(HttpContext http, IdxAt at, string chosen)
    {
        var (user, ct) = (at.User!, http.RequestAborted);
        if (!await choice.HasEnded(user, ct)) throw IdxProblem.Expired();
        if (await choice.Violation(http.Org, user, chosen, ct) is { } violation) throw Unmet(violation);
        if (await hashing.Verify(user, chosen, ct) != PasswordVerdict.Wrong) throw Unmet("must differ from the current password");

        var changed = await changes.TryChange(user.Doing(http), user, await hashing.Hash(chosen, ct));
        // Another window was quicker, or an administrator was: whoever is there knows the new password, or does not.
        if (!changed || await users.Read(http.Org.Id, user.Id, ct) is not { } now || AccountGate.RefusalToSignIn(now, clock.Now) is not null)
            throw IdxProblem.Expired();
        var proof = new Proof(now, PasswordSignIn.Amr, clock.Now) { Remember = at.Transaction.Remember };
        return await steps.Prove(http, at, proof, w => users.RecordSuccess(w, now)) ?? throw IdxProblem.Expired();
    }

    private static IdxProblem Unmet(string violation) => new(400, "password.passwordRequirementsNotMet", violation);
}
