using System.Net;

namespace Latchkey.AspNetCore.Tests;

/// <summary>A wrong issuer is seen when the application starts, not by its first caller.</summary>
public sealed class IssuerAtStartTests
{
    [Fact]                                                             // OpenID Connect Discovery §4.3
    public async Task A_wrong_issuer_is_in_the_log_before_anybody_calls()
    {
        var clock = new TestClock();
        await using var issuer = await TestIssuer.Start(clock);
        issuer.NamesItself = "https://id.example.com/oauth2/default";
        await using var api = await TestApi.Start(issuer.Url, clock);

        while (!api.Log.Text.Contains("Callers get 503", StringComparison.Ordinal)) await Task.Yield();

        api.Log.Text.ShouldContain("describes the issuer 'https://id.example.com/oauth2/default'; configure that exact string");
    }

    [Fact]
    public async Task A_server_that_is_not_running_is_not_called_a_wrong_issuer()
    {
        string url;
        await using (var issuer = await TestIssuer.Start(new TestClock())) url = issuer.Url;
        await using var api = await TestApi.Start(url, new TestClock());

        while (!api.Log.Text.Contains("Callers get 503", StringComparison.Ordinal)) await Task.Yield();

        api.Log.Text.ShouldContain($"the issuer '{url}' cannot be reached: ");
    }

    [Fact]
    public async Task An_application_may_refuse_to_start_without_its_issuer()
    {
        var clock = new TestClock();
        await using var issuer = await TestIssuer.Start(clock);
        issuer.IsBroken = true;

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => TestApi.Start(issuer.Url, clock, options => options.RequireIssuerAtStart = true));
        refused.Message.ShouldContain("answered 500; is the issuer right?");

        issuer.IsBroken = false;
        await using var api = await TestApi.Start(issuer.Url, clock, options => options.RequireIssuerAtStart = true);
        (await api.Get("/me", issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
    }
}
