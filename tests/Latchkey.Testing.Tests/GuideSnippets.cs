using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Testing.Tests;

/// <summary>The code of docs/guide/test-with-a-real-org.md, run. The guide's own tests hold the two together.</summary>
public sealed class GuideSnippets
{
    [Fact]
    public async Task What_the_guide_says_about_testing_an_api_is_so()
    {
        await using var org = await TestOrg.StartAsync();
        await using var api = await Api(org);

        var allowed = await org.MintAccessTokenAsync(["orders:read"], org.Person);
        (await Get(api, "/orders", allowed)).ShouldBe(HttpStatusCode.OK);

        var without = await org.MintAccessTokenAsync(["openid"], org.Person);
        (await Get(api, "/orders", without)).ShouldBe(HttpStatusCode.Forbidden);

        var strong = await org.MintAccessTokenAsync(["openid"], org.Person, signIn: new(Acr: "phr"));
        (await Get(api, "/transfer", strong)).ShouldBe(HttpStatusCode.OK);

        org.Clock.Advance(TimeSpan.FromHours(2));
        (await Get(api, "/orders", allowed)).ShouldBe(HttpStatusCode.Unauthorized);

        var kid = await org.RotateKeysAsync();
        var after = await org.MintAccessTokenAsync(["orders:read"], org.Person);
        (await Get(api, "/orders", after)).ShouldBe(HttpStatusCode.OK);          // the API has found the new key
        kid.ShouldBe(KidOf(after));
    }

    [Fact]
    public async Task What_the_guide_says_about_signing_in_and_faults_is_so()
    {
        await using var org = await TestOrg.StartAsync();

        var grace = await org.CreatePersonAsync("grace@example.com");
        var app = await org.CreateAppAsync("native");

        var tokens = await app.TokensAsync(grace, "openid profile offline_access");
        tokens.ClaimsOf("id_token")["preferred_username"]!.GetValue<string>().ShouldBe("grace@example.com");

        using (org.Faults.LoseAnswers("/token"))
            await Should.ThrowAsync<HttpRequestException>(() => app.RefreshAsync(tokens.RefreshToken));

        (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);

        await org.SendAsync(HttpMethod.Post, $"/api/v1/users/{grace.Id}/lifecycle/reset_password?sendEmail=true");
        var link = (await org.MailsAsync("grace@example.com"))[0].Links[0];
        link.ShouldStartWith(org.Url);

        using var limit = org.Faults.Answer(429, "/token", retryAfter: 7);
        using var flaky = org.Faults.Answer(503, "/keys", which: n => n % 2 == 1);
        using var hotel = org.Faults.CaptivePortal();

        using var skew = org.Faults.ShiftDate(TimeSpan.FromDays(1), org.Clock);
    }

    private static async Task<WebApplication> Api(TestOrg org)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(org.Clock);
        builder.Services.AddLatchkey(org.Issuer, "api://default");
        var api = builder.Build();
        api.MapGet("/orders", (ClaimsPrincipal caller) => caller.Identity!.Name).RequireScope("orders:read");
        api.MapGet("/transfer", () => "transferred").RequireAcr("phr");
        await api.StartAsync();
        return api;
    }

    private static async Task<HttpStatusCode> Get(WebApplication api, string path, string token)
    {
        using var http = new HttpClient { BaseAddress = new Uri(api.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }

    private static string KidOf(string token) =>
        System.Text.Json.Nodes.JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"]!.GetValue<string>();
}
