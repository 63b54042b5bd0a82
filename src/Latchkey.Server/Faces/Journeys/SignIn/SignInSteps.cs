using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// The way of a person through a sign-in: identifier and first factor, second factor, consent, done. Each step is a page
/// with a plain form; after each, <see cref="Threshold"/> says what is next. Design §7.
/// </summary>
internal sealed class SignInSteps(Database db, PendingSignIns pending, Threshold threshold, AuthorizationAnswer answer, Consents consents, Sessions sessions,
    IdTokenHints hints, SignInProviders providers, Authorities authorities)
{
    public const string PasskeyPage = "/signin/passkey";
    public const string PhonePage = "/signin/phone";
    public const string SignUpPage = "/signup";

    private const string NotToPrompt = "The client specified not to prompt, but ";

    /// <summary>The first thing that stands between a request and its answer, for who is signed in in this browser already.</summary>
    /// <exception cref="OAuthException">It is a page, and the request wants none; or a policy keeps the person out.</exception>
    public async Task<IResult> Begin(HttpContext http, WaitingRequest waiting, (Session Session, User User)? current)
    {
        var request = waiting.Request;
        // The org itself may be named, too: its own people.
        var from = request.Idp is not { } idp || idp == http.Org.Id ? null
            : await providers.Find(http.Org, idp, http.RequestAborted) ?? throw OAuthException.Of("unknown_idp", "Identity provider is not valid.");
        var hinted = await hints.Meant(request.IdTokenHint, http.Org, http.RequestAborted) ?? request.Claims.Subject;
        var standing = current is not { } here ? null : await threshold.Of(http, request, here.Session, here.User, hinted);
        switch (standing?.Next ?? Interaction.SignIn)
        {
            case Interaction.SignIn when request.Silent:
                throw OAuthException.LoginRequired(request.PromptNone ? NotToPrompt + "the user is not logged in." : "The user has to sign in.");
            case Interaction.SignIn when from is not null || (request is { Idp: null, PromptCreate: false }
                && (from = await providers.Routed(http, request.App, request.LoginHint)) is not null):
                return new Found(SignInProviders.Address(from.Id, pending.BeginAgain(http, waiting)));
            case Interaction.SignIn:
                return new Found($"{(request.PromptCreate ? SignUpPage : Threshold.FirstPage)}?flow={pending.BeginAgain(http, waiting)}");
            case Interaction.KeptOut:
                throw await threshold.Refusal(http, request, standing!);
            case Interaction.Password or Interaction.SecondFactor or Interaction.Enroll when request.Silent:
                throw OAuthException.InteractionRequired(request.PromptNone ? NotToPrompt + "the user has to prove more." : "The user has to prove more.");
            case Interaction.Consent when request.Silent:
                throw OAuthException.ConsentRequired(
                    (await consents.Missing(request, current!.Value.User.Id, silently: true, http.RequestAborted)).Select(scope => scope.Name));
            case Interaction.Consent:
                return threshold.AskForConsent(http, waiting, current!.Value.Session);
            case Interaction.None:
                return await answer.Code(http, request, current!.Value.User, current.Value.Session);
            default:
                await threshold.Tell(http, standing!);
                return (await threshold.LeadOn(http, waiting, standing!, threshold.Continued(current!.Value.Session, current.Value.User)))!;
        }
    }

    /// <summary>
    /// A factor has just been proven. The next page; or the answer, committed together with the session and whatever
    /// <paramref name="counts"/> writes. Null when that says the proof does not count after all: show the step's page again.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="waiting">Whose page it was.</param>
    /// <param name="proof">All that has been proven in this sign-in, this step's factor included.</param>
    /// <param name="counts">Run in the commit that begins the session, or leads to the next factor: spends a one-time code, resets a counter. It decides
    /// races.</param>
    /// <param name="enrolled">The factor that this step has added; null: none.</param>
    public async Task<IResult?> Prove(HttpContext http, WaitingRequest waiting, Proof proof, Func<Writing, Task<bool>> counts, Evidence? enrolled = null)
    {
        var standing = await threshold.Of(http, waiting, proof, enrolled);
        if (standing.Next == Interaction.KeptOut) return await threshold.KeepOut(http, waiting, standing);
        if (standing.Next is not (Interaction.None or Interaction.Consent))
        {
            if (!await db.Write(counts, http.RequestAborted)) return null;
            await threshold.Tell(http, standing);
            return await threshold.LeadOn(http, waiting, standing, proof);
        }

        // A new secret of the session at each rise of assurance (threats row 3).
        var rising = proof.SessionId is null ? null
            : await sessions.Current(http) is { } current && current.Session.Id == proof.SessionId ? current.Session : null;
        if (proof.SessionId is not null && rising is null) return null;
        var started = rising is not null ? sessions.PrepareRise(http, rising, proof.Amr)
            : sessions.Prepare(http, proof.User, proof.Amr, await LengthOf(http, proof, standing)).From(proof.IdpId);
        if (rising is null && IsOlder(waiting, proof) && proof.At < started.Session.AuthenticatedAt)
            started = started with { Session = started.Session with { AuthenticatedAt = proof.At } };
        if (rising is null && proof.Since is { } since && since < started.Session.AuthenticatedAt)
            started = started with { Session = started.Session with { AuthenticatedAt = since } };
        if (rising is null && proof.Elsewhere) started = started with { Session = started.Session with { HandedOver = true } };
        var tell = rising is null ? await threshold.OfNewDevice(http, proof.User) : null;
        async Task<bool> Begin(Writing w)
        {
            if (!await counts(w)) return false;
            if (rising is not null) return await sessions.TryRaise(w, rising, started);
            await sessions.Insert(w, started);
            if (tell is not null) await tell(w);
            return true;
        }

        IResult? next;
        if (standing.Next == Interaction.Consent)
            next = await db.Write(Begin, http.RequestAborted) ? threshold.AskForConsent(http, waiting, started.Session) : null;
        else next = await answer.Code(http, waiting.Request, proof.User, started.Session, Begin);
        if (next is null) return null;
        sessions.WriteCookie(http, started);
        await threshold.Remember(http, proof);
        await threshold.Tell(http, standing);
        return next;
    }

    /// <summary>As the policies say; kept when the browser is closed also where the person wants it and their org lets them. Administrators never.</summary>
    private async Task<SessionLength> LengthOf(HttpContext http, Proof proof, Standing standing)
    {
        var length = standing.Decision.Length;
        return length.Persistent || (proof.Keeps && http.Org.KeepsSignedIn)
            ? length with { Persistent = (await authorities.Of(proof.User, http.RequestAborted)).IsNone } : length;
    }

    /// <summary>They have not proven it for this request, but before it, or elsewhere.</summary>
    private static bool IsOlder(WaitingRequest waiting, Proof proof) => proof.Elsewhere || proof.At < DateTimeOffset.FromUnixTimeSeconds(waiting.BegunAt);

    /// <summary>To the first page: it took too long, and what had been proven no longer counts.</summary>
    public IResult StartOver(HttpContext http, WaitingRequest waiting) => threshold.StartOver(http, waiting);
}
