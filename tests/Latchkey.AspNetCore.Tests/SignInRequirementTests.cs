using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Latchkey.AspNetCore.Tests;

/// <summary>How and how recently a person signed in. RFC 9470.</summary>
public sealed class SignInRequirementTests : ApiTest
{
    [Theory]                                                           // RFC 9470 §3
    [InlineData("/strong", "acr_values=\"urn:okta:loa:2fa:any phr\"")]
    [InlineData("/guarded", "acr_values=\"phr\", max_age=\"60\"")]
    [InlineData("/controller/strong", "acr_values=\"phr\", max_age=\"300\"")]
    public async Task A_sign_in_that_is_not_strong_enough_is_told_what_to_ask_for(string path, string asked)
    {
        var answer = await Api.Get(path, Issuer.AccessToken(claims: claims => claims["acr"] = "urn:okta:loa:1fa:pwd"));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Challenge.ShouldNotBeNull().ShouldStartWith("Bearer realm=\"api://default\", error=\"insufficient_user_authentication\", error_description=\"");
        answer.Challenge.ShouldEndWith(asked);
        answer.Json["error"]!.GetValue<string>().ShouldBe("insufficient_user_authentication");
    }

    [Fact]                                                             // RFC 9470 §3: max_age in seconds
    public async Task A_sign_in_that_is_too_long_ago_is_told_how_recent_it_must_be()
    {
        var token = Issuer.AccessToken();
        Clock.Advance(TimeSpan.FromMinutes(5));
        (await Api.Get("/recent", token)).Status.ShouldBe(HttpStatusCode.OK);

        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Api.Get("/recent", token)).Challenge.ShouldNotBeNull().ShouldEndWith("max_age=\"300\"");
    }

    [Theory]
    [InlineData("urn:okta:loa:2fa:any")]
    [InlineData("phr")]
    public async Task Any_of_the_classes_lets_the_caller_in(string acr) =>
        (await Api.Get("/strong", Issuer.AccessToken(claims: claims => claims["acr"] = acr))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_token_that_does_not_say_when_or_how_is_not_enough()
    {
        (await Api.Get("/strong", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Api.Get("/recent", Issuer.AccessToken(claims: claims => claims.Remove("auth_time")))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Api.Get("/recent", Issuer.AccessToken(claims: claims => claims["auth_time"] = "yesterday"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // RFC 6750 §3.1: another sign-in would not bring the scope
    public async Task A_missing_scope_is_said_first()
    {
        (await Api.Get("/transfer", Issuer.AccessToken())).Challenge.ShouldNotBeNull().ShouldContain("insufficient_scope");
        (await Api.Get("/transfer", Issuer.AccessToken("orders:write"))).Challenge.ShouldNotBeNull().ShouldContain("acr_values=\"phr\", max_age=\"300\"");
        (await Api.Get("/transfer", Issuer.AccessToken("orders:write", claims => claims["acr"] = "phr"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_token_the_challenge_asks_for_one() => (await Api.Get("/strong")).Challenge.ShouldBe("Bearer realm=\"api://default\"");

    [Fact]
    public void A_requirement_that_asks_for_nothing_is_a_mistake()
    {
        Should.Throw<ArgumentException>(() => new AuthorizationPolicyBuilder().RequireSignIn([]));
        Should.Throw<ArgumentException>(() => new AuthorizationPolicyBuilder().RequireSignIn(["two words"]));
        Should.Throw<ArgumentException>(() => new AuthorizationPolicyBuilder().RequireSignIn([], TimeSpan.FromSeconds(-1)));
    }
}
