using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>
/// POST /api/v1/users/{id}/credentials/change_password. Contract §3.2. A wrong old password counts like one at sign-in: this is no way around the
/// lock.
/// </summary>
internal static class ChangePasswordApi
{
    public static RouteGroupBuilder MapChangePassword(this RouteGroupBuilder api)
    {
        api.MapPost("/users/{userId}/credentials/change_password", Handle);
        return api;
    }

    private static async Task<IResult> Handle(HttpContext http, string userId, Users users, Sessions sessions, PasswordRulebook rulebook,
        PasswordChanges changes)
    {
        var user = await users.Require(http, userId);
        if (http.Doing.By.IsUser(user.Id) && !(await rulebook.ActionOf(http, user)).Change)
            throw new ApiError(403, "E0000014", "Update of credentials failed", "The password policy does not let people change their own password.");
        var body = await ApiJson.RequireBody(http);
        var typed = body.Object("oldPassword")?.Text("value") ?? throw ApiError.Validation("oldPassword", "oldPassword: The field cannot be left blank");
        var chosen = body.Object("newPassword")?.Text("value") ?? throw ApiError.Validation("newPassword", "newPassword: The field cannot be left blank");
        // Every session ends, whatever revokeSessions says, but the one in which a person changes their own.
        body.Flag("revokeSessions");
        var kept = await sessions.Current(http, touch: false) is { } here && here.User.Id == user.Id ? here.Session : null;
        try
        {
            await changes.Change(http.Doing, user, typed, chosen, kept);
        }
        catch (RuleException broken)
        {
            throw new ApiError(403, "E0000014", "Update of credentials failed", broken.Message);
        }
        return ApiAnswers.Json(UserJson.Credentials(await users.Require(http, user.Id)));
    }
}
