using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>
/// /idp/myaccount/emails: a person's addresses, and the proof of the first one by a mailed code. Another address is proven on the account page, where both
/// of them are. Contract §4.1.
/// </summary>
internal static class MyEmailsApi
{
    private const string Resource = "email";
    private const string Primary = "PRIMARY", Secondary = "SECONDARY";
    private const string OnThePage = "An address is changed on the account page (/account), where its owner proves both the old one and the new one.";

    public static RouteGroupBuilder MapMyEmails(this RouteGroupBuilder mine)
    {
        mine.MapGet("/emails", (HttpContext http) => MyAccountJson.List(All(http.Mine.User).Select(one => Json(http.Org, http.Mine.User, one)))).For(Resource);
        mine.MapPost("/emails", IResult () => throw Refused()).For(Resource, manage: true);
        mine.MapGet("/emails/{id}", (HttpContext http, string id) => MyAccountJson.Answer(Json(http.Org, http.Mine.User, Require(http, id)))).For(Resource);
        mine.MapDelete("/emails/{id}", IResult () => throw Refused()).For(Resource, manage: true);
        mine.MapPost("/emails/{id}/challenge", Send).For(Resource, manage: true);
        mine.MapGet("/emails/{id}/challenge/{challengeId}", Poll).For(Resource);
        mine.MapPost("/emails/{id}/challenge/{challengeId}/verify", Verify).For(Resource, manage: true);
        return mine;
    }

    private static ApiError Refused() => new(501, "E0000060", "Unsupported operation.", OnThePage);

    private static IEnumerable<(string Role, string Address)> All(User user) => user["secondEmail"] is { Length: > 0 } second
        ? [(Primary, user.Email), (Secondary, second)] : [(Primary, user.Email)];

    /// <summary>The same for the same address of the same person, and nothing that tells it.</summary>
    private static string IdOf(User user, string role) => "eml" + Secrets.Hash($"email {role} {user.Id}").Replace('-', 'x').Replace('_', 'y')[..17];

    /// <summary>Of one address: another one is another proof.</summary>
    private static string ChallengeOf(User user) =>
        "emc" + Secrets.Hash($"challenge {user.Id} {Identifiers.Canonical(user.Email)}").Replace('-', 'x').Replace('_', 'y')[..17];

    private static (string Role, string Address) Require(HttpContext http, string id) =>
        All(http.Mine.User).FirstOrDefault(one => IdOf(http.Mine.User, one.Role) == id) is { Role: not null } found ? found
            : throw ApiError.NotFound(id, "Email");

    private static async Task<IResult> Send(HttpContext http, string id, MailedCodes codes)
    {
        var email = RequirePrimary(http, id);
        await codes.Resend(http, http.Mine.User);
        return MyAccountJson.Answer(Challenge(http, email.Address), StatusCodes.Status201Created);
    }

    private static IResult Poll(HttpContext http, string id, string challengeId)
    {
        var email = RequirePrimary(http, id);
        RequireChallenge(http, challengeId);
        return MyAccountJson.Answer(Challenge(http, email.Address));
    }

    private static async Task<IResult> Verify(HttpContext http, string id, string challengeId, MailedCodes codes, Users users, LoggedWrites writes)
    {
        RequirePrimary(http, id);
        RequireChallenge(http, challengeId);
        var user = http.Mine.User;
        var typed = SecondFactor.Digits((await ApiJson.RequireBody(http)).Text("verificationCode") ?? "");
        if (await codes.Try(user, typed, http.RequestAborted) is not true) throw ApiError.WrongPasscode();
        if (!await writes.Write(http.Mine.Doing, AdminEvents.ProfileUpdated, async writing =>
        {
            if (!await codes.TrySpend(writing, user, typed)) return false;
            await users.VerifyEmail(writing, user);
            return true;
        }, user.Party)) throw ApiError.WrongPasscode();
        return MyAccountJson.Answer(new JsonObject());
    }

    private static (string Role, string Address) RequirePrimary(HttpContext http, string id) => Require(http, id) is { Role: Primary } primary ? primary
        : throw Refused();

    private static void RequireChallenge(HttpContext http, string challengeId)
    {
        if (challengeId != ChallengeOf(http.Mine.User)) throw ApiError.NotFound(challengeId, "EmailChallenge");
    }

    private static JsonObject Challenge(HttpContext http, string address)
    {
        var (id, challenge) = (IdOf(http.Mine.User, Primary), ChallengeOf(http.Mine.User));
        return new()
        {
            ["id"] = challenge,
            ["status"] = http.Mine.User.EmailVerified ? "VERIFIED" : "UNVERIFIED",
            ["expiresAt"] = ApiJson.Date(http.RequestServices.GetRequiredService<TimeProvider>().Now + MailedCodes.Lifetime),
            ["profile"] = new JsonObject { ["email"] = address },
            ["_links"] = new JsonObject
            {
                ["verify"] = MyAccountJson.To(http.Org, $"emails/{id}/challenge/{challenge}/verify", "POST"),
                ["poll"] = MyAccountJson.To(http.Org, $"emails/{id}/challenge/{challenge}"),
            },
        };
    }

    private static JsonObject Json(Org org, User user, (string Role, string Address) email)
    {
        var (id, primary) = (IdOf(user, email.Role), email.Role == Primary);
        var links = new JsonObject { ["self"] = MyAccountJson.To(org, $"emails/{id}") };
        if (primary) links["challenge"] = MyAccountJson.To(org, $"emails/{id}/challenge", "POST");
        return new()
        {
            ["id"] = id,
            ["profile"] = new JsonObject { ["email"] = email.Address },
            ["roles"] = new JsonArray(email.Role),
            ["status"] = primary && user.EmailVerified ? "VERIFIED" : "UNVERIFIED",
            ["_links"] = links,
        };
    }
}
