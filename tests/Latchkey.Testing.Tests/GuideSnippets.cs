using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Latchkey.Native;
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

        var support = await org.MintAccessTokenAsync(["orders:read"], org.Person, claims: new() { ["groups"] = new JsonArray("support") });
        var foreign = await org.MintAccessTokenAsync(["orders:read"], org.Person, claims: new() { ["aud"] = "api://another" });

        (await Get(api, "/desk", support)).ShouldBe(HttpStatusCode.OK);
        (await Get(api, "/desk", allowed)).ShouldBe(HttpStatusCode.Forbidden);
        (await Get(api, "/orders", foreign)).ShouldBe(HttpStatusCode.Unauthorized);

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

        using var tunnel = org.Faults.Hold("/token");
        var refreshing = app.RefreshAsync(tokens.RefreshToken);
        tunnel.Release();
        await refreshing;

        using var slow = org.Faults.Slow(TimeSpan.FromSeconds(30), "/userinfo");
        var asking = app.UserInfoAsync(tokens.AccessToken);
        while (slow.Count == 0) await Task.Yield();
        org.Clock.Advance(TimeSpan.FromSeconds(30));
        await asking;

        using var limit = org.Faults.Answer(429, "/token", retryAfter: 7);
        using var flaky = org.Faults.Answer(503, "/keys", which: n => n % 2 == 1);
        using var hotel = org.Faults.CaptivePortal();

        using var skew = org.Faults.ShiftDate(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task What_the_guide_says_about_testing_an_app_is_so()
    {
        await using var org = await TestOrg.StartAsync();
        var folder = Directory.CreateTempSubdirectory("lk-").FullName;

        await using (var auth = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri(org.Issuer), ClientId = org.NativeApp.ClientId,
            Browser = new PersonsBrowser(org), Clock = org.Clock,
            DataDirectory = folder, KeyStorage = KeyStorage.File,
        }))
        {
            var session = await auth.SignInAsync();
            session.User.PreferredUserName.ShouldBe(org.Person.Login);

            org.Clock.Advance(TimeSpan.FromHours(2));                      // the access token has ended
            await session.GetAccessTokenAsync();                           // and was renewed without anybody noticing
        }
        Directory.Delete(folder, recursive: true);
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
        api.MapGet("/desk", () => "the desk").RequireAuthorization(policy => policy.RequireClaim("groups", "support"));
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

public sealed class PersonsBrowser(TestOrg org) : ISystemBrowser
{
    public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var browser = org.Browser();
        var end = await browser.SignInAsync(address.AbsoluteUri, org.Person);
        return BrowserAnswer.Returned(new Uri(end.LeadsTo!));
    }
}
