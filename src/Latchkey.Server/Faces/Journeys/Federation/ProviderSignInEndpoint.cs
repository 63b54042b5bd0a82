using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Idx;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Federation;

/// <summary>
/// GET /signin/with/{idpId}?flow=… (or ?interaction=…, from an app's own pages, contract §4): somebody is sent to another
/// provider. GET and POST /oauth2/v1/authorize/callback: they come back. OpenID Connect Core §3.1.2; contract §2.1.
/// </summary>
internal static class ProviderSignInEndpoint
{
    public static async Task<IResult> Leave(HttpContext http, string idpId, PendingSignIns pending, SignInProviders providers, UpstreamClient upstream,
        IdxCalls calls, BrowserCookie browsers, Sessions sessions, SystemLog log, TimeProvider clock)
    {
        var flow = http.Request.Query["flow"].ToString();
        // From an app's own pages: what comes of it is this browser's alone, and goes to the app by a redirect, never to who holds the handle.
        if (http.Request.Query[SignInProviders.Interaction].ToString() is { Length: > 0 } reference)
            flow = await calls.SentAway(http, reference) is { } begun ? pending.BeginAgain(http, begun) : "";
        if (await pending.Resume(http, flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (await providers.Find(http.Org, idpId, http.RequestAborted) is not { } provider)
            return await SignInPages.SignIn(http, waiting.Request, flow, waiting.Request.LoginHint, SignInProblem.ProviderAway);
        try
        {
            // Whoever is signed in here and has to sign in still is to prove it anew: a session of theirs elsewhere is no more than the one here.
            var anew = waiting.Request.PromptLogin || await sessions.Current(http) is not null;
            var wish = new UpstreamWish(waiting.Request.LoginHint, anew ? clock.Now : Oldest(waiting.Request.MaxAge, clock.Now));
            return new Found(await upstream.Leave(http.Org, provider, browsers.IdOf(http), flow, wish, http.RequestAborted));
        }
        catch (OutgoingException away)
        {
            await log.Record(http.Org, http, FederationEvents.Refused(provider, null, away.Message));
            return await SignInPages.SignIn(http, waiting.Request, flow, waiting.Request.LoginHint, SignInProblem.ProviderAway);
        }
    }

    private static DateTimeOffset? Oldest(TimeSpan? maxAge, DateTimeOffset now) =>
        maxAge is not { } age ? null : age < now - DateTimeOffset.UnixEpoch ? now - age : DateTimeOffset.UnixEpoch;

    public static async Task<IResult> Return(HttpContext http, PendingSignIns pending, UpstreamRequests requests, SignInProviders providers,
        BrowserCookie browsers, ProviderAnswers answers)
    {
        var said = HttpMethods.IsPost(http.Request.Method) ? await Parameters.Form(http.Request) : new Parameters(http.Request.Query);
        if (browsers.Known(http) is not { } browser) return HostedPages.SignInExpired(http);
        // Spent before anything else of it is looked at: an answer counts once, whatever becomes of it.
        if (await requests.TryRedeem(http.Org, browser, said[Protocol.Parameter.State], http.RequestAborted) is not { } asked
            || await pending.Resume(http, asked.Flow) is not { } waiting) return HostedPages.SignInExpired(http);
        if (await providers.Find(http.Org, asked.IdpId, http.RequestAborted) is not { } provider)
            return await SignInPages.SignIn(http, waiting.Request, asked.Flow, null, SignInProblem.ProviderAway);
        var (next, problem) = await answers.Take(http, waiting, provider, asked, said);
        return next ?? await SignInPages.SignIn(http, waiting.Request, asked.Flow, null, problem);
    }
}
