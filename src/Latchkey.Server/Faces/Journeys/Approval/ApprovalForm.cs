using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>
/// The question "Allow this?" and its answer. The form is sealed to the session and the browser it was shown in: nobody can
/// have someone else's browser answer it (threats row 4). Showing it answers nothing. For an app that asks for consent the
/// page lists what the person agrees to, and the answer is that consent (contract §2.1).
/// </summary>
public sealed class ApprovalForm(Database db, Seal seal, BrowserCookie browsers, DecoupledRequests requests, Sessions sessions, PendingSignIns pending,
    SignInSteps steps, Apps apps,
    AuthorizationServers servers, GrantAllowance allowance, Consents consents, SystemLog log, TimeProvider clock)
{
    private const string Purpose = "decoupled-approval";

    /// <summary>Asks whoever is signed in; sends them to sign in first otherwise, and back here.</summary>
    public async Task<IResult> Ask(HttpContext http, DecoupledRequest request, string here, string otherwise)
    {
        if (await Involved(http, request) is not var (app, server) || !request.Waits(clock.Now)) return DecoupledPages.Over(http);
        var waiting = pending.WaitingHere(http.Org, server, app, here, otherwise, request.WantedAcr);
        if (await sessions.Current(http) is not { } current) return steps.StartOver(http, waiting);
        if (request.Kind == DecoupledRequest.Ciba && request.UserId != current.User.Id) return DecoupledPages.Over(http);
        // Whoever approves signs an app in: with all that a sign-in there would have taken.
        if (await steps.AskForWhatIsOwed(http, waiting, current.Session, current.User) is { } first) return first;
        return Page(http, request, app, current, await consents.Missing(app, server, request.Scopes, current.User.Id, http.RequestAborted));
    }

    /// <summary>What the page listed is sealed in it: a scope that began to ask since then makes it appear again.</summary>
    private IResult Page(HttpContext http, DecoupledRequest request, App app, (Session Session, User User) current, IReadOnlyList<ScopeDefinition> agreeing) =>
        DecoupledPages.Ask(request, app, current.User, agreeing,
            seal.Close(Purpose, string.Join(' ', [request.Id, .. agreeing.Select(scope => scope.Name)]), Binding(http, current.Session)));

    public async Task<IResult> Answer(HttpContext http, Parameters form)
    {
        if (await sessions.Current(http) is not { } current || browsers.Known(http) is null) return DecoupledPages.Over(http);
        if (seal.TryOpen(Purpose, form["request"], Binding(http, current.Session))?.Split(' ') is not [var id, .. var listed]) return DecoupledPages.Over(http);
        if (await requests.Find(http.Org.Id, id, http.RequestAborted) is not { } request || !request.Waits(clock.Now)) return DecoupledPages.Over(http);
        if (request.UserId is { } meant && meant != current.User.Id) return DecoupledPages.Over(http);
        if (await Involved(http, request) is not var (app, server)) return DecoupledPages.Over(http);
        if (await steps.Reached(http, WantedAssurance.Of(request.WantedAcr), current.Session, current.User) is not { } acr) return DecoupledPages.Over(http);

        if (form["answer"] != "approve")
        {
            if (!await requests.TryDeny(request, http.RequestAborted)) return DecoupledPages.Over(http);
            await log.Record(http.Org, http, DecoupledEvents.Answered(request, app, current.User, "denied by the person"));
            return DecoupledPages.Done(app, approved: false);
        }

        var grantType = request.Kind == DecoupledRequest.Device ? Protocol.GrantType.DeviceCode : Protocol.GrantType.Ciba;
        try
        {
            await allowance.RequireStillAllowed(server, app, current.User.Id, grantType, request.Scopes, http.RequestAborted);
        }
        catch (OAuthException refusal)
        {
            await requests.TryDeny(request, http.RequestAborted);
            await log.Record(http.Org, http, DecoupledEvents.Answered(request, app, current.User, refusal.Detail ?? refusal.Message));
            return DecoupledPages.Refused(http, refusal);
        }
        var missing = await consents.Missing(app, server, request.Scopes, current.User.Id, http.RequestAborted);
        if (missing.Any(scope => !listed.Contains(scope.Name))) return Page(http, request, app, current, missing);
        var approved = await db.Write(async w =>
        {
            if (!await sessions.SignInto(w, current.Session, app, server.Id)
                || !await requests.TryApprove(w, request, current.Session, acr.Length == 0 ? null : acr)) return false;
            await consents.Give(w, app, server, current.User.Id, missing);
            return true;
        }, http.RequestAborted);
        if (!approved) return DecoupledPages.Over(http);
        if (missing.Count > 0) await log.Record(http.Org, http, ConsentEvents.ConsentGiven(app, server, current.User, missing));
        await log.Record(http.Org, http, DecoupledEvents.Answered(request, app, current.User, null));
        return DecoupledPages.Done(app, approved: true);
    }

    private string Binding(HttpContext http, Session session) => $"{http.Org.Id} {session.Id} {browsers.IdOf(http)}";

    private async Task<(App App, AuthorizationServer Server)?> Involved(HttpContext http, DecoupledRequest request) =>
        await apps.Find(http.Org.Id, request.ClientId, http.RequestAborted) is { Active: true } app
            && await servers.Find(http.Org, request.ServerId, http.RequestAborted) is { Active: true } server ? (app, server) : null;
}
