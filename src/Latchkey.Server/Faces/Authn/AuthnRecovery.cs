using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Authn;

/// <summary>POST /api/v1/authn/recovery/…: a forgotten password, or a locked account, by mail. Contract §3.5.</summary>
internal static class AuthnRecovery
{
    /// <summary>POST …/password</summary>
    public static async Task<IResult> Password(HttpContext http, AccountRecovery recovery, BrowserWork work)
    {
        var body = await ApiJson.RequireBody(http);
        if (!await recovery.IsOpen(http.Org, http.RequestAborted))
            throw ApiError.RecoveryNotAllowed("Passwords are not recovered by mail in this organization. An administrator can set a new one.");
        var (username, relayState) = Asked(http, body, work);
        await recovery.SendPasswordLink(http, username);
        return ApiAnswers.Json(AuthnJson.Recovery(AuthnJson.OfPassword, relayState));
    }

    /// <summary>POST …/unlock</summary>
    public static async Task<IResult> Unlock(HttpContext http, AccountRecovery recovery, BrowserWork work)
    {
        var body = await ApiJson.RequireBody(http);
        if (!await recovery.Unlocks(http.Org, http.RequestAborted))
            throw ApiError.RecoveryNotAllowed("Accounts are not unlocked by mail in this organization. They open by themselves, or by an administrator.");
        var (username, relayState) = Asked(http, body, work);
        await recovery.SendUnlockLink(http, username);
        return ApiAnswers.Json(AuthnJson.Recovery(AuthnJson.OfLock, relayState));
    }

    private static (string Username, string? RelayState) Asked(HttpContext http, JsonObject body, BrowserWork work)
    {
        var username = AuthnEndpoints.Needed(body, "username");
        if (body.Text("factorType") is { } factor) RequireMail(factor);
        var relayState = AuthnEndpoints.RelayStateOf(body);
        // No page of ours, where a browser would have shown that somebody sits before it: the door beside it is no wider (threats row 7).
        return work.TryWithoutPage(http) ? (username, relayState) : throw ApiError.TooMany();
    }

    /// <summary>Nothing here sends texts or calls.</summary>
    private static void RequireMail(string factorType)
    {
        if (!factorType.Equals("EMAIL", StringComparison.OrdinalIgnoreCase)) throw ApiError.Validation("factorType", "factorType: must be EMAIL");
    }

    /// <summary>POST …/token: the token of the mailed link.</summary>
    public static async Task<IResult> Token(HttpContext http, AuthnTransactions transactions, AuthnSteps steps, OneTimeLinks links, AccountUnlocking unlocking,
        Users users, TimeProvider clock)
    {
        var body = await ApiJson.RequireBody(http);
        var token = body.Text("recoveryToken") ?? throw ApiError.Validation("recoveryToken", "recoveryToken: The field cannot be left blank");
        return ApiAnswers.Json(await Shown(http, token, AuthnEndpoints.RelayStateOf(body), transactions, steps, links, unlocking, users, clock));
    }

    /// <summary>POST …/factors/{factorType}/verify: the same, typed by somebody whose mail shows it.</summary>
    public static async Task<IResult> Verify(HttpContext http, string factorType, AuthnTransactions transactions, AuthnSteps steps, OneTimeLinks links,
        AccountUnlocking unlocking, Users users, TimeProvider clock)
    {
        RequireMail(factorType);
        var body = await ApiJson.RequireBody(http);
        var token = body.Text("recoveryToken") ?? AuthnEndpoints.Needed(body, "passCode");
        return ApiAnswers.Json(await Shown(http, token, AuthnEndpoints.RelayStateOf(body), transactions, steps, links, unlocking, users, clock));
    }

    /// <summary>POST …/answer: no policy here asks anybody a question on this way, so no sign-in waits for its answer.</summary>
    public static async Task<IResult> Answer(HttpContext http, AuthnTransactions transactions)
    {
        await AuthnEndpoints.Require(http, transactions);
        throw ApiError.WrongAuthenticationState();
    }

    /// <summary>A lock ends, and nobody is signed in by that; a forgotten password leads to a new one.</summary>
    private static async Task<JsonObject> Shown(HttpContext http, string token, string? relayState, AuthnTransactions transactions, AuthnSteps steps,
        OneTimeLinks links, AccountUnlocking unlocking, Users users, TimeProvider clock)
    {
        if (await links.Find(http.Org.Id, token, http.RequestAborted) is not { Purpose: OneTimeLinks.Unlock } link)
            return await AuthnEndpoints.WithLink(http, token, OneTimeLinks.ResetPassword, relayState, transactions, steps, links, users, clock);
        if (await unlocking.OwnerOf(http.Org, link, http.RequestAborted) is not { } user || !await unlocking.TryEnd(http, user, token))
            throw ApiError.AuthenticationFailed();
        return AuthnJson.Unlocked(relayState);
    }
}
