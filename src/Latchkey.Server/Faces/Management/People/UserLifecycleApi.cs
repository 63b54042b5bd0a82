using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>
/// /api/v1/users/{id}/lifecycle. Contract §3.2, "Status machine". The store decides whether a step is possible; two racing callers hear the same.
/// </summary>
internal static class UserLifecycleApi
{
    public static RouteGroupBuilder MapUserLifecycle(this RouteGroupBuilder api)
    {
        var lifecycle = api.MapGroup("/users/{userId}/lifecycle");
        lifecycle.MapPost("/activate", Activate);
        lifecycle.MapPost("/reactivate", Reactivate);
        lifecycle.MapPost("/deactivate", Deactivate);
        lifecycle.MapPost("/suspend", Suspend);
        lifecycle.MapPost("/unsuspend", Unsuspend);
        lifecycle.MapPost("/unlock", Unlock);
        lifecycle.MapPost("/expire_password", ExpirePassword);
        lifecycle.MapPost("/expire_password_with_temp_password", ExpireWithTemporaryPassword);
        lifecycle.MapPost("/reset_password", ResetPassword);
        return api;
    }

    private static async Task<IResult> Activate(HttpContext http, string userId, Users users, UserSteps steps)
    {
        try
        {
            return Activation(await steps.Activate(http.Doing, await users.Require(http, userId), Mails(http)));
        }
        catch (StandingException)
        {
            throw new ApiError(403, "E0000016", "Activation failed because the user is already active");
        }
    }

    private static async Task<IResult> Reactivate(HttpContext http, string userId, Users users, UserSteps steps) =>
        Activation(await steps.Reactivate(http.Doing, await users.Require(http, userId), Mails(http)));

    private static Task<IResult> Deactivate(HttpContext http, string userId, Users users, UserSteps steps) => Step(http, userId, users, steps.Deactivate);

    private static Task<IResult> Suspend(HttpContext http, string userId, Users users, UserSteps steps) => Step(http, userId, users, steps.Suspend);

    private static Task<IResult> Unsuspend(HttpContext http, string userId, Users users, UserSteps steps) => Step(http, userId, users, steps.Unsuspend);

    private static Task<IResult> Unlock(HttpContext http, string userId, Users users, UserSteps steps) => Step(http, userId, users, steps.Unlock);

    /// <summary>With <c>?tempPassword=true</c> the same as <see cref="ExpireWithTemporaryPassword"/>.</summary>
    private static async Task<IResult> ExpirePassword(HttpContext http, string userId, Users users, UserSteps steps)
    {
        if (http.Flag("tempPassword") == true) return await ExpireWithTemporaryPassword(http, userId, users, steps);
        await Step(http, userId, users, steps.ExpirePassword);
        return ApiAnswers.Json(UserJson.Of(await users.Require(http, userId), http));
    }

    private static async Task<IResult> ExpireWithTemporaryPassword(HttpContext http, string userId, Users users, UserSteps steps) =>
        ApiAnswers.Json(new JsonObject { ["tempPassword"] = await steps.ReplacePassword(http.Doing, await users.Require(http, userId)) });

    private static async Task<IResult> ResetPassword(HttpContext http, string userId, Users users, UserSteps steps)
    {
        var link = await steps.ResetPassword(http.Doing, await users.Require(http, userId), Mails(http));
        return link.Mailed ? ApiAnswers.Empty() : ApiAnswers.Json(new JsonObject { ["resetPasswordUrl"] = link.Url });
    }

    private static async Task<IResult> Step(HttpContext http, string userId, Users users, Func<Doing, User, Task> step)
    {
        await step(http.Doing, await users.Require(http, userId));
        return ApiAnswers.Empty();
    }

    private static bool Mails(HttpContext http) => http.Flag("sendEmail") != false;

    private static IResult Activation(AccountLink? link) => link is null or { Mailed: true } ? ApiAnswers.Empty()
        : ApiAnswers.Json(new JsonObject { ["activationUrl"] = link.Url, ["activationToken"] = link.Token });
}
