using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>Requests an app has signed, by value and by reference. RFC 9101, OpenID Connect Core §6, contract §2.1.</summary>
public sealed class RequestObjectTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string MediaType = "application/oauth-authz-req+jwt";

    private Task<TestApp> App(AppKey key, JsonObject? more = null)
    {
        var settings = new JsonObject { ["jwks"] = AppKey.Jwks(key) };
        foreach (var (name, value) in more ?? []) settings[name] = value?.DeepClone();
        return Org.CreateAppAsync("web", settings);
    }

    private JsonObject Claims(TestApp app, params (string Name, JsonNode? Value)[] changes)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = app.ClientId, ["aud"] = Org.Issuer, ["exp"] = now + 300, ["iat"] = now, ["jti"] = Secrets.New(), ["client_id"] = app.ClientId,
            ["response_type"] = "code", ["scope"] = "openid", ["redirect_uri"] = app.RedirectUri, ["state"] = "inside", ["nonce"] = "nonce-inside",
            ["code_challenge"] = Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null) claims[name] = value;
        }
        return claims;
    }

    private string By(TestApp app, string jwt) => $"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&request={jwt}";

    private async Task<TestBrowser> SignedIn()
    {
        var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        return browser;
    }

    [Theory]                                                           // RFC 9101 §5.1, §6.1; contract §1.3
    [InlineData("ES256"), InlineData("ES384"), InlineData("RS256"), InlineData("RS512"), InlineData("PS256")]
    public async Task A_request_the_app_signed_is_answered(string algorithm)
    {
        using var key = new AppKey(algorithm);
        var app = await App(key);
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(By(app, key.Sign(Claims(app, ("max_age", 300)), header: new JsonObject { ["typ"] = "oauth-authz-req+jwt" })));
        var end = await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        end.Parameter("state").ShouldBe("inside");
        (await app.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token")["nonce"]!.GetValue<string>().ShouldBe("nonce-inside");
    }

    [Fact]                                                             // OpenID Connect Core §6.1: with the client secret
    public async Task The_client_secret_signs_as_well()
    {
        var app = await Org.CreateAppAsync("web");
        using var browser = await SignedIn();
        foreach (var algorithm in (string[])["HS256"])
            (await browser.OpenAsync(By(app, AppKey.SignWithSecret(app.ClientSecret!, Claims(app), algorithm)))).Parameter("code").ShouldNotBeNull(algorithm);
    }

    [Fact]                                                             // ensure-different-nonce-inside-and-outside-request-object; RFC 9101 §6.3, OpenID Connect Core §6.1
    public async Task What_the_request_object_says_wins_and_what_it_does_not_say_stands_beside_it()
    {
        using var key = new AppKey();
        var app = await App(key);
        using var browser = await SignedIn();
        var claims = Claims(app, ("scope", null), ("claims", new JsonObject { ["userinfo"] = new JsonObject { ["email"] = null } }));
        var end = await browser.OpenAsync(app.AuthorizeUrl("openid profile", ("request", key.Sign(claims)), ("state", "outside"), ("nonce", "nonce-outside"), ("redirect_uri", "https://evil.example/")));
        end.LeadsTo!.ShouldStartWith(app.RedirectUri + "?code=");
        end.Parameter("state").ShouldBe("inside");
        var tokens = await app.RedeemAsync(end.Parameter("code")!);
        tokens.ClaimsOf("id_token")["nonce"]!.GetValue<string>().ShouldBe("nonce-inside");
        tokens["scope"].ShouldBe("openid profile");
        (await app.UserInfoAsync(tokens.AccessToken))["email"].ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 9101 §6, §10.8; contract §2.1
    public async Task A_request_object_that_says_the_wrong_things_is_refused()
    {
        using var key = new AppKey();
        using var stranger = new AppKey();
        var app = await App(key);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        (string, JsonNode?)[] wrong =
        [
            ("iss", null), ("iss", "someone"), ("aud", null), ("aud", "https://other.example"), ("aud", Org.Url), ("exp", null), ("exp", now - 60), ("exp", now + 3700), ("exp", "soon"),
            ("nbf", now + 60), ("iat", now + 60), ("client_id", Org.NativeApp.ClientId), ("client_id", 7), ("sub", app.ClientId), ("request", "x"), ("request_uri", "urn:okta:x"),
        ];
        foreach (var (name, value) in wrong)
        {
            var because = $"{name} = {value?.ToJsonString()}";
            var jwt = key.Sign(Claims(app, (name, value?.DeepClone())));
            (await Org.Visit(By(app, jwt))).ShouldBeAnErrorPage();
            var answer = await Org.Visit(app.AuthorizeUrl(changes: [("request", jwt)]));
            answer["error"].ShouldBe("invalid_request_object", because);
            answer["state"].ShouldBe("state-1");
        }
        (string, string)[] unsigned =
        [
            ("by a stranger", stranger.Sign(Claims(app))), ("by nobody", Base64Url.EncodeToString("{\"alg\":\"none\"}"u8) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Claims(app).ToJsonString())) + "."),
            ("an ID token", (await Org.NativeApp.TokensAsync(Org.Person)).IdToken), ("nothing", "x"), ("wrong typ", key.Sign(Claims(app), header: new JsonObject { ["typ"] = "dpop+jwt" })),
            ("half a character", key.Sign("{\"alg\":\"ES256\",\"kid\":\"key-1\"}", Claims(app).ToJsonString().Replace("\"inside\"", "\"\\ud800\"", StringComparison.Ordinal))),
            ("critical", key.Sign(Claims(app), header: new JsonObject { ["crit"] = new JsonArray("b64") })),
        ];
        foreach (var (because, jwt) in unsigned) (await Org.Visit(app.AuthorizeUrl(changes: [("request", jwt)])))["error"].ShouldBe("invalid_request_object", because);
        (await Org.Visit(app.AuthorizeUrl(changes: [("request", key.Sign(Claims(app, ("response_type", "none"))))])))["error"].ShouldBe("invalid_request_object");
        (await Org.Visit(app.AuthorizeUrl(changes: [("request", key.Sign(Claims(app))), ("request_uri", "https://app.example/x")])))["error"].ShouldBe("invalid_request");
        (await Org.Visit(app.AuthorizeUrl(changes: [("request", key.Sign(Claims(app))), ("redirect_uri", null)]))).Status.ShouldBe(302);
        // What a well-signed object asks for is judged as if it had stood in the address.
        (await Org.Visit(By(app, key.Sign(Claims(app, ("redirect_uri", "https://evil.example/")))))).ShouldBeAnErrorPage(saying: "Login redirect URI");
        (await Org.Visit(By(app, key.Sign(Claims(app, ("scope", "unheard:of"))))))["error"].ShouldBe("invalid_scope");
        (await Org.Visit(By(app, key.Sign(Claims(app, ("resource", new JsonArray("api://default", "https://other.example")))))))["error"].ShouldBe("invalid_target");
    }

    [Fact]                                                             // request_object_signing_alg: OpenID Connect Registration §2
    public async Task An_app_that_named_its_algorithm_is_held_to_it()
    {
        using var key = new AppKey("RS256");
        var app = await App(key, new JsonObject { ["request_object_signing_alg"] = "PS256" });
        (await Org.Visit(app.AuthorizeUrl(changes: [("request", key.Sign(Claims(app)))])))["error"].ShouldBe("invalid_request_object");
        (await Org.Visit(app.AuthorizeUrl(changes: [("request", key.Sign(Claims(app), "PS256"))])))["error"].ShouldBeNull();
    }

    [Fact]                                                             // contract §2.1: jti once; RFC 9101 §10.2
    public async Task A_request_object_may_be_visited_again_and_is_answered_once()
    {
        using var key = new AppKey();
        var app = await App(key);
        var jwt = key.Sign(Claims(app));
        for (var i = 0; i < 2; i++) (await Org.Visit(By(app, jwt))).Location!.ShouldStartWith("/signin");

        using var browser = await SignedIn();
        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => browser.OpenAsync(By(app, jwt))));
        ends.Count(end => end.Parameter("code") is not null).ShouldBe(1);
        ends.Count(end => end.Status == HttpStatusCode.BadRequest).ShouldBe(63);
        (await Org.Visit(app.AuthorizeUrl(changes: [("request", jwt)])))["error"].ShouldBe("invalid_request_object");
    }

    [Fact]                                                             // RFC 9126 §3: a signed request, pushed
    public async Task A_request_object_can_be_pushed()
    {
        using var key = new AppKey();
        var app = await App(key);
        var pushed = await app.PostAsync("/par", ("request", key.Sign(Claims(app))));
        pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
        using var browser = await SignedIn();
        var end = await browser.OpenAsync($"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&request_uri={pushed["request_uri"]}&state=outside");
        end.Parameter("state").ShouldBe("inside");
        (await app.RedeemAsync(end.Parameter("code")!)).Status.ShouldBe(HttpStatusCode.OK);

        (await app.PostAsync("/par", ("request", key.Sign(Claims(app, ("aud", "https://other.example")))))).ShouldBeRefused("invalid_request_object");
        (await app.PostAsync("/par", ("request", key.Sign(Claims(app, ("redirect_uri", null)))))).ShouldBeRefused("invalid_request");
    }

    [Fact]                                                             // oidcc-request-uri-signed-rs256; OpenID Connect Core §6.2
    public async Task Oidcc_request_uri_signed_rs256()
    {
        using var key = new AppKey("RS256");
        await using var site = Site.Holding("", MediaType);
        var plain = site.Url + "request.jwt";
        var app = await App(key, new JsonObject { ["request_uris"] = new JsonArray(plain) });
        // As a client's library may write it: no more than the parameters.
        var jwt = key.Sign(Claims(app, ("exp", null), ("iat", null), ("jti", null), ("iss", null), ("aud", null)));
        site.Answer = Site.Document(jwt, "application/jwt");

        using var browser = await SignedIn();
        // A fragment tells one version of it from another, and is no checksum.
        foreach (var uri in (string[])[plain, $"{plain}#{Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(jwt)))}", $"{plain}#{Base64Url.EncodeToString(new byte[32])}", plain + "#", plain + "#yesterday"])
            (await browser.OpenAsync($"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&request_uri={Uri.EscapeDataString(uri)}")).Parameter("state").ShouldBe("inside", uri);
        site.LastRequest.ShouldContain("Accept: " + MediaType);
        site.LastRequest.ShouldNotContain('#');

        async Task<string?> Error(string uri) => (await Org.Visit(app.AuthorizeUrl(changes: [("request_uri", uri)])))["error"];
        site.Answer = Site.Document(jwt, "text/html");
        (await Error(plain)).ShouldBe("invalid_request_uri");
        site.Answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        (await Error(plain)).ShouldBe("invalid_request_uri");
        site.Answer = Site.Document(key.Sign(Claims(app, ("exp", 1))), MediaType);
        (await Error(plain)).ShouldBe("invalid_request_object");
        site.Answer = Site.Document(key.Sign(Claims(app, ("aud", "https://other.example"))), MediaType);
        (await Error(plain)).ShouldBe("invalid_request_object");
    }

    [Theory]                                                           // OpenID Connect Core §6.2: another fragment is another version at the same address
    [InlineData("", ""), InlineData("", "#v2"), InlineData("#v1", ""), InlineData("#v1", "#v1"), InlineData("#v1", "#v2")]
    public async Task The_fragment_of_a_request_uri_is_no_part_of_its_address(string registered, string sent)
    {
        using var key = new AppKey("RS256");
        await using var site = Site.Holding("", MediaType);
        var app = await App(key, new JsonObject { ["request_uris"] = new JsonArray(site.Url + "request.jwt" + registered) });
        site.Answer = Site.Document(key.Sign(Claims(app, ("jti", null))), MediaType);
        using var browser = await SignedIn();
        (await browser.OpenAsync($"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&request_uri={Uri.EscapeDataString(site.Url + "request.jwt" + sent)}")).Parameter("code").ShouldNotBeNull();
        site.LastRequest.ShouldStartWith("GET /request.jwt HTTP/1.1");
    }

    [Fact]                                                             // threats §1 row 10: nothing is fetched that is not registered
    public async Task An_address_nobody_registered_is_not_fetched()
    {
        using var key = new AppKey();
        await using var site = Site.Holding("x", MediaType);
        var app = await App(key, new JsonObject { ["request_uris"] = new JsonArray(site.Url + "request.jwt#digest", "https://app.example/" + new string('x', 600)) });
        foreach (var uri in (string[])[site.Url, site.Url + "#digest", site.Url + "request.jwt/", site.Url + "REQUEST.jwt#digest", "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "urn:other:x", "https://app.example/" + new string('x', 600)])
            (await Org.Visit(app.AuthorizeUrl(changes: [("request_uri", uri)])))["error"].ShouldBe("invalid_request_uri", uri);
        site.Requests.ShouldBe(0);
        (await Org.Visit($"{Org.Issuer}/v1/authorize?client_id={app.ClientId}&request_uri={Uri.EscapeDataString(site.Url)}")).ShouldBeAnErrorPage();
    }
}
