using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Authn;

/// <summary>
/// What the token of a mailed link leads to: a new password, or the end of a lock; first the question of its owner, where they have one and are
/// asked. The link is spent by what it is for, not by looking. Contract §3.5.
/// </summary>
internal sealed class AuthnLinks(AuthnTransactions transactions, AuthnSteps steps, OneTimeLinks links, AccountUnlocking unlocking, AskedQuestions questions,
    Users users, TimeProvider clock)
{
    /// <summary>A lock ends, and nobody is signed in by that; a forgotten password leads to a new one.</summary>
    public async Task<JsonObject> Recover(HttpContext http, string token, string? relayState)
    {
        if (await links.Find(http.Org.Id, token, http.RequestAborted) is not { Purpose: OneTimeLinks.Unlock } link)
            return await ToPassword(http, token, OneTimeLinks.ResetPassword, relayState);
        if (await unlocking.OwnerOf(http.Org, link, http.RequestAborted) is not { } user) throw ApiError.AuthenticationFailed();
        if (await questions.AskedOf(user, http.RequestAborted) is not null) return await Begin(http, user, AuthnStatus.RecoveryOfLock, "", relayState, token);
        return await unlocking.TryEnd(http, user, token) ? AuthnJson.Unlocked(relayState) : throw ApiError.AuthenticationFailed();
    }

    public async Task<JsonObject> ToPassword(HttpContext http, string token, string purpose, string? relayState)
    {
        if (await links.Find(http.Org.Id, token, http.RequestAborted) is not { } link || link.Purpose != purpose || !link.Works(clock.Now))
            throw ApiError.AuthenticationFailed();
        if (await users.Read(http.Org.Id, link.UserId,
            http.RequestAborted) is not { Status: not (UserStatus.Deprovisioned or UserStatus.Suspended or UserStatus.Staged) } user)
            throw ApiError.AuthenticationFailed();
        var asked = purpose == OneTimeLinks.ResetPassword && await questions.AskedOf(user, http.RequestAborted) is not null;
        return await Begin(http, user, asked ? AuthnStatus.Recovery : AuthnStatus.PasswordReset, link.MailedTo is null ? "" : Assurance.Mailbox, relayState,
            token);
    }

    /// <summary>The answer to the question.</summary>
    public async Task<JsonObject> Answer(HttpContext http, AuthnTransaction transaction, User user, string stateToken, string typed)
    {
        if (!AuthnStatus.AsksQuestion(transaction.Status)) throw ApiError.WrongAuthenticationState();
        if (!await questions.IsRight(http, user, typed)) throw ApiError.WrongAnswer();
        if (transaction.Status == AuthnStatus.Recovery)
        {
            var answered = await transactions.TryAnswered(transaction, http.RequestAborted) ?? throw ApiError.InvalidToken();
            return await steps.Pending(http, stateToken, answered, user);
        }
        return await unlocking.TryEnd(http, user, async w => await transactions.TryEnd(w, transaction)
            && await links.TryUse(w, user.OrgId, new LinkHash(transaction.LinkHash!)))
            ? AuthnJson.Unlocked(transaction.RelayState) : throw ApiError.InvalidToken();
    }

    private async Task<JsonObject> Begin(HttpContext http, User user, string status, string amr, string? relayState, string token)
    {
        var (state, transaction) = await transactions.Begin(user, status, amr, relayState, token, http.RequestAborted);
        return await steps.Pending(http, state, transaction, user);
    }
}
