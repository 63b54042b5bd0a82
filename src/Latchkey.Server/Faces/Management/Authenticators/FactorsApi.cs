using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Authenticators;

/// <summary>/api/v1/users/{id}/factors. Contract §3.2, "factors".</summary>
internal static class FactorsApi
{
    public static RouteGroupBuilder MapFactors(this RouteGroupBuilder api)
    {
        var factors = api.MapGroup("/users/{userId}/factors");
        factors.MapGet("", List);
        factors.MapGet("/catalog", Catalog);
        factors.MapGet("/questions", Questions);
        factors.MapPost("", Enroll);
        factors.MapGet("/{factorId}", Get);
        factors.MapDelete("/{factorId}", Delete);
        factors.MapPost("/{factorId}/lifecycle/activate", Activate);
        factors.MapPost("/{factorId}/resend", Resend);
        factors.MapPost("/{factorId}/verify", Verify);
        api.MapPost("/users/{userId}/lifecycle/reset_factors", Reset);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string userId, Users users, Factors factors, AuthenticatorKinds kinds)
    {
        var user = await users.Require(http, userId);
        return Pages.Whole(http, (await factors.Of(user, http.RequestAborted)).Select(factor => FactorJson.Of(factor, kinds, user, http.Org)));
    }

    /// <summary>Where one of a kind may be set up, whoever has theirs from one provider is offered no other.</summary>
    private static async Task<IResult> Catalog(HttpContext http, string userId, Users users, Factors factors, AuthenticatorKinds kinds)
    {
        var user = await users.Require(http, userId);
        var enrolled = await factors.Of(user, http.RequestAborted);
        return Pages.Whole(http,
            from kind in kinds.All
            where kind.WorksAt(http.Org)
            let mine = enrolled.FirstOrDefault(factor => factor.Type == kind.Type)
            from provider in mine is null || kind.Several ? kind.Providers : [mine.Provider]
            select FactorJson.Offer(kind.Type, provider, mine, user, http.Org));
    }

    /// <summary>Of a catalogue of questions to prove oneself by: nobody is asked one here, and a recovery question is in a person's own words.</summary>
    private static async Task<IResult> Questions(HttpContext http, string userId, Users users)
    {
        await users.Require(http, userId);
        return Pages.Whole(http, []);
    }

    private static async Task<IResult> Get(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds)
    {
        var user = await users.Require(http, userId);
        return ApiAnswers.Json(FactorJson.Of(await Require(http, user, factorId, factors), kinds, user, http.Org));
    }

    /// <summary><c>?activate=true</c> takes an administrator's word that the mailbox is the person's; an app must always show a code.</summary>
    private static async Task<IResult> Enroll(HttpContext http, string userId, Users users, AuthenticatorKinds kinds, FactorChanges changes)
    {
        var user = await users.Require(http, userId);
        if (user.Status is UserStatus.Deprovisioned) throw ApiError.WrongStatus("A deactivated user cannot enroll factors.");
        var body = await ApiJson.RequireBody(http);
        var type = body.Text("factorType") ?? throw ApiError.Validation("factorType", "factorType: The field cannot be left blank");
        IReadOnlyList<AuthenticatorKind> possible = [.. kinds.All.Where(each => each.WorksAt(http.Org))];
        var kind = possible.FirstOrDefault(each => each.Type == type)
            ?? throw ApiError.Validation("factorType", $"factorType: this server supports {string.Join(" and ", possible.Select(each => each.Type))}");
        var provider = body.Text("provider");
        if (provider is not null && !kind.Providers.Contains(provider))
            throw ApiError.Validation("provider", $"provider: must be one of {string.Join(", ", kind.Providers)}");
        if (body.Object("profile")?.Text("email") is { } address && Identifiers.Canonical(address) != Identifiers.Canonical(user.Email))
            throw ApiError.Validation("email", "email: must be the user's primary email address");

        var name = kind.Several && body.Object("profile")?.Text("authenticatorName") is { } called ? FactorName.Of(called).Text : null;

        var secret = kind.NewSecret();
        var challenge = await kind.BeginEnroll(http.Org, user, http.RequestAborted);
        var factor = kind.Enroll(user, secret, active: kind.MayBeVouchedFor && http.Flag("activate") == true, provider, name) with
        {
            Challenge = challenge?.Stored,
        };
        if (!await changes.Enroll(http.Doing, user, factor))
            throw ApiError.Validation("factorEnrollRequest", "A factor of this type is already set up.");
        if (!factor.Active) await kind.TrySend(http.Org, user, http.RequestAborted);
        return ApiAnswers.Json(FactorJson.Of(factor, kinds, user, http.Org, secret, challenge));
    }

    private static async Task<IResult> Activate(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds,
        FactorChanges changes)
    {
        var user = await users.Require(http, userId);
        var factor = await Require(http, user, factorId, factors);
        if (factor.Active) throw WrongState("The factor is active already.");
        var kind = Known(kinds, factor);
        var answer = Needed(kind, kind.AnswerIn(await ApiJson.RequireBody(http), factor));
        var asked = DeviceChallenge.Of(factor.Challenge)?.State;
        RequireRight(await changes.Activate(http.Doing, user, factor, new FactorAnswer(answer, asked, ByProgram: true)));
        return ApiAnswers.Json(FactorJson.Of(await Require(http, user, factorId, factors), kinds, user, http.Org));
    }

    /// <summary>Another code to set a mailbox up with, if the last one is not of a moment ago.</summary>
    private static async Task<IResult> Resend(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds)
    {
        var user = await users.Require(http, userId);
        var factor = await Require(http, user, factorId, factors);
        var kind = Known(kinds, factor);
        if (factor.Active || !kind.Sends) throw WrongState("Only a mailbox that is being set up is sent another code.");
        await kind.Resend(http, user);
        return ApiAnswers.Json(FactorJson.Of(factor, kinds, user, http.Org));
    }

    /// <summary>With an answer: is it right. Without one: send a mailbox a code, or say what a device is to sign.</summary>
    private static async Task<IResult> Verify(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds,
        SecondFactor second, SystemLog log)
    {
        var (user, ct) = (await users.Require(http, userId), http.RequestAborted);
        var factor = await Require(http, user, factorId, factors);
        if (!factor.Active) throw WrongState("The factor is not active yet.");
        var kind = Known(kinds, factor);
        var body = await ApiJson.ReadBody(http);
        if ((body is null ? null : kind.AnswerIn(body, factor)) is not { } answer)
        {
            if (kind.AsksDevice) return Challenged(http, user, await factors.Ask(factor, (await kind.Challenge(http.Org, user, [factor], ct))!, ct));
            if (!kind.Sends) throw ApiError.Validation(kind.AnswerField, $"{kind.AnswerField}: The field cannot be left blank");
            await kind.TrySend(http.Org, user, ct);
            return Challenged(http, user, factor);
        }
        var seen = await second.Check(http.Doing, user, factor, new FactorAnswer(answer, DeviceChallenge.Of(factor.Challenge)?.State, ByProgram: true));
        var outcome = await second.Commit(user, seen, writing => kind.AsksDevice ? factors.TryAnswer(writing, factor) : Task.FromResult(true), ct);
        await log.Record(http.Org, http, FactorEvents.Verified(user, factor.Type, outcome));
        RequireRight(outcome);
        return ApiAnswers.Json(new JsonObject { ["factorResult"] = "SUCCESS" });
    }

    private static IResult Challenged(HttpContext http, User user, Factor factor)
    {
        var answer = new JsonObject
        {
            ["factorResult"] = "CHALLENGE",
            ["_links"] = new JsonObject { ["verify"] = Hal.To(http.Org, $"users/{user.Id}/factors/{factor.Id}/verify", "POST") },
        };
        if (DeviceChallenge.Of(factor.Challenge) is { } challenge) answer["_embedded"] = new JsonObject { ["challenge"] = challenge.Options };
        return ApiAnswers.Json(answer);
    }

    private static async Task<IResult> Delete(HttpContext http, string userId, string factorId, Users users, Factors factors, FactorChanges changes)
    {
        var user = await users.Require(http, userId);
        await changes.Remove(http.Doing, user, await Require(http, user, factorId, factors));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Reset(HttpContext http, string userId, Users users, FactorChanges changes)
    {
        await changes.Reset(http.Doing, await users.Require(http, userId));
        return ApiAnswers.Empty();
    }

    /// <summary>What a newer server has set up can be seen and removed here, and nothing else.</summary>
    private static AuthenticatorKind Known(AuthenticatorKinds kinds, Factor factor) =>
        kinds.Find(factor.Type) ?? throw WrongState($"This server does not know factors of the type {factor.Type}.");

    private static string Needed(AuthenticatorKind kind, string? answer) =>
        answer ?? throw ApiError.Validation(kind.AnswerField, $"{kind.AnswerField}: The field cannot be left blank");

    private static ApiError WrongState(string cause) =>
        new(403, "E0000079", "This operation is not allowed in the current authentication state.", cause);

    /// <summary>What is no id of anything is a path that there is not: a client asks there for a part of the API that this server lacks.</summary>
    private static async Task<Factor> Require(HttpContext http, User user, string factorId, Factors factors) =>
        (await factors.Of(user, http.RequestAborted)).FirstOrDefault(factor => factor.Id == factorId)
        ?? throw (Ids.IsOne(factorId) ? ApiError.NotFound(factorId, "UserFactor") : ApiError.UnknownPath());

    private static void RequireRight(CodeOutcome outcome)
    {
        if (outcome is CodeOutcome.Refused { Told: { } told }) throw ApiError.Validation("attestation", $"attestation: {told}");
        if (outcome is CodeOutcome.Refused) throw ApiError.WrongPasscode();
    }
}
