using System.Net;

namespace Latchkey.Server.Tests.ManagementApi;

public sealed class ApiConventionsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.0: E0000008, E0000022
    public async Task Unknown_paths_and_wrong_methods_have_their_codes()
    {
        (await Org.Read("/toasters")).ShouldBeRefused(404, "E0000008");
        (await Org.Read("/apps/x/y/z")).ShouldBeRefused(404, "E0000008");
        (await Org.Call(HttpMethod.Patch, "/users")).ShouldBeRefused(405, "E0000022");
        (await Org.Call(HttpMethod.Delete, "/org")).ShouldBeRefused(405, "E0000022");
    }

    [Theory]                                                           // contract §3.0: E0000003
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"label\":\"a\",\"label\":\"b\"}")]
    [InlineData("{\"label\":\"a\",}")]
    [InlineData("{\"a\":\"\\ud800\"")]
    public async Task What_is_no_json_object_is_refused(string body)
    {
        foreach (var path in (string[])["/apps", "/users", "/groups"])
            (await Org.CallRaw(HttpMethod.Post, path, body)).ShouldBeRefused(400, "E0000003");
    }

    [Fact]                                                             // threats rows 12 and 13
    public async Task Deep_and_large_bodies_are_refused()
    {
        (await Org.CallRaw(HttpMethod.Post, "/apps", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)))).ShouldBeRefused(400, "E0000003");
        (await Org.CallRaw(HttpMethod.Post, "/apps", $"{{\"label\":\"{new string('x', 1_000_000)}\"}}")).ShouldBeRefused(413, "E0000003");
        (await Org.CallRaw(HttpMethod.Post, "/apps", "label=x", "application/x-www-form-urlencoded")).ShouldBeRefused(415, "E0000021");
    }

    [Fact]                                                             // contract §3.0, §11.12
    public async Task Every_answer_tells_its_rate_limit_and_request()
    {
        foreach (var answer in (ApiAnswer[])[await Org.Read("/org"), await Org.Read("/toasters/1"), await Org.Read("/apps/none"), await Org.Call(HttpMethod.Patch, "/users")])
        {
            answer.Message.Headers.GetValues("x-okta-request-id").Single().ShouldNotBeNullOrEmpty();
            answer.Message.Headers.Date.ShouldNotBeNull();
        }
        var headers = (await Org.Read("/org")).Message.Headers.ToDictionary(header => header.Key, header => header.Value.Single());
        int.Parse(headers["x-rate-limit-remaining"], null).ShouldBeLessThan(int.Parse(headers["x-rate-limit-limit"], null));
        long.Parse(headers["x-rate-limit-reset"], null).ShouldBeGreaterThan(Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]                                                             // contract §11.31
    public async Task Lifecycle_steps_need_no_body()
    {
        var app = await Org.CreateAppAsync();
        (await Org.CallRaw(HttpMethod.Post, $"/apps/{app.ClientId}/lifecycle/deactivate", null)).ShouldSucceed();
        (await Org.CallRaw(HttpMethod.Post, $"/apps/{app.ClientId}/lifecycle/activate", "")).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.10
    public async Task The_org_describes_itself()
    {
        var org = (await Org.Read("/org")).ShouldSucceed();
        org.Id.ShouldStartWith("00o");
        org["status"].ShouldBe("ACTIVE");
        org["companyName"].ShouldNotBeNullOrEmpty();
        (await Org.CallRaw(HttpMethod.Get, Org.Url + "/.well-known/okta-organization", null))["id"].ShouldBe(org.Id);
    }
}
