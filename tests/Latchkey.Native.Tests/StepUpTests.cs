using System.Net;
using System.Web;

namespace Latchkey.Native.Tests;

/// <summary>RFC 9470.</summary>
public sealed class StepUpTests : NativeTest
{
    private const string Wants = "Bearer error=\"insufficient_user_authentication\", error_description=\"A \\\"better\\\" sign-in, please\", acr_values=\"urn:mfa phr\", max_age=\"300\"";
    private readonly HashSet<string> weak = [];

    /// <summary>The tokens of the first sign-in are not good enough; later ones are.</summary>
    private async Task<(LatchkeyClient App, HttpClient Api)> Signed(Func<StepUpChallenge, CancellationToken, Task<bool>>? policy, string challenge = Wants)
    {
        var app = App(o => o.OnStepUp = policy);
        weak.Add("Bearer " + await (await app.SignInAsync(new() { Tags = { ["kind"] = "work" } })).GetAccessTokenAsync());
        Provider.OnApi = http =>
        {
            if (!weak.Contains(http.Request.Headers.Authorization.ToString())) return Task.FromResult(false);
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = challenge;
            return Task.FromResult(true);
        };
        return (app, new HttpClient(LatchkeyTokenHandler.WithConnection(app, Provider.Address)) { BaseAddress = Provider.Address });
    }

    [Fact]                                                             // RFC 9470 §3, §4
    public async Task The_person_signs_in_as_the_api_wants_and_the_request_is_repeated()
    {
        StepUpChallenge? seen = null;
        var (app, api) = await Signed((challenge, _) =>
        {
            seen = challenge;
            return Task.FromResult(true);
        });
        using var _ = api;
        var before = await app.GetSessionAsync();

        (await api.GetStringAsync("orders")).ShouldBe("""[{"id":1}]""");

        seen!.AcrValues.ShouldBe(["urn:mfa", "phr"]);
        (seen.MaxAge, seen.Description, seen.Address!.AbsolutePath).ShouldBe((TimeSpan.FromMinutes(5), "A \"better\" sign-in, please", "/orders"));
        var query = HttpUtility.ParseQueryString(Browser.Opened.Last().Query);
        (query["acr_values"], query["max_age"], query["login_hint"]).ShouldBe(("urn:mfa phr", "300", "mia@example.com"));
        (await app.GetSessionsAsync()).ShouldHaveSingleItem().ShouldBe(before);
    }

    [Fact]
    public async Task Without_a_policy_the_answer_is_the_callers()
    {
        var (_, api) = await Signed(null);
        using var answer = await api.GetAsync("orders");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Browser.Opened.Count.ShouldBe(1);
        Provider.Refreshes.ShouldBe(0);
    }

    [Fact]
    public async Task A_policy_may_say_no()
    {
        var (_, api) = await Signed((_, _) => Task.FromResult(false));
        using var answer = await api.GetAsync("orders");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Browser.Opened.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_refused_requests_open_one_browser()
    {
        var (_, api) = await Signed(StepUpChallenge.SignInAtOnce);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.GetAsync("orders")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        Browser.Opened.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_else_in_the_browser_does_not_take_the_session_over()
    {
        var (app, api) = await Signed(StepUpChallenge.SignInAtOnce);
        Provider.Person["sub"] = "00u2";
        using var answer = await api.GetAsync("orders");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.GetSessionsAsync()).ShouldHaveSingleItem().User.Subject.ShouldBe("00u1");
        (await app.GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_request_that_cannot_be_sent_again_is_not_worth_a_browser()
    {
        var (_, api) = await Signed(StepUpChallenge.SignInAtOnce);
        using var content = new StreamContent(new MemoryStream([1, 2, 3]));
        using var answer = await api.PostAsync("orders", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Browser.Opened.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_api_that_is_never_satisfied_is_asked_twice_at_most()
    {
        var (_, api) = await Signed(StepUpChallenge.SignInAtOnce);
        Provider.OnApi = http =>
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = Wants;
            return Task.FromResult(true);
        };
        using var answer = await api.GetAsync("orders");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (Browser.Opened.Count, Provider.Requests.Count(r => r.Path == "/orders")).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_person_who_closes_the_page_is_told_to_the_caller()
    {
        var (app, api) = await Signed(StepUpChallenge.SignInAtOnce);
        Browser.Says = BrowserAnswer.Cancelled;
        (await Refused(() => api.GetAsync("orders"))).Kind.ShouldBe(SignInErrorKind.Cancelled);
        (await app.GetSessionAsync()).ShouldNotBeNull();
    }
}
