using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Authn;

/// <summary>
/// POST /api/v1/authn/factors and what belongs to it: a second factor is set up on the way in, in a program's own form, because a policy asks for one.
/// Contract §3.5. Only where it is due: whoever has one has proven it by then (threats row 8).
/// </summary>
internal static class AuthnEnrollment
{
    /// <summary>Begins one. What it is to be set up with is said once, and again as long as it waits.</summary>
    public static async Task<IResult> Begin(HttpContext http, AuthnTransactions transactions, AuthnSteps steps, AuthenticatorKinds kinds, FactorChanges changes)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        if (!AuthnStatus.Enrolls(transaction.Status)) throw ApiError.WrongAuthenticationState();
        var (type, ct) = (AuthnEndpoints.Needed(body, "factorType"), http.RequestAborted);
        var enrolling = (await steps.Decide(http, transaction, user)).Enrolling;
        if (kinds.Find(type) is not { } kind || !kind.WorksAt(http.Org) || !enrolling.Contains(type))
            throw ApiError.Validation("factorType", $"factorType: must be one of {string.Join(", ", enrolling)}");
        var provider = body.Text("provider");
        if (provider is not null && !kind.Providers.Contains(provider))
            throw ApiError.Validation("provider", $"provider: must be one of {string.Join(", ", kind.Providers)}");
        if (body.Object("profile")?.Text("email") is { } address && Identifiers.Canonical(address) != Identifiers.Canonical(user.Email))
            throw ApiError.Validation("email", "email: must be the user's primary email address");

        var name = kind.Several && body.Object("profile")?.Text("authenticatorName") is { } called ? FactorName.Of(called).Text : null;
        var challenge = await kind.BeginEnroll(http.Org, user, ct);
        var factor = kind.Enroll(user, kind.NewSecret(), active: false, provider, name) with { Challenge = challenge?.Stored };
        if (!await changes.Enroll(user.Doing(http), user, factor))
            throw ApiError.Validation("factorEnrollRequest", "A factor of this type is already set up.");
        await kind.TrySend(http.Org, user, ct);
        var moved = await transactions.TryMove(transaction, factor, challenge, ct) ?? throw ApiError.InvalidToken();
        return ApiAnswers.Json(await steps.Pending(http, body.Text("stateToken")!, moved, user));
    }

    /// <summary>The first answer: it counts from now on, and this sign-in has given it.</summary>
    public static async Task<IResult> Activate(HttpContext http, string factorId, AuthnTransactions transactions, AuthnSteps steps, Factors factors,
        AuthenticatorKinds kinds, FactorChanges changes, SecondFactor second, SystemLog log)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        var factor = await Begun(transaction, user, factorId, factors, http.RequestAborted);
        var kind = kinds.Of(factor);
        var typed = kind.AnswerIn(body, factor) ?? throw ApiError.Validation(kind.AnswerField, $"{kind.AnswerField}: The field cannot be left blank");
        var asked = DeviceChallenge.Of(factor.Challenge)?.State;
        var outcome = await second.CheckFirst(user.Doing(http), user, factor, new FactorAnswer(typed, asked, ByProgram: true));
        JsonObject? answer = null;
        if (outcome is CodeOutcome.Right right)
        {
            var activated = await changes.Activated(user.Doing(http), user, factor, right);
            answer = await steps.Prove(http, user, Assurance.Raised(transaction.Amr, right.Proves), transaction.RelayState,
                async w => await right.Spend(w) && await transactions.TryEnd(w, transaction) && await activated(w), right.Proves);
            if (answer is null) outcome = await second.Overtaken(user, factor.Type, http.RequestAborted);
        }
        if (outcome is CodeOutcome.Refused refused)
        {
            await log.Record(http.Org, http, FactorEvents.Verified(user, factor.Type, outcome));
            throw refused.Told is { } told ? ApiError.Validation("attestation", $"attestation: {told}")
                : refused.NoMoreTries ? ApiError.LockedOut() : ApiError.WrongPasscode();
        }
        return ApiAnswers.Json(answer!);
    }

    /// <summary>Another code for the mailbox that is being set up. A moment after the last one none is sent, and that one still counts: 429.</summary>
    public static async Task<IResult> Resend(HttpContext http, string factorId, AuthnTransactions transactions, AuthnSteps steps, Factors factors,
        AuthenticatorKinds kinds)
    {
        var (transaction, user, body) = await AuthnEndpoints.Require(http, transactions);
        var factor = await Begun(transaction, user, factorId, factors, http.RequestAborted);
        if (!kinds.Of(factor).Sends) throw ApiError.WrongAuthenticationState();
        await kinds.Of(factor).Resend(http, user);
        return ApiAnswers.Json(await steps.Pending(http, body.Text("stateToken")!, transaction, user));
    }

    private static async Task<Factor> Begun(AuthnTransaction transaction, User user, string factorId, Factors factors, CancellationToken ct)
    {
        if (transaction.Status != AuthnStatus.MfaEnrollActivate) throw ApiError.WrongAuthenticationState();
        return transaction.FactorId == factorId && (await factors.Of(user, ct)).FirstOrDefault(one => one.Id == factorId) is { Active: false } factor ? factor
            : throw ApiError.NotFound(factorId, "UserFactor");
    }
}
