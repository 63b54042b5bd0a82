using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>RFC 6749 §4.3, contract §2.2: off unless an app turns it on.</summary>
public sealed class PasswordGrantTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<TestApp> Old() => Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password", "refresh_token"), ["response_types"] = new JsonArray() });

    private static Task<TestAnswer> Try(TestApp app, string login, string password) => app.TokenAsync(("grant_type", "password"), ("username", login), ("password", password), ("scope", "openid offline_access"));

    [Fact]                                                             // RFC 6749 §4.3.2
    public async Task A_right_password_is_a_sign_in()
    {
        var app = await Old();
        var tokens = await Try(app, Org.Person.Login, Org.Person.Password);
        tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.Text);
        tokens.ClaimsOf("id_token")["amr"]!.ToJsonString().ShouldBe("""["pwd"]""");
        tokens.ClaimsOf("id_token").ContainsKey("sid").ShouldBeFalse();
        (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Try(Org.NativeApp, Org.Person.Login, Org.Person.Password)).ShouldBeRefused("unauthorized_client");
    }

    [Fact]                                                             // threats §1 row 7
    public async Task Wrong_unknown_and_locked_are_one_answer_and_guesses_lock_the_account()
    {
        var (app, person) = (await Old(), await Org.CreatePersonAsync());
        for (var i = 0; i < 10; i++) (await Try(app, person.Login, "Wrong-Horse-7")).ShouldBeRefused("invalid_grant", "The credentials provided were invalid.");
        (await Try(app, person.Login, person.Password)).ShouldBeRefused("invalid_grant", "The credentials provided were invalid.");
        (await Try(app, "nobody@example.com", "Wrong-Horse-7")).ShouldBeRefused("invalid_grant", "The credentials provided were invalid.");
        using var browser = Org.Browser();
        (await Org.NativeApp.SignInAsync(person, browser: browser)).Parameter("code").ShouldBeNull();
    }

    [Theory]                                                           // contract §2.2: not half of what is proven elsewhere
    [InlineData("token:software:totp")]
    [InlineData("email")]
    public async Task Whoever_has_a_second_factor_does_not_sign_in_with_a_password_alone(string type)
    {
        var (app, person) = (await Old(), await Org.CreatePersonAsync());
        (await Try(app, person.Login, person.Password)).Status.ShouldBe(HttpStatusCode.OK);
        if (type == "email") (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = type })).ShouldSucceed();
        else
        {
            var authenticator = await Org.BeginAppAsync(person);
            (await Try(app, person.Login, person.Password)).Status.ShouldBe(HttpStatusCode.OK);      // begun is not enrolled
            (await Org.Post($"/users/{person.Id}/factors/{authenticator.FactorId}/lifecycle/activate", new JsonObject { ["passCode"] = authenticator.Next() })).ShouldSucceed();
        }
        (await Try(app, person.Login, person.Password)).ShouldBeRefused("invalid_grant", "Resource owner password credentials cannot be used with MFA enabled.");
        (await Try(app, person.Login, "Wrong-Horse-7")).ShouldBeRefused("invalid_grant", "The credentials provided were invalid.");
    }
}
