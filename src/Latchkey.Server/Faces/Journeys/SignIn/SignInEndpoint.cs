using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET and POST /signin?flow=…: the page where a person proves who they are. Plain forms, no script.</summary>
internal static class SignInEndpoint
{
    /// <summary>Without a flow, whoever came by themselves signs in to the org's own page.</summary>
    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, Sessions sessions)
    {
        if (!http.Request.Query.ContainsKey("flow"))
            return new Found(await sessions.Current(http) is null ? $"{Threshold.FirstPage}?flow={await pending.BeginHome(http)}" : "/");
        var flow = http.Request.Query["flow"].ToString();
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        return await Page(http, waiting, flow, HalfWay(waiting)?.User.Login ?? waiting.Request.LoginHint, null);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, PasswordSignIn passwords, SignInSteps steps, Users users, Seal seal,
        BrowserCookie browsers, SystemLog log, TimeProvider clock)
    {
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);

        var (identifier, password) = (form["identifier"], form["password"]);
        if (string.IsNullOrWhiteSpace(identifier)) return await Page(http, waiting, flow, null, SignInProblem.IdentifierMissing);
        if (password is null) return await Page(http, waiting, flow, identifier, SignInProblem.PasswordMissing);

        PasswordOutcome outcome;
        try
        {
            outcome = await passwords.Check(http.Org, identifier, password, http.RequestAborted);
        }
        catch (PasswordQueueFullException)
        {
            http.Response.Headers.RetryAfter = "5";
            return await Page(http, waiting, flow, identifier, SignInProblem.Busy);
        }

        IResult? next = null;
        if (outcome is PasswordOutcome.Ok ok)
        {
            var amr = waiting.Recovered == ok.User.Id ? Assurance.Recovered : PasswordSignIn.Amr;
            var proof = HalfWay(waiting) is { } half && half.User.Id == ok.User.Id ? half with { Amr = Assurance.Raised(half.Amr, Evidence.Password) }
                : new Proof(ok.User, amr, clock.Now);
            next = await steps.Prove(http, waiting, proof, w => users.RecordSuccess(w, ok.User));
            if (next is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (next is KeptOut kept) outcome = new PasswordOutcome.Refused(ok.User, kept.Reason);
            else if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
        }
        else if (outcome is PasswordOutcome.Expired expired) next = ExpiredPasswordEndpoint.Ask(http, flow, expired.User, seal, browsers, clock);
        await log.Record(http.Org, http, SignInEvents.SignIn(identifier, outcome, waiting.Request.App is { IsHome: false } app ? app.Party : null));
        return next ?? await Page(http, waiting, flow, identifier, SignInProblem.NoMatch);
    }

    /// <summary>GET /signin/cancel?flow=…: back to the app with empty hands. RFC 6749 §4.1.2.1.</summary>
    public static async Task<IResult> Cancel(HttpContext http, PendingSignIns pending) =>
        await pending.Resume(http, http.Request.Query["flow"].ToString()) is { } waiting ? waiting.ReplyTo.Refusal(http, Cancelled())
            : HostedPages.SignInExpired(http);

    public static OAuthException Cancelled() => OAuthException.AccessDenied("The resource owner denied the request.");

    /// <summary>Somebody has shown a passkey, or has a session, and the password is what is missing.</summary>
    private static Proof? HalfWay(WaitingRequest waiting) => waiting.Proof is { } proof && !Assurance.Has(proof.Amr, Assurance.Password) ? proof : null;

    private static Task<IResult> Page(HttpContext http, WaitingRequest waiting, string flow, string? identifier, SignInProblem? problem) =>
        SignInPages.SignIn(http, waiting.Request, flow, identifier, problem, half: HalfWay(waiting) is not null);
}
