using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Authenticators;

/// <summary>/api/v1/users/{id}/factors. Contract §3.2, "factors".</summary>
public static class FactorsApi
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
        return ApiAnswers.Json(ApiJson.List((await factors.Of(user, http.RequestAborted)).Select(factor => FactorJson.Of(factor, kinds, user, http.Org))));
    }

    /// <summary>Where one of a kind may be set up, whoever has theirs from one provider is offered no other.</summary>
    private static async Task<IResult> Catalog(HttpContext http, string userId, Users users, Factors factors, AuthenticatorKinds kinds)
    {
        var user = await users.Require(http, userId);
        var enrolled = await factors.Of(user, http.RequestAborted);
        return ApiAnswers.Json(ApiJson.List(
            from kind in kinds.All
            let mine = enrolled.FirstOrDefault(factor => factor.Type == kind.Type)
            from provider in mine is null || kind.Several ? kind.Providers : [mine.Provider]
            select FactorJson.Offer(kind.Type, provider, mine, user, http.Org)));
    }

    /// <summary>There are no security questions here: that is a path that there is not, and not a factor by that name.</summary>
    private static async Task<IResult> Questions(HttpContext http, string userId, Users users)
    {
        await users.Require(http, userId);
        throw ApiError.UnknownPath();
    }

    private static async Task<IResult> Get(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds)
    {
        var user = await users.Require(http, userId);
        return ApiAnswers.Json(FactorJson.Of(await Require(http, user, factorId, factors), kinds, user, http.Org));
    }

    /// <summary><c>?activate=true</c> takes an administrator's word that the mailbox is the person's; an app must always show a code.</summary>
    private static async Task<IResult> Enroll(HttpContext http, string userId, Database db, Users users, Factors factors, AuthenticatorKinds kinds,
        AccountNotices notices, SystemLog log)
    {
        var user = await users.Require(http, userId);
        if (user.Status is UserStatus.Deprovisioned) throw ApiError.WrongStatus("A deactivated user cannot enroll factors.");
        var body = await ApiJson.RequireBody(http);
        var type = body.Text("factorType") ?? throw ApiError.Validation("factorType", "factorType: The field cannot be left blank");
        var kind = kinds.Find(type)
            ?? throw ApiError.Validation("factorType", $"factorType: this server supports {string.Join(" and ", kinds.All.Select(each => each.Type))}");
        var provider = body.Text("provider");
        if (provider is not null && !kind.Providers.Contains(provider))
            throw ApiError.Validation("provider", $"provider: must be one of {string.Join(", ", kind.Providers)}");
        if (body.Object("profile")?.Text("email") is { } address && Identifiers.Canonical(address) != Identifiers.Canonical(user.Email))
            throw ApiError.Validation("email", "email: must be the user's primary email address");

        var secret = kind.NewSecret();
        var factor = kind.Enroll(user, secret, active: kind.MayBeVouchedFor && http.Flag("activate") == true, provider);
        var tell = await notices.FactorAdded(http.Org, user, http.RequestAborted);
        var enrolled = await db.Write(async writing =>
        {
            if (!await factors.TryEnroll(writing, factor)) return false;
            if (!factor.Active) return true;
            await tell(writing);
            await log.Record(writing, http.Org, http, FactorEvents.Activated.By(http.Caller.User, user.Party, FactorEvents.Of(factor)));
            return true;
        }, http.RequestAborted);
        if (!enrolled) throw ApiError.Validation("factorEnrollRequest", "A factor of this type is already set up.");
        if (!factor.Active) await kind.TrySend(http.Org, user, http.RequestAborted);
        return ApiAnswers.Json(FactorJson.Of(factor, kinds, user, http.Org, secret));
    }

    private static async Task<IResult> Activate(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds,
        SecondFactor second, AccountNotices notices, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var factor = await Require(http, user, factorId, factors);
        if (factor.Active) throw new ApiError(403, "E0000079", "This operation is not allowed in the current authentication state.",
            "The factor is active already.");
        var typed = (await ApiJson.RequireBody(http)).Text("passCode") ?? throw ApiError.Validation("passCode", "passCode: The field cannot be left blank");

        var tell = await notices.FactorAdded(http.Org, user, http.RequestAborted);
        async Task<bool> And(Writing writing)
        {
            if (!await factors.TryActivate(writing, factor)) return false;
            await kinds.Of(factor).Proven(writing, user);
            await tell(writing);
            await log.Record(writing, http.Org, http, FactorEvents.Activated.By(http.Caller.User, user.Party, FactorEvents.Of(factor)));
            return true;
        }
        var seen = await second.CheckFirst(user, factor, typed, http.RequestAborted);
        RequireRight(await second.Commit(user, seen, And, http.RequestAborted));
        return ApiAnswers.Json(FactorJson.Of(await Require(http, user, factorId, factors), kinds, user, http.Org));
    }

    /// <summary>Another code to set a mailbox up with, if the last one is not of a moment ago.</summary>
    private static async Task<IResult> Resend(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds)
    {
        var user = await users.Require(http, userId);
        var factor = await Require(http, user, factorId, factors);
        if (factor.Active || !kinds.Of(factor).Sends)
            throw new ApiError(403, "E0000079", "This operation is not allowed in the current authentication state.",
                "Only a mailbox that is being set up is sent another code.");
        await kinds.Of(factor).Resend(http, user);
        return ApiAnswers.Json(FactorJson.Of(factor, kinds, user, http.Org));
    }

    /// <summary>With a code: is it right. Without one, for a mailbox: send one.</summary>
    private static async Task<IResult> Verify(HttpContext http, string userId, string factorId, Users users, Factors factors, AuthenticatorKinds kinds,
        SecondFactor second, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var factor = await Require(http, user, factorId, factors);
        if (!factor.Active) throw new ApiError(403, "E0000079", "This operation is not allowed in the current authentication state.",
            "The factor is not active yet.");
        if ((await ApiJson.ReadBody(http))?.Text("passCode") is not { } typed)
        {
            if (!kinds.Of(factor).Sends) throw ApiError.Validation("passCode", "passCode: The field cannot be left blank");
            await kinds.Of(factor).TrySend(http.Org, user, http.RequestAborted);
            return ApiAnswers.Json(
                new JsonObject
                {
                    ["factorResult"] = "CHALLENGE",
                    ["_links"] = new JsonObject { ["verify"] = Hal.To(http.Org, $"users/{user.Id}/factors/{factor.Id}/verify", "POST") }
                });
        }
        var outcome = await second.Commit(user, await second.Check(user, factor, typed, http.RequestAborted), _ => Task.FromResult(true), http.RequestAborted);
        await log.Record(http.Org, http, FactorEvents.Verified(user, factor.Type, outcome));
        RequireRight(outcome);
        return ApiAnswers.Json(new JsonObject { ["factorResult"] = "SUCCESS" });
    }

    private static async Task<IResult> Delete(HttpContext http, string userId, string factorId, Database db, Users users, Factors factors, SystemLog log)
    {
        var user = await users.Require(http, userId);
        var factor = await Require(http, user, factorId, factors);
        await db.Write(async writing =>
        {
            if (await factors.TryDelete(writing, factor))
                await log.Record(writing, http.Org, http, FactorEvents.Deactivated.By(http.Caller.User, user.Party, FactorEvents.Of(factor)));
        }, http.RequestAborted);
        return ApiAnswers.Nothing();
    }

    /// <summary>For who lost their phone: everything enrolled is gone, and so is every code that was mailed.</summary>
    private static async Task<IResult> Reset(HttpContext http, string userId, Database db, Users users, Factors factors, AuthenticatorKinds kinds,
        SystemLog log)
    {
        var user = await users.Require(http, userId);
        await db.Write(async writing =>
        {
            await factors.DeleteAll(writing, user);
            foreach (var kind in kinds.All) await kind.Forget(writing, user);
            await log.Record(writing, http.Org, http, FactorEvents.Reset.By(http.Caller.User, user.Party));
        }, http.RequestAborted);
        return ApiAnswers.Empty();
    }

    /// <summary>What is no id of anything is a path that there is not: a client asks there for a part of the API that this server lacks.</summary>
    private static async Task<Factor> Require(HttpContext http, User user, string factorId, Factors factors) =>
        (await factors.Of(user, http.RequestAborted)).FirstOrDefault(factor => factor.Id == factorId)
        ?? throw (Ids.IsOne(factorId) ? ApiError.NotFound(factorId, "UserFactor") : ApiError.UnknownPath());

    private static void RequireRight(CodeOutcome outcome)
    {
        if (outcome is CodeOutcome.Refused) throw ApiError.WrongPasscode();
    }
}
