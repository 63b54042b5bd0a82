using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>Authorization responses that are signed. JWT Secured Authorization Response Mode for OAuth 2.0 (JARM), FAPI 2.0 Message Signing §5.4.</summary>
public sealed class SignedAnswerTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<TestApp> App(JsonObject? more = null)
    {
        var settings = new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "implicit"), ["redirect_uris"] = new JsonArray("https://app.example.com/cb") };
        foreach (var (name, value) in more ?? []) settings[name] = value?.DeepClone();
        return Org.CreateAppAsync("web", settings);
    }

    /// <summary>The claims of an answer, its signature and all that JARM §2.4 has a client check.</summary>
    private async Task<JsonObject> Opened(string? response, TestApp app, string algorithm = "RS256")
    {
        response.ShouldNotBeNull();
        var keys = new JsonWebKeySet((await Org.Visit($"{Org.Issuer}/v1/keys?client_id={app.ClientId}")).Text).GetSigningKeys();
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(response, new() { ValidIssuer = Org.Issuer, ValidAudience = app.ClientId, IssuerSigningKeys = keys, ValidAlgorithms = [algorithm], ValidateLifetime = false });
        read.IsValid.ShouldBeTrue(read.Exception?.Message);
        var claims = Rules.Part(response, 1);
        claims["exp"]!.GetValue<long>().ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds() + 600);
        return claims;
    }

    [Theory]                                                           // JARM §2.3: each mode, and jwt as the response type has it
    [InlineData("query.jwt", "code", '?'), InlineData("fragment.jwt", "code", '#'), InlineData("jwt", "code", '?'), InlineData("jwt", "code id_token", '#'), InlineData("fragment.jwt", "id_token token", '#'), InlineData("jwt", "none", '?')]
    public async Task An_answer_comes_as_one_jwt(string mode, string type, char mark)
    {
        var app = await App();
        var end = await app.SignInAsync(Org.Person, "openid", changes: [("response_mode", mode), ("response_type", type)]);
        end.Location!.ShouldStartWith($"{app.RedirectUri}{mark}response=");
        end.Location!.ShouldNotContain("&");
        var claims = await Opened(end.Parameter("response"), app);
        var brought = type.Split(' ').SelectMany(word => word switch { "code" => ["code"], "id_token" => ["id_token"], "token" => (string[])["access_token", "token_type", "expires_in", "scope"], _ => [] });
        claims.Select(claim => claim.Key).ShouldBe(["iss", "aud", "exp", "state", .. brought], ignoreOrder: true);
        claims["state"]!.GetValue<string>().ShouldBe("state-1");
        if (claims["code"] is { } code) (await app.RedeemAsync(code.GetValue<string>())).Status.ShouldBe(HttpStatusCode.OK);
        if (claims["access_token"] is { } token) (await app.UserInfoAsync(token.GetValue<string>())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // JARM §2.3.3
    public async Task A_form_carries_it_too()
    {
        var app = await App();
        var end = await app.SignInAsync(Org.Person, "openid", changes: [("response_mode", "form_post.jwt")]);
        end.Location.ShouldBeNull();
        var form = end.Document.QuerySelector("form")!;
        form.GetAttribute("action").ShouldBe(app.RedirectUri);
        form.QuerySelectorAll("input[type=hidden]").Select(input => input.GetAttribute("name")).ShouldBe(["response"]);
        (await Opened(end.Parameter("response"), app))["code"].ShouldNotBeNull();
    }

    [Fact]                                                             // JARM §2.1: errors included
    public async Task A_refusal_comes_as_one_jwt()
    {
        var app = await App();
        foreach (var (mode, changes, error) in ((string, (string, string?)[], string)[])[
            ("jwt", [("prompt", "none")], "login_required"), ("query.jwt", [("scope", "openid unheard:of")], "invalid_scope"), ("fragment.jwt", [("prompt", "nonsense")], "invalid_request"),
            ("jwt", [("response_type", "nonsense")], "unsupported_response_type"), ("query.jwt", [("request", "nonsense")], "invalid_request_object")])
        {
            var seen = await Org.Visit(app.AuthorizeUrl(changes: [("response_mode", mode), .. changes]));
            var claims = await Opened(seen["response"], app);
            claims["error"]!.GetValue<string>().ShouldBe(error);
            claims["error_description"].ShouldNotBeNull();
            claims["state"]!.GetValue<string>().ShouldBe("state-1");
            claims.ContainsKey("code").ShouldBeFalse();
        }
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(app.AuthorizeUrl(changes: [("response_mode", "jwt")]));
        var cancelled = await browser.OpenAsync(page.Document.QuerySelector("#cancel")!.GetAttribute("href")!);
        (await Opened(cancelled.Parameter("response"), app))["error"]!.GetValue<string>().ShouldBe("access_denied");
    }

    [Fact]                                                             // JARM §2.3.1: no tokens in a query that servers write into their logs
    public async Task A_signed_query_carries_no_tokens()
    {
        var app = await App();
        foreach (var type in (string[])["id_token", "code id_token", "id_token token"])
        {
            var seen = await Org.Visit(app.AuthorizeUrl(changes: [("response_mode", "query.jwt"), ("response_type", type)]));
            seen.Location!.ShouldStartWith(app.RedirectUri + "#response=");
            (await Opened(seen["response"], app))["error"]!.GetValue<string>().ShouldBe("unsupported_response_mode");
        }
        foreach (var mode in (string[])["okta_post_message.jwt", ".jwt", "JWT", "query.jwt.jwt"])
            (await Org.Visit(app.AuthorizeUrl(changes: [("response_mode", mode)])))["error"].ShouldBe("unsupported_response_mode", mode);
    }

    [Theory]                                                           // JARM §3: authorization_signed_response_alg, else what the app's ID tokens are signed with
    [InlineData(null, null, "RS256"), InlineData("ES256", null, "ES256"), InlineData(null, "ES256", "ES256"), InlineData("RS256", "ES256", "RS256")]
    public async Task It_is_signed_as_the_app_wants_it(string? answers, string? idTokens, string algorithm)
    {
        var settings = new JsonObject();
        if (answers is not null) settings["authorization_signed_response_alg"] = answers;
        if (idTokens is not null) settings["id_token_signed_response_alg"] = idTokens;
        var app = await App(settings);
        var end = await app.SignInAsync(Org.Person, "openid", changes: [("response_mode", "jwt")]);
        (await Opened(end.Parameter("response"), app, algorithm))["code"].ShouldNotBeNull();
    }

    [Theory]                                                           // what a state becomes in a JWT is bounded, like what it becomes in an address
    [InlineData("a", 4_500, true), InlineData("a", 5_500, false), InlineData("\u00e4", 2_200, true), InlineData("\u00e4", 2_800, false), InlineData("\u0001", 1_200, false)]
    public async Task A_state_that_would_make_the_address_too_long_is_refused(string letter, int times, bool fits)
    {
        var app = await App();
        var seen = await Org.Visit(app.AuthorizeUrl(changes: [("response_mode", "jwt"), ("prompt", "none"), ("state", string.Concat(Enumerable.Repeat(letter, times)))]));
        seen.Location!.Length.ShouldBeLessThanOrEqualTo(8_000);
        var claims = await Opened(seen["response"], app);
        claims["error"]!.GetValue<string>().ShouldBe(fits ? "login_required" : "invalid_request");
        claims.ContainsKey("state").ShouldBe(fits);
    }

    [Fact]                                                             // RFC 8252 §7.1: what starts an app is a page for a browser, signed or not
    public async Task An_app_with_a_scheme_of_its_own_gets_it()
    {
        var app = Org.NativeApp with { RedirectUri = Org.Facts.Apps.Native.RedirectUris!.First(uri => !uri.StartsWith("http", StringComparison.Ordinal)) };
        var end = await app.SignInAsync(Org.Person, "openid", changes: [("response_mode", "query.jwt")]);
        var claims = await Opened(end.Parameter("response"), app);
        (await app.RedeemAsync(claims["code"]!.GetValue<string>())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats row 12: it is no token of any other kind
    public async Task It_is_worth_nothing_elsewhere()
    {
        var app = await App();
        var answer = (await app.SignInAsync(Org.Person, "openid", changes: [("response_mode", "jwt")])).Parameter("response")!;
        (await app.IntrospectAsync(answer)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await app.UserInfoAsync(answer)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Org.Visit(app.AuthorizeUrl(changes: [("id_token_hint", answer)])))["error"].ShouldBe("invalid_request");
    }
}
