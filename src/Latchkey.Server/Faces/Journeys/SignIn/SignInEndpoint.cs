using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET and POST /signin?flow=…: the page where a person proves who they are. Plain forms, no script.</summary>
public static class SignInEndpoint
{
    /// <summary>Without a flow, whoever came by themselves signs in to the org's own page.</summary>
    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, Sessions sessions)
    {
        if (!http.Request.Query.ContainsKey("flow"))
            return new Found(await sessions.Current(http) is null ? $"{SignInSteps.FirstPage}?flow={await pending.BeginHome(http)}" : "/");
        var flow = http.Request.Query["flow"].ToString();
        return await pending.Resume(http, flow) is { } waiting ? Page(http, waiting.Request, flow, waiting.Request.LoginHint, null)
            : HostedPages.SignInExpired(http);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, PasswordSignIn passwords, SignInSteps steps, Users users, Seal seal,
        BrowserCookie browsers, SystemLog log, TimeProvider clock)
    {
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);

        var (identifier, password) = (form["identifier"], form["password"]);
        if (string.IsNullOrWhiteSpace(identifier)) return Page(http, waiting.Request, flow, null, SignInProblem.IdentifierMissing);
        if (password is null) return Page(http, waiting.Request, flow, identifier, SignInProblem.PasswordMissing);

        PasswordOutcome outcome;
        try
        {
            outcome = await passwords.Check(http.Org, identifier, password, http.RequestAborted);
        }
        catch (PasswordQueueFullException)
        {
            http.Response.Headers.RetryAfter = "5";
            return Page(http, waiting.Request, flow, identifier, SignInProblem.Busy);
        }

        IResult? next = null;
        if (outcome is PasswordOutcome.Ok ok)
        {
            var amr = waiting.Recovered == ok.User.Id ? Assurance.Recovered : PasswordSignIn.Amr;
            next = await steps.Prove(http, waiting, new Proof(ok.User, amr, clock.Now), w => users.RecordSuccess(w, ok.User));
            if (next is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
        }
        else if (outcome is PasswordOutcome.Expired expired) next = ExpiredPasswordEndpoint.Ask(http, flow, expired.User, seal, browsers, clock);
        await log.Record(http.Org, http, SignInEvents.SignIn(identifier, outcome, waiting.Request.App is { IsHome: false } app ? app.Party : null));
        return next ?? Page(http, waiting.Request, flow, identifier, SignInProblem.NoMatch);
    }

    /// <summary>GET /signin/cancel?flow=…: back to the app with empty hands. RFC 6749 §4.1.2.1.</summary>
    public static async Task<IResult> Cancel(HttpContext http, PendingSignIns pending) =>
        await pending.Resume(http, http.Request.Query["flow"].ToString()) is { } waiting ? waiting.ReplyTo.Refusal(http, Cancelled())
            : HostedPages.SignInExpired(http);

    public static OAuthException Cancelled() => OAuthException.AccessDenied("The resource owner denied the request.");

    private static IResult Page(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem) =>
        SignInPages.SignIn(http, request, flow, identifier, problem);
}
