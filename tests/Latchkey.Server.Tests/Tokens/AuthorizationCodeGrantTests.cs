using System.Net;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Tokens;

public sealed class AuthorizationCodeGrantTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Invalid = "The authorization code is invalid or has expired.";

    [Fact]                                                             // contract §2.2, §2.3; RFC 6749 §5.1
    public async Task A_code_is_redeemed_for_the_tokens_of_the_contract()
    {
        var person = await Org.CreatePersonAsync();
        var answer = await Org.NativeApp.TokensAsync(person, "openid profile email offline_access");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer["token_type"].ShouldBe("Bearer");
        answer.Json["expires_in"]!.GetValue<int>().ShouldBe(3600);
        answer["scope"].ShouldBe("openid profile email offline_access");
        answer.Json.ContainsKey("state").ShouldBeFalse();              // contract §11.1
        answer.Headers["Cache-Control"].ShouldContain("no-store");

        var access = answer.ClaimsOf("access_token");
        access["sub"]!.GetValue<string>().ShouldBe(person.Login);      // contract §11.8
        access["uid"]!.GetValue<string>().ShouldBe(person.Id);
        access["aud"]!.GetValue<string>().ShouldBe("api://default");
        access["ver"]!.GetValue<int>().ShouldBe(1);
        access["cid"]!.GetValue<string>().ShouldBe(Org.NativeApp.ClientId);
        access["scp"]!.AsArray().Select(s => s!.GetValue<string>()).ShouldBe(["openid", "profile", "email", "offline_access"]);
        access["jti"]!.GetValue<string>().ShouldStartWith("AT.");

        var id = answer.ClaimsOf("id_token");
        id["sub"]!.GetValue<string>().ShouldBe(person.Id);
        id["aud"]!.GetValue<string>().ShouldBe(Org.NativeApp.ClientId);
        id["nonce"]!.GetValue<string>().ShouldBe("nonce-1");
        id["name"]!.GetValue<string>().ShouldBe("Test Person");
        id["preferred_username"]!.GetValue<string>().ShouldBe(person.Login);
        id["email"]!.GetValue<string>().ShouldBe(person.Login);
        id["amr"]!.AsArray().Select(a => a!.GetValue<string>()).ShouldBe(["pwd"]);
        id["at_hash"]!.GetValue<string>().ShouldBe(Protocol.TokenHash.Of(answer.AccessToken));
        id["iat"]!.GetValue<long>().ShouldBeGreaterThan(id["auth_time"]!.GetValue<long>());      // contract §11.7
    }

    [Fact]                                                             // RFC 6749 §4.1.2
    public async Task A_second_use_is_refused_and_voids_the_tokens_of_the_first()
    {
        var app = Org.NativeApp;
        var code = await app.CodeAsync(Org.Person);
        var first = await app.RedeemAsync(code);

        (await app.RedeemAsync(code)).ShouldBeRefused("invalid_grant", Invalid);

        (await app.IntrospectAsync(first.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await app.UserInfoAsync(first.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", "The refresh token is invalid or expired.");
    }

    [Fact]                                                             // RFC 6749 §4.1.2
    public async Task Of_64_parallel_uses_of_one_code_exactly_one_wins()
    {
        var app = Org.NativeApp;
        var code = await app.CodeAsync(Org.Person);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => app.RedeemAsync(code)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer["error"] == "invalid_grant");
    }

    [Fact]                                                             // contract §2.3, "Code 300 s"
    public async Task A_code_lives_five_minutes()
    {
        var app = Org.NativeApp;
        var kept = await app.CodeAsync(Org.Person);
        Clock.Advance(TimeSpan.FromSeconds(299));
        (await app.RedeemAsync(kept)).Status.ShouldBe(HttpStatusCode.OK);

        var late = await app.CodeAsync(Org.Person);
        Clock.Advance(TimeSpan.FromSeconds(300));
        (await app.RedeemAsync(late)).ShouldBeRefused("invalid_grant", Invalid);
    }

    [Fact]                                                             // RFC 7636 §4.6
    public async Task A_wrong_or_missing_verifier_is_refused_and_does_not_spend_the_code()
    {
        var app = Org.NativeApp;
        var code = await app.CodeAsync(Org.Person);

        (await app.RedeemAsync(code, "wrong-wrong-wrong-wrong-wrong-wrong-wrong-w")).ShouldBeRefused("invalid_grant", "PKCE verification failed.");
        (await app.RedeemAsync(code, null)).ShouldBeRefused("invalid_grant", "PKCE code verifier is required by the application.");
        (await app.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 9700 §4.8.2
    public async Task A_verifier_for_a_code_without_a_challenge_is_refused()
    {
        var app = Org.WebApp;
        var code = await app.CodeAsync(Org.Person, changes: [("code_challenge", null), ("code_challenge_method", null)]);
        (await app.RedeemAsync(code)).ShouldBeRefused("invalid_grant", "PKCE verification failed.");
        (await app.RedeemAsync(code, verifier: null)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 6749 §5.2, contract §2.2
    public async Task A_code_belongs_to_its_app_its_redirect_uri_and_its_authorization_server()
    {
        var code = await Org.NativeApp.CodeAsync(Org.Person);
        var other = await Org.CreateAppAsync();

        (await other.RedeemAsync(code)).ShouldBeRefused("invalid_grant", "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.");
        (await Org.NativeApp.RedeemAsync(code, redirectUri: "http://127.0.0.1:1/callback")).ShouldBeRefused("invalid_grant", "The 'redirect_uri' does not match the redirection URI used in the authorization request.");
        (await (Org.NativeApp with { Issuer = Org.Url }).RedeemAsync(code)).ShouldBeRefused("invalid_grant", Invalid);
        (await Org.NativeApp.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
