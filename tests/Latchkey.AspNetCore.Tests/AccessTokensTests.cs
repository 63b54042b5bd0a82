using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.AspNetCore.Tests;

public sealed class AccessTokensTests : ApiTest
{
    [Theory]                                                           // RFC 7518 §3.1
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Each_accepted_algorithm_verifies(string algorithm)
    {
        Issuer.RotateTo(algorithm == "ES256" ? TestKey.Ec("one") : TestKey.Rsa("one", algorithm));

        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 8725 §3.1
    public async Task An_unsigned_token_is_refused() =>
        (await Api.Get("/me", Issuer.AccessToken(key: TestKey.Unsigned("rsa-1")))).ShouldBeInvalidToken("The signature algorithm 'none' is not accepted.");

    [Fact]                                                             // RFC 8725 §2.1: algorithm confusion
    public async Task A_public_key_is_never_taken_for_a_shared_secret()
    {
        var published = Encoding.UTF8.GetBytes(Issuer.Published[0].Jwk.ToJsonString());
        var modulus = Encoding.UTF8.GetBytes(Issuer.Published[0].Jwk["n"]!.GetValue<string>());

        (await Api.Get("/me", Issuer.AccessToken(key: TestKey.Hmac("rsa-1", published)))).ShouldBeInvalidToken("'HS256' is not accepted");
        (await Api.Get("/me", Issuer.AccessToken(key: TestKey.Hmac("rsa-1", modulus)))).ShouldBeInvalidToken("'HS256' is not accepted");
    }

    [Fact]                                                             // RFC 8725 §3.1
    public async Task A_key_published_for_one_algorithm_serves_no_other()
    {
        var pss = TestKey.Rsa("shared", "PS256");
        Issuer.RotateTo(pss with { Jwk = Published(pss, key => key["alg"] = "RS256") });

        (await Api.Get("/me", Issuer.AccessToken(key: pss))).ShouldBeInvalidToken("signed with a key the issuer does not publish");
    }

    [Fact]                                                             // RFC 7515 §5.2
    public async Task A_changed_token_is_refused()
    {
        var parts = Issuer.AccessToken().Split('.');
        var other = Issuer.AccessToken("openid orders:write").Split('.');

        (await Api.Get("/me", $"{parts[0]}.{other[1]}.{parts[2]}")).ShouldBeInvalidToken("signature");
        (await Api.Get("/me", $"{parts[0]}.{parts[1]}.AAAA")).ShouldBeInvalidToken("signature");
        (await Api.Get("/me", $"{parts[0]}.{parts[1]}.")).ShouldBeInvalidToken("");
    }

    [Fact]
    public async Task A_key_of_someone_else_with_the_same_id_is_refused() =>
        (await Api.Get("/me", Issuer.AccessToken(key: TestKey.Rsa("rsa-1")))).ShouldBeInvalidToken("signature");

    [Fact]                                                             // RFC 7518 §3.3
    public async Task A_short_rsa_key_is_not_trusted()
    {
        Issuer.RotateTo(TestKey.Rsa("short", bits: 1024));

        (await Api.Get("/me", Issuer.AccessToken())).ShouldBeInvalidToken("key the issuer does not publish");
    }

    [Fact]                                                             // RFC 7517 §4.2
    public async Task An_encryption_key_verifies_nothing()
    {
        var key = TestKey.Rsa("enc");
        Issuer.RotateTo(key with { Jwk = Published(key, jwk => jwk["use"] = "enc") });

        (await Api.Get("/me", Issuer.AccessToken(key: key))).ShouldBeInvalidToken("key the issuer does not publish");
    }

    [Fact]                                                             // RFC 7515 §4.1.4: kid is optional
    public async Task A_token_without_a_key_id_is_tried_with_the_keys_there_are() =>
        (await Api.Get("/me", Issuer.AccessToken(header: header => header.Remove("kid")))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]                                                             // RFC 7515 §4.1.11
    public async Task An_unknown_critical_header_is_refused() =>
        (await Api.Get("/me", Issuer.AccessToken(header: header => header["crit"] = new JsonArray("b64")))).ShouldBeInvalidToken("critical header");

    [Fact]                                                             // RFC 8725 §3.8: exact, character by character
    public async Task The_issuer_must_match_exactly()
    {
        foreach (var issuer in new[] { Issuer.Url + "/", Issuer.Url.ToUpperInvariant(), "https://evil.example", "" })
            (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["iss"] = issuer))).ShouldBeInvalidToken($"this API trusts '{Issuer.Url}'");
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims.Remove("iss")))).ShouldBeInvalidToken("issuer");
    }

    [Fact]                                                             // RFC 7519 §4.1.3
    public async Task The_audience_must_be_this_api()
    {
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["aud"] = "api://other"))).ShouldBeInvalidToken("for the audience 'api://other'; this API is 'api://default'");
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["aud"] = "API://DEFAULT"))).ShouldBeInvalidToken("audience");
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims.Remove("aud")))).ShouldBeInvalidToken("audience");
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["aud"] = new JsonArray("api://other", TestApi.Audience)))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 7519 §4.1.4, contract §7.1: two minutes of skew
    public async Task An_expired_token_is_refused_once_the_skew_has_passed()
    {
        var token = Issuer.AccessToken();

        Clock.Advance(TimeSpan.FromMinutes(61));
        (await Api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.OK);

        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Api.Get("/me", token)).ShouldBeInvalidToken("The token expired at 2026-05-04 13:00:00Z.");
    }

    [Fact]                                                             // RFC 7519 §4.1.5
    public async Task A_token_from_the_future_waits_for_its_time()
    {
        var token = Issuer.AccessToken(claims: claims => claims["nbf"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 180);

        (await Api.Get("/me", token)).ShouldBeInvalidToken("not valid before");
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_skew_is_a_setting()
    {
        await using var strict = await TestApi.Start(Issuer.Url, Clock, options => options.ClockSkew = TimeSpan.Zero);
        var token = Issuer.AccessToken();

        Clock.Advance(TimeSpan.FromHours(1));
        (await strict.Get("/me", token)).ShouldBeInvalidToken("expired");
    }

    [Theory]                                                           // OpenID Connect Core §2, RFC 9068 §6
    [InlineData(TestApi.Audience)]
    [InlineData("0oa1")]
    public async Task An_id_token_opens_nothing_even_when_its_audience_fits(string audience) =>
        (await Api.Get("/me", Issuer.IdToken(audience))).ShouldBeInvalidToken(audience == TestApi.Audience ? "send the access token, not the ID token" : "audience");

    [Theory]
    [InlineData("nonce")]
    [InlineData("at_hash")]
    [InlineData("c_hash")]
    public async Task What_belongs_to_a_sign_in_is_not_an_access_token(string claim) =>
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims[claim] = "x"))).ShouldBeInvalidToken("not an access token");

    [Theory]                                                           // RFC 8725 §3.11, RFC 9068 §4
    [InlineData("at+jwt", true)]
    [InlineData("AT+JWT", true)]
    [InlineData("application/at+jwt", true)]
    [InlineData("JWT", true)]
    [InlineData("logout+jwt", false)]
    [InlineData("dpop+jwt", false)]
    [InlineData("secevent+jwt", false)]
    public async Task Only_a_type_an_access_token_can_have_is_accepted(string type, bool accepted) =>
        (await Api.Get("/me", Issuer.AccessToken(header: header => header["typ"] = type))).Status.ShouldBe(accepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);

    [Fact]                                                             // RFC 9449 §7.1, RFC 8705 §3
    public async Task A_token_bound_to_a_key_is_no_bearer_token() =>
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["cnf"] = new JsonObject { ["jkt"] = "x" }))).ShouldBeInvalidToken("bound to a key");

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bnVsbA.AAAA")]                   // payload null
    [InlineData("eyJhbGciOiJSUzI1NiJ9.W10.AAAA")]                      // payload []
    [InlineData("W10.e30.AAAA")]                                       // header []
    public async Task Nonsense_is_an_invalid_token_and_never_an_error_of_ours(string token) => (await Api.Get("/me", token)).ShouldBeInvalidToken("");

    [Theory]                                                           // each is signed by the right key: what it says is at fault
    [InlineData("iss", "7")]
    [InlineData("iss", "[]")]
    [InlineData("aud", "7")]
    [InlineData("aud", "{}")]
    [InlineData("aud", "[7]")]
    [InlineData("aud", "null")]
    [InlineData("exp", "\"soon\"")]
    [InlineData("exp", "null")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "{}")]
    [InlineData("nbf", "1e300")]
    [InlineData("cnf", "7")]
    public async Task A_claim_of_the_wrong_kind_is_an_invalid_token_and_never_an_error_of_ours(string claim, string json) =>
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims[claim] = JsonNode.Parse(json)))).ShouldBeInvalidToken("");

    [Fact]                                                             // RFC 7519 §2: NumericDate may have a fraction
    public async Task A_fraction_in_a_time_is_understood() =>
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["exp"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 0.5))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]                                                             // RFC 6750 §3: characters allowed in error_description
    public async Task What_the_caller_sent_cannot_break_out_of_the_challenge()
    {
        var answer = await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["iss"] = "a\", scope=\"admin\r\nSet-Cookie: x=\"é\\"));

        answer.ShouldBeInvalidToken("from the issuer 'a?, scope=?admin??Set-Cookie: x=????'".Replace("????", "???", StringComparison.Ordinal));
    }

    private static JsonObject Published(TestKey key, Action<JsonObject> change)
    {
        var jwk = key.Jwk.DeepClone().AsObject();
        change(jwk);
        return jwk;
    }
}
