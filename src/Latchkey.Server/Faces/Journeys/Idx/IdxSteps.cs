using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// What comes after each step of a sign-in in an app's own pages: another one, or the code. The policies are asked where the hosted pages ask them
/// (<see cref="Threshold"/>). Contract §4.
/// </summary>
internal sealed class IdxSteps(Database db, IdxTransactions transactions, IdxDocuments documents, Threshold threshold, AuthorizationAnswer answer,
    Sessions sessions, TimeProvider clock)
{
    /// <summary>What is due, or all that is left where nothing is.</summary>
    public async Task<IResult> GoOn(HttpContext http, IdxAt at) => (await documents.Due(http, at)).Step is IdxStep.Done or IdxStep.KeptOut
        ? await Prove(http, at, at.Waiting.Proof!, _ => Task.FromResult(true)) ?? throw IdxProblem.Expired() : await documents.Show(http, at);

    /// <summary>
    /// This much has been proven. What is next is one commit with what <paramref name="counts"/> writes. Null when that says the proof does not count
    /// after all, or another call was quicker.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="at">How far it had come.</param>
    /// <param name="proof">All that has been proven.</param>
    /// <param name="counts">Decides races.</param>
    /// <param name="enrolled">What this step has added; null: nothing.</param>
    public async Task<IResult?> Prove(HttpContext http, IdxAt at, Proof proof, Func<Writing, Task<bool>> counts, Evidence? enrolled = null)
    {
        var ct = http.RequestAborted;
        var standing = await threshold.Of(http, at.Waiting, proof, enrolled, at.Transaction.Skipped);
        if (standing.Next == Interaction.KeptOut)
        {
            var refusal = await threshold.Refusal(http, at.Waiting.Request, standing);
            await transactions.TryEnd(at.Transaction, ct);
            throw IdxProblem.Denied(refusal.Message);
        }
        if (standing.Next != Interaction.None)
        {
            // A password that a mail led to counts from the next sign-in on.
            var to = standing.Next == Interaction.SignIn ? at.Transaction.Anew()
                : With(at.Transaction, proof) with { Skipped = at.Transaction.Skipped || enrolled is not null };
            if (!await db.Write(async w => await counts(w) && await transactions.TryMove(w, to), ct)) return null;
            await threshold.Tell(http, standing);
            return await documents.Show(http, Moved(at, to, proof));
        }

        return await Finish(http, at, proof, standing, counts);
    }

    /// <summary>
    /// The code, the session and what made them possible are one commit. Of a page of ours no code: the app is answered by the browser, which has the session.
    /// </summary>
    private async Task<IResult?> Finish(HttpContext http, IdxAt at, Proof proof, Standing standing, Func<Writing, Task<bool>> counts)
    {
        var onPage = at.Transaction.Flow is not null;
        var started = sessions.Prepare(http, proof.User, proof.Amr, standing.Decision.Length);
        var tell = await threshold.OfNewDevice(http, proof.User);
        var to = With(at.Transaction, proof) with { SessionId = started.Session.Id };

        async Task<bool> Ends(Writing w)
        {
            if (!await counts(w) || !await transactions.TryFinish(w, to)) return false;
            await sessions.Insert(w, started);
            if (tell is not null) await tell(w);
            return true;
        }

        (string? Code, OAuthException? Refused)? answered = !onPage ? await answer.InteractionCode(http, at.Waiting.Request, proof.User, started.Session, Ends)
            : await db.Write(Ends, http.RequestAborted) ? (null, null) : null;
        if (answered is not var (code, refused)) return null;
        sessions.WriteCookie(http, started);
        await threshold.Remember(http, proof);
        await threshold.Tell(http, standing);
        var done = Moved(at, to, proof);
        if (onPage) return OnToApp(http, done);
        if (code is not null) return WithCode(http, done, code);
        await transactions.TryEnd(done.Transaction, http.RequestAborted);
        throw IdxProblem.Denied(refused!.Message);
    }

    private static IResult WithCode(HttpContext http, IdxAt at, string code)
    {
        var document = IdxJson.Document(http.Org, at);
        document.Remove("cancel");
        document["user"] = IdxJson.User(at.User!);
        document["successWithInteractionCode"] = IdxJson.Success(at.Waiting.Request.Server, at.App.Id, code);
        return IdxAnswers.Of(document);
    }

    /// <summary>
    /// How it ended, for whom the answer to the last step did not reach: another code for the same session, once. Whoever got the first one has both to
    /// themselves: neither is worth anything without the verifier. RFC 7636 §4.6.
    /// </summary>
    public async Task<IResult> Repeat(HttpContext http, IdxAt at)
    {
        if (at.Transaction.Flow is not null) return OnToApp(http, at);
        if (at.User is null || await sessions.Find(http.Org.Id, at.Transaction.SessionId!, http.RequestAborted) is not { } session) throw IdxProblem.Expired();
        // What was pushed, or signed, has been used up by the answer that this repeats.
        var request = at.Waiting.Request with { PushedAs = null, ObjectId = null };
        var answered = await answer.InteractionCode(http, request, at.User, session, w => transactions.TryEnd(w, at.Transaction));
        if (answered is not var (code, refused)) throw IdxProblem.Expired();
        return code is null ? throw IdxProblem.Denied(refused!.Message) : WithCode(http, at, code);
    }

    /// <summary>Nothing is due any more on a page that an org's script draws.</summary>
    private static IResult OnToApp(HttpContext http, IdxAt at)
    {
        var document = IdxJson.Document(http.Org, at);
        document.Remove("cancel");
        if (at.User is not null) document["user"] = IdxJson.User(at.User);
        document["success"] = new JsonObject
        {
            ["name"] = "success-redirect",
            ["href"] = WidgetPages.RedirectOf(http.Org, at.StateHandle),
        };
        return IdxAnswers.Of(document);
    }

    /// <summary>What no policy insists on is not set up now; what was only offered is not offered again for a while.</summary>
    public async Task<IResult> Skip(HttpContext http, IdxAt at, IdxDue due)
    {
        var to = at.Transaction with { Skipped = true, Kind = null, FactorId = null, Challenge = null };
        var offered = Enrollable.IsOffered(at.Waiting.Request, due.Decision!);
        if (!await db.Write(async w => await transactions.TryMove(w, to) && (!offered || await FactorOffers.Skip(w, at.User!, clock.Now)), http.RequestAborted))
            throw IdxProblem.OutOfOrder();
        var moved = Moved(at, to, at.Waiting.Proof! with { Skipped = true });
        http.Features.Set(moved);
        return await GoOn(http, moved);
    }

    /// <summary>The person has said yes to what the app wants: nothing else was missing.</summary>
    public async Task<IResult> Agreed(HttpContext http, IdxAt at, Func<Writing, Task<bool>> gives)
    {
        var proof = at.Waiting.Proof!;
        var standing = await threshold.Of(http, at.Waiting, proof, answered: at.Transaction.Skipped);
        if (standing.Next != Interaction.Consent) throw IdxProblem.OutOfOrder();
        return await Finish(http, at, proof, standing, gives) ?? throw IdxProblem.Expired();
    }

    /// <summary>To where somebody has been asked for something, or the next thing is chosen.</summary>
    public async Task<IResult> Move(HttpContext http, IdxAt at, IdxTransaction to)
    {
        return await documents.Show(http, await Moved(http, at, to));
    }

    public Task<IResult> Shown(HttpContext http, IdxAt at) => documents.Show(http, at);

    /// <summary>The same, with more to be done there before it is shown. What is refused from then on is refused there.</summary>
    public async Task<IdxAt> Moved(HttpContext http, IdxAt at, IdxTransaction to)
    {
        if (!await transactions.TryMove(to, http.RequestAborted)) throw IdxProblem.OutOfOrder();
        var moved = Moved(at, to, at.Waiting.Proof);
        http.Features.Set(moved);
        return moved;
    }

    /// <summary>As it stands after a commit that has moved it.</summary>
    public static IdxAt After(IdxAt at, IdxTransaction to) => Moved(at, to, at.Waiting.Proof);

    private static IdxTransaction With(IdxTransaction transaction, Proof proof) => transaction with
    {
        UserId = proof.User.Id,
        Era = proof.User.Era,
        Amr = proof.Amr,
        ProvenAt = proof.At,
        FactorAt = proof.FactorAt,
        Remember = proof.Remember,
        NewPassword = false,
        EndsSoon = false,
        Intent = IdxIntent.SignIn,
        Identifier = null,
        SignUp = null,
        Kind = null,
        FactorId = null,
        Challenge = null,
    };

    private static IdxAt Moved(IdxAt at, IdxTransaction to, Proof? proof)
    {
        var known = to.UserId is null || to.NewPassword ? null : proof;
        return at with
        {
            Transaction = to with { Version = to.Version + 1 },
            Waiting = at.Waiting with { Proof = known },
            User = to.UserId is null ? null : known?.User ?? at.User,
        };
    }
}
