using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Decoupled;

/// <summary>RFC 8628, contract §2.9.</summary>
public sealed class DeviceGrantTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";

    private static Task<TestAnswer> Poll(TestApp app, string? code) => app.TokenAsync(("grant_type", Grant), ("device_code", code));

    private Task<TestAnswer> Begin(string scope = "openid profile offline_access") => Org.NativeApp.PostAsync("/device/authorize", ("scope", scope));

    /// <summary>As far as the question, in this browser.</summary>
    private async Task<TestPage> Question(TestBrowser browser, string userCode, TestPerson? person = null)
    {
        var page = await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + userCode));
        return page.Document.QuerySelector("input[name=password]") is null ? page
            : await browser.SubmitAsync(page, ("identifier", (person ?? Org.Person).Login), ("password", (person ?? Org.Person).Password));
    }

    [Fact]                                                             // RFC 8628 §3.2, contract §2.9
    public async Task A_device_gets_a_code_to_poll_with_and_one_to_show()
    {
        var answer = await Begin();
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer["user_code"]!.ShouldMatch("^[BCDFGHJKLMNPQRSTVWXZ]{8}$");
        answer["verification_uri"].ShouldBe(Org.Url + "/activate");
        answer["verification_uri_complete"].ShouldBe($"{Org.Url}/activate?user_code={answer["user_code"]}");
        answer.Json["expires_in"]!.GetValue<int>().ShouldBe(600);
        answer.Json["interval"]!.GetValue<int>().ShouldBe(5);
        answer.Headers["Cache-Control"].ShouldContain("no-store");
    }

    [Theory]                                                           // RFC 8628 §3.3, §3.4, §3.5
    [InlineData("openid profile offline_access")]
    [InlineData("openid")]
    public async Task A_person_signs_in_is_asked_and_the_device_gets_its_tokens_once(string scope)
    {
        var device = await Begin(scope);
        (await Poll(Org.NativeApp, device["device_code"])).ShouldBeRefused("authorization_pending", "The device authorization is pending. Please try again later.");
        using var browser = Org.Browser();
        var question = await Question(browser, device["user_code"]!);
        question.Text.ShouldContain("127.0.0.1");
        question.Text.ShouldContain("Quickstart");
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await Poll(Org.NativeApp, device["device_code"])).ShouldBeRefused("authorization_pending");      // looking is not answering

        (await browser.SubmitAsync(question, ("answer", "approve"))).Text.ShouldContain("Approved");
        var tokens = await Poll(Org.NativeApp, device["device_code"]);
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        tokens.Json.ContainsKey("refresh_token").ShouldBe(scope.Contains("offline_access", StringComparison.Ordinal));
        tokens.ClaimsOf("id_token").ContainsKey("nonce").ShouldBeFalse();
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Poll(Org.NativeApp, device["device_code"])).ShouldBeRefused("invalid_grant");
        if (tokens.Json.ContainsKey("refresh_token")) (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 8628 §3.5: slow_down, five seconds more for good
    public async Task Polling_too_fast_is_told_to_slow_down_and_has_to()
    {
        var code = (await Begin())["device_code"];
        (await Poll(Org.NativeApp, code)).ShouldBeRefused("authorization_pending");
        (await Poll(Org.NativeApp, code)).ShouldBeRefused("slow_down", "Slow down the polling frequency. Please try again later.");
        Clock.Advance(TimeSpan.FromSeconds(6));
        (await Poll(Org.NativeApp, code)).ShouldBeRefused("slow_down");
        Clock.Advance(TimeSpan.FromSeconds(15));
        (await Poll(Org.NativeApp, code)).ShouldBeRefused("authorization_pending");
    }

    [Fact]                                                             // RFC 8628 §3.5: access_denied
    public async Task A_refusal_is_told_to_the_device()
    {
        var device = await Begin();
        using var browser = Org.Browser();
        (await browser.SubmitAsync(await Question(browser, device["user_code"]!), ("answer", "refuse"))).Text.ShouldContain("Refused");
        (await Poll(Org.NativeApp, device["device_code"])).ShouldBeRefused("access_denied", "The resource owner denied the request.");
    }

    [Theory]                                                           // threats §1 row 6: whoever ends somebody's sessions expects no refresh token seconds later
    [InlineData("/users/{user}/sessions"), InlineData("/users/{user}/clients/{app}/tokens"), InlineData("/apps/{app}/tokens"), InlineData("/authorizationServers/default/clients/{app}/tokens")]
    public async Task What_was_approved_and_not_fetched_ends_with_the_sessions_or_the_tokens(string path)
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", Grant) });
        var device = await app.PostAsync("/device/authorize", ("scope", "openid offline_access"));
        var waiting = await app.PostAsync("/device/authorize", ("scope", "openid offline_access"));
        using var browser = Org.Browser();
        (await browser.SubmitAsync(await Question(browser, device["user_code"]!, person), ("answer", "approve"))).Text.ShouldContain("Approved");
        var code = await app.CodeAsync(person);
        (await Org.Delete(path.Replace("{user}", person.Id, StringComparison.Ordinal).Replace("{app}", app.ClientId, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.NoContent);
        (await Poll(app, device["device_code"])).ShouldBeRefused("access_denied");
        (await app.RedeemAsync(code)).ShouldBeRefused("invalid_grant");
        (await Poll(app, waiting["device_code"])).ShouldBeRefused("authorization_pending");     // nobody has answered it yet
    }

    [Fact]                                                             // RFC 8628 §3.5: expired_token
    public async Task A_code_lives_ten_minutes()
    {
        var device = await Begin();
        using var browser = Org.Browser();
        var question = await Question(browser, device["user_code"]!);
        Clock.Advance(TimeSpan.FromSeconds(601));
        (await Poll(Org.NativeApp, device["device_code"])).ShouldBeRefused("expired_token", "The device code has expired.");
        (await browser.SubmitAsync(question, ("answer", "approve"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.SubmitAsync(await browser.OpenAsync("/activate"), ("user_code", device["user_code"]!))).Text.ShouldContain("There is no such code");
    }

    [Fact]                                                             // threats §1 row 4: an approval from another session or browser
    public async Task The_question_answered_from_another_browser_counts_for_nothing()
    {
        var device = await Begin();
        using var victim = Org.Browser();
        using var attacker = Org.Browser();
        var other = await Org.CreatePersonAsync();
        var asked = await Question(attacker, device["user_code"]!, other);
        await Org.NativeApp.CodeAsync(Org.Person, browser: victim);
        (await victim.PostAsync("/activate/confirm", ("request", asked.Document.QuerySelector("input[name=request]")!.GetAttribute("value")!), ("answer", "approve"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await victim.OpenAsync(asked.Url.ToString())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Poll(Org.NativeApp, device["device_code"])).ShouldBeRefused("authorization_pending");
    }

    [Fact]                                                             // threats §1 row 4
    public async Task A_device_code_is_for_its_own_client_and_server_alone()
    {
        var device = await Begin();
        using var browser = Org.Browser();
        await browser.SubmitAsync(await Question(browser, device["user_code"]!), ("answer", "approve"));
        var other = await Org.CreateAppAsync("native", new() { ["grant_types"] = new JsonArray("authorization_code", Grant) });
        (await Poll(other, device["device_code"])).ShouldBeRefused("invalid_grant");
        (await Poll(Org.NativeApp with { Issuer = Org.Url }, device["device_code"])).ShouldBeRefused("invalid_grant");
        (await Poll(Org.NativeApp, "unknown")).ShouldBeRefused("invalid_grant");
        (await Poll(Org.WebApp, device["device_code"])).ShouldBeRefused("unauthorized_client");
        (await Org.WebApp.PostAsync("/device/authorize", ("scope", "openid"))).ShouldBeRefused("unauthorized_client");
        (await Org.NativeApp.PostAsync("/device/authorize", ("scope", "nonsense"))).ShouldBeRefused("invalid_scope");
        (await Poll(Org.NativeApp, device["device_code"])).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats §1 row 5
    public async Task Sixty_four_polls_at_once_get_one_answer()
    {
        var device = await Begin();
        using var browser = Org.Browser();
        await browser.SubmitAsync(await Question(browser, device["user_code"]!), ("answer", "approve"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Poll(Org.NativeApp, device["device_code"])));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer["error"] == "invalid_grant");
    }

    [Fact]                                                             // RFC 8628 §5.2, contract §2.9
    public async Task Too_many_codes_at_once_are_refused()
    {
        var app = await Org.CreateAppAsync("native", new() { ["grant_types"] = new JsonArray("authorization_code", Grant) });
        for (var i = 0; i < 50; i++) (await app.PostAsync("/device/authorize", ("scope", "openid"))).Status.ShouldBe(HttpStatusCode.OK);
        (await app.PostAsync("/device/authorize", ("scope", "openid"))).ShouldBeRefused("too_many_user_codes", status: 429);
    }

    [Fact]                                                             // RFC 4291 §2.5.4: a customer has a /64, and is shown the address that asked
    public async Task Codes_are_counted_by_the_caller_and_not_by_the_address()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { TrustedProxies = ["127.0.0.1"] });
        Task<Seen> Ask(string from) => org.PostForm(org.Issuer + "/v1/device/authorize", $"client_id={org.NativeApp.ClientId}&scope=openid", ("X-Forwarded-For", from));
        for (var i = 1; i <= 50; i++) (await Ask($"2001:db8:1:2::{i:x}")).Status.ShouldBe(200);
        (await Ask("2001:db8:1:2:ffff::1")).Status.ShouldBe(429);
        (await Ask("2001:db8:1:3::1")).Status.ShouldBe(200);
        (await Ask("::ffff:203.0.113.7")).Status.ShouldBe(200);
        using var browser = org.Browser();
        var code = JsonNode.Parse((await Ask("2001:db8:1:3::99")).Text)!["user_code"]!.GetValue<string>();
        var signIn = await browser.SubmitAsync(await browser.OpenAsync("/activate"), ("user_code", code));
        (await browser.SubmitAsync(signIn, ("identifier", org.Person.Login), ("password", org.Person.Password))).Text.ShouldContain("2001:db8:1:3::99");
    }

    [Fact]                                                             // RFC 8628 §5.1: guessing codes
    public async Task Whoever_types_wrong_codes_is_soon_told_to_wait()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 1 });
        using var browser = org.Browser();
        var page = await browser.OpenAsync("/activate");
        var answers = new List<TestPage>();
        for (var i = 0; i < 25; i++) answers.Add(await browser.SubmitAsync(page, ("user_code", $"BCDFGHJ{"BCDFGHJKLMNPQRSTVWXZ"[i % 20]}")));
        answers.Take(20).ShouldAllBe(answer => answer.Status == HttpStatusCode.BadRequest);
        answers.Skip(20).ShouldAllBe(answer => answer.Status == HttpStatusCode.TooManyRequests);
        answers[^1].Headers["Retry-After"].ShouldNotBeNullOrEmpty();
        // A right one is not looked at either, from there, for now.
        var device = await org.NativeApp.PostAsync("/device/authorize", ("scope", "openid"));
        (await browser.SubmitAsync(page, ("user_code", device["user_code"]!))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        org.Clock.Advance(TimeSpan.FromMinutes(1));
        (await browser.SubmitAsync(page, ("user_code", device["user_code"]!))).Status.ShouldBe(HttpStatusCode.OK);
    }
}
