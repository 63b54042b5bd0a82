using System.Net;
using Latchkey.Native;

namespace Latchkey.Testing.Tests;

/// <summary>Clients learn the server's time from the Date of its answers. RFC 9110 §6.6.1.</summary>
public sealed class OrgDateTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("lk-").FullName;
    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync();

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]                                                             // RFC 9110 §6.6.1
    public async Task Every_answer_bears_the_time_of_the_org()
    {
        org.Clock.Advance(TimeSpan.FromDays(400));
        using var limit = org.Faults.Answer(429, "/oauth2/default/v1/keys");

        foreach (var path in (string[])["/", "/oauth2/default/.well-known/openid-configuration", "/oauth2/default/v1/keys", "/nowhere", "/oauth2/default/v1/userinfo"])
            (await org.Http.GetAsync(path)).Headers.Date.ShouldBe(org.Clock.GetUtcNow(), path);
    }

    [Fact]
    public async Task A_fault_shows_another_time_to_those_who_ask()
    {
        using (org.Faults.ShiftDate(TimeSpan.FromHours(-3)))
            (await org.Http.GetAsync("/oauth2/default/v1/keys")).Headers.Date.ShouldBe(org.Clock.GetUtcNow().AddHours(-3));

        (await org.Http.GetAsync("/oauth2/default/v1/keys")).Headers.Date.ShouldBe(org.Clock.GetUtcNow());
    }

    [Fact]
    public async Task An_app_whose_own_clock_is_years_behind_goes_by_the_time_of_the_org()
    {
        var device = new FakeClock(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var app = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri(org.Issuer), ClientId = org.NativeApp.ClientId, DataDirectory = folder, KeyStorage = KeyStorage.File,
            Browser = new PersonsBrowser(org), Clock = device,
        });
        var session = await app.SignInAsync();
        var first = await session.GetAccessTokenAsync();
        (await session.GetAccessTokenExpiryAsync()).ShouldBe(org.Clock.GetUtcNow().AddHours(1));

        // Hours go by for the org alone; the next answer it gives, even a refusal, tells the app.
        org.Clock.Advance(TimeSpan.FromHours(5));
        await session.GetUserInfoAsync();

        (await session.GetAccessTokenAsync()).ShouldNotBe(first);
        (await session.GetAccessTokenExpiryAsync()).ShouldBe(org.Clock.GetUtcNow().AddHours(1));
    }
}
