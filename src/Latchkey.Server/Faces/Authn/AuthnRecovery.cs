using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Authn;

/// <summary>POST /api/v1/authn/recovery/…: a forgotten password, by mail. Contract §3.5.</summary>
internal static class AuthnRecovery
{
    /// <summary>POST …/password</summary>
    public static async Task<IResult> Password(HttpContext http, AccountRecovery recovery)
    {
        var body = await ApiJson.RequireBody(http);
        if (!await recovery.IsOpen(http.Org, http.RequestAborted))
            throw ApiError.RecoveryNotAllowed("Passwords are not recovered by mail in this organization. An administrator can set a new one.");
        var username = AuthnEndpoints.Needed(body, "username");
        if (body.Text("factorType") is { } factor && !factor.Equals("EMAIL", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Validation("factorType", "factorType: must be EMAIL");
        var relayState = AuthnEndpoints.RelayStateOf(body);
        await recovery.SendPasswordLink(http, username);
        return ApiAnswers.Json(AuthnJson.Recovery("PASSWORD", relayState));
    }

    /// <summary>POST …/token: the token of the mailed link.</summary>
    public static async Task<IResult> Token(HttpContext http, AuthnTransactions transactions, AuthnSteps steps, OneTimeLinks links, Users users,
        TimeProvider clock)
    {
        var body = await ApiJson.RequireBody(http);
        var token = body.Text("recoveryToken") ?? throw ApiError.Validation("recoveryToken", "recoveryToken: The field cannot be left blank");
        return ApiAnswers.Json(
            await AuthnEndpoints.WithLink(http, token, OneTimeLinks.ResetPassword, AuthnEndpoints.RelayStateOf(body), transactions, steps, links, users,
            clock));
    }
}
