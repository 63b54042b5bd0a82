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
        (await Org.Visit(Address, ("Authorization", "bearer " + token))).Status.ShouldBe(200);
        (await Org.Exchange(HttpMethod.Post, Address, null, ("Authorization", "Bearer " + token))).Status.ShouldBe(200);
        (await Org.PostForm(Address, "access_token=" + token)).Status.ShouldBe(200);
        (await Org.Visit(Address + "?access_token=" + token)).Status.ShouldBe(401);

        var twice = await Org.PostForm(Address, "access_token=" + token, ("Authorization", "Bearer " + token));
        twice.Status.ShouldBe(400);                                    // RFC 6750 §3.1: invalid_request
        twice.Headers["WWW-Authenticate"].ShouldStartWith("Bearer error=\"invalid_request\"");
    }

    [Fact]                                                             // RFC 6750 §3.1, contract §2.5
    public async Task The_challenge_says_what_is_wrong()
    {
        (await Org.Visit(Address)).Headers["WWW-Authenticate"].ShouldBe("Bearer realm=\"Latchkey\"");
        foreach (var scheme in (string[])["Basic eDp5", "DPoP x", "SSWS " + Org.Facts.ApiToken, "Bearer", "nonsense"])
            (await Org.Visit(Address, ("Authorization", scheme))).Status.ShouldBe(401, scheme);
        var wrong = await Org.Visit(Address, ("Authorization", "Bearer x"));
        wrong.Status.ShouldBe(401);
        wrong.Headers["WWW-Authenticate"].ShouldBe("Bearer error=\"invalid_token\", error_description=\"The access token is invalid\"");

        var service = new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "");
        var machine = (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).AccessToken;
        (await Org.Visit(Address, ("Authorization", "Bearer " + machine))).Status.ShouldBe(401);
        var narrow = await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(Org.Person, "profile orders:read"));
        var refused = await Org.NativeApp.UserInfoAsync(narrow.AccessToken);
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Headers["WWW-Authenticate"].ShouldBe("Bearer error=\"insufficient_scope\", error_description=\"The access token must provide access to at least one of these scopes - profile, email, address or phone\"");
        narrow.Json.ContainsKey("id_token").ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.5: browsers read the challenge too
    public async Task A_page_may_read_answer_and_challenge()
    {
        var answer = await Org.Visit(Address, ("Origin", "http://localhost:3000"));
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

    [Fact]                                                             // OpenID Connect Core §5.1, §5.4: oidcc-scope-profile, oidcc-scope-email, oidcc-scope-address, oidcc-scope-phone, oidcc-scope-all
    public async Task Oidcc_scope_all()
    {
        var person = await Org.CreatePersonAsync();
        await Org.SendAsync(HttpMethod.Post, "/api/v1/users/" + person.Id, new JsonObject
        {
            ["profile"] = new JsonObject
            {
                ["middleName"] = "M", ["nickName"] = "Tee", ["displayName"] = "Test M Person", ["profileUrl"] = "https://people.example/t", ["picture"] = "https://people.example/t.png", ["website"] = "https://t.example/",
                ["gender"] = "x", ["birthdate"] = "0000-02-29", ["timezone"] = "Europe/Berlin", ["locale"] = "en_US", ["primaryPhone"] = "+49 30 1",
                ["streetAddress"] = "Street 1", ["city"] = "Berlin", ["state"] = "BE", ["zipCode"] = "10117", ["countryCode"] = "DE",
            },
        });
        (string Scope, string[] Claims)[] rows =
        [
            ("profile", ["name", "given_name", "family_name", "middle_name", "nickname", "profile", "picture", "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at", "preferred_username"]),
            ("email", ["email", "email_verified"]), ("address", ["address"]), ("phone", ["phone_number", "phone_number_verified"]),
        ];
        foreach (var (scope, claims) in rows)
        {
            var told = (await Org.NativeApp.UserInfoAsync((await Org.NativeApp.TokensAsync(person, "openid " + scope)).AccessToken)).Json;
            told.Select(claim => claim.Key).ShouldBe(["sub", .. claims], ignoreOrder: true, scope);
            ShouldBeWellTyped(told);
        }
        var all = (await Org.NativeApp.UserInfoAsync((await Org.NativeApp.TokensAsync(person, "phone address email profile openid")).AccessToken)).Json;
        all.Select(claim => claim.Key).ShouldBe(["sub", .. rows.SelectMany(row => row.Claims)], ignoreOrder: true);
        all["locale"]!.GetValue<string>().ShouldBe("en-US");
        all["address"]!.AsObject().Count.ShouldBe(5);
    }

    /// <summary>OpenID Connect Core §5.1: the types of the standard claims.</summary>
    private static void ShouldBeWellTyped(JsonObject told)
    {
        foreach (var (claim, value) in told)
        {
            switch (claim)
            {
                case "email_verified" or "phone_number_verified":
                    value!.GetValue<bool>();
                    break;
                case "updated_at":
                    value!.GetValue<long>().ShouldBeInRange(1, 32_503_680_000);
                    break;
                case "address":
                    ShouldBeWellTyped(value!.AsObject());
                    break;
                default:
                    value!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(claim);
                    break;
            }
        }
    }

    [Theory]                                                           // OpenID Connect Core §5.1: birthdate
    [InlineData("1990-02-30x")]
    [InlineData("30.02.1990")]
    [InlineData("1990-13-01")]
    [InlineData("90")]
    public async Task A_birthdate_of_another_form_is_not_stored(string birthdate)
    {
        var person = await Org.CreatePersonAsync();
        (await Should.ThrowAsync<InvalidOperationException>(() => Org.SendAsync(HttpMethod.Post, "/api/v1/users/" + person.Id, new JsonObject { ["profile"] = new JsonObject { ["birthdate"] = birthdate } })))
            .Message.ShouldContain("birthdate");
    }
}
