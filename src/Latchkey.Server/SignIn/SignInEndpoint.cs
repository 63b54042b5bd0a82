using Latchkey.Server.Authorize;
using Latchkey.Server.Orgs;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

/// <summary>GET and POST /signin?flow=…: the page where a person proves who they are. Plain forms, no script.</summary>
public static class SignInEndpoint
{
    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending)
    {
        var flow = http.Request.Query["flow"].ToString();
        return await Resume(http, pending, flow) is { } waiting ? Page(http, waiting.Request, flow, waiting.Request.LoginHint, null) : HostedPages.SignInExpired(http);
    }

    public static async Task<IResult> Submit(HttpContext http, PendingSignIns pending, PasswordSignIn passwords, Sessions.Sessions sessions, AuthorizationAnswer answer, SystemLog.SystemLog log)
    {
        var flow = http.Request.Query["flow"].ToString();
        var form = await Parameters.Form(http.Request);
        if (await Resume(http, pending, flow) is not { } waiting) return HostedPages.SignInExpired(http);

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

        IResult? answered = null;
        if (outcome is PasswordOutcome.Ok ok)
        {
            answered = await answer.Code(http, waiting.Request, ok.User, sessions.Prepare(http, ok.User, PasswordSignIn.Amr));
            if (answered is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
        }
        log.Record(http.Org, http, LogEntries.SignIn(identifier, outcome, waiting.Request.App));
        return answered ?? Page(http, waiting.Request, flow, identifier, SignInProblem.NoMatch);
    }

    /// <summary>The waiting request, if this browser has one and the app may still make it.</summary>
    private static async Task<(AuthorizeRequest Request, ReplyTo ReplyTo)?> Resume(HttpContext http, PendingSignIns pending, string flow)
    {
        try
        {
            return await pending.Resume(http, flow);
        }
        catch (OAuthException)
        {
            // The app was changed while the person was typing: only the app can begin anew.
            return null;
        }
    }

    private static IResult Page(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem) =>
        HostedPages.SignIn(http, request, flow, identifier, problem);
}
