using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// Somebody signs in in an app's own pages by what their device keeps, and names nobody. A device that made sure of its owner is a whole sign-in; after any
/// other the password is asked for. Contract §4, challenge-webauthn-autofillui-authenticator.
/// </summary>
internal sealed class IdxPasskeys(IdxSteps steps, PasskeySignIn passkeys, SystemLog log, TimeProvider clock)
{
    public async Task<IResult> SignIn(HttpContext http, IdxAt at, JsonObject credentials)
    {
        if (!credentials.ContainsKey("clientData") || DeviceChallenge.Of(at.Transaction.Challenge) is not { } asked) throw IdxProblem.OutOfOrder();
        var outcome = await passkeys.Check(http.Org, credentials, asked.State, http.RequestAborted);
        IResult? next = null;
        if (outcome is PasskeyOutcome.Ok ok)
        {
            var proof = new Proof(ok.User, Assurance.Of(ok.Proves), clock.Now);
            next = await steps.Prove(http, at with { Transaction = at.Transaction.Anew() }, proof, ok.Spend);
            if (next is null) outcome = new PasskeyOutcome.Refused(ok.User, "used before, or the account changed meanwhile");
        }
        PasswordOutcome seen = outcome is PasskeyOutcome.Refused no ? new PasswordOutcome.Refused(no.User, $"passkey: {no.Reason}")
            : new PasswordOutcome.Ok(((PasskeyOutcome.Ok)outcome).User, Old: false);
        await log.Record(http.Org, http, SignInEvents.SignIn("", seen, at.App.Party));
        if (next is not null) return next;

        // What was asked has been answered: the next try is asked anew.
        await steps.Moved(http, at, at.Transaction.Anew());
        throw outcome is PasskeyOutcome.Refused { PasswordExpired: true }
            ? new IdxProblem(401, "errors.E0000014", "The password has expired: sign in with it, and choose a new one.") : IdxProblem.WrongPasskey();
    }
}
