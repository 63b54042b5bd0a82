using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET and POST /signin/consent?flow=…: may this app have this? OpenID Connect Core §3.1.2.4. The handle is for one browser,
/// one org, one session and one answer: nobody agrees in another's name, and no page from before is answered again.
/// </summary>
internal static class ConsentEndpoint
{
    public const string Decision = "decision";
    public const string Allow = "allow";

    public static async Task<IResult> Show(HttpContext http, PendingSignIns pending, Sessions sessions, Consents consents, AuthorizationAnswer answer,
        Threshold threshold)
    {
        if (await Asked(http, pending, sessions) is not (var waiting, var user, var session)) return HostedPages.SignInExpired(http);
        if (await threshold.AskForWhatChanged(http, waiting, session, user) is { } first) return first;
        var missing = await consents.Missing(waiting.Request, user.Id, silently: true, http.RequestAborted);
        if (missing.Count == 0) return await answer.Code(http, waiting.Request, user, session);
        return SignInPages.Consent(waiting.Request, http.Request.Query["flow"].ToString(), user, missing);
    }

    public static async Task<IResult> Answer(HttpContext http, PendingSignIns pending, Sessions sessions, Consents consents, AuthorizationAnswer answer,
        Threshold threshold, SystemLog log)
    {
        var form = await Parameters.Form(http.Request);
        if (await Asked(http, pending, sessions) is not (var waiting, var user, var session)) return HostedPages.SignInExpired(http);
        if (await threshold.AskForWhatChanged(http, waiting, session, user) is { } first) return first;
        var request = waiting.Request;
        if (form[Decision] != Allow)
        {
            if (!await consents.TryAnswer(waiting.Ticket!, http.RequestAborted)) return HostedPages.SignInExpired(http);
            await log.Record(http.Org, http, AuthorizeEvents.Authorize(request, user, SignInEndpoint.Cancelled()));
            return waiting.ReplyTo.Refusal(http, SignInEndpoint.Cancelled());
        }

        // What the page listed is what is agreed to: a scope that began to ask since then makes the page appear again.
        var listed = form.Words("scopes");
        var missing = await consents.Missing(request, user.Id, silently: true, http.RequestAborted);
        if (missing.Any(scope => !listed.Contains(scope.Name))) return SignInPages.Consent(request, http.Request.Query["flow"].ToString(), user, missing);

        var answered = await answer.Code(http, request, user, session, async w =>
        {
            if (!await consents.TryAnswer(w, waiting.Ticket!)) return false;
            await consents.Give(w, request.App, request.Server, user.Id, missing);
            return true;
        });
        if (answered is null) return HostedPages.SignInExpired(http);
        await log.Record(http.Org, http, ConsentEvents.ConsentGiven(request.App, request.Server, user, missing));
        return answered;
    }

    private static async Task<(WaitingRequest Waiting, User User, Session Session)?> Asked(HttpContext http, PendingSignIns pending, Sessions sessions) =>
        await pending.Resume(http, http.Request.Query["flow"].ToString()) is { SessionId: { } id, Ticket: not null } waiting
        && await sessions.Current(http) is { } current && current.Session.Id == id ? (waiting, current.User, current.Session) : null;
}
