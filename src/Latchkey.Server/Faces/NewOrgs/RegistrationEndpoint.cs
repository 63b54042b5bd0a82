using System.Text.Json.Nodes;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;

namespace Latchkey.Server.Faces.NewOrgs;

/// <summary>
/// POST /api/v1/registration/{id}/register and GET /api/internal/v1/developer/redeem/{token}: what <c>register</c> of the
/// command line calls. Contract §1.1. Open on a development server; elsewhere whoever holds the set-up token may.
/// </summary>
internal static class RegistrationEndpoint
{
    public static async Task<IResult> Register(HttpContext http, Registration registration, MailReach reach, SetupToken setup)
    {
        if (!await setup.Allows(http)) throw ApiError.InvalidToken();
        var body = await ApiJson.RequireBody(http);
        var profile = ProfileOf(body.Object("userProfile") ?? throw ApiError.Validation("userProfile", "userProfile: The field cannot be left blank"), reach);
        var organization = body.Text("organization") ?? profile["organization"]?.GetValue<string>() ?? $"{profile["firstName"]} {profile["lastName"]}'s org";
        var token = await registration.Register(profile, organization, http.RequestAborted);
        return ApiAnswers.Json(new JsonObject { ["developerOrgCliToken"] = token });
    }

    public static async Task<IResult> Redeem(HttpContext http, string token, Registration registration, ServerSettings settings)
    {
        if (await registration.Redeem(token, http.RequestAborted) is not { } answer) throw ApiError.NotFound("token", "DeveloperOrgCliToken");
        http.Response.Headers.CacheControl = "no-store";
        return ApiAnswers.Json(new JsonObject
        {
            ["status"] = "ACTIVE", ["orgUrl"] = answer.OrgUrl, ["apiToken"] = answer.ApiToken, ["updatePasswordUrl"] = answer.UpdatePasswordUrl,
            ["activationEmailSent"] = settings.SendsMail,
        });
    }

    private static JsonObject ProfileOf(JsonObject given, MailReach reach)
    {
        var email = Required(given, "email", 100);
        if (email.Length < 5 || !EmailAddress.Is(email)) throw ApiError.Validation("email", "email: Does not match required pattern");
        if (reach.Problem(email) is { } problem) throw ApiError.Validation("email", $"email: {problem}");
        var profile = new JsonObject
        {
            ["login"] = email, ["email"] = email, ["firstName"] = Required(given, "firstName", 50),
            ["lastName"] = Required(given, "lastName", 50)
        };
        if (given.Text("organization") is { Length: > 0 and <= 100 } organization) profile["organization"] = organization;
        return profile;
    }

    private static string Required(JsonObject given, string name, int longest) => given.Text(name)?.Trim() is { Length: > 0 } value && value.Length <= longest
        ? value : throw ApiError.Validation(name, $"{name}: The field cannot be left blank or be longer than {longest} characters");
}
