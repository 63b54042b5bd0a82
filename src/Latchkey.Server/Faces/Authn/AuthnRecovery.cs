using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
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
    public static async Task<IResult> Token(HttpContext http, AuthnLinks mailed)
    {
        var body = await ApiJson.RequireBody(http);
        var token = body.Text("recoveryToken") ?? throw ApiError.Validation("recoveryToken", "recoveryToken: The field cannot be left blank");
        return ApiAnswers.Json(await mailed.Recover(http, token, AuthnEndpoints.RelayStateOf(body)));
    }

    /// <summary>POST …/factors/{factorType}/verify: the same, typed by somebody whose mail shows it.</summary>
    public static async Task<IResult> Verify(HttpContext http, string factorType, AuthnLinks mailed)
    {
        RequireMail(factorType);
        var body = await ApiJson.RequireBody(http);
        var token = body.Text("recoveryToken") ?? AuthnEndpoints.Needed(body, "passCode");
        return ApiAnswers.Json(await mailed.Recover(http, token, AuthnEndpoints.RelayStateOf(body)));
    }

    /// <summary>POST …/answer: to the question of whoever the mail went to.</summary>
    public static async Task<IResult> Answer(HttpContext http, AuthnTransactions transactions, AuthnLinks mailed)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        return ApiAnswers.Json(await mailed.Answer(http, transaction, user, body.Text("stateToken")!, AuthnEndpoints.Needed(body, "answer")));
    }
}
