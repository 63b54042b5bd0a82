using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>What an answer brings and how it travels. OpenID Connect Core §3.2 and §3.3, OAuth 2.0 Multiple Response Types.</summary>
public sealed class ResponseTypeTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Callback = "https://app.example.com/cb";

    private Task<TestApp> App(string type = "web") => Org.CreateAppAsync(type, new JsonObject
    {
        ["grant_types"] = new JsonArray("authorization_code", "implicit", "refresh_token"), ["redirect_uris"] = new JsonArray(Callback, "https://app.example.com/other"),
    });

    private async Task<TestPage> SignIn(string responseType, string scope = "openid profile email", params (string Name, string? Value)[] changes) =>
        await (await App()).SignInAsync(Org.Person, scope, changes: [("response_type", responseType), .. changes]);

    private static JsonObject Claims(string? token) => (JsonObject)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token!.Split('.')[1]))!;

    public static TheoryData<string, string?> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string?>();
            foreach (var type in (string[])["code", "id_token", "token", "code id_token", "code token", "id_token token", "code id_token token", "none"])
                foreach (var mode in (string?[])[null, "query", "fragment", "form_post", "okta_post_message"]) pairs.Add(type, mode);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]                                // OAuth 2.0 Multiple Response Types §2.1, §3, §4, §5
    public async Task Each_response_type_travels_in_each_mode_but_tokens_never_in_a_query(string type, string? mode)
    {
        var words = type.Split(' ');
        var front = words.Contains("token") || words.Contains("id_token");
        var end = await SignIn(type, changes: [("response_mode", mode)]);

        if (front && mode == "query")
        {
            end.LeadsTo!.ShouldStartWith(Callback + "#error=unsupported_response_mode&");
            end.Parameter("state").ShouldBe("state-1");
            return;
        }
        switch (mode ?? (front ? "fragment" : "query"))
        {
            case "query": end.LeadsTo!.ShouldStartWith(Callback + "?"); break;
            case "fragment": end.LeadsTo!.ShouldStartWith(Callback + "#"); break;
            case "form_post": end.Document.QuerySelector("form")!.GetAttribute("action").ShouldBe(Callback); break;
            default: end.Document.QuerySelector("[data-answer]")!.GetAttribute("data-origin").ShouldBe("https://app.example.com"); break;
        }
        end.Parameter("error").ShouldBeNull();
        end.Parameter("state").ShouldBe("state-1");
        end.Parameter("iss").ShouldBe(Org.Issuer);                     // RFC 9207 §2
        (end.Parameter("code") is not null).ShouldBe(words.Contains("code"));
        (end.Parameter("access_token") is not null).ShouldBe(words.Contains("token"));
        (end.Parameter("id_token") is not null).ShouldBe(words.Contains("id_token"));
        end.Parameter("token_type").ShouldBe(words.Contains("token") ? "Bearer" : null);
        end.Parameter("expires_in").ShouldBe(words.Contains("token") ? "3600" : null);
        end.Parameter("scope").ShouldBe(words.Contains("token") ? "openid profile email" : null);
        end.Parameter("refresh_token").ShouldBeNull();
    }

    [Theory]                                                           // OpenID Connect Core §3.2.2.10, §3.3.2.11
    [InlineData("id_token"), InlineData("id_token token"), InlineData("code id_token"), InlineData("code id_token token")]
    public async Task The_id_token_of_the_front_channel_hashes_what_came_with_it(string type)
    {
        var end = await SignIn(type);
        var claims = Claims(end.Parameter("id_token"));
        claims["nonce"]!.GetValue<string>().ShouldBe("nonce-1");
        claims["c_hash"]?.GetValue<string>().ShouldBe(end.Parameter("code") is { } code ? TokenHash.Of(code) : null);
        claims["at_hash"]?.GetValue<string>().ShouldBe(end.Parameter("access_token") is { } token ? TokenHash.Of(token) : null);
        claims.ContainsKey("c_hash").ShouldBe(type.Contains("code", StringComparison.Ordinal));
        claims.ContainsKey("at_hash").ShouldBe(end.Parameter("access_token") is not null);
    }

    [Fact]                                                             // contract §2.3: fat without an access token, thin beside one
    public async Task An_id_token_that_comes_alone_says_all_the_scopes_allow()
    {
        Claims((await SignIn("id_token")).Parameter("id_token")).ContainsKey("email_verified").ShouldBeTrue();
        Claims((await SignIn("code id_token")).Parameter("id_token")).ContainsKey("family_name").ShouldBeTrue();
        var thin = Claims((await SignIn("id_token token")).Parameter("id_token"));
        thin.ContainsKey("family_name").ShouldBeFalse();
        thin.ContainsKey("name").ShouldBeTrue();
    }

    [Fact]                                                             // OpenID Connect Core §3.3.3.6: the same iss and sub from both places
    public async Task A_hybrid_code_is_redeemed_like_any_other()
    {
        var app = await App();
        var end = await app.SignInAsync(Org.Person, "openid offline_access", changes: [("response_type", "code id_token token")]);
        var tokens = await app.RedeemAsync(end.Parameter("code")!);
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        tokens.RefreshToken.ShouldNotBeEmpty();
        var (front, back) = (Claims(end.Parameter("id_token")), tokens.ClaimsOf("id_token"));
        (back["iss"]!.GetValue<string>(), back["sub"]!.GetValue<string>()).ShouldBe((front["iss"]!.GetValue<string>(), front["sub"]!.GetValue<string>()));
        back["auth_time"]!.GetValue<long>().ShouldBe(front["auth_time"]!.GetValue<long>());
    }

    [Fact]                                                             // oidcc-ensure-request-without-nonce-fails; OpenID Connect Core §3.2.2.1, §3.3.2.11
    public async Task Oidcc_ensure_request_without_nonce_fails()
    {
        foreach (var type in (string[])["id_token", "id_token token", "code id_token", "code id_token token"])
            (await SignIn(type, changes: [("nonce", null)])).Parameter("error").ShouldBe("invalid_request", type);
        (await SignIn("code token", changes: [("nonce", null)])).Parameter("access_token").ShouldNotBeNull();
        (await SignIn("code", changes: [("nonce", null)])).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // contract §2.1: only what the app and its grants allow
    public async Task A_response_type_needs_its_grant_and_its_registration()
    {
        var codes = await Org.CreateAppAsync("web");
        var hybrid = await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "implicit"), ["response_types"] = new JsonArray("code", "id_token") });
        var implicitOnly = await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray("implicit") });
        foreach (var (app, type, error) in ((TestApp, string, string?)[])
        [
            (codes, "id_token", "unauthorized_client"), (codes, "code id_token", "unauthorized_client"), (codes, "none", null),
            (hybrid, "id_token code", null), (hybrid, "token", "unauthorized_client"), (hybrid, "code token", "unauthorized_client"),
            (implicitOnly, "token", null), (implicitOnly, "token id_token", null), (implicitOnly, "code", "unauthorized_client"), (implicitOnly, "code token", "unauthorized_client"),
        ])
            (await app.SignInAsync(Org.Person, "openid", changes: [("response_type", type)])).Parameter("error").ShouldBe(error, type);
    }

    [Fact]                                                             // OpenID Connect Core §11
    public async Task Offline_access_is_ignored_without_a_code()
    {
        var end = await SignIn("id_token token", "openid offline_access");
        end.Parameter("scope").ShouldBe("openid");
        (await SignIn("token", "offline_access")).Parameter("error").ShouldBe("invalid_scope");
        (await SignIn("id_token", "profile")).Parameter("error").ShouldBe("invalid_scope");
    }

    [Fact]                                                             // RFC 7009 §2.1, contract §2.7
    public async Task A_token_of_the_front_channel_is_used_introspected_and_revoked_like_any_other()
    {
        var app = await App();
        var token = (await app.SignInAsync(Org.Person, "openid email", changes: [("response_type", "token")])).Parameter("access_token")!;
        (await app.UserInfoAsync(token))["email"].ShouldNotBeNull();
        (await app.IntrospectAsync(token)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        await app.RevokeAsync(token);
        (await app.UserInfoAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // RFC 6749 §4.1.2: a code used twice ends all that came of it
    public async Task A_replayed_hybrid_code_takes_the_token_of_the_front_channel_with_it()
    {
        var app = await App();
        var end = await app.SignInAsync(Org.Person, "openid", changes: [("response_type", "code token")]);
        await app.RedeemAsync(end.Parameter("code")!);
        (await app.UserInfoAsync(end.Parameter("access_token")!)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RedeemAsync(end.Parameter("code")!)).ShouldBeRefused("invalid_grant");
        (await app.UserInfoAsync(end.Parameter("access_token")!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // contract §2.1: only one page may hold or hear it
    public async Task A_posted_message_is_for_the_origin_of_the_redirect_uri_alone()
    {
        var app = await App("browser");
        var refused = await Org.Visit(app.AuthorizeUrl(changes: [("response_mode", "okta_post_message"), ("prompt", "none"), ("state", "</script><script>alert(1)</script>\"'")]));
        refused.Status.ShouldBe(200);
        refused.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors https://app.example.com;");
        refused.Headers.ShouldNotContainKey("X-Frame-Options");
        refused.Text.ShouldContain("login_required");
        refused.Text.ShouldNotContain("alert(1)</script>");

        // The sign-in page itself may still be held by nobody.
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(app.AuthorizeUrl(changes: [("response_mode", "okta_post_message")]));
        page.Headers["X-Frame-Options"].ShouldBe("DENY");

        (await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [("response_mode", "okta_post_message"), ("redirect_uri", "localhost:/callback")])))["error"].ShouldBe("unsupported_response_mode");
    }
}
