using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Sessions;

/// <summary>A sign-in made without a browser becomes a browser's session. Contract §2.1 (sessionToken), §3.5.</summary>
public sealed class SessionTokenTests(OrgFixture fixture) : OrgTest(fixture)
{
    private string Url(string token, params (string Name, string? Value)[] changes) => Org.NativeApp.AuthorizeUrl(changes: [("sessionToken", token), .. changes]);

    [Fact]                                                             // contract §2.1, §11.24: a 302 with Location
    public async Task A_session_token_signs_in_with_a_plain_redirect_and_leaves_a_session()
    {
        var person = await Org.CreatePersonAsync();
        var token = await Org.SessionToken(person);
        var answer = await Org.Visit(Url(token, ("prompt", "none"), ("redirect_uri", "com.okta.dev:/callback")), ("Accept", "*/*"));
        if (answer.Status == 400) answer = await Org.Visit(Url(token, ("prompt", "none")), ("Accept", "*/*"));
        answer.Status.ShouldBe(302);
        answer["state"].ShouldBe("state-1");
        var tokens = await Org.NativeApp.RedeemAsync(answer["code"]!);
        tokens.ClaimsOf("id_token")["sub"]!.GetValue<string>().ShouldBe(person.Id);
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["pwd"]);
        answer.Headers["Set-Cookie"].ShouldContain("sid=");
    }

    [Fact]                                                             // contract §2.3: auth_time is when the person proved it
    public async Task The_time_of_the_sign_in_is_the_one_of_the_password()
    {
        var person = await Org.CreatePersonAsync();
        var token = await Org.SessionToken(person);
        var at = Clock.GetUtcNow().ToUnixTimeSeconds();
        Clock.Advance(TimeSpan.FromMinutes(4));
        using var browser = Org.Browser();
        var tokens = await Org.NativeApp.RedeemAsync((await browser.OpenAsync(Url(token))).Parameter("code")!);
        tokens.ClaimsOf("id_token")["auth_time"]!.GetValue<long>().ShouldBeInRange(at - 1, at);
        (await browser.OpenAsync(Url(await Org.SessionToken(person), ("prompt", "login")))).Document.QuerySelector("input[name=password]").ShouldNotBeNull();
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none"), ("max_age", "60")]))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 rows 3, 4 and 6: every way a session token may be worth nothing
    public async Task A_token_that_is_used_late_foreign_or_of_someone_who_may_not_act_leaves_nobody_signed_in()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        (await Org.NativeApp.SignInAsync(await Org.CreatePersonAsync(), browser: browser)).Parameter("code").ShouldNotBeNull();
        async Task ShouldBeWorthNothing(string token)
        {
            (await Org.Visit(Url(token, ("prompt", "none")), ("Accept", "*/*")))["error"].ShouldBe("login_required");
            // Not even for whoever is signed in here already: the app asked for someone else.
            (await browser.OpenAsync(Url(token, ("prompt", "none")))).Parameter("error").ShouldBe("login_required");
            (await browser.OpenAsync(Url(token))).Document.QuerySelector("input[name=password]").ShouldNotBeNull();
            (await Org.CallRaw(HttpMethod.Post, "/sessions", new JsonObject { ["sessionToken"] = token }.ToJsonString(), client: Org.Http)).ShouldBeRefused(401, "E0000004");
        }

        var used = await Org.SessionToken(person);
        (await Org.Visit(Url(used), ("Accept", "*/*")))["code"].ShouldNotBeNull();
        await ShouldBeWorthNothing(used);
        await ShouldBeWorthNothing("not-a-token");
        await ShouldBeWorthNothing(new string('x', 5_000));

        var late = await Org.SessionToken(person);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await ShouldBeWorthNothing(late);

        var revoked = await Org.SessionToken(person);
        await Org.Delete($"/users/{person.Id}/sessions");
        await ShouldBeWorthNothing(revoked);

        var suspended = await Org.SessionToken(person);
        await Org.Post($"/users/{person.Id}/lifecycle/suspend");
        await ShouldBeWorthNothing(suspended);

        var (url, api) = await Org.AnotherOrg();
        using (api)
        {
            await Org.CallRaw(HttpMethod.Post, url + "/api/v1/users?activate=true", ApiCalls.NewUser("foreign@example.com", "Correct-Horse-7").ToJsonString(), client: api);
            var foreign = await Org.CallRaw(HttpMethod.Post, url + "/api/v1/authn", """{"username":"foreign@example.com","password":"Correct-Horse-7"}""", client: api);
            await ShouldBeWorthNothing(foreign.ShouldSucceed()["sessionToken"]!);
        }
    }

    [Fact]                                                             // threats §1 row 3
    public async Task The_session_is_a_new_one_whatever_cookie_was_there_before()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        browser.Cookies.Add(new Uri(Org.Url), new Cookie("sid", "an-attackers-choice-of-a-session-id-0123456789"));
        (await browser.OpenAsync(Url(await Org.SessionToken(person)))).Parameter("code").ShouldNotBeNull();
        var first = browser.Sid();
        (await browser.OpenAsync(Url(await Org.SessionToken(person)))).Parameter("code").ShouldNotBeNull();
        first.ShouldNotBe("an-attackers-choice-of-a-session-id-0123456789");
        browser.Sid().ShouldNotBe(first);
        using var thief = Org.Browser();
        thief.Cookies.Add(new Uri(Org.Url), new Cookie("sid", first));
        (await Org.WithCookies(thief, HttpMethod.Get, "/sessions/me")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_64_uses_of_one_session_token_exactly_one_wins()
    {
        var token = await Org.SessionToken(await Org.CreatePersonAsync());
        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Org.Visit(Url(token, ("prompt", "none")), ("Accept", "*/*"))));
        ends.Count(end => end["code"] is not null).ShouldBe(1);
        ends.Count(end => end["error"] == "login_required").ShouldBe(63);
        ends.Count(end => end.Headers.GetValueOrDefault("Set-Cookie")?.Contains("sid=", StringComparison.Ordinal) is true).ShouldBe(1);
    }

    [Fact]                                                             // a request that cannot succeed costs no token
    public async Task A_malformed_request_does_not_spend_the_token()
    {
        var token = await Org.SessionToken(await Org.CreatePersonAsync());
        (await Org.Visit(Url(token, ("scope", "no-such-scope")), ("Accept", "*/*")))["error"].ShouldBe("invalid_scope");
        (await Org.Visit(Url(token), ("Accept", "*/*")))["code"].ShouldNotBeNull();
    }

    [Fact]                                                             // contract §2.1, acr_values with sessionToken; RFC 9470 §4
    public async Task A_session_token_of_one_factor_is_asked_for_the_other()
    {
        var person = await Org.CreatePersonAsync();
        var (one, two, three) = (await Org.SessionToken(person), await Org.SessionToken(person), await Org.SessionToken(person));
        var app = await Org.EnrollAppAsync(person);
        using var browser = Org.Browser();
        (await browser.OpenAsync(Url(one, ("acr_values", "urn:okta:loa:2fa:any"), ("prompt", "none")))).Parameter("error").ShouldBe("interaction_required");
        // Whoever follows redirects by itself could show the page to nobody.
        (await Org.Visit(Url(two), ("Accept", "application/json")))["error"].ShouldBe("interaction_required");
        var page = await browser.OpenAsync(Url(three, ("acr_values", "urn:okta:loa:2fa:any")));
        page.LeadsTo.ShouldBeNull();
        page.Document.QuerySelector("input[name=password]").ShouldBeNull();
        var end = await browser.SubmitAsync(page, ("code", app.Next()));
        var claims = (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token");
        (claims["acr"]!.ToString(), claims["sub"]!.ToString()).ShouldBe(("urn:okta:loa:2fa:any", person.Id));
    }
}
