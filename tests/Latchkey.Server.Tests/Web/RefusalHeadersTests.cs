using System.Globalization;
using System.Text.Json.Nodes;
using Latchkey.Server.Decoupled;
using Latchkey.Server.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>Whoever is sent away is told when to come back, the same in every header. Okta's SDKs: `Date`, `x-rate-limit-reset`, `Retry-After`.</summary>
public sealed class RefusalHeadersTests
{
    private static void ShouldSayWhenToComeBack(TestOrg org, Seen answer, int status)
    {
        answer.Status.ShouldBe(status, answer.Text);
        var now = org.Clock.GetUtcNow().ToUnixTimeSeconds();
        DateTimeOffset.ParseExact(answer.Headers["Date"], "R", CultureInfo.InvariantCulture).ToUnixTimeSeconds().ShouldBe(now);
        var wait = long.Parse(answer.Headers["Retry-After"], NumberStyles.None, CultureInfo.InvariantCulture);
        wait.ShouldBeInRange(1, 60);
        long.Parse(answer.Headers["x-rate-limit-reset"], NumberStyles.None, CultureInfo.InvariantCulture).ShouldBe(now + wait);
        answer.Headers["x-rate-limit-remaining"].ShouldBe("0");
        long.Parse(answer.Headers["x-rate-limit-limit"], NumberStyles.None, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_limit_that_is_reached_says_so_in_every_face()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.01 });
        async Task<Seen> Until429(Func<Task<Seen>> ask)
        {
            for (var i = 0; ; i++)
                if (await ask() is var answer && (answer.Status == 429 || i > 100)) return answer;
        }
        ShouldSayWhenToComeBack(org, await Until429(() => org.Visit("/signin", ("Accept", "text/html"))), 429);
        ShouldSayWhenToComeBack(org, await Until429(() => org.Visit("/api/v1/users")), 429);
        ShouldSayWhenToComeBack(org, await Until429(() => org.PostForm("/oauth2/default/v1/token", "grant_type=x")), 429);
        ShouldSayWhenToComeBack(org, await Until429(() => org.Visit("/.well-known/openid-configuration")), 429);
        ShouldSayWhenToComeBack(org, await Until429(() => org.Exchange(HttpMethod.Post, "/api/v1/authn", Asking.Of("""{"username":"a","password":"b"}"""u8.ToArray(), "application/json"))), 429);
        ShouldSayWhenToComeBack(org, await Until429(() => org.Exchange(HttpMethod.Post, "/oauth2/v1/clients", Asking.Of("{}"u8.ToArray(), "application/json"))), 429);
    }

    [Fact]                                                             // the inner bucket of the password grant, not the outer one of the endpoint
    public async Task Passwords_at_the_token_endpoint_name_their_own_limit()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.05 });
        var app = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password"), ["response_types"] = new JsonArray() });
        Task<Seen> Guess() => org.PostForm(org.Issuer + "/v1/token", $"grant_type=password&client_id={app.ClientId}&username=a&password=b&scope=openid");
        for (var i = 0; i < 6; i++) (await Guess()).Status.ShouldBe(400);
        var refused = await Guess();
        ShouldSayWhenToComeBack(org, refused, 429);
        refused.Headers["x-rate-limit-limit"].ShouldBe("6");
    }

    [Fact]                                                             // RFC 8628: too many codes of one device
    public async Task Too_many_user_codes_says_when_there_may_be_more()
    {
        await using var org = await TestOrg.StartAsync();
        Task<Seen> Ask() => org.PostForm(org.Issuer + "/v1/device/authorize", $"client_id={org.NativeApp.ClientId}&scope=openid");
        for (var i = 0; i < DecoupledRequests.MostOfDevices; i++) (await Ask()).Status.ShouldBe(200);
        var refused = await Ask();
        refused.Text.ShouldContain("too_many_user_codes");
        ShouldSayWhenToComeBack(org, refused, 429);
    }

    [Fact]
    public async Task A_database_that_is_away_says_when_to_ask_again()
    {
        await using var org = await TestOrg.StartAsync();
        await org.Services.GetRequiredService<Database>().DisposeAsync();
        ShouldSayWhenToComeBack(org, await org.Visit("/healthz"), 503);
    }
}
