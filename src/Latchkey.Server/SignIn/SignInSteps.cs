using Latchkey.Server.Authorize;
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
public sealed class SignInSteps(Database db, PendingSignIns pending, AuthorizationAnswer answer, Consents consents, Sessions.Sessions sessions, TimeProvider clock)
{
    public const string FirstPage = "/signin";
    public const string SecondFactorPage = "/signin/factor";
    public const string ConsentPage = "/signin/consent";

    /// <summary>The person who is signed in in this browser already, as this request sees them.</summary>
    public async Task<Presence> Of(HttpContext http, AuthorizeRequest request, User user, Session session) => new()
    {
        UserId = user.Id, AuthenticatedAt = session.AuthenticatedAt,
        ConsentMissing = await ConsentMissing(http, request, user),
    };

    /// <summary>
    /// A factor has just been proven. The next page; or the answer, committed together with the session and whatever
    /// <paramref name="counts"/> writes. Null when that says the proof does not count after all: show the step's page again.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="waiting">Whose page it was.</param>
    /// <param name="proof">All that has been proven in this sign-in, this step's factor included.</param>
    /// <param name="counts">Run in the commit that begins the session: spends a one-time code, resets a counter. It decides races.</param>
    public async Task<IResult?> Prove(HttpContext http, WaitingRequest waiting, Proof proof, Func<Writing, Task<bool>> counts)
    {
        var person = new Presence
        {
            UserId = proof.User.Id, AuthenticatedAt = clock.Now, ForThisRequest = true,
            ConsentMissing = await ConsentMissing(http, waiting.Request, proof.User),
        };
        var next = Interactions.Needed(waiting.Request, person, null, clock.Now);
        if (next == Interaction.SecondFactor) return AskForSecondFactor(http, waiting, proof);

        // A new session at each rise of assurance (threats row 3).
        var started = sessions.Prepare(http, proof.User, proof.Amr);
        async Task<bool> Begin(Writing w)
        {
            if (!await counts(w)) return false;
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

    /// <summary>To the page that asks for more than what has been proven.</summary>
    public IResult AskForSecondFactor(HttpContext http, WaitingRequest waiting, Proof proof) =>
        new Found($"{SecondFactorPage}?flow={pending.Carry(http, waiting with { Proof = proof, SessionId = null })}");

    /// <summary>To the page that asks whether the app may have what it wants. The handle is for this session alone.</summary>
    public IResult AskForConsent(HttpContext http, WaitingRequest waiting, Session session) =>
        new Found($"{ConsentPage}?flow={pending.Carry(http, waiting with { Proof = null, SessionId = session.Id })}");

    /// <summary>Nobody is asked to agree to what the app will not get anyway.</summary>
    private async Task<bool> ConsentMissing(HttpContext http, AuthorizeRequest request, User user) =>
        (await consents.Missing(request, user.Id, http.RequestAborted)).Count > 0 && await answer.Refusal(http, request, user) is null;
}
