using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// POST /signin/passkey?flow=…: somebody signs in by what their device keeps. A device that made sure of its owner is a whole sign-in; after any
/// other the password is asked for.
/// </summary>
internal static class PasskeySignInEndpoint
{
    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, PasskeySignIn passkeys, DeviceChallenges challenges, SignInSteps steps,
        SystemLog log, TimeProvider clock)
    {
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (challenges.Answer(http, SignInPages.ByPasskey, form) is not { } answer)
            return await SignInPages.SignIn(http, waiting.Request, flow, waiting.Named, SignInProblem.PasskeyNotUsed);

        var outcome = await passkeys.Check(http.Org, answer, http.RequestAborted);
        IResult? next = null;
        if (outcome is PasskeyOutcome.Ok ok)
        {
            next = await steps.Prove(http, waiting, new Proof(ok.User, Assurance.Of(ok.Proves), clock.Now),
                async writing => await challenges.TrySpend(writing, answer) && await ok.Spend(writing));
            if (next is null) outcome = new PasskeyOutcome.Refused(ok.User, "used before, or the account changed meanwhile");
        }
        PasswordOutcome seen = outcome is PasskeyOutcome.Refused no ? new PasswordOutcome.Refused(no.User, $"passkey: {no.Reason}")
            : next is KeptOut kept ? new PasswordOutcome.Refused(((PasskeyOutcome.Ok)outcome).User, kept.Reason)
            : new PasswordOutcome.Ok(((PasskeyOutcome.Ok)outcome).User, Old: false);
        await log.Record(http.Org, http, SignInEvents.SignIn("", seen, waiting.Request.App is { IsHome: false } app ? app.Party : null));
        if (next is not null) return next;
        var refused = (PasskeyOutcome.Refused)outcome;
        return refused.PasswordExpired
            ? await SignInPages.SignIn(http, waiting.Request, flow, refused.User!.Login, SignInProblem.PasswordFirst)
            : await SignInPages.SignIn(http, waiting.Request, flow, waiting.Named, SignInProblem.PasskeyWrong, forgotten: refused.Forgotten);
    }
}
