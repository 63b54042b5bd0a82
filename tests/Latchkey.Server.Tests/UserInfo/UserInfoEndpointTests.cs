using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.UserInfo;

/// <summary>GET and POST {issuer}/v1/userinfo. OpenID Connect Core §5.3, RFC 6750, contract §2.5.</summary>
public sealed class UserInfoEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private string Address => Org.Issuer + "/v1/userinfo";

    [Fact]                                                             // contract §2.5: sub is the person's id, as in the ID token
    public async Task It_tells_what_the_scopes_allow_and_no_more()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person, "openid profile email");
        var told = (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Json;
        told["sub"]!.GetValue<string>().ShouldBe(tokens.ClaimsOf("id_token")["sub"]!.GetValue<string>());
        foreach (var claim in (string[])["name", "locale", "email", "preferred_username", "given_name", "family_name", "zoneinfo", "updated_at", "email_verified", "nickname"]) told.ContainsKey(claim).ShouldBeTrue(claim);
        told.ContainsKey("address").ShouldBeFalse();
        told.ContainsKey("phone_number").ShouldBeFalse();

        var bare = (await Org.NativeApp.UserInfoAsync((await Org.NativeApp.TokensAsync(Org.Person, "openid")).AccessToken)).Json;
        bare.Select(member => member.Key).ShouldBe(["sub"]);
        var whole = (await Org.NativeApp.UserInfoAsync((await Org.NativeApp.TokensAsync(Org.Person, "openid address phone")).AccessToken)).Json;
        whole["address"]!["country"]!.GetValue<string>().ShouldBe("DE");
        whole.ContainsKey("phone_number").ShouldBeTrue();
    }

    [Fact]                                                             // RFC 6750 §2
    public async Task The_token_comes_in_the_header_or_the_body_and_never_in_the_address()
    {
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;
        (await Org.Get(Address, ("Authorization", "bearer " + token))).Status.ShouldBe(200);
        (await Org.Ask(HttpMethod.Post, Address, null, ("Authorization", "Bearer " + token))).Status.ShouldBe(200);
        (await Org.Form(Address, "access_token=" + token)).Status.ShouldBe(200);
        (await Org.Get(Address + "?access_token=" + token)).Status.ShouldBe(401);

        var twice = await Org.Form(Address, "access_token=" + token, ("Authorization", "Bearer " + token));
        twice.Status.ShouldBe(400);                                    // RFC 6750 §3.1: invalid_request
        twice.Headers["WWW-Authenticate"].ShouldStartWith("Bearer error=\"invalid_request\"");
    }

    [Fact]                                                             // RFC 6750 §3.1, contract §2.5
    public async Task The_challenge_says_what_is_wrong()
    {
        (await Org.Get(Address)).Headers["WWW-Authenticate"].ShouldBe("Bearer realm=\"Latchkey\"");
        foreach (var scheme in (string[])["Basic eDp5", "DPoP x", "SSWS " + Org.Facts.ApiToken, "Bearer", "nonsense"])
            (await Org.Get(Address, ("Authorization", scheme))).Status.ShouldBe(401, scheme);
        var wrong = await Org.Get(Address, ("Authorization", "Bearer x"));
        wrong.Status.ShouldBe(401);
        wrong.Headers["WWW-Authenticate"].ShouldBe("Bearer error=\"invalid_token\", error_description=\"The access token is invalid\"");

        var service = new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "");
        var machine = (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).AccessToken;
        (await Org.Get(Address, ("Authorization", "Bearer " + machine))).Status.ShouldBe(401);
        var narrow = await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(Org.Person, "profile orders:read"));
        var refused = await Org.NativeApp.UserInfoAsync(narrow.AccessToken);
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Headers["WWW-Authenticate"].ShouldBe("Bearer error=\"insufficient_scope\", error_description=\"The access token must provide access to at least one of these scopes - profile, email, address or phone\"");
        narrow.Json.ContainsKey("id_token").ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.5: browsers read the challenge too
    public async Task A_page_may_read_answer_and_challenge()
    {
        var answer = await Org.Get(Address, ("Origin", "http://localhost:3000"));
        answer.Headers["Access-Control-Allow-Origin"].ShouldBe("http://localhost:3000");
        answer.Headers["Access-Control-Expose-Headers"].ShouldContain("WWW-Authenticate");
    }

    [Fact]                                                             // what a person changes is seen at once
    public async Task It_tells_today_s_profile()
    {
        var person = await Org.CreatePersonAsync();
        var token = (await Org.NativeApp.TokensAsync(person)).AccessToken;
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["firstName"] = "Renée", ["lastName"] = "O'Brien <b>" } });
        (await Org.NativeApp.UserInfoAsync(token)).Json["name"]!.GetValue<string>().ShouldBe("Renée O'Brien <b>");
    }
}
