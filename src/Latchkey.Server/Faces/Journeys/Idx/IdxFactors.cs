using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>The second factor of a sign-in in an app's own pages: given, or set up because a policy wants one. Contract §4.</summary>
internal sealed class IdxFactors(IdxSteps steps, SecondFactor second, AuthenticatorKinds kinds, Factors factors, FactorChanges changes, IdxMail mail,
    SystemLog log, TimeProvider clock)
{
    /// <param name="http">The request.</param>
    /// <param name="at">How far it had come.</param>
    /// <param name="due">What is asked for.</param>
    /// <param name="credentials">What was answered; null: the link in the mail was opened instead.</param>
    public async Task<IResult> Verify(HttpContext http, IdxAt at, IdxDue due, JsonObject? credentials)
    {
        var (user, proof, ct) = (at.User!, at.Waiting.Proof!, http.RequestAborted);
        var kind = kinds.Of(at.Transaction.Kind!);
        var factor = at.Transaction.FactorId is { } id
            ? (await factors.Active(user, kind.Type, ct)).FirstOrDefault(one => one.Id == id) ?? throw IdxProblem.OutOfOrder() : null;
        var answer = credentials is null ? ByLink(at) : Answered(kind, factor, credentials, at.Transaction.Challenge, due);
        var doing = user.Doing(http);
        var outcome = factor is null ? await second.Check(doing, user, kind.Type, answer) : await second.Check(doing, user, factor, answer);
        IResult? next = null;
        if (outcome is CodeOutcome.Right right)
        {
            next = await steps.Prove(http, at, proof.With(right.Proves, clock.Now), right.Spend);
            if (next is null) outcome = await second.Overtaken(user, kind.Type, ct);
        }
        return await Told(http, user, kind, outcome, next);
    }

    /// <summary>Begins one. What it is to be set up with is in the document as long as it waits.</summary>
    public async Task<IResult> Begin(HttpContext http, IdxAt at, IdxDue due, string type)
    {
        var (user, kind, ct) = (at.User!, kinds.Of(type), http.RequestAborted);
        var challenge = await kind.BeginEnroll(http.Org, user, ct, due.Decision!.Demand.Key);
        var factor = kind.Enroll(user, kind.NewSecret(), active: false) with { Challenge = challenge?.Stored };
        if (!await changes.Enroll(user.Doing(http), user, factor)) throw IdxProblem.Of(ApiError.Validation("authenticator", "It is already set up."));
        var moved = await steps.Moved(http, at, at.Transaction with { Kind = type, FactorId = factor.Id, Challenge = challenge?.Stored });
        await kind.TrySend(http.Org, user, ct, mail.Wish(http, moved));
        return await steps.Shown(http, moved);
    }

    /// <summary>The first answer: it counts from now on, and this sign-in has given it.</summary>
    public async Task<IResult> Activate(HttpContext http, IdxAt at, IdxDue due, JsonObject? credentials)
    {
        var (user, factor, ct) = (at.User!, due.Factor!, http.RequestAborted);
        var kind = kinds.Of(factor);
        var outcome = await second.CheckFirst(user.Doing(http), user, factor,
            credentials is null ? ByLink(at) : Answered(kind, factor, credentials, factor.Challenge, due));
        IResult? next = null;
        if (outcome is CodeOutcome.Right right)
        {
            var activated = await changes.Activated(user.Doing(http), user, factor, right);
            next = await steps.Prove(http, at, at.Waiting.Proof!.With(right.Proves, clock.Now), async w => await right.Spend(w) && await activated(w),
                right.Proves);
            if (next is null) outcome = await second.Overtaken(user, kind.Type, ct);
        }
        return await Told(http, user, kind, outcome, next);
    }

    private async Task<IResult> Told(HttpContext http, User user, AuthenticatorKind kind, CodeOutcome outcome, IResult? next)
    {
        await log.Record(http.Org, http, FactorEvents.Verified(user, kind.Type, outcome));
        if (outcome is not CodeOutcome.Refused refused) return next!;
        if (refused.Told is { } told) throw IdxProblem.Of(ApiError.Validation("attestation", $"attestation: {told}"));
        throw refused.NoMoreTries ? IdxProblem.Locked() : kind.AsksDevice ? IdxProblem.WrongPasskey() : IdxProblem.WrongCode();
    }

    private static FactorAnswer ByLink(IdxAt at) => new("", ByProgram: true) { Link = IdxMail.Subject(at) };

    private static FactorAnswer Answered(AuthenticatorKind kind, Factor? factor, JsonObject credentials, string? challenge, IdxDue due)
    {
        var typed = kind.AsksDevice ? factor is null ? null : kind.AnswerIn(credentials, factor) : credentials.Text("passcode");
        return new FactorAnswer(typed ?? throw IdxProblem.Blank("credentials"), DeviceChallenge.Of(challenge)?.State, ByProgram: true)
        {
            Wanted = due.Decision!.Demand.Key,
        };
    }
}
