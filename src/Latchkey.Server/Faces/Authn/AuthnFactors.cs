using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Authn;

/// <summary>
/// POST /api/v1/authn/factors/{id}/verify and what belongs to it: the second factor of a sign-in in a program's own form.
/// Contract §3.5. A device is remembered (<c>rememberDevice</c>) where the policy lets it.
/// </summary>
internal static class AuthnFactors
{
    /// <summary>
    /// With an answer: the sign-in is complete. Without one: what is asked for; a code on its way to a mailbox, or what a device is to sign.
    /// </summary>
    public static async Task<IResult> Verify(HttpContext http, string factorId, AuthnTransactions transactions, AuthnSteps steps, SecondFactor second,
        AuthenticatorKinds kinds, SystemLog log)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        var (stateToken, ct) = (body.Text("stateToken")!, http.RequestAborted);
        var factor = await Chosen(transaction, user, factorId, steps, ct);
        var kind = kinds.Of(factor);
        if (kind.AnswerIn(body, factor) is not { } typed)
        {
            // A moment after the last one it is that one which counts.
            var challenge = await kind.Challenge(http.Org, user, [factor], ct);
            var challenged = await transactions.TryMove(transaction, factor, challenge, ct) ?? throw ApiError.InvalidToken();
            return ApiAnswers.Json(await steps.Pending(http, stateToken, challenged, user));
        }

        var asked = transaction.FactorId == factor.Id ? DeviceChallenge.Of(transaction.Challenge)?.State : null;
        var seen = await second.Check(user.Doing(http), user, factor, new FactorAnswer(typed, asked, ByProgram: true));
        JsonObject? answer = null;
        var outcome = seen;
        if (seen is CodeOutcome.Right right)
        {
            answer = await steps.Prove(http, user, Assurance.Raised(transaction.Amr, right.Proves), transaction.RelayState,
                async w => await right.Spend(w) && await transactions.TryEnd(w, transaction), remember: Remembers(http, body));
            if (answer is null) outcome = await second.Overtaken(user, factor.Type, ct);
        }
        await log.Record(http.Org, http, FactorEvents.Verified(user, factor.Type, outcome));
        if (outcome is CodeOutcome.Refused refused) throw refused.NoMoreTries ? ApiError.LockedOut() : ApiError.WrongPasscode();
        return ApiAnswers.Json(answer!);
    }

    /// <summary>Okta's clients say it in the address, or in the body.</summary>
    private static bool Remembers(HttpContext http, JsonObject body) => http.Flag("rememberDevice") ?? body.Flag("rememberDevice") ?? false;

    /// <summary>Another code for the mailbox that is being asked for. A moment after the last one none is sent, and that one still counts: 429.</summary>
    public static async Task<IResult> Resend(HttpContext http, string factorId, AuthnTransactions transactions, AuthnSteps steps, AuthenticatorKinds kinds)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        var factor = await Chosen(transaction, user, factorId, steps, http.RequestAborted);
        if (transaction.FactorId != factor.Id || !kinds.Of(factor).Sends) throw ApiError.WrongAuthenticationState();
        await kinds.Of(factor).Resend(http, user);
        return ApiAnswers.Json(await steps.Pending(http, body.Text("stateToken")!, transaction, user));
    }

    /// <summary>POST …/previous: back to the choice of a factor.</summary>
    public static async Task<IResult> Previous(HttpContext http, AuthnTransactions transactions, AuthnSteps steps)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        if (transaction.Status is not (AuthnStatus.MfaChallenge or AuthnStatus.MfaEnrollActivate)) throw ApiError.WrongAuthenticationState();
        var back = await transactions.TryMove(transaction, null, null, http.RequestAborted) ?? throw ApiError.InvalidToken();
        return ApiAnswers.Json(await steps.Pending(http, body.Text("stateToken")!, back, user));
    }

    private static async Task<Factor> Chosen(AuthnTransaction transaction, User user, string factorId, AuthnSteps steps, CancellationToken ct)
    {
        if (!AuthnStatus.WantsFactor(transaction.Status)) throw ApiError.WrongAuthenticationState();
        return (await steps.Open(transaction, user, ct)).FirstOrDefault(factor => factor.Id == factorId) ?? throw ApiError.NotFound(factorId, "UserFactor");
    }
}
