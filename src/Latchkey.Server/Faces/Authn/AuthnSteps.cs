using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Authn;

/// <summary>What comes after each step of a sign-in by a program: another step, or the session token. Contract §3.5.</summary>
internal sealed class AuthnSteps(Database db, SessionTokens sessionTokens, AuthnTransactions transactions, Users users, Factors factors,
    AuthenticatorKinds kinds, SystemLog log)
{
    /// <summary>
    /// This much has been proven. What is next is one commit with what <paramref name="counts"/> writes: the second factor,
    /// for whoever has set one up, or else the session token. Null when the proof does not count after all.
    /// </summary>
    public async Task<JsonObject?> Prove(HttpContext http, User user, string amr, string? relayState, Func<Writing, Task<bool>> counts)
    {
        var ct = http.RequestAborted;
        if (!Assurance.Owes(amr, await kinds.ProvableBy(user, ct)))
        {
            var issued = await db.Write(async w => await counts(w) ? await sessionTokens.Issue(w, user, amr) : default, ct);
            return issued.Token is null ? null : await SignedIn(http, user, issued.Token, issued.ExpiresAt, relayState);
        }
        var begun = await db.Write(async w => await counts(w) ? await transactions.Begin(w, user, AuthnStatus.MfaRequired, amr, relayState) : default, ct);
        return begun.StateToken is null ? null : await Pending(http, begun.StateToken, begun.Transaction, await AsItStands(http, user));
    }

    /// <summary>Everything this person's sign-in needs has been proven.</summary>
    public async Task<JsonObject> SignedIn(HttpContext http, User user, string sessionToken, DateTimeOffset expiresAt, string? relayState)
    {
        await log.Record(http.Org, http, SignInEvents.SignIn(user.Login, new PasswordOutcome.Ok(user, Old: false), null));
        return AuthnJson.Success(await AsItStands(http, user), sessionToken, expiresAt, relayState);
    }

    /// <summary>What a transaction waits for.</summary>
    public async Task<JsonObject> Pending(HttpContext http, string stateToken, AuthnTransaction transaction, User user) =>
        AuthnJson.Pending(http.Org, stateToken, transaction, user, kinds,
            AuthnStatus.WantsFactor(transaction.Status) ? await Open(transaction, user, http.RequestAborted) : []);

    /// <summary>The factors whose code would count in this sign-in: not a mailbox that it rests on already.</summary>
    public async Task<IReadOnlyList<Factor>> Open(AuthnTransaction transaction, User user, CancellationToken ct)
    {
        var counting = (await kinds.ProvableBy(user, ct)).Beyond(transaction.Amr);
        return [.. (await factors.Of(user, ct)).Where(factor => factor.Active && counting.Includes(factor.Type))];
    }

    /// <summary>With the password that has just been changed, and when.</summary>
    private async Task<User> AsItStands(HttpContext http, User user) => await users.Read(http.Org.Id, user.Id, http.RequestAborted) ?? user;
}
