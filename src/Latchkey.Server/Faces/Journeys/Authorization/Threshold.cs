using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>
/// Where every page of this server asks the org's policies (<see cref="SignOnGate"/>) whether somebody may come in, and from where it leads them to what
/// is still missing. Design §7.
/// </summary>
internal sealed class Threshold(PendingSignIns pending, SignOnGate gate, Consents consents, AuthorizationAnswer answer, AccountNotices notices,
    TimeProvider clock)
{
    public const string FirstPage = "/signin";
    public const string SecondFactorPage = "/signin/factor";
    public const string EnrollPage = "/signin/enroll";
    public const string ConsentPage = "/signin/consent";

    /// <summary>Who has signed in for a page of this server has been led back to it by then.</summary>
    private static readonly TimeSpan WayBack = TimeSpan.FromMinutes(1);

    /// <summary>And has answered what it asks.</summary>
    private static readonly TimeSpan TimeToAnswer = PendingSignIns.ProofLifetime + WayBack;

    /// <summary>For whoever is signed in in this browser already.</summary>
    public async Task<Standing> Of(HttpContext http, AuthorizeRequest request, Session session, User user, string? hinted = null, TimeSpan? grace = null,
        bool silently = true)
    {
        var question = OfSession(request, session, user) with { Grace = grace };
        var decision = await gate.Decide(http, question);
        var person = await Seen(http, request, user, decision, enrolled: false, silently) with
        {
            AuthenticatedAt = session.AuthenticatedAt,
            // Nor does it set up what lets its person in.
            Beyond = !session.Reaches(request.App, request.Scopes)
                || (session.HandedOver && (request.PromptEnroll || Interactions.Of(decision) == Interaction.Enroll)),
        };
        return new(Interactions.Needed(request, person, hinted, clock.Now), question, decision);
    }

    /// <summary>For whoever has proven this much of a sign-in that is going on.</summary>
    /// <param name="http">The request.</param>
    /// <param name="waiting">What for.</param>
    /// <param name="proof">All that has been proven.</param>
    /// <param name="enrolled">What this step has added; null: nothing.</param>
    /// <param name="answered">What the app alone wants set up has been, or was left out.</param>
    public async Task<Standing> Of(HttpContext http, WaitingRequest waiting, Proof proof, Evidence? enrolled = null, bool answered = false)
    {
        var request = waiting.Request;
        var question = new SignOnQuestion
        {
            User = proof.User, App = request.App, Amr = proof.Amr, ProvenAt = proof.At, FactorAt = proof.SecondFactorAt, JustProven = true,
            Wanted = request.Assurance, Seen = !request.Unseen, Silent = request.Silent, Enrolled = enrolled,
        };
        var decision = await gate.Decide(http, question);
        var person = await Seen(http, request, proof.User, decision, answered || enrolled is not null, silently: false) with
        {
            ForThisRequest = true,
            EnrollmentOffered = decision.Offering.Count > 0 && proof is { Skipped: false, SessionId: null, Elsewhere: false } && enrolled is null
                && FactorOffers.IsDue(proof.User, clock.Now),
        };
        var next = Interactions.Needed(request, person, null, clock.Now);
        // Who said yes on a phone may have been shown a stranger's picture: the account itself is theirs who sign in here (decision 0053).
        if (proof.Elsewhere && (next == Interaction.Enroll || !Session.IsReachedFromElsewhere(request.App, request.Scopes))) next = Interaction.SignIn;
        return new(next, question, decision);
    }

    /// <summary>
    /// To the page that asks for what somebody owes who is about to answer on a page of this server: a second factor that they have set up, or what the app
    /// there wants beyond this session. Null: nothing.
    /// </summary>
    public async Task<IResult?> AskForWhatIsOwed(HttpContext http, WaitingRequest waiting, Session session, User user)
    {
        var standing = await Of(http, waiting.Request, session, user, grace: WayBack, silently: false);
        return await LeadOn(http, waiting, standing, Continued(session, user));
    }

    /// <summary>
    /// Whoever came to a page by all that it takes stands there still: unless something has changed since. Null: nothing has.
    /// </summary>
    public async Task<IResult?> AskForWhatChanged(HttpContext http, WaitingRequest waiting, Session session, User user)
    {
        var question = OfSession(waiting.Request, session, user) with { JustProven = true };
        var decision = await gate.Decide(http, question);
        return decision.Allowed ? null
            : await LeadOn(http, waiting, new(Interactions.Of(decision), question, decision), Continued(session, user));
    }

    /// <summary>A page of their own is open to them, and no rule wants more than their session has.</summary>
    public async Task<bool> Admits(HttpContext http, Session session, User user) =>
        (await gate.Decide(http, OfSession(session, user) with { Inside = true })).Allowed;

    /// <summary>Whether the policies let them set such a factor up.</summary>
    public async Task<bool> MayEnroll(HttpContext http, Session session, User user, string type) =>
        (await gate.Decide(http, OfSession(session, user))).MayEnroll(type);

    /// <summary>
    /// How sure that session makes us of who is there who answers for an app, in the words of who wanted to know. Null: not sure enough; empty where
    /// nobody asked.
    /// </summary>
    public async Task<string?> Reached(HttpContext http, App app, WantedAssurance wanted, Session session, User user)
    {
        var decision = await gate.Decide(http, OfSession(session, user) with { App = app, Wanted = wanted, Silent = true, Grace = TimeToAnswer });
        return !decision.Allowed ? null : wanted.Required ? decision.Acr : "";
    }

    /// <summary>To the page that asks for what is missing, or to whoever waits, where a policy keeps them out. Null: nothing is missing.</summary>
    public async Task<IResult?> LeadOn(HttpContext http, WaitingRequest waiting, Standing standing, Proof proof) => standing.Next switch
    {
        Interaction.KeptOut => await KeepOut(http, waiting, standing),
        Interaction.Password => AskForPassword(http, waiting, proof),
        Interaction.SecondFactor => AskForSecondFactor(http, waiting, proof),
        Interaction.Enroll or Interaction.Offer => AskToEnroll(http, waiting, proof),
        Interaction.SignIn => StartOver(http, waiting),
        _ => null,
    };

    /// <summary>Writes into the log which rule decided.</summary>
    public ValueTask Tell(HttpContext http, Standing standing) => gate.Tell(http, standing.Question, standing.Decision);

    /// <summary>They have signed in in this browser.</summary>
    public ValueTask Remember(HttpContext http, Proof proof) => gate.Remember(http, proof.User, proof.Remember ? proof.SecondFactorAt : null);

    /// <summary>The app is told, or the person, where they came by themselves.</summary>
    internal async Task<KeptOut> KeepOut(HttpContext http, WaitingRequest waiting, Standing standing)
    {
        var refusal = await Refusal(http, waiting.Request, standing);
        return new(waiting.ReplyTo.Here is null ? waiting.ReplyTo.Refusal(http, refusal)
            : HostedPages.Error(http, StatusCodes.Status403Forbidden, refusal.Error, refusal.Message, refusal.DetailFor(http)), standing.Decision.Sentence);
    }

    /// <summary>Why not; and the log hears of it.</summary>
    public async Task<OAuthException> Refusal(HttpContext http, AuthorizeRequest request, Standing standing)
    {
        await Tell(http, standing);
        if (standing.Decision.Denied is null && request.Assurance.Required) return Assurance.Unmet();
        return OAuthException.AccessDenied(standing.Decision.Denied is null
            ? "The sign-on policy asks for more than the user can prove." : "The sign-on policy does not let the user in.", detail: standing.Decision.Sentence);
    }

    /// <summary>Tells them by mail of a device that was not seen before, in the commit that begins the session there.</summary>
    public async Task<Func<Writing, Task>?> OfNewDevice(HttpContext http, User user) => !gate.IsNews(http, user) ? null
        : await notices.NewDevice(http.Org, user, Device.Of(http.Request.Headers.UserAgent.ToString()), CameFrom.Of(http).Address?.ToString(),
            http.RequestAborted);

    /// <summary>What the session knows, with more to come: it will be the same session, under a new secret.</summary>
    public Proof Continued(Session session, User user) => new(user, session.Amr, clock.Now) { SessionId = session.Id, FactorAt = session.SecondFactorAt };

    /// <summary>To the first page, for the password of somebody who has shown something else.</summary>
    public IResult AskForPassword(HttpContext http, WaitingRequest waiting, Proof proof) => To(FirstPage, http, waiting, proof);

    /// <summary>To the page that asks for more than what has been proven.</summary>
    public IResult AskForSecondFactor(HttpContext http, WaitingRequest waiting, Proof proof) => To(SecondFactorPage, http, waiting, proof);

    /// <summary>To the page where a person sets a second factor up.</summary>
    public IResult AskToEnroll(HttpContext http, WaitingRequest waiting, Proof proof) => To(EnrollPage, http, waiting, proof);

    /// <summary>To the first page: it took too long, and what had been proven no longer counts.</summary>
    public IResult StartOver(HttpContext http, WaitingRequest waiting) => new Found($"{FirstPage}?flow={pending.BeginAgain(http, waiting)}");

    /// <summary>To the page that asks whether the app may have what it wants. The handle is for this session alone.</summary>
    public IResult AskForConsent(HttpContext http, WaitingRequest waiting, Session session) =>
        new Found($"{ConsentPage}?flow={pending.Carry(http, waiting with { Proof = null, SessionId = session.Id })}");

    private Found To(string page, HttpContext http, WaitingRequest waiting, Proof proof) =>
        new($"{page}?flow={pending.Carry(http, waiting with { Proof = proof, SessionId = null })}");

    private static SignOnQuestion OfSession(Session session, User user) => new()
    {
        User = user, Amr = session.Amr, ProvenAt = session.AuthenticatedAt, FactorAt = session.SecondFactorAt,
    };

    private static SignOnQuestion OfSession(AuthorizeRequest request, Session session, User user) => OfSession(session, user) with
    {
        App = request.App,
        Wanted = request.Assurance,
        Seen = !request.Unseen,
        Silent = request.Silent,
    };

    private async Task<Presence> Seen(HttpContext http, AuthorizeRequest request, User user, SignOnDecision decision, bool enrolled, bool silently) => new()
    {
        UserId = user.Id, AuthenticatedAt = clock.Now, Missing = Interactions.Of(decision), EnrollmentAsked = request.PromptEnroll && !enrolled,
        ConsentMissing = decision.Allowed && await ConsentMissing(http, request, user, silently),
    };

    /// <summary>Nobody is asked to agree to what the app will not get anyway.</summary>
    private async Task<bool> ConsentMissing(HttpContext http, AuthorizeRequest request, User user, bool silently) =>
        (await consents.Missing(request, user.Id, silently, http.RequestAborted)).Count > 0 && await answer.Refusal(http, request, user) is null;
}
