using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// The way of a person through a sign-in: identifier and first factor, second factor, consent, done. Each step is a page
/// with a plain form; after each, <see cref="Interactions.Needed"/> says what is next. Design §7.
/// </summary>
internal sealed class SignInSteps(Database db, PendingSignIns pending, AuthorizationAnswer answer, Consents consents, Sessions sessions,
    AuthenticatorKinds kinds, IdTokenHints hints, TimeProvider clock)
{
    public const string FirstPage = "/signin";
    public const string PasskeyPage = "/signin/passkey";
    public const string SecondFactorPage = "/signin/factor";
    public const string EnrollPage = "/signin/enroll";
    public const string ConsentPage = "/signin/consent";
    public const string SignUpPage = "/signup";

    private const string NotToPrompt = "The client specified not to prompt, but ";

    /// <summary>The first thing that stands between a request and its answer, for who is signed in in this browser already.</summary>
    /// <exception cref="OAuthException">It is a page, and the request wants none.</exception>
    public async Task<IResult> Begin(HttpContext http, WaitingRequest waiting, (Session Session, User User)? current)
    {
        var request = waiting.Request;
        var hinted = await hints.Meant(request.IdTokenHint, http.Org, http.RequestAborted) ?? request.Claims.Subject;
        var person = current is not { } here ? null
            : await Seen(http, request, here.User, here.Session.Amr, enrolled: false, silently: true) with { AuthenticatedAt = here.Session.AuthenticatedAt };
        switch (Interactions.Needed(request, person, hinted, clock.Now))
        {
            case Interaction.SignIn when request.Silent:
                throw OAuthException.LoginRequired(request.PromptNone ? NotToPrompt + "the user is not logged in." : "The user has to sign in.");
            case Interaction.SignIn:
                return new Found($"{(request.PromptCreate ? SignUpPage : FirstPage)}?flow={pending.BeginAgain(http, waiting)}");
            case Interaction.Password or Interaction.SecondFactor or Interaction.Enroll when request.Silent:
                throw OAuthException.InteractionRequired(request.PromptNone ? NotToPrompt + "the user has to prove more." : "The user has to prove more.");
            case Interaction.Consent when request.Silent:
                throw OAuthException.ConsentRequired(
                    (await consents.Missing(request, person!.UserId, silently: true, http.RequestAborted)).Select(scope => scope.Name));
            case Interaction.Password:
                return AskForPassword(http, waiting, Continued(current!.Value.Session, current.Value.User));
            case Interaction.SecondFactor:
                return AskForSecondFactor(http, waiting, Continued(current!.Value.Session, current.Value.User));
            case Interaction.Enroll:
                return AskToEnroll(http, waiting, Continued(current!.Value.Session, current.Value.User));
            case Interaction.Consent:
                return AskForConsent(http, waiting, current!.Value.Session);
            default:
                return await answer.Code(http, request, current!.Value.User, current.Value.Session);
        }
    }

    /// <summary>
    /// To the page that asks for what somebody owes who is about to answer on a page of this server: a second factor that they have set up, or what the app
    /// there wants beyond this session. Null: nothing.
    /// </summary>
    public async Task<IResult?> AskForWhatIsOwed(HttpContext http, WaitingRequest waiting, Session session, User user)
    {
        var person = await Seen(http, waiting.Request, user, session.Amr, enrolled: false, silently: false) with { AuthenticatedAt = session.AuthenticatedAt };
        return Interactions.Needed(waiting.Request, person, null, clock.Now) switch
        {
            Interaction.Password => AskForPassword(http, waiting, Continued(session, user)),
            Interaction.SecondFactor => AskForSecondFactor(http, waiting, Continued(session, user)),
            Interaction.Enroll => AskToEnroll(http, waiting, Continued(session, user)),
            Interaction.SignIn => StartOver(http, waiting),
            _ => null,
        };
    }

    /// <summary>How sure that session makes us of who is there, in the words of who wanted to know. Null: not sure enough; empty where nobody asked.</summary>
    public async Task<string?> Reached(HttpContext http, WantedAssurance wanted, Session session, User user)
    {
        var could = await kinds.ProvableBy(user, http.RequestAborted);
        return Assurance.Owes(session.Amr, could) ? null : wanted.Required ? Assurance.MetNow(wanted, session.Amr, could) : "";
    }

    /// <summary>What is next for someone who has proven this much of a sign-in that is going on.</summary>
    public async Task<Interaction> Next(HttpContext http, WaitingRequest waiting, Proof proof, bool enrolled = false) =>
        Interactions.Needed(waiting.Request, await Seen(http, waiting.Request, proof.User, proof.Amr, enrolled, silently: false) with { ForThisRequest = true },
            null, clock.Now);

    /// <summary>
    /// A factor has just been proven. The next page; or the answer, committed together with the session and whatever
    /// <paramref name="counts"/> writes. Null when that says the proof does not count after all: show the step's page again.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="waiting">Whose page it was.</param>
    /// <param name="proof">All that has been proven in this sign-in, this step's factor included.</param>
    /// <param name="counts">Run in the commit that begins the session, or leads to the next factor: spends a one-time code, resets a counter. It decides
    /// races.</param>
    /// <param name="enrolled">This step has added a factor.</param>
    public async Task<IResult?> Prove(HttpContext http, WaitingRequest waiting, Proof proof, Func<Writing, Task<bool>> counts, bool enrolled = false)
    {
        var next = await Next(http, waiting, proof, enrolled);
        if (next is Interaction.SignIn or Interaction.Password or Interaction.SecondFactor or Interaction.Enroll)
        {
            if (!await db.Write(counts, http.RequestAborted)) return null;
            return next switch
            {
                Interaction.Enroll => AskToEnroll(http, waiting, proof),
                Interaction.Password => AskForPassword(http, waiting, proof),
                Interaction.SecondFactor => AskForSecondFactor(http, waiting, proof),
                _ => StartOver(http, waiting),
            };
        }

        // A new secret of the session at each rise of assurance (threats row 3).
        var rising = proof.SessionId is null ? null
            : await sessions.Current(http) is { } current && current.Session.Id == proof.SessionId ? current.Session : null;
        if (proof.SessionId is not null && rising is null) return null;
        var started = rising is null ? sessions.Prepare(http, proof.User, proof.Amr) : sessions.PrepareRise(http, rising, proof.Amr);
        async Task<bool> Begin(Writing w)
        {
            if (!await counts(w)) return false;
            if (rising is not null) return await sessions.TryRaise(w, rising, started);
            await sessions.Insert(w, started);
            return true;
        }

        if (next == Interaction.Consent)
        {
            if (!await db.Write(Begin, http.RequestAborted)) return null;
            sessions.WriteCookie(http, started);
            return AskForConsent(http, waiting, started.Session);
        }
        var answered = await answer.Code(http, waiting.Request, proof.User, started.Session, Begin);
        if (answered is not null) sessions.WriteCookie(http, started);
        return answered;
    }

    private async Task<Presence> Seen(HttpContext http, AuthorizeRequest request, User user, string amr, bool enrolled, bool silently)
    {
        var could = enrolled ? Provable.Nothing : (await kinds.ProvableBy(user, http.RequestAborted)).Where(seen: !request.Unseen);
        var (step, _) = Assurance.Of(request.Assurance, amr, could);
        if (request.Silent && !Assurance.Owes(amr, could) && Assurance.MetNow(request.Assurance, amr, could) is not null) step = AssuranceStep.Enough;
        return new Presence
        {
            UserId = user.Id, AuthenticatedAt = clock.Now,
            SignInMissing = step == AssuranceStep.SignIn,
            PasswordMissing = step == AssuranceStep.Password,
            SecondFactorMissing = step == AssuranceStep.SecondFactor,
            EnrollmentMissing = step == AssuranceStep.Enroll || (request.PromptEnroll && !enrolled),
            ConsentMissing = await ConsentMissing(http, request, user, silently),
        };
    }

    /// <summary>What the session knows, with more to come: it will be the same session, under a new secret.</summary>
    private Proof Continued(Session session, User user) => new(user, session.Amr, clock.Now) { SessionId = session.Id };

    /// <summary>To the first page, for the password of somebody who has shown something else.</summary>
    public IResult AskForPassword(HttpContext http, WaitingRequest waiting, Proof proof) =>
        new Found($"{FirstPage}?flow={pending.Carry(http, waiting with { Proof = proof, SessionId = null })}");

    /// <summary>To the page that asks for more than what has been proven.</summary>
    public IResult AskForSecondFactor(HttpContext http, WaitingRequest waiting, Proof proof) =>
        new Found($"{SecondFactorPage}?flow={pending.Carry(http, waiting with { Proof = proof, SessionId = null })}");

    /// <summary>To the page where a person sets a second factor up.</summary>
    public IResult AskToEnroll(HttpContext http, WaitingRequest waiting, Proof proof) =>
        new Found($"{EnrollPage}?flow={pending.Carry(http, waiting with { Proof = proof, SessionId = null })}");

    /// <summary>To the first page: it took too long, and what had been proven no longer counts.</summary>
    public IResult StartOver(HttpContext http, WaitingRequest waiting) => new Found($"{FirstPage}?flow={pending.BeginAgain(http, waiting)}");

    /// <summary>To the page that asks whether the app may have what it wants. The handle is for this session alone.</summary>
    public IResult AskForConsent(HttpContext http, WaitingRequest waiting, Session session) =>
        new Found($"{ConsentPage}?flow={pending.Carry(http, waiting with { Proof = null, SessionId = session.Id })}");

    /// <summary>Nobody is asked to agree to what the app will not get anyway.</summary>
    private async Task<bool> ConsentMissing(HttpContext http, AuthorizeRequest request, User user, bool silently) =>
        (await consents.Missing(request, user.Id, silently, http.RequestAborted)).Count > 0 && await answer.Refusal(http, request, user) is null;
}
