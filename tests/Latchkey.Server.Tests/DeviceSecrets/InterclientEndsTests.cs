using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.DeviceSecrets;

/// <summary>What an interclient token rests on, and how long. Contract §2.12; decision 0053; threats §1 rows 4, 6 and 8.</summary>
public sealed class InterclientEndsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string TokenType = "urn:ietf:params:oauth:token-type:";

    private async Task<(TestApp Native, TestApp Web)> Apps()
    {
        var native = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", Grant) });
        var web = await Org.CreateAppAsync("web");
        (await Org.Post($"/apps/{web.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = native.ClientId })).ShouldBe(HttpStatusCode.Created);
        return (native, web);
    }

    private static Task<TestAnswer> Exchange(TestApp native, TestApp web, string? idToken, string? accessToken) => native.TokenAsync(
        ("grant_type", Grant), ("subject_token", idToken), ("subject_token_type", TokenType + "id_token"), ("actor_token", accessToken), ("actor_token_type", TokenType + "access_token"),
        ("requested_token_type", "urn:okta:params:oauth:token-type:interclient_token"), ("audience", "urn:okta:apps:" + web.ClientId));

    private async Task<string?> Opens(TestApp web, string token)
    {
        using var browser = Org.Browser();
        return (await browser.OpenAsync(web.AuthorizeUrl("openid", [("interclient_token", token), ("prompt", "none")]))).Parameter("code");
    }

    private async Task<TestAnswer> TwoFactors(TestApp app, TestPerson person, Authenticator code)
    {
        using var browser = Org.Browser();
        var page = await browser.SignInAsync(app.AuthorizeUrl("openid interclient_access", []), person);
        return await app.RedeemAsync((await browser.SubmitAsync(page, ("code", code.Next()))).Parameter("code").ShouldNotBeNull());
    }

    [Fact]                                                             // an ID token is never taken back: what it says counts with the access token of the same sign-in
    public async Task An_id_token_from_before_the_end_gives_a_later_sign_in_no_second_factor()
    {
        var (native, web) = await Apps();
        var person = await Org.CreatePersonAsync();
        var before = await TwoFactors(native, person, await Org.EnrollAppAsync(person));
        before.ClaimsOf("id_token")["amr"]!.ToJsonString().ShouldContain("mfa");
        (await Org.Post($"/users/{person.Id}/lifecycle/reset_factors")).ShouldSucceed();
        (await Org.Delete($"/users/{person.Id}/sessions?oauthTokens=true")).ShouldBe(HttpStatusCode.NoContent);
        (await Exchange(native, web, before.IdToken, before.AccessToken)).ShouldBeRefused("invalid_request", "'actor_token' is invalid.");

        // In the very second, too: of another era.
        var after = await native.TokensAsync(person, "openid interclient_access");
        (await Exchange(native, web, before.IdToken, after.AccessToken)).ShouldBeRefused("invalid_request", "'subject_token' is invalid.");
        (await Opens(web, (await Exchange(native, web, after.IdToken, after.AccessToken)).AccessToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_two_tokens_are_of_one_sign_in()
    {
        var (native, web) = await Apps();
        var person = await Org.CreatePersonAsync();
        var first = await native.TokensAsync(person, "openid interclient_access offline_access");
        Clock.Advance(TimeSpan.FromSeconds(5));
        var second = await native.TokensAsync(person, "openid interclient_access");
        (await Exchange(native, web, first.IdToken, second.AccessToken)).ShouldBeRefused("invalid_request", "'subject_token' is invalid.");
        (await Exchange(native, web, second.IdToken, first.AccessToken)).ShouldBeRefused("invalid_request", "'subject_token' is invalid.");
        // One that was refreshed is of the sign-in that it came of.
        var later = await native.RefreshAsync(first.RefreshToken);
        (await Exchange(native, web, first.IdToken, later.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Exchange(native, web, later.IdToken, first.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // threats row 4: a token of an app that is switched off opens nothing (contract §2.4)
    [InlineData("switched off"), InlineData("switched off and on"), InlineData("trusted no more"), InlineData("its tokens taken"), InlineData("its token revoked"), InlineData("assigned no more"), InlineData("taken back by the person")]
    public async Task It_opens_nothing_once_what_it_came_of_has_ended(string ended)
    {
        var (native, web) = await Apps();
        var person = await Org.CreatePersonAsync();
        var tokens = await native.TokensAsync(person, "openid interclient_access offline_access");
        async Task<string> Way() => (await Exchange(native, web, tokens.IdToken, tokens.AccessToken)).AccessToken;
        (await Opens(web, await Way())).ShouldNotBeNull();
        var token = await Way();
        switch (ended)
        {
            case "switched off" or "switched off and on":
                (await Org.Post($"/apps/{native.ClientId}/lifecycle/deactivate")).ShouldSucceed();
                if (ended != "switched off") (await Org.Post($"/apps/{native.ClientId}/lifecycle/activate")).ShouldSucceed();
                break;
            case "trusted no more":
                (await Org.Delete($"/apps/{web.ClientId}/interclient-allowed-apps/{native.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
                break;
            case "its tokens taken":
                (await Org.Delete($"/users/{person.Id}/clients/{native.ClientId}/tokens")).ShouldBe(HttpStatusCode.NoContent);
                break;
            case "its token revoked":
                (await native.RevokeAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "assigned no more":
                var everyone = (await Org.Read($"/apps/{native.ClientId}/groups")).ShouldSucceed().Each("id");
                foreach (var group in everyone) (await Org.Delete($"/apps/{native.ClientId}/groups/{group}")).ShouldBe(HttpStatusCode.NoContent);
                break;
            default:
                using (var browser = Org.Browser())
                    await browser.SendAsync(await browser.OpenAccountAsync(person), "/account/apps", ("app", native.ClientId));
                break;
        }
        (await Opens(web, token)).ShouldBeNull();
    }
}
