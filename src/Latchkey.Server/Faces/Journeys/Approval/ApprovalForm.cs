using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>
/// The question "Allow this?" and its answer. The form is sealed to the session and the browser it was shown in: nobody can
/// have someone else's browser answer it (threats row 4). Showing it answers nothing. For an app that asks for consent the
/// page lists what the person agrees to, and the answer is that consent (contract §2.1).
/// </summary>
internal sealed class ApprovalForm(Seal seal, BrowserCookie browsers, ApprovalParties parties, Sessions sessions, PendingSignIns pending,
    Threshold threshold, Consents consents, ApprovalAnswers answers)
{
    private const string Purpose = "decoupled-approval";

    /// <summary>Asks whoever is signed in; sends them to sign in first otherwise, and back here.</summary>
    public async Task<IResult> Ask(HttpContext http, DecoupledRequest request, string here, string otherwise)
    {
        if (await parties.Of(http, request) is not var (app, server)) return DecoupledPages.Over(http);
        http.Wear(app.BrandId);
        var waiting = pending.WaitingHere(http.Org, server, app, here, otherwise, request.WantedAcr);
        if (await sessions.Current(http) is not { } current) return threshold.StartOver(http, waiting);
        if (request.Kind == DecoupledRequest.Ciba && request.UserId != current.User.Id) return DecoupledPages.Over(http);
        if (!current.Session.Reaches(app, request.Scopes)) return threshold.StartOver(http, waiting);
        // Whoever approves signs an app in: with all that a sign-in there would have taken.
        if (await threshold.AskForWhatIsOwed(http, waiting, current.Session, current.User) is { } first) return first;
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
        if (await parties.Find(http, id) is not var (request, app, server)) return DecoupledPages.Over(http);
        http.Wear(app.BrandId);
        if (request.UserId is { } meant && meant != current.User.Id) return DecoupledPages.Over(http);
        if (!current.Session.Reaches(app, request.Scopes)) return DecoupledPages.Over(http);
        if (await threshold.Reached(http, app, WantedAssurance.Of(request.WantedAcr), current.Session, current.User) is not { } acr)
            return DecoupledPages.Over(http);

        if (form["answer"] != "approve")
            return await answers.Deny(http, request, app, current.User) ? DecoupledPages.Done(app, approved: false) : DecoupledPages.Over(http);
        if (await answers.Refusal(http, request, app, server, current.User) is { } refusal) return DecoupledPages.Refused(http, refusal);
        var missing = await consents.Missing(app, server, request.Scopes, current.User.Id, http.RequestAborted);
        if (missing.Any(scope => !listed.Contains(scope.Name))) return Page(http, request, app, current, missing);
        return await answers.Approve(http, request, app, server, current, acr, missing) ? DecoupledPages.Done(app, approved: true) : DecoupledPages.Over(http);
    }

    private string Binding(HttpContext http, Session session) => $"{http.Org.Id} {session.Id} {browsers.IdOf(http)}";
}
