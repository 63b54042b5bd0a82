using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>
/// /idp/myaccount/password. The old one is the proof of who changes it, as on the account page: a token alone, however fresh, sets none. Contract §4.1.
/// </summary>
internal static class MyPasswordApi
{
    private const string Resource = "password";

    public static RouteGroupBuilder MapMyPassword(this RouteGroupBuilder mine)
    {
        mine.MapGet("/password", Get).For(Resource);
        mine.MapPost("/password", IResult () => throw Unsupported("A first password is chosen by a mailed link: at the sign-in, by \"Forgot password?\"."))
            .For(Resource, manage: true);
        mine.MapPut("/password", (HttpContext http, PasswordRulebook rulebook, PasswordChanges changes, Users users) =>
            Change(http, rulebook, changes, users, StatusCodes.Status201Created)).For(Resource, manage: true, recently: true);
        mine.MapPost("/password/change-password", (HttpContext http, PasswordRulebook rulebook, PasswordChanges changes, Users users) =>
            Change(http, rulebook, changes, users, StatusCodes.Status204NoContent)).For(Resource, manage: true, recently: true);
        mine.MapDelete("/password", IResult () => throw Unsupported("A password is replaced or reset, and not taken away.")).For(Resource, manage: true);
        mine.MapGet("/password/complexity-requirements", Requirements).For(Resource);
        return mine;
    }

    private static ApiError Unsupported(string why) => new(501, "E0000060", "Unsupported operation.", why);

    private static IResult Get(HttpContext http) => http.Mine.User is { PasswordHash: not null } user ? MyAccountJson.Answer(Json(http.Org, user))
        : throw ApiError.NotFound("password", "Password");

    private static async Task<IResult> Change(HttpContext http, PasswordRulebook rulebook, PasswordChanges changes, Users users, int status)
    {
        var user = http.Mine.User;
        var body = await ApiJson.RequireBody(http);
        var chosen = body.Object("profile")?.Text("password") ?? body.Text("newPassword")
            ?? throw ApiError.Validation("password", "profile.password: The field cannot be left blank");
        var old = body.Object("profile")?.Text("currentPassword") ?? body.Text("currentPassword")
            ?? throw ApiError.Validation("currentPassword", "profile.currentPassword: The field cannot be left blank");
        if (user.PasswordHash is null) throw Unsupported("There is no password to change.");
        if (!(await rulebook.ActionOf(http, user)).Change) throw ApiError.NoPermission("The password policy does not let you change your password.");
        try
        {
            await changes.Change(http.Mine.Doing, user, old, chosen, kept: null);
        }
        catch (RuleException rule) when (rule.Fields.Contains("password"))
        {
            throw ApiError.WeakPassword([.. rule.Reasons]);
        }
        return status == StatusCodes.Status204NoContent ? ApiAnswers.Nothing()
            : MyAccountJson.Answer(Json(http.Org, (await users.Read(http.Org.Id, user.Id, http.RequestAborted))!), status);
    }

    private static async Task<IResult> Requirements(HttpContext http, PasswordChoice choice)
    {
        var settings = await choice.Of(http.Mine.User, http.RequestAborted);
        return MyAccountJson.Answer(new JsonObject
        {
            ["id"] = IdOf(http.Mine.User),
            ["complexity"] = new JsonObject
            {
                ["minLength"] = settings.MinLength, ["minLowerCase"] = settings.MinLower, ["minUpperCase"] = settings.MinUpper,
                ["minNumber"] = settings.MinNumber, ["minSymbol"] = settings.MinSymbol, ["excludeUsername"] = settings.ExcludeLogin,
                ["excludeAttributes"] = ApiJson.List(settings.ExcludedAttributes),
                ["dictionary"] = new JsonObject { ["common"] = new JsonObject { ["exclude"] = settings.ExcludeCommon } },
            },
            ["age"] = new JsonObject { ["minAgeMinutes"] = settings.MinAgeMinutes, ["historyCount"] = settings.History },
            ["_links"] = new JsonObject { ["self"] = MyAccountJson.To(http.Org, "password/complexity-requirements") },
        });
    }

    private static string IdOf(User user) => $"epw{user.Id[3..]}";

    private static JsonObject Json(Org org, User user) => new()
    {
        ["id"] = IdOf(user),
        ["created"] = ApiJson.Date(user.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(user.PasswordChangedAt ?? user.CreatedAt),
        ["status"] = user.Status == UserStatus.PasswordExpired ? "EXPIRED" : "ACTIVE",
        ["_links"] = new JsonObject { ["self"] = MyAccountJson.To(org, "password", "GET", "PUT") },
    };
}
