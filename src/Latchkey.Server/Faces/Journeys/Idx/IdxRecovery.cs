using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// A forgotten password, or a locked account, in an app's own pages: a name, a mailed code, and then a new password or no lock any more. A name that
/// nobody has goes the same way, and no code is right for it (threats row 20). Contract §4.
/// </summary>
internal sealed class IdxRecovery(Database db, IdxTransactions transactions, IdxSteps steps, IdxDocuments documents, IdxCodes codes, Users users,
    UserLifecycle lifecycle, IdxMail mail, SystemLog log, TimeProvider clock)
{
    private const int LongestName = 255;

    /// <summary>Who it is that has forgotten the password, or signs in, by their own word.</summary>
    public Task<IResult> Named(HttpContext http, IdxAt at, string identifier, bool remember) =>
        steps.Move(http, at, at.Transaction with { Identifier = Checked(identifier), Remember = remember, Challenge = null });

    /// <summary>The code is on its way.</summary>
    /// <param name="http">The request.</param>
    /// <param name="at">How far it had come.</param>
    /// <param name="identifier">Whose account it is about; null: that has been said before.</param>
    public async Task<IResult> Mail(HttpContext http, IdxAt at, string? identifier = null)
    {
        Bound(http);
        var moved = await steps.Moved(http, at, at.Transaction with
        {
            Kind = FactorType.Email,
            Identifier = identifier is null ? at.Transaction.Identifier : Checked(identifier),
        });
        await codes.Send(http, moved.Transaction, mail.Wish(http, moved));
        return await documents.Show(http, moved);
    }

    public async Task<IResult> Again(HttpContext http, IdxAt at)
    {
        Bound(http);
        await codes.Send(http, at.Transaction, mail.Wish(http, at));
        return await documents.Show(http, at);
    }

    /// <summary>The code. Wrong, late, of nobody: all sound the same.</summary>
    public async Task<IResult> Answer(HttpContext http, IdxAt at, string typed)
    {
        var ct = http.RequestAborted;
        if (await codes.Try(at.Transaction, typed, ct) is not { } user || AccountGate.Refusal(user) is { Standing: AccountStanding.Suspended })
            throw IdxProblem.WrongCode();
        return await Proven(http, at, user, w => codes.TrySpend(w, at.Transaction));
    }

    /// <summary>The link instead, opened by whoever reads the mail. The code beside it is spent with it.</summary>
    public async Task<IResult> Opened(HttpContext http, IdxAt at, MailLink link)
    {
        if (link.UserId is not { } id || await users.Read(http.Org.Id, id, http.RequestAborted) is not { } user
            || !await mail.OpenedBy(http, at, user)
            || AccountGate.Refusal(user) is { Standing: AccountStanding.Suspended }) return await documents.Show(http, at);
        return await Proven(http, at, user, async w =>
        {
            if (!await mail.TryUse(w, link)) return false;
            await codes.Void(w, at.Transaction);
            return true;
        });
    }

    private Task<IResult> Proven(HttpContext http, IdxAt at, User user, Func<Writing, Task<bool>> counts) =>
        at.Transaction.Intent switch
        {
            IdxIntent.Unlock => Open(http, at, user, counts),
            IdxIntent.Recover => Recover(http, at, user, counts),
            _ => SignIn(http, at, user, counts),
        };

    /// <summary>The mailbox is the first factor: the rules say whether more is wanted.</summary>
    private async Task<IResult> SignIn(HttpContext http, IdxAt at, User user, Func<Writing, Task<bool>> counts)
    {
        IResult? next = null;
        if (AccountGate.RefusalToSignIn(user, clock.Now) is null)
            next = await steps.Prove(http, at with { Transaction = at.Transaction.Anew() },
                new Proof(user, MailAmr, clock.Now) { Remember = at.Transaction.Remember }, async w =>
                {
                    if (!await counts(w) || !await users.RecordSignature(w, user)) return false;
                    await users.VerifyEmail(w, user);
                    return true;
                });
        PasswordOutcome seen = next is null ? new PasswordOutcome.Refused(user, "mailed code: used before, or the account may not sign in")
            : new PasswordOutcome.Ok(user, Old: false);
        await log.Record(http.Org, http, SignInEvents.SignIn(user.Login, seen, at.App.Party));
        return next ?? throw IdxProblem.WrongCode();
    }

    private static readonly string MailAmr = string.Join(' ', Evidence.Mailbox.Words);

    /// <summary>The mailbox has said who it is: what is left is a new password.</summary>
    private async Task<IResult> Recover(HttpContext http, IdxAt at, User user, Func<Writing, Task<bool>> counts)
    {
        var to = at.Transaction with { UserId = user.Id, Era = user.Era, Identifier = null, Kind = null, NewPassword = true, ProvenAt = clock.Now };
        if (!await db.Write(async w => await counts(w) && await transactions.TryMove(w, to), http.RequestAborted))
            throw IdxProblem.WrongCode();
        return await documents.Show(http, IdxSteps.After(at with { User = user }, to));
    }

    /// <summary>The mailbox has said who it is: the lock is over, or their question is asked first.</summary>
    private async Task<IResult> Open(HttpContext http, IdxAt at, User user, Func<Writing, Task<bool>> counts) =>
        await Questions(http).AskedOf(user, http.RequestAborted) is null ? await Unlock(http, at, user, counts) : await Recover(http, at, user, counts);

    /// <summary>The answer to their question. After the last try that there is for today it is wrong whatever is typed.</summary>
    public async Task<IResult> Question(HttpContext http, IdxAt at, string typed)
    {
        if (!await Questions(http).IsRight(http, at.User!, typed)) throw IdxProblem.WrongAnswer();
        return at.Transaction.Intent == IdxIntent.Unlock ? await Unlock(http, at, at.User!, _ => Task.FromResult(true))
            : await steps.Move(http, at, at.Transaction with { Kind = IdxWays.Answered });
    }

    private static AskedQuestions Questions(HttpContext http) => http.RequestServices.GetRequiredService<AskedQuestions>();

    /// <summary>The lock is over, and nobody is signed in by that.</summary>
    private async Task<IResult> Unlock(HttpContext http, IdxAt at, User user, Func<Writing, Task<bool>> counts)
    {
        var to = at.Transaction.Anew();
        if (!await db.Write(async w =>
        {
            if (!await counts(w) || !await transactions.TryMove(w, to)) return false;
            // It may have ended by itself meanwhile.
            if (await lifecycle.Unlock(w, user)) await log.Record(w, http.Org, http, AdminEvents.AccountUnlocked.By(user.Party, user.Party));
            await users.VerifyEmail(w, user);
            return true;
        }, http.RequestAborted)) throw IdxProblem.WrongCode();
        var document = IdxJson.Document(http.Org, IdxSteps.After(at, to));
        document["intent"] = IdxIntent.Unlock;
        document["messages"] = IdxProblem.Said("selfservice.unlock_user.success.message", "Account successfully unlocked!", "INFO");
        return IdxAnswers.Of(document);
    }

    private static string Checked(string identifier) => identifier.Length > LongestName
        ? throw new IdxProblem(400, "model.validation.field.too_long", $"identifier: must have at most {LongestName} characters")
        : identifier.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter))
            ? throw new IdxProblem(400, "model.validation.field.invalid", "identifier: has characters that no name has") : identifier;

    /// <summary>No page of ours: bounded with those who come without script (threats row 7).</summary>
    private static void Bound(HttpContext http)
    {
        if (!http.RequestServices.GetRequiredService<BrowserWork>().TryWithoutPage(http)) throw IdxProblem.Of(ApiError.TooMany());
    }
}
