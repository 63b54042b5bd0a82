using System.Net;

namespace Latchkey.Testing.Tests;

/// <summary>What real networks do, on demand.</summary>
public sealed class FaultsTests : IAsyncLifetime
{
    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await org.DisposeAsync();

    [Fact]
    public async Task A_lost_answer_is_lost_after_the_work_was_done()
    {
        var app = org.NativeApp;
        var first = await app.TokensAsync(org.Person);

        using (var fault = org.Faults.LoseAnswers("/token"))
        {
            await Should.ThrowAsync<HttpRequestException>(() => app.RefreshAsync(first.RefreshToken));
            fault.Count.ShouldBe(1);
        }
        // The family advanced before the answer was lost: the token presented again is a repeat, and gets the same successor.
        var again = await app.RefreshAsync(first.RefreshToken);
        (await app.RefreshAsync(first.RefreshToken)).RefreshToken.ShouldBe(again.RefreshToken);
    }

    [Fact]
    public async Task A_lost_request_never_reaches_the_server()
    {
        var app = org.NativeApp;
        var code = await app.CodeAsync(org.Person);

        using (org.Faults.LoseRequests("/token")) await Should.ThrowAsync<HttpRequestException>(() => app.RedeemAsync(code));

        (await app.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_second_request_is_struck_when_asked_so()
    {
        using var fault = org.Faults.Answer(503, "/keys", which: n => n % 2 == 1);

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++) answers.Add((await org.Http.GetAsync("/oauth2/default/v1/keys")).StatusCode);

        answers.ShouldBe([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);
        fault.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_limit_says_when_to_come_again()
    {
        using var fault = org.Faults.Answer(429, "/token", retryAfter: 7);

        var answer = await org.NativeApp.RefreshAsync("any");

        answer.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers["Retry-After"].ShouldBe("7");
    }

    [Fact]
    public async Task A_captive_portal_answers_everything_with_its_own_page()
    {
        using var portal = org.Faults.CaptivePortal();

        var answer = await org.Http.GetAsync("/oauth2/default/.well-known/openid-configuration");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_held_request_waits_until_it_is_released()
    {
        using var hold = org.Faults.Hold("/keys");
        var asking = org.Http.GetAsync("/oauth2/default/v1/keys");
        while (hold.Count == 0) await Task.Yield();
        asking.IsCompleted.ShouldBeFalse();

        hold.Release();

        (await asking).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_date_is_only_in_the_header()
    {
        using var shift = org.Faults.ShiftDate(TimeSpan.FromDays(1));

        (await org.Http.GetAsync("/oauth2/default/v1/keys")).Headers.Date.ShouldNotBeNull().Date.ShouldBe(org.Clock.GetUtcNow().AddDays(1).Date);
    }
}
