using System.Net;

namespace Latchkey.AspNetCore.Tests;

public sealed class LatchkeyHandlerTests : ApiTest
{
    [Fact]                                                             // RFC 6750 §3.1
    public async Task Without_a_token_the_challenge_names_the_scheme_and_no_error()
    {
        var answer = await Api.Get("/me");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Challenge.ShouldBe("Bearer realm=\"api://default\"");
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Json.AsObject().ContainsKey("error").ShouldBeFalse();
    }

    [Fact]
    public async Task A_valid_token_lets_the_caller_in_with_the_claims_as_the_token_names_them()
    {
        var answer = await Api.Get("/me", Issuer.AccessToken("openid orders:read"));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.Json["name"]!.GetValue<string>().ShouldBe("mia@example.com");
        var claims = answer.Json["claims"]!.AsArray().Select(claim => claim!.GetValue<string>()).ToList();
        foreach (var claim in new[] { "sub=mia@example.com", "uid=00u1", "cid=0oa1", "scp=openid", "scp=orders:read", "aud=api://default" }) claims.ShouldContain(claim);
    }

    [Fact]                                                             // RFC 9068 §2.2.3.1: scopes as one string
    public async Task Scopes_written_as_one_string_count_the_same()
    {
        var token = Issuer.AccessToken(claims: claims => { claims.Remove("scp"); claims.Remove("cid"); claims["client_id"] = "0oa1"; claims["scope"] = "openid orders:read"; }, header: header => header["typ"] = "at+jwt");

        (await Api.Get("/orders", token)).Status.ShouldBe(HttpStatusCode.OK);
        (await Api.Get("/me", token)).Body.ShouldContain("scp=orders:read");
    }

    [Fact]
    public async Task An_open_endpoint_answers_everyone_and_knows_a_caller_who_brings_a_token()
    {
        (await Api.Get("/open")).Body.ShouldBe("anonymous");
        (await Api.Get("/open", Issuer.AccessToken())).Body.ShouldBe("known");
        (await Api.Get("/open", "nonsense")).Body.ShouldBe("anonymous");
    }

    [Fact]                                                             // OWASP: log injection, by whoever can write a token
    public async Task A_forged_token_writes_no_line_of_the_log()
    {
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["iss"] = "https://x\n2026-01-01 info: all is well\u001b[2J"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Api.Get("/me", Issuer.AccessToken(claims: claims => claims["aud"] = "a\r\nb"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Api.Log.Text.ShouldContain("info: all is well");
        foreach (var character in "\u001b\r") Api.Log.Text.ShouldNotContain(character);
        Api.Log.Text.ShouldNotContain("\n2026");
    }

    [Fact]
    public async Task The_endpoint_can_read_the_token_to_pass_it_on()
    {
        var token = Issuer.AccessToken();

        (await Api.Get("/token", token)).Body.ShouldBe(token);
    }

    [Fact]                                                             // RFC 9110 §11.1: schemes are case-insensitive
    public async Task The_scheme_may_be_written_in_any_case()
    {
        var token = Issuer.AccessToken();

        (await Api.GetWith("/me", $"bearer {token}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Api.GetWith("/me", $"BEARER  {token}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // RFC 6750 §3.1: invalid_request is 400
    [InlineData("Bearer")]
    [InlineData("Bearer one two")]
    [InlineData("Bearer a,b")]
    [InlineData("Bearer \"quoted\"")]
    [InlineData("Bearer ==")]
    public async Task A_malformed_header_is_a_bad_request(string header)
    {
        var answer = await Api.GetWith("/me", header);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Challenge.ShouldNotBeNull().ShouldStartWith("Bearer realm=\"api://default\", error=\"invalid_request\", error_description=\"");
        answer.Json["error"]!.GetValue<string>().ShouldBe("invalid_request");
    }

    [Fact]                                                             // RFC 6750 §2: one way of sending, once
    public async Task Two_authorization_headers_are_a_bad_request() =>
        (await Api.GetWith("/me", $"Bearer {Issuer.AccessToken()}", "Bearer other")).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("Basic dTpw")]
    [InlineData("BearerToken abc")]
    public async Task Another_scheme_is_no_credential_of_ours(string header)
    {
        var answer = await Api.GetWith("/me", header);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Challenge.ShouldBe("Bearer realm=\"api://default\"");
    }

    [Fact]                                                             // RFC 6750 §2.3, RFC 9700 §4.3.2
    public async Task A_token_in_the_address_or_in_a_form_is_not_looked_at()
    {
        var token = Issuer.AccessToken();

        (await Api.Get($"/me?access_token={token}")).Challenge.ShouldBe("Bearer realm=\"api://default\"");
        (await Api.Post("/form", ("access_token", token))).Challenge.ShouldBe("Bearer realm=\"api://default\"");
    }

    [Fact]
    public async Task The_log_says_why_and_never_shows_the_token()
    {
        var token = Issuer.AccessToken(claims: claims => claims["aud"] = "api://other");

        await Api.Get("/me", token);

        Api.Log.Text.ShouldContain("invalid_token The token is for the audience 'api://other'");
        Api.Log.Text.ShouldNotContain(token[..40]);
    }
}
