using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// What comes after each step of a sign-in in an app's own pages: another one, or the code. The policies are asked where the hosted pages ask them
/// (<see cref="Threshold"/>). Contract §4.
/// </summary>
internal sealed class IdxSteps(Database db, IdxTransactions transactions, IdxDocuments documents, Threshold threshold, AuthorizationAnswer answer,
    Sessions sessions)
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
        var standing = await threshold.Of(http, at.Waiting, proof, enrolled);
        if (standing.Next == Interaction.KeptOut)
        {
            var refusal = await threshold.Refusal(http, at.Waiting.Request, standing);
            await transactions.TryEnd(at.Transaction, ct);
            throw IdxProblem.Denied(refusal.Message);
        }
        if (standing.Next != Interaction.None)
        {
            // A password that a mail led to counts from the next sign-in on.
            var to = standing.Next is Interaction.SignIn or Interaction.Password ? at.Transaction.Anew() : With(at.Transaction, proof);
            if (!await db.Write(async w => await counts(w) && await transactions.TryMove(w, to), ct)) return null;
            await threshold.Tell(http, standing);
            return await documents.Show(http, Moved(at, to, proof));
        }

        return await Finish(http, at, proof, standing, counts);
    }

    /// <summary>The code, the session and what made them possible are one commit.</summary>
    private async Task<IResult?> Finish(HttpContext http, IdxAt at, Proof proof, Standing standing, Func<Writing, Task<bool>> counts)
    {
        var started = sessions.Prepare(http, proof.User, proof.Amr, standing.Decision.Length);
        var answered = await answer.InteractionCode(http, at.Waiting.Request, proof.User, started.Session, async w =>
        {
            if (!await counts(w) || !await transactions.TryEnd(w, at.Transaction)) return false;
            await sessions.Insert(w, started);
            return true;
        });
        if (answered is not var (code, refused)) return null;
        sessions.WriteCookie(http, started);
        await threshold.Remember(http, proof);
        await threshold.Tell(http, standing);
        if (code is null) throw IdxProblem.Denied(refused!.Message);

        var document = IdxJson.Document(http.Org, at);
        document.Remove("cancel");
        document["user"] = IdxJson.User(proof.User);
        document["successWithInteractionCode"] = IdxJson.Success(at.Waiting.Request.Server, at.App.Id, code);
        return IdxAnswers.Of(document);
    }

    /// <summary>The person has said yes to what the app wants: nothing else was missing.</summary>
    public async Task<IResult> Agreed(HttpContext http, IdxAt at, Func<Writing, Task<bool>> gives)
    {
        var proof = at.Waiting.Proof!;
        var standing = await threshold.Of(http, at.Waiting, proof);
        if (standing.Next != Interaction.Consent) throw IdxProblem.OutOfOrder();
        return await Finish(http, at, proof, standing, gives) ?? throw IdxProblem.Expired();
    }

    /// <summary>To where somebody has been asked for something, or the next thing is chosen.</summary>
    public async Task<IResult> Move(HttpContext http, IdxAt at, IdxTransaction to)
    {
        if (!await transactions.TryMove(to, http.RequestAborted)) throw IdxProblem.OutOfOrder();
        return await documents.Show(http, Moved(at, to, at.Waiting.Proof));
    }

    private static IdxTransaction With(IdxTransaction transaction, Proof proof) => transaction with
    {
        UserId = proof.User.Id,
        Amr = proof.Amr,
        ProvenAt = proof.At,
        FactorAt = proof.FactorAt,
        Remember = proof.Remember,
        NewPassword = false,
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
