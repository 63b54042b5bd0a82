using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>/api/v1/users/{id}/credentials: the recovery question and forgotten passwords. Contract §3.2, recovery question.</summary>
internal static class UserRecoveryApi
{
    public static RouteGroupBuilder MapUserRecovery(this RouteGroupBuilder api)
    {
        var credentials = api.MapGroup("/users/{userId}/credentials");
        credentials.MapPost("/change_recovery_question", Change);
        credentials.MapPost("/forgot_password", Forgotten);
        credentials.MapPost("/forgot_password_recovery_question", Answer);
        return api;
    }

    private static async Task<IResult> Change(HttpContext http, string userId, Users users, UserCredentials credentials, RecoveryAnswers answers)
    {
        var user = await users.Require(http, userId);
        var body = await ApiJson.RequireBody(http);
        var typed = body.Object("password")?.Text("value") ?? throw ApiError.Validation("password", "password: The field cannot be left blank");
        var question = await credentials.ReadRecovery(body, http.RequestAborted)
            ?? throw ApiError.Validation("recovery_question", "recovery_question: The field cannot be left blank");
        await Updated(answers.Change(http.Doing, user, typed, question));
        return ApiAnswers.Json(UserJson.Credentials(await users.Require(http, user.Id)));
    }

    private static async Task<IResult> Forgotten(HttpContext http, string userId, Users users, RecoveryAnswers answers)
    {
        var user = await users.Require(http, userId);
        // Okta's older clients set the new password at this address as well.
        if (await ApiJson.ReadBody(http) is { } body && (body["password"] is not null || body["recovery_question"] is not null))
            return await Answered(http, user, body, users, answers);
        try
        {
            var link = await answers.Forgotten(http.Doing, user, http.Flag("sendEmail") != false);
            return link.Mailed ? ApiAnswers.Empty() : ApiAnswers.Json(new JsonObject { ["resetPasswordUrl"] = link.Url });
        }
        catch (StandingException standing)
        {
            throw ApiError.RecoveryNotAllowed(standing.Message);
        }
    }

    private static async Task<IResult> Answer(HttpContext http, string userId, Users users, RecoveryAnswers answers) =>
        await Answered(http, await users.Require(http, userId), await ApiJson.RequireBody(http), users, answers);

    private static async Task<IResult> Answered(HttpContext http, User user, JsonObject body, Users users, RecoveryAnswers answers)
    {
        var chosen = body.Object("password")?.Text("value") ?? throw ApiError.Validation("password", "password: The field cannot be left blank");
        var answer = body.Object("recovery_question")?.Text("answer")
            ?? throw ApiError.Validation("recovery_question", "recovery_question.answer: The field cannot be left blank");
        try
        {
            await Updated(answers.Answer(http.Doing, user, answer, chosen));
        }
        catch (StandingException standing)
        {
            throw ApiError.RecoveryNotAllowed(standing.Message);
        }
        return ApiAnswers.Json(UserJson.Credentials(await users.Require(http, user.Id)));
    }

    private static async Task Updated(Task change)
    {
        try
        {
            await change;
        }
        catch (RuleException broken)
        {
            throw new ApiError(403, "E0000014", "Update of credentials failed", broken.Message);
        }
    }
}
