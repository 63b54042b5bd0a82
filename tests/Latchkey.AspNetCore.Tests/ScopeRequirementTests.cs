using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Latchkey.AspNetCore.Tests;

public sealed class ScopeRequirementTests : ApiTest
{
    [Theory]                                                           // RFC 6750 §3.1
    [InlineData("/orders", "openid", "orders:read", "orders:read")]
    [InlineData("/orders", "orders:readonly", "orders:read", "orders:read")]
    [InlineData("/orders", "ORDERS:READ", "orders:read", "orders:read")]
    [InlineData("/orders/edit", "orders:read", "orders:read orders:write", "orders:write")]
    [InlineData("/group/edit", "openid", "orders:read orders:write", "orders:read orders:write")]
    [InlineData("/policy", "orders:read", "orders:write", "orders:write")]
    [InlineData("/controller/edit", "orders:read", "orders:write", "orders:write")]
    public async Task A_missing_scope_is_forbidden_and_the_challenge_says_what_to_ask_for(string path, string granted, string required, string missing)
    {
        var answer = await Api.Get(path, Issuer.AccessToken(granted));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Challenge.ShouldNotBeNull().ShouldStartWith("Bearer realm=\"api://default\", error=\"insufficient_scope\"");
        Words(answer.Challenge.Split("scope=\"")[1].TrimEnd('"')).ShouldBe(Words(required), ignoreOrder: true);
        Words(answer.Json["detail"]!.GetValue<string>().Split("scope ")[1].TrimEnd('.')).ShouldBe(Words(missing), ignoreOrder: true);
        answer.Json["error"]!.GetValue<string>().ShouldBe("insufficient_scope");
    }

    [Theory]
    [InlineData("/orders")]
    [InlineData("/orders/edit")]
    [InlineData("/group/edit")]
    [InlineData("/policy")]
    [InlineData("/controller")]
    [InlineData("/controller/edit")]
    public async Task The_scopes_let_the_caller_in(string path) =>
        (await Api.Get(path, Issuer.AccessToken("orders:read orders:write"))).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/orders")]
    [InlineData("/policy")]
    [InlineData("/controller")]
    public async Task Without_a_token_it_is_401_whatever_the_scopes(string path)
    {
        (await Api.Get(path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Api.Get(path, "nonsense")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_reason_to_refuse_is_not_called_a_missing_scope()
    {
        var answer = await Api.Get("/staff", Issuer.AccessToken());

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Challenge.ShouldBeNull();
        (await Api.Get("/staff", Issuer.AccessToken(claims: claims => claims["groups"] = "Staff"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("quo\"te")]
    public void A_scope_that_no_token_can_carry_is_a_mistake_seen_at_start(string scope) =>
        Should.Throw<ArgumentException>(() => new AuthorizationPolicyBuilder().RequireScope(scope));

    private static string[] Words(string text) => text.Split(' ');
}
