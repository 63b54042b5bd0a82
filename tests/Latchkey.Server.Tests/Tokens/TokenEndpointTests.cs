using System.Text.Json.Nodes;
using Latchkey.Server.Faces.OAuth.Tokens;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>POST {issuer}/v1/token. RFC 6749 §3.2 and §5, contract §2.0 and §2.2.</summary>
public sealed class TokenEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Origin = "http://localhost:3000";

    private TestApp Spa => new(Org, Org.Facts.Apps.Spa.ClientId, null, Org.Facts.Apps.Spa.RedirectUris![0]);

    [Fact]                                                             // contract §2.2
    public async Task Grant_types_that_are_missing_unknown_or_not_the_apps_are_told_apart()
    {
        (await Org.NativeApp.TokenAsync()).ShouldBeRefused("invalid_request", $"The token request must specify a 'grant_type'. Valid values: [{string.Join(", ", TokenEndpoint.Grants)}].");
        foreach (var unknown in (string[])["implicit", "urn:ietf:params:oauth:grant-type:saml2-bearer", "AUTHORIZATION_CODE", "authorization_code refresh_token"])
            (await Org.NativeApp.TokenAsync(("grant_type", unknown))).ShouldBeRefused("unsupported_grant_type", $"The authorization grant type is not supported by the authorization server. Configured grant types: [{string.Join(", ", TokenEndpoint.Grants)}].");
        (await Org.WebApp.TokenAsync(("grant_type", "client_credentials"))).ShouldBeRefused("unauthorized_client", "The client is not authorized to use the provided grant type. Configured grant types: [authorization_code, refresh_token].");
    }

    [Fact]                                                             // RFC 6749 §4.1.3, §6
    public async Task What_a_grant_needs_must_be_there()
    {
        (await Org.NativeApp.TokenAsync(("grant_type", "authorization_code"))).ShouldBeRefused("invalid_request", "The 'code' parameter is required.");
        (await Org.NativeApp.TokenAsync(("grant_type", "refresh_token"))).ShouldBeRefused("invalid_request", "The 'refresh_token' parameter is required.");
        foreach (var code in (string[])["x", new string('x', 10_000), "ÿ", "' or 1=1 --"])
        {
            (await Org.NativeApp.RedeemAsync(code)).ShouldBeRefused("invalid_grant", "The authorization code is invalid or has expired.");
            (await Org.NativeApp.RefreshAsync(code)).ShouldBeRefused("invalid_grant", "The refresh token is invalid or expired.");
        }
    }

    [Fact]                                                             // RFC 6749 §4.1.3: required when it was in the authorization request
    public async Task The_redirect_uri_must_be_there_again_and_the_very_same()
    {
        var code = await Org.NativeApp.CodeAsync(Org.Person);
        const string differs = "The 'redirect_uri' does not match the redirection URI used in the authorization request.";
        (await Org.NativeApp.TokenAsync(("grant_type", "authorization_code"), ("code", code), ("code_verifier", TestApp.Verifier))).ShouldBeRefused("invalid_grant", differs);
        foreach (var other in (string[])["http://127.0.0.1/callback/", "http://127.0.0.1:80/callback", "HTTP://127.0.0.1/callback", "http://[::1]/callback"])
            (await Org.NativeApp.RedeemAsync(code, redirectUri: other)).ShouldBeRefused("invalid_grant", differs);
        ((int)(await Org.NativeApp.RedeemAsync(code)).Status).ShouldBe(200);
    }

    [Fact]                                                             // contract §2.0
    public async Task Answers_are_json_and_are_not_kept()
    {
        foreach (var answer in (TestAnswer[])[await Org.NativeApp.TokensAsync(Org.Person), await Org.NativeApp.TokenAsync(("grant_type", "x")), await Org.NativeApp.IntrospectAsync("x")])
        {
            answer.Headers["Content-Type"].ShouldStartWith("application/json");
            answer.Headers["Cache-Control"].ShouldContain("no-cache");
            answer.Headers["Cache-Control"].ShouldContain("no-store");
            answer.Headers["Pragma"].ShouldBe("no-cache");
            answer.Headers["Expires"].ShouldBe("0");
            answer.Headers["X-Okta-Request-Id"].ShouldNotBeEmpty();
            answer.Headers["X-Rate-Limit-Limit"].ShouldNotBeEmpty();
            answer.Headers["X-Rate-Limit-Remaining"].ShouldNotBeEmpty();
            answer.Headers["X-Rate-Limit-Reset"].ShouldNotBeEmpty();
        }
    }

    [Theory]                                                           // contract §2.0, CORS
    [InlineData("token", "POST"), InlineData("introspect", "POST"), InlineData("revoke", "POST"), InlineData("userinfo", "GET"), InlineData("keys", "GET")]
    public async Task A_preflight_is_answered(string endpoint, string method)
    {
        var answer = await Org.Exchange(HttpMethod.Options, $"{Org.Issuer}/v1/{endpoint}", null, ("Origin", Origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "authorization,content-type,x-okta-user-agent-extended"));
        answer.Status.ShouldBe(204);
        answer.Text.ShouldBeEmpty();
        answer.Headers["Access-Control-Allow-Origin"].ShouldBe(endpoint == "keys" ? "*" : Origin);
        answer.Headers["Access-Control-Allow-Methods"].ShouldContain(method);
        foreach (var header in (string[])["Authorization", "Content-Type", "Accept", "DPoP", "X-Okta-User-Agent-Extended", "X-Device-Fingerprint", "X-Okta-XsrfToken"])
            answer.Headers["Access-Control-Allow-Headers"].ShouldContain(header);
        answer.Headers["Access-Control-Max-Age"].ShouldNotBeEmpty();
        answer.Headers["Vary"].ShouldContain("Origin");
        answer.Headers.ShouldNotContainKey("Access-Control-Allow-Credentials");
    }

    [Fact]                                                             // contract §2.0
    public async Task Only_a_page_of_the_app_may_redeem()
    {
        const string refusal = "Browser requests to the token endpoint must be made from one of the registered Trusted Origins.";
        foreach (var origin in (string[])["https://evil.example", "http://localhost:3001", "https://localhost:3000", "http://localhost:3000.evil.example", "null", "http://LOCALHOST:3000"])
        {
            var refused = await Redeem(await Spa.CodeAsync(Org.Person), origin);
            refused.Status.ShouldBe(400, origin);
            JsonNode.Parse(refused.Text)!["error_description"]!.GetValue<string>().ShouldBe(refusal);
            refused.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
        }
        var answer = await Redeem(await Spa.CodeAsync(Org.Person), Origin);
        answer.Status.ShouldBe(200);
        answer.Headers["Access-Control-Allow-Origin"].ShouldBe(Origin);
        answer.Headers["Access-Control-Expose-Headers"].ShouldContain("X-Okta-Request-Id");
        answer.Headers["Access-Control-Expose-Headers"].ShouldContain("WWW-Authenticate");
    }

    private Task<Seen> Redeem(string code, string origin) => Org.PostForm(Org.Issuer + "/v1/token",
        $"grant_type=authorization_code&client_id={Spa.ClientId}&code={code}&redirect_uri={Uri.EscapeDataString(Spa.RedirectUri)}&code_verifier={TestApp.Verifier}", ("Origin", origin));

    [Fact]                                                             // contract §1.2, §2.2
    public async Task Client_credentials_are_for_apps_alone()
    {
        var service = new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "");
        var answer = await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"));
        ((int)answer.Status).ShouldBe(200, answer.Text);
        answer.Json.ContainsKey("id_token").ShouldBeFalse();
        answer.Json.ContainsKey("refresh_token").ShouldBeFalse();
        answer["scope"].ShouldBe("orders:read");
        var claims = answer.ClaimsOf("access_token");
        claims["sub"]!.GetValue<string>().ShouldBe(service.ClientId);
        claims["cid"]!.GetValue<string>().ShouldBe(service.ClientId);
        claims.ContainsKey("uid").ShouldBeFalse();
        claims.ContainsKey("auth_time").ShouldBeFalse();

        (await service.TokenAsync(("grant_type", "client_credentials"))).ShouldBeRefused("invalid_scope", "No scopes were requested.");
        foreach (var scope in (string[])["openid", "profile", "offline_access", "orders:read openid", "unheard:of", "*"])
            (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", scope))).ShouldBeRefused("invalid_scope", "One or more scopes are not configured for the authorization server resource.");
        (await (service with { Issuer = Org.Url }).TokenAsync(("grant_type", "client_credentials"), ("scope", "openid")))
            .ShouldBeRefused("invalid_client", "Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.", 401);
        (await service.UserInfoAsync(answer.AccessToken)).Status.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // RFC 8707 §2
    public async Task A_token_is_for_one_resource_at_every_endpoint_that_takes_one()
    {
        var form = $"client_id={Org.NativeApp.ClientId}&resource=api%3A%2F%2Fdefault&resource=https%3A%2F%2Fother.example";
        foreach (var endpoint in (string[])["/token", "/par", "/device/authorize"])
        {
            var answer = await Org.PostForm(Org.Issuer + "/v1" + endpoint, form + "&grant_type=refresh_token&refresh_token=x&scope=openid");
            (answer.Status, System.Text.Json.Nodes.JsonNode.Parse(answer.Text)!["error"]!.GetValue<string>()).ShouldBe((400, "invalid_target"), endpoint);
        }
        (await Org.Visit(Org.NativeApp.AuthorizeUrl() + "&resource=api%3A%2F%2Fdefault&resource=https%3A%2F%2Fother.example"))["error"].ShouldBe("invalid_target");
    }

    [Fact]                                                             // RFC 6749 §5.2, RFC 6750 §3: which characters a description has
    public void No_description_leaves_the_characters_it_may_have()
    {
        foreach (var refusal in (OAuthException[])[OAuthException.InvalidRequest("a\"b\\c\r\nd\u00e9\ud83d\ude00e\0"), OAuthException.InvalidScope("a\"b\\c\r\nd\u00e9e\u007f"), OAuthException.Of("x", "abcde\t")])
            refusal.Message.ShouldBe("abcde");
    }

    [Theory]                                                           // RFC 6749 §5.2, §4.1.2.1
    [InlineData("grant_type=%22%5C%0D%0Aé"), InlineData("grant_type=authorization_code&%22%5C%0Aé=1&%22%5C%0Aé=2"), InlineData("grant_type=refresh_token&refresh_token=%22%5C%E9%00&scope=%22")]
    public async Task What_a_caller_sends_does_not_spoil_the_description(string body)
    {
        var answer = await Org.PostForm(Org.Issuer + "/v1/token", $"client_id={Org.NativeApp.ClientId}&{body}");
        answer.Status.ShouldBe(400);
        System.Text.Json.Nodes.JsonNode.Parse(answer.Text)!["error_description"]!.GetValue<string>().ShouldAllBe(c => c >= ' ' && c <= '~' && c != '"' && c != '\\');
        var (name, query) = ("error_description", Org.NativeApp.AuthorizeUrl(changes: [("scope", "openid \"\\\u00e9"), ("prompt", "\"\\\u00e9")]));
        (await Org.Visit(query))[name]!.ShouldAllBe(c => c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }
}
