using Latchkey.Server.Authorize;
using Latchkey.Server.Factors;
using Latchkey.Server.Grants;
using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

/// <summary>
/// The way of a person through a sign-in: identifier and first factor, second factor, consent, done. Each step is a page
/// with a plain form; after each, <see cref="Interactions.Needed"/> says what is next. Design §7.
/// </summary>
public sealed class SignInSteps(Database db, PendingSignIns pending, AuthorizationAnswer answer, Consents consents, Sessions.Sessions sessions, Factors.Factors factors, TimeProvider clock)
{
    public const string FirstPage = "/signin";
    public const string SecondFactorPage = "/signin/factor";
    public const string EnrollPage = "/signin/enroll";
    public const string ConsentPage = "/signin/consent";
    public const string SignUpPage = "/signup";

    /// <summary>The person who is signed in in this browser already, as this request sees them.</summary>
    public async Task<Presence> Of(HttpContext http, AuthorizeRequest request, User user, Session session) =>
        await Seen(http, request, user, session.Amr, enrolled: false, silently: true) with { AuthenticatedAt = session.AuthenticatedAt };

    /// <summary>What is next for someone who has proven this much of a sign-in that is going on.</summary>
    public async Task<Interaction> Next(HttpContext http, WaitingRequest waiting, Proof proof, bool enrolled = false) =>
        Interactions.Needed(waiting.Request, await Seen(http, waiting.Request, proof.User, proof.Amr, enrolled, silently: false) with { ForThisRequest = true }, null, clock.Now);

    /// <summary>
    /// A factor has just been proven. The next page; or the answer, committed together with the session and whatever
    /// <paramref name="counts"/> writes. Null when that says the proof does not count after all: show the step's page again.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="waiting">Whose page it was.</param>
    /// <param name="proof">All that has been proven in this sign-in, this step's factor included.</param>
    /// <param name="counts">Run in the commit that begins the session, or leads to the next factor: spends a one-time code, resets a counter. It decides races.</param>
    /// <param name="enrolled">This step has added a factor.</param>
    public async Task<IResult?> Prove(HttpContext http, WaitingRequest waiting, Proof proof, Func<Writing, Task<bool>> counts, bool enrolled = false)
    {
        var next = await Next(http, waiting, proof, enrolled);
        if (next is Interaction.SecondFactor or Interaction.Enroll)
        {
            if (!await db.Write(counts, http.RequestAborted)) return null;
            return next == Interaction.Enroll ? AskToEnroll(http, waiting, proof) : AskForSecondFactor(http, waiting, proof);
        }

        // A new secret of the session at each rise of assurance (threats row 3).
        var rising = proof.SessionId is null ? null : await sessions.Current(http) is { } current && current.Session.Id == proof.SessionId ? current.Session : null;
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
        var wanted = request.Assurance;
        var could = wanted.MindsFactors && !enrolled ? await factors.ProvableBy(user, http.RequestAborted) : Provable.Nothing;
        var (step, _) = Assurance.Of(wanted, amr, could);
        if (request.PromptNone && Assurance.MetNow(wanted, amr, could) is not null) step = AssuranceStep.Enough;
        return new Presence
        {
            UserId = user.Id, AuthenticatedAt = clock.Now,
            SecondFactorMissing = step == AssuranceStep.SecondFactor,
            EnrollmentMissing = step == AssuranceStep.Enroll || (request.PromptEnroll && !enrolled),
            ConsentMissing = await ConsentMissing(http, request, user, silently),
        };
    }

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
