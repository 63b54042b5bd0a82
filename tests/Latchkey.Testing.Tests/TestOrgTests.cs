using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Testing.Tests;

/// <summary>What a team does with an org in its own tests.</summary>
public sealed class TestOrgTests : IAsyncLifetime
{
    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await org.DisposeAsync();

    [Fact]
    public async Task A_minted_token_opens_an_api_that_checks_it_like_any_other()
    {
        await using var api = await Api();

        (await Get(api, "/orders", await org.MintAccessTokenAsync(["orders:read"], org.Person))).ShouldBe((HttpStatusCode.OK, org.Person.Login));
        (await Get(api, "/orders", await org.MintAccessTokenAsync(["openid"], org.Person))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Get(api, "/orders", await org.MintAccessTokenAsync(["orders:read"]))).ShouldBe((HttpStatusCode.OK, org.NativeApp.ClientId));
    }

    [Fact]                                                             // RFC 9470 §3
    public async Task A_minted_token_says_how_and_when_somebody_signed_in()
    {
        await using var api = await Api();

        (await Get(api, "/transfer", await org.MintAccessTokenAsync(["openid"], org.Person))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Get(api, "/transfer", await org.MintAccessTokenAsync(["openid"], org.Person, signIn: new(Acr: "phr")))).Status.ShouldBe(HttpStatusCode.OK);
        (await Get(api, "/transfer", await org.MintAccessTokenAsync(["openid"], org.Person, signIn: new(org.Clock.GetUtcNow().AddMinutes(-6), "phr")))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_minted_token_ends_with_the_clock_of_the_org()
    {
        await using var api = await Api();
        var token = await org.MintAccessTokenAsync(["orders:read"], org.Person, lifetime: TimeSpan.FromMinutes(10));

        org.Clock.Advance(TimeSpan.FromMinutes(13));                   // and the two minutes the API allows for clocks that differ

        (await Get(api, "/orders", token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Tokens_signed_before_a_rotation_still_count_and_new_ones_have_another_key()
    {
        await using var api = await Api();
        var before = await org.MintAccessTokenAsync(["orders:read"], org.Person, lifetime: TimeSpan.FromHours(12));
        (await Get(api, "/orders", before)).Status.ShouldBe(HttpStatusCode.OK);

        var first = await org.RotateKeysAsync();
        var second = await org.RotateKeysAsync();

        second.ShouldNotBe(first);
        (await Get(api, "/orders", before)).Status.ShouldBe(HttpStatusCode.OK);
        (await Get(api, "/orders", await org.MintAccessTokenAsync(["orders:read"], org.Person))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_running_clock_goes_on_by_itself_and_can_still_be_moved()
    {
        var clock = FakeClock.Running();
        var before = clock.GetUtcNow();
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = clock.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.FromMilliseconds(50), Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromMinutes(1));
        clock.GetUtcNow().ShouldBeGreaterThan(before);
        clock.Advance(TimeSpan.FromDays(1));
        clock.GetUtcNow().ShouldBeGreaterThan(before.AddDays(1));
    }

    [Fact]
    public async Task The_mail_of_the_org_can_be_read()
    {
        var person = await org.CreatePersonAsync();
        await org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/reset_password?sendEmail=true");

        var mail = (await org.MailsAsync(person.Login)).ShouldHaveSingleItem();

        mail.Links.ShouldNotBeEmpty();
        (await org.MailsAsync("nobody@example.com")).ShouldBeEmpty();
    }

    private async Task<WebApplication> Api()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(org.Clock);
        builder.Services.AddLatchkey(org.Issuer, "api://default");
        var api = builder.Build();
        api.MapGet("/orders", (ClaimsPrincipal caller) => caller.Identity!.Name).RequireScope("orders:read");
        api.MapGet("/transfer", () => "transferred").RequireAcr("phr").RequireRecentSignIn(TimeSpan.FromMinutes(5));
        await api.StartAsync();
        return api;
    }

    private static async Task<(HttpStatusCode Status, string Body)> Get(WebApplication api, string path, string token)
    {
        using var http = new HttpClient { BaseAddress = new Uri(api.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
