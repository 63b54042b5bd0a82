using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// The password of somebody who is known already, in an app's own pages: a new one in place of one that has expired or is forgotten, or the one they have,
/// after something else. Contract §4.
/// </summary>
internal sealed class IdxPasswords(IdxSteps steps, IdxTransactions transactions, Users users, PasswordHashing hashing, PasswordChoice choice,
    PasswordChanges changes, PasswordSignIn passwords, SystemLog log, TimeProvider clock)
{
    public Task<IResult> Change(HttpContext http, IdxAt at, string chosen) =>
        at.Transaction.Intent == IdxIntent.Recover ? Reset(http, at, chosen) : Exchange(http, at, chosen);

    /// <summary>In place of one that was right and has expired, or soon will have.</summary>
    private async Task<IResult> Exchange(HttpContext http, IdxAt at, string chosen)
    {
        var (user, ct) = (at.User!, http.RequestAborted);
        if (!at.Transaction.EndsSoon && !await choice.HasEnded(user, ct)) throw IdxProblem.Expired();
        if (await choice.Violation(http.Org, user, chosen, ct) is { } violation) throw Unmet(violation);
        if (await hashing.Verify(user, chosen, ct) != PasswordVerdict.Wrong) throw Unmet("must differ from the current password");

        var changed = await changes.TryChange(user.Doing(http), user, await hashing.Hash(chosen, ct));
        // Another window was quicker, or an administrator was: whoever is there knows the new password, or does not.
        if (!changed) throw IdxProblem.Expired();
        return await SignIn(http, at, user, PasswordSignIn.Amr, at.Transaction.Remember);
    }

    /// <summary>In place of a forgotten one: the mailbox has said who it is, and has had its part in the sign-in by that.</summary>
    private async Task<IResult> Reset(HttpContext http, IdxAt at, string chosen)
    {
        var (user, ct) = (at.User!, http.RequestAborted);
        if (await choice.Violation(http.Org, user, chosen, ct) is { } violation) throw Unmet(violation);
        var hash = await hashing.Hash(chosen, ct);
        var to = at.Transaction.Anew();
        if (!await changes.TrySet(user.Doing(http), user, hash, async w =>
        {
            if (!await transactions.TryMove(w, to)) return false;
            await users.VerifyEmail(w, user);
            return true;
        })) throw IdxProblem.Expired();
        return await SignIn(http, IdxSteps.After(at, to), user, Assurance.Recovered, remember: false);
    }

    /// <summary>Not now: it will do for a while.</summary>
    public async Task<IResult> Keep(HttpContext http, IdxAt at) =>
        await steps.Prove(http, at, new Proof(at.User!, PasswordSignIn.Amr, at.Transaction.ProvenAt!.Value) { Remember = at.Transaction.Remember },
            w => users.RecordSuccess(w, at.User!)) ?? throw IdxProblem.Expired();

    private async Task<IResult> SignIn(HttpContext http, IdxAt at, User user, string amr, bool remember)
    {
        if (await users.Read(http.Org.Id, user.Id, http.RequestAborted) is not { } now || AccountGate.RefusalToSignIn(now, clock.Now) is not null)
            throw IdxProblem.Expired();
        return await steps.Prove(http, at, new Proof(now, amr, clock.Now) { Remember = remember }, w => users.RecordSuccess(w, now))
            ?? throw IdxProblem.Expired();
    }

    /// <summary>The password of whoever they say they are. Unknown, wrong and locked sound the same (threats row 20).</summary>
    public async Task<IResult> SignIn(HttpContext http, IdxAt at, string identifier, string password, bool remember)
    {
        var transaction = at.Transaction.Anew() with { Remember = remember };
        IResult? next = null;
        var outcome = await passwords.Check(http, identifier, password);
        if (outcome is PasswordOutcome.Ok { EndsAt: not null } soon) next = await NewPassword(http, at, transaction with { EndsSoon = true }, soon.User);
        else if (outcome is PasswordOutcome.Ok ok)
        {
            var proof = new Proof(ok.User, PasswordSignIn.Amr, clock.Now) { Remember = remember };
            next = await steps.Prove(http, at with { Transaction = transaction }, proof, w => users.RecordSuccess(w, ok.User));
            if (next is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
        }
        else if (outcome is PasswordOutcome.Expired expired) next = await NewPassword(http, at, transaction, expired.User);
        await log.Record(http.Org, http, SignInEvents.SignIn(identifier, outcome, at.App.Party));
        return next ?? throw Refused(outcome);
    }

    private static IdxProblem Refused(PasswordOutcome outcome) =>
        outcome is PasswordOutcome.Refused { ShowsLock: true } ? IdxProblem.LockedOut() : IdxProblem.WrongCredentials();

    private Task<IResult> NewPassword(HttpContext http, IdxAt at, IdxTransaction transaction, User user) =>
        steps.Move(http, at with { User = user }, transaction with { UserId = user.Id, Era = user.Era, NewPassword = true, ProvenAt = clock.Now });

    /// <summary>The one they have, of somebody who has shown something else before.</summary>
    public async Task<IResult> Give(HttpContext http, IdxAt at, string password)
    {
        var (user, proof) = (at.User!, at.Waiting.Proof!);
        IResult? next = null;
        var outcome = await passwords.Check(http, user.Login, password);
        if (outcome is PasswordOutcome.Ok ok && ok.User.Id == user.Id)
        {
            next = await steps.Prove(http, at, proof with { Amr = Assurance.Raised(proof.Amr, Evidence.Password) }, w => users.RecordSuccess(w, ok.User));
            if (next is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
        }
        await log.Record(http.Org, http, SignInEvents.SignIn(user.Login, outcome, at.App.Party));
        return next ?? throw Refused(outcome);
    }

    private static IdxProblem Unmet(string violation) => new(400, "password.passwordRequirementsNotMet", violation);
}
