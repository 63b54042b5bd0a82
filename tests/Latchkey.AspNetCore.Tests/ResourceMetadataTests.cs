using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Latchkey.AspNetCore.Tests;

/// <summary>How an app finds out whom to ask for tokens. RFC 9728.</summary>
public sealed class ResourceMetadataTests
{
    [Theory]                                                           // RFC 9728 §3.1: between host and path
    [InlineData("https://api.example.com", "/.well-known/oauth-protected-resource")]
    [InlineData("https://api.example.com/", "/.well-known/oauth-protected-resource")]
    [InlineData("https://api.example.com/v2/orders", "/.well-known/oauth-protected-resource/v2/orders")]
    public async Task The_metadata_names_the_issuer_and_the_scopes_of_the_endpoints(string resource, string path)
    {
        var clock = new TestClock();
        await using var issuer = await TestIssuer.Start(clock);
        await using var api = await TestApi.Start(issuer.Url, clock, options => { options.Resource = new Uri(resource); options.ResourceName = "Orders"; }, app => app.MapLatchkeyMetadata());

        var answer = await api.Get(path);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.ContentType.ShouldBe("application/json");
        answer.Json["resource"]!.GetValue<string>().ShouldBe(resource);
        answer.Json["authorization_servers"]!.AsArray().Single()!.GetValue<string>().ShouldBe(issuer.Url);
        answer.Json["scopes_supported"]!.AsArray().Select(scope => scope!.GetValue<string>()).ShouldBe(["orders:read", "orders:write"]);
        answer.Json["bearer_methods_supported"]!.AsArray().Single()!.GetValue<string>().ShouldBe("header");
        answer.Json["resource_name"]!.GetValue<string>().ShouldBe("Orders");
    }

    [Fact]                                                             // RFC 9728 §5.1
    public async Task Challenges_point_to_the_metadata()
    {
        var clock = new TestClock();
        await using var issuer = await TestIssuer.Start(clock);
        await using var api = await TestApi.Start(issuer.Url, clock, options => options.Resource = new Uri("https://api.example.com"));

        (await api.Get("/me")).Challenge.ShouldBe("Bearer realm=\"api://default\", resource_metadata=\"https://api.example.com/.well-known/oauth-protected-resource\"");
        (await api.Get("/orders", issuer.AccessToken("openid"))).Challenge.ShouldNotBeNull().ShouldEndWith("resource_metadata=\"https://api.example.com/.well-known/oauth-protected-resource\"");
    }

    [Fact]
    public async Task An_api_without_an_address_of_its_own_is_told_to_set_one()
    {
        var clock = new TestClock();
        await using var issuer = await TestIssuer.Start(clock);

        var missing = await Should.ThrowAsync<InvalidOperationException>(() => TestApi.Start(issuer.Url, clock, null, app => app.MapLatchkeyMetadata()));

        missing.Message.ShouldContain("options.Resource");
        Should.Throw<InvalidOperationException>(() => new LatchkeyOptions { Issuer = issuer.Url, Audience = "a", Resource = new Uri("http://api.example.com") }.Validate()).Message.ShouldContain("must be an https address");
    }

    [Fact]                                                             // RFC 9110 §11.6.1, Fetch: a page reads only exposed headers
    public void A_cors_policy_lets_pages_send_tokens_and_read_refusals()
    {
        var policy = new CorsPolicyBuilder("https://app.example").WithLatchkeyHeaders().Build();

        policy.Headers.ShouldContain("Authorization");
        policy.Headers.ShouldContain("DPoP");
        policy.ExposedHeaders.ShouldContain("WWW-Authenticate");
        policy.ExposedHeaders.ShouldContain("DPoP-Nonce");
        policy.SupportsCredentials.ShouldBeFalse();
    }
}
