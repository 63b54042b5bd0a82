using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Web;

/// <summary>
/// An issuer with a slash at its end, and what clients make of it by concatenation (Okta's Kotlin SDK, okta-oidc), is the issuer wherever an address of
/// ours is compared. Ruling 9.
/// </summary>
public sealed class JoinedAddressesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Ciba = "urn:openid:params:grant-type:ciba";

    public static TheoryData<string> Spellings => ["{issuer}/", "{issuer}//", "{org}//oauth2//default"];

    private string Issuer(string spelling) => spelling.Replace("{issuer}", Org.Issuer, StringComparison.Ordinal).Replace("{org}", Org.Url, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Spellings))]                            // RFC 7523 §3
    public async Task An_assertion_may_be_for_the_issuer_or_an_endpoint_so_joined(string spelling)
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service");
        foreach (var audience in (string[])[Issuer(spelling), Issuer(spelling) + "/v1/token", Issuer(spelling) + "//v1//token/"])
            foreach (var called in (string[])[Org.Issuer + "/v1/token", Issuer(spelling) + "/v1/token"])
                (await Org.PostForm(called, $"grant_type=client_credentials&scope=orders%3Aread&{app.Credentials(audience)}")).Status.ShouldBe(200, $"{audience} at {called}");
        (await Org.PostForm(Issuer(spelling) + "/v1/introspect", $"token=x&{app.Credentials(Issuer(spelling) + "/v1/introspect")}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task So_may_one_for_the_org_itself()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.users.read"]);
        foreach (var audience in (string[])[Org.Url + "/", Org.Url + "//oauth2/v1/token", Org.Url + "/oauth2//v1/token"])
            (await Org.PostForm(Org.Url + "//oauth2/v1/token", $"grant_type=client_credentials&scope=okta.users.read&{app.Credentials(audience)}")).Text.ShouldContain("access_token", customMessage: audience);
    }

    [Theory]                                                           // nothing but empty segments is overlooked
    [InlineData("{org}/oauth2/default/x"), InlineData("{org}/oauth2/default?"), InlineData("{org}/oauth2/default/#"), InlineData("{org}/oauth2/./default"), InlineData("{org}/oauth2/Default/"), InlineData("{org}.evil.example/oauth2/default/"),
     InlineData("{org}/oauth2/%2Fdefault"), InlineData("http://evil.example//localhost/oauth2/default/"), InlineData("{org}/")]
    public async Task Another_address_is_another_address(string audience)
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service");
        (await Org.PostForm(Org.Issuer + "/v1/token", $"grant_type=client_credentials&scope=orders%3Aread&{app.Credentials(audience.Replace("{org}", Org.Url, StringComparison.Ordinal))}")).Status.ShouldBe(401);
    }

    [Theory, MemberData(nameof(Spellings))]                            // RFC 9101 §5, CIBA Core §7.1.1
    public async Task So_may_be_a_signed_request(string spelling)
    {
        using var key = new AppKey();
        var app = await Org.CreateAppAsync("web", new JsonObject { ["jwks"] = AppKey.Jwks(key), ["grant_types"] = new JsonArray("authorization_code", Ciba) });
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject Claims(params (string Name, JsonNode? Value)[] more) => new(
        [
            .. new JsonObject { ["iss"] = app.ClientId, ["aud"] = Issuer(spelling), ["exp"] = now + 60, ["iat"] = now, ["nbf"] = now, ["jti"] = Secrets.New(), ["scope"] = "openid" }.Select(claim => KeyValuePair.Create(claim.Key, claim.Value?.DeepClone())),
            .. more.Select(claim => KeyValuePair.Create(claim.Name, claim.Value)),
        ]);
        using var browser = Org.Browser();
        var signed = key.Sign(Claims(("client_id", app.ClientId), ("response_type", "code"), ("redirect_uri", app.RedirectUri), ("state", "inside"),
            ("code_challenge", Pkce.Challenge(TestApp.Verifier)), ("code_challenge_method", "S256")));
        (await browser.SignInAsync($"{Issuer(spelling)}/v1/authorize?client_id={app.ClientId}&request={signed}", Org.Person)).Parameter("state").ShouldBe("inside");
        (await app.PostAsync("/bc/authorize", ("request", key.Sign(Claims(("login_hint", Org.Person.Login)))))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 7523 §2.1
    public async Task So_may_be_a_grant_that_an_app_signs()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        foreach (var audience in (string[])[Org.Url + "/", Org.Url + "//oauth2//v1/token"])
            (await app.VouchAsync(Org.Url, Org.Person.Login, changes: ("aud", audience))).Status.ShouldBe(HttpStatusCode.OK, audience);
    }

    [Fact]                                                             // RFC 8707 §2, where the audience is an address
    public async Task So_may_be_the_resource()
    {
        var server = await Org.SendAsync(HttpMethod.Post, "/api/v1/authorizationServers", new JsonObject { ["name"] = "Joined", ["audiences"] = new JsonArray("https://api.example.com") });
        var (id, issuer) = (server["id"]!.GetValue<string>(), server["issuer"]!.GetValue<string>());
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/authorizationServers/{id}/scopes", new JsonObject { ["name"] = "read" });
        async Task<int> Ask(string of, string resource, string scope) => (await Org.PostForm(of + "/v1/par",
            $"client_id={Org.WebApp.ClientId}&client_secret={Org.WebApp.ClientSecret}&response_type=code&scope={scope}&state=x&redirect_uri={Uri.EscapeDataString(Org.WebApp.RedirectUri)}&code_challenge={Pkce.Challenge(TestApp.Verifier)}&code_challenge_method=S256&resource={Uri.EscapeDataString(resource)}")).Status;
        (await Ask(issuer, "https://api.example.com/", "read")).ShouldBe(201);
        (await Ask(issuer, "https://api.example.com/v1", "read")).ShouldBe(400);
        (await Ask(Org.Url + "/oauth2", Org.Url + "/", "openid")).ShouldBe(201);
    }

    [Fact]                                                             // RFC 9449 §4.3, OpenID Connect RP-Initiated Logout §2
    public async Task So_may_be_what_a_proof_is_for_and_where_a_hint_is_shown()
    {
        var app = Org.NativeApp with { Key = new DPoPKey() };
        var tokens = await app.TokensAsync(Org.Person);
        foreach (var address in (string[])[Org.Issuer + "//v1/userinfo", Org.Issuer + "//v1/userinfo/", Org.Url + "//oauth2//default//v1//userinfo"])
            (await Org.Visit(address, ("Authorization", "DPoP " + tokens.AccessToken), ("DPoP", app.Key!.Proof(Org, HttpMethod.Get, new Uri(address), tokens.AccessToken)))).Status.ShouldBe(200, address);

        using var browser = Org.Browser();
        await app.SignInAsync(Org.Person, browser: browser);
        (await browser.OpenAsync($"{Org.Issuer}//v1/logout?id_token_hint={tokens.IdToken}")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.OpenAsync(app.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
    }
}
