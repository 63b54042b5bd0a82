using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Authn;

/// <summary>
/// POST /api/v1/authn: a person signs in in a program's own form. Contract §3.5. No session is begun here, and no cookie stands for anybody.
/// </summary>
internal static class AuthnEndpoints
{
    public const int LongestRelayState = 2048;

    /// <summary>With a name and a password, with the token of a mailed link, or to hear how a sign-in stands.</summary>
    public static async Task<IResult> Authenticate(HttpContext http, PasswordSignIn passwords, AuthnSteps steps, AuthnTransactions transactions,
        AuthnLinks mailed, Users users, DeviceToken device, SystemLog log)
    {
        var body = await ApiJson.RequireBody(http);
        device.Give(http);
        if (body.Text("stateToken") is not null) return await Stands(http, body, transactions, steps);
        if (body.Text("token") is { } token)
            return ApiAnswers.Json(await mailed.ToPassword(http, token, OneTimeLinks.Welcome, RelayStateOf(body)));

        var (username, password) = (Needed(body, "username"), Needed(body, "password"));
        var relayState = RelayStateOf(body);

        JsonObject? answer = null;
        var outcome = await passwords.Check(http, username, password);
        if (outcome is PasswordOutcome.Ok { EndsAt: not null } soon && body.Object("options")?.Flag("warnBeforePasswordExpired") == true)
        {
            var (state, transaction) = await transactions.Begin(soon.User, AuthnStatus.PasswordWarn, PasswordSignIn.Amr, relayState, link: null,
                http.RequestAborted);
            answer = await steps.Pending(http, state, transaction, soon.User);
        }
        else if (outcome is PasswordOutcome.Ok ok)
        {
            answer = await steps.Prove(http, ok.User, PasswordSignIn.Amr, relayState, w => users.RecordSuccess(w, ok.User));
            if (answer is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
        }
        else if (outcome is PasswordOutcome.Expired expired)
        {
            var (state, transaction) = await transactions.Begin(expired.User, AuthnStatus.PasswordExpired, PasswordSignIn.Amr, relayState, link: null,
                http.RequestAborted);
            answer = await steps.Pending(http, state, transaction, expired.User);
        }
        else if (outcome is PasswordOutcome.Refused { ShowsLock: true })
        {
            var recovery = http.RequestServices.GetRequiredService<AccountRecovery>();
            answer = AuthnJson.Locked(http.Org, relayState, await recovery.Unlocks(http.Org, http.RequestAborted));
        }
        if (outcome is not PasswordOutcome.Ok) await log.Record(http.Org, http, SignInEvents.SignIn(username, outcome, null));
        // Unknown, wrong and locked sound the same (threats row 20), and where a lock is said, it is said of any name.
        return ApiAnswers.Json(answer ?? throw ApiError.AuthenticationFailed());
    }

    /// <summary>POST …/introspect</summary>
    public static async Task<IResult> Introspect(HttpContext http, AuthnTransactions transactions, AuthnSteps steps) =>
        await Stands(http, await ApiJson.RequireBody(http), transactions, steps);

    private static async Task<IResult> Stands(HttpContext http, JsonObject body, AuthnTransactions transactions, AuthnSteps steps)
    {
        var (transaction, user) = await Require(http, body, transactions);
        return ApiAnswers.Json(await steps.Pending(http, body.Text("stateToken")!, transaction, user));
    }

    /// <summary>POST …/cancel</summary>
    public static async Task<IResult> Cancel(HttpContext http, AuthnTransactions transactions)
    {
        var (transaction, _, _) = await Require(http, transactions);
        await transactions.Cancel(transaction, http.RequestAborted);
        return ApiAnswers.Json(AuthnJson.With(transaction.RelayState, []));
    }

    /// <summary>POST …/skip: with the password that will have had its time soon. No other step can be left out.</summary>
    public static async Task<IResult> Skip(HttpContext http, AuthnTransactions transactions, AuthnSteps steps, Users users)
    {
        var (transaction, user, _) = await Require(http, transactions);
        if (transaction.Status != AuthnStatus.PasswordWarn) throw ApiError.WrongAuthenticationState();
        return ApiAnswers.Json(await steps.Prove(http, user, transaction.Amr, transaction.RelayState,
            async w => await transactions.TryEnd(w, transaction) && await users.RecordSuccess(w, user)) ?? throw ApiError.InvalidToken());
    }

    /// <summary>The transaction that the <c>stateToken</c> of a request names, whose it is, and what else it says.</summary>
    public static async Task<(AuthnTransaction Transaction, User User, JsonObject Body)> Require(HttpContext http, AuthnTransactions transactions)
    {
        var body = await ApiJson.RequireBody(http);
        var (transaction, user) = await Require(http, body, transactions);
        return (transaction, user, body);
    }

    private static async Task<(AuthnTransaction Transaction, User User)> Require(HttpContext http, JsonObject body, AuthnTransactions transactions) =>
        await transactions.Find(http.Org.Id, body.Text("stateToken") ?? throw Blank("stateToken"), http.RequestAborted) ?? throw ApiError.InvalidToken();

    public static string Needed(JsonObject body, string name) => body.Text(name) is { Length: > 0 } value ? value : throw Blank(name);

    private static ApiError Blank(string name) => ApiError.Validation(name, $"{name}: The field cannot be left blank");

    public static string? RelayStateOf(JsonObject body) => body.Text("relayState") is not { } state ? null
        : state.Length <= LongestRelayState ? state : throw ApiError.Validation("relayState", $"relayState: must have at most {LongestRelayState} characters");
}
