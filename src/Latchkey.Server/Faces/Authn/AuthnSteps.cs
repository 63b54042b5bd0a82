using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Authn;

/// <summary>What comes after each step of a sign-in by a program: another step, or the session token. Contract §3.5.</summary>
internal sealed class AuthnSteps(Database db, SignOnGate gate, SessionTokens sessionTokens, AuthnTransactions transactions, Users users, Factors factors,
    AuthenticatorKinds kinds, PasswordChoice choice, SystemLog log, TimeProvider clock)
{
    /// <summary>
    /// This much has been proven. What is next is one commit with what <paramref name="counts"/> writes: the second factor, for whoever has set one up or
    /// is asked for one by a policy, or else the session token. Null when the proof does not count after all.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="user">Who it is.</param>
    /// <param name="amr">All that has been proven in this sign-in.</param>
    /// <param name="relayState">What the program wants to hear again at the end.</param>
    /// <param name="counts">Decides races.</param>
    /// <param name="enrolled">The factor that this step has added; null: none.</param>
    /// <param name="remember">A second factor is among it that this device is to remember.</param>
    /// <exception cref="ApiError">A policy keeps the person out.</exception>
    public async Task<JsonObject?> Prove(HttpContext http, User user, string amr, string? relayState, Func<Writing, Task<bool>> counts,
        Evidence? enrolled = null, bool remember = false)
    {
        var ct = http.RequestAborted;
        var factorAt = Assurance.Has(amr, Assurance.Mfa) ? clock.Now : (DateTimeOffset?)null;
        var question = Asked(user, amr, clock.Now) with { FactorAt = factorAt, Enrolled = enrolled };
        var decision = await gate.Decide(http, question);
        if (decision.KeptOut) await Refuse(http, question, decision, SignOnDenied());
        if (decision.Step == AssuranceStep.SignIn)
        {
            // A password that a mail led to counts from the next sign-in on.
            if (!await db.Write(counts, ct)) return null;
            await Refuse(http, question, decision,
                SignOnDenied("Sign in again with the new password: more has to be proven than the mailbox that it came by."));
        }
        if (decision.Allowed)
        {
            var issued = await db.Write(async w => await counts(w) ? await sessionTokens.Issue(w, user, amr) : default, ct);
            if (issued.Token is null) return null;
            var now = await AsItStands(http, user);
            // A device that is news is known from where its person is told of it: where the token begins a session.
            if (remember || !gate.IsNews(http, user)) await gate.Remember(http, now, remember ? factorAt : null);
            await gate.Tell(http, question, decision);
            await log.Record(http.Org, http, SignInEvents.SignIn(user.Login, new PasswordOutcome.Ok(user, Old: false), null));
            return AuthnJson.Success(now, issued.Token, issued.ExpiresAt, relayState);
        }
        var status = decision.Step switch
        {
            AssuranceStep.SecondFactor => AuthnStatus.MfaRequired,
            AssuranceStep.Enroll => AuthnStatus.MfaEnroll,
            _ => throw new InvalidOperationException($"A program's sign-in with a password does not lack {decision.Step}."),
        };
        var begun = await db.Write(async w => await counts(w) ? await transactions.Begin(w, user, status, amr, relayState) : default, ct);
        if (begun.StateToken is null) return null;
        await gate.Tell(http, question, decision);
        return await Pending(http, begun.StateToken, begun.Transaction, await AsItStands(http, user));
    }

    /// <summary>What a transaction waits for.</summary>
    public async Task<JsonObject> Pending(HttpContext http, string stateToken, AuthnTransaction transaction, User user)
    {
        var settings = await choice.Of(user, http.RequestAborted);
        if (AuthnStatus.Enrolls(transaction.Status))
        {
            var begun = transaction.FactorId is { } id ? (await factors.Of(user, http.RequestAborted)).FirstOrDefault(factor => factor.Id == id) : null;
            return AuthnEnrollmentJson.Pending(http.Org, stateToken, transaction, user, kinds, await Decide(http, transaction, user), begun,
                begun?.SealedSecret is null ? null : factors.SecretOf(begun));
        }
        if (!AuthnStatus.WantsFactor(transaction.Status)) return AuthnJson.Pending(http.Org, stateToken, transaction, user, kinds, [], settings, null);
        return AuthnJson.Pending(http.Org, stateToken, transaction, user, kinds, await Open(transaction, user, http.RequestAborted), settings,
            await Decide(http, transaction, user));
    }

    /// <summary>What the policies say of a sign-in as far as it has come.</summary>
    public ValueTask<SignOnDecision> Decide(HttpContext http, AuthnTransaction transaction, User user) => gate.Decide(http,
        Asked(user, transaction.Amr, transaction.CreatedAt) with { FactorAt = Assurance.Has(transaction.Amr, Assurance.Mfa) ? transaction.CreatedAt : null });

    private static SignOnQuestion Asked(User user, string amr, DateTimeOffset provenAt) =>
        new() { User = user, Amr = amr, ProvenAt = provenAt, JustProven = true, Seen = false };

    /// <summary>The factors whose code would count in this sign-in: not a mailbox that it rests on already.</summary>
    public async Task<IReadOnlyList<Factor>> Open(AuthnTransaction transaction, User user, CancellationToken ct)
    {
        var counting = (await kinds.ProvableBy(user, ct)).Beyond(transaction.Amr);
        return [.. (await factors.Of(user, ct)).Where(factor => factor.Active && counting.Includes(factor.Type))];
    }

    private async Task Refuse(HttpContext http, SignOnQuestion question, SignOnDecision decision, ApiError refusal)
    {
        await gate.Tell(http, question, decision);
        await log.Record(http.Org, http, SignInEvents.SignIn(question.User.Login, new PasswordOutcome.Refused(question.User, decision.Sentence), null));
        throw refusal;
    }

    /// <summary>Okta's answer to whoever has proven who they are and is not let in. Contract §3.9.</summary>
    private static ApiError SignOnDenied(params string[] causes) =>
        new(403, "E0000085", "You do not have permission to access your account at this time.", causes);

    /// <summary>With the password that has just been changed, and when.</summary>
    private async Task<User> AsItStands(HttpContext http, User user) => await users.Read(http.Org.Id, user.Id, http.RequestAborted) ?? user;
}
