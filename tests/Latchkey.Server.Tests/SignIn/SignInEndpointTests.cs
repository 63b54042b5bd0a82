using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>The turn in which a person proves who they are.</summary>
public sealed partial class SignInEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<TestPage> Ask(TestBrowser browser) => await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());

    private static Task<TestPage> Try(TestBrowser browser, TestPage page, string identifier, string password) => browser.SubmitAsync(page, ("identifier", identifier), ("password", password));

    private static string? Cookie(TestBrowser browser, string name) => browser.Cookies.GetAllCookies().SingleOrDefault(cookie => cookie.Name == name)?.Value;

    [Fact]                                                             // threats §1 row 3
    public async Task A_session_id_is_new_at_every_sign_in_and_the_one_before_is_worthless()
    {
        using var browser = Org.Browser();
        browser.Cookies.Add(new Uri(Org.Url), new Cookie("sid", "an-attackers-choice-of-a-session-id-0123456789"));
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        var first = Cookie(browser, "sid")!;
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser, changes: [("prompt", "login")]);
        var second = Cookie(browser, "sid")!;

        first.ShouldNotBe("an-attackers-choice-of-a-session-id-0123456789");
        second.ShouldNotBe(first);
        using var thief = Org.Browser();
        thief.Cookies.Add(new Uri(Org.Url), new Cookie("sid", first));
        (await thief.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
    }

    [Fact]                                                             // contract §2.16
    public async Task Cookies_are_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var browser = Org.Browser();
        var page = await Ask(browser);
        var signed = await Try(browser, page, Org.Person.Login, Org.Person.Password);
        foreach (var header in (string[])[signed.Headers["Set-Cookie"], (await Org.Visit(Org.NativeApp.AuthorizeUrl())).Headers["Set-Cookie"]])
        {
            header.ShouldContain("httponly");
            header.ShouldContain("samesite=lax");
            header.ShouldContain("path=/");
            header.ShouldNotContain("domain=");
        }
    }

    [Fact]                                                             // over https they must be Secure, and travel in an app's frame
    public async Task Over_https_cookies_are_secure()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"https://localhost:{settings.BaseUrl.Port}") });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(org.NativeApp.AuthorizeUrl().Replace("https:", "http:", StringComparison.Ordinal)));
        using var answer = await org.Http.SendAsync(request);
        var header = string.Join(';', answer.Headers.GetValues("Set-Cookie"));
        header.ShouldContain("secure");
        header.ShouldContain("samesite=none");
    }

    [Theory]                                                           // RFC 6797; on localhost it would bind every other program there
    [InlineData("https://id.example.com", false, true)]
    [InlineData("https://localhost:8443", true, false)]
    [InlineData("http://localhost:8080", true, false)]
    public async Task Production_over_https_insists_on_https(string url, bool development, bool insists)
    {
        var http = new DefaultHttpContext();
        await new ResponseHeaders(_ => Task.CompletedTask, new ServerSettings { BaseUrl = new Uri(url), DataFolder = "", Development = development }).Invoke(http);
        http.Response.Headers.ContainsKey("Strict-Transport-Security").ShouldBe(insists);
    }

    [Fact]                                                             // threats §1 row 4: the handle is bound to its browser
    public async Task A_sign_in_begun_in_another_browser_cannot_be_finished_here()
    {
        using var attacker = Org.Browser();
        using var victim = Org.Browser();
        await Ask(victim);
        var page = await Ask(attacker);

        var shown = await victim.OpenAsync(page.Url.ToString());
        shown.Status.ShouldBe(HttpStatusCode.BadRequest);
        shown.Document.QuerySelector("input[name=password]").ShouldBeNull();
        var posted = await victim.PostAsync(page.Url.ToString(), ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        posted.Status.ShouldBe(HttpStatusCode.BadRequest);
        posted.LeadsTo.ShouldBeNull();
        Cookie(victim, "sid").ShouldBeNull();

        using var bare = Org.Browser();
        (await bare.OpenAsync(page.Url.ToString())).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sign_in_waits_an_hour_and_no_longer()
    {
        using var browser = Org.Browser();
        var page = await Ask(browser);
        Clock.Advance(TimeSpan.FromMinutes(60));
        (await browser.OpenAsync(page.Url.ToString())).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await Try(browser, page, Org.Person.Login, Org.Person.Password);
        late.Status.ShouldBe(HttpStatusCode.BadRequest);
        late.Text.ShouldContain("request-id");
        Cookie(browser, "sid").ShouldBeNull();
    }

    [Theory]
    [InlineData("?flow="), InlineData("?flow=AAAA"), InlineData("?flow=%00"), InlineData("?flow=a&flow=b"), InlineData("?flow=..%2f..%2f")]
    public async Task A_handle_that_is_none_shows_the_friendly_page(string query)
    {
        using var browser = Org.Browser();
        await Ask(browser);
        (await browser.OpenAsync("/signin" + query)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync("/signin" + query, ("identifier", Org.Person.Login), ("password", Org.Person.Password))).Status.ShouldBe(HttpStatusCode.BadRequest);
        Cookie(browser, "sid").ShouldBeNull();
    }

    [Fact]                                                             // the app changed while the person was typing
    public async Task An_app_switched_off_meanwhile_gets_nothing()
    {
        var app = await Org.CreateAppAsync();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(app.AuthorizeUrl());
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{app.ClientId}/lifecycle/deactivate");
        var end = await Try(browser, page, Org.Person.Login, Org.Person.Password);
        end.Status.ShouldBe(HttpStatusCode.BadRequest);
        end.LeadsTo.ShouldBeNull();
    }

    [Fact]                                                             // threats §1 row 20
    public async Task Wrong_password_unknown_locked_suspended_and_deactivated_look_the_same()
    {
        var known = await Org.CreatePersonAsync();
        var locked = await Org.CreatePersonAsync();
        var suspended = await Org.CreatePersonAsync();
        var gone = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await Ask(browser);
        for (var i = 0; i < 10; i++) await Try(browser, page, locked.Login, "Wrong-Horse-7");
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{suspended.Id}/lifecycle/suspend");
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{gone.Id}/lifecycle/deactivate");

        var seen = new List<string>();
        foreach (var (login, password) in new[]
        {
            (known.Login, "Wrong-Horse-7"), ("nobody@example.com", "Wrong-Horse-7"), (locked.Login, locked.Password), (locked.Login, "Wrong-Horse-7"),
            (suspended.Login, suspended.Password), (gone.Login, gone.Password), ("nobody@example.com", new string('x', 300)),
        })
        {
            var answer = await Try(browser, page, login, password);
            seen.Add($"{(int)answer.Status}\n{Steady(string.Join('\n', answer.Headers.OrderBy(h => h.Key).Select(h => $"{h.Key}: {h.Value}")))}\n{Steady(answer.Text).Replace(login, "LOGIN", StringComparison.Ordinal)}");
        }
        seen.ShouldAllBe(text => text == seen[0]);
        seen[0].ShouldContain("That username and password do not match.");
    }

    /// <summary>Without what differs at every request: the request's id, the page's nonce, what any device is asked, the length that follows from the login.</summary>
    private static string Steady(string text) => Varying().Replace(text, "");

    [GeneratedRegex("nonce[-=]\"?[A-Za-z0-9+/=_-]+|data-options=\"[^\"]*\"|name=\"asked\" value=\"[^\"]*\"|(?i:x-okta-request-id|date|content-length|x-rate-limit-[a-z]+): .*", RegexOptions.None, 60_000)]
    private static partial Regex Varying();

    [Fact]                                                             // threats §1 row 2
    public async Task Hostile_names_are_text_on_every_page()
    {
        const string hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
        var created = await Org.SendAsync(HttpMethod.Post, "/api/v1/users?activate=true", new()
        {
            ["profile"] = new JsonObject { ["login"] = "hostile@example.com", ["email"] = "hostile@example.com", ["firstName"] = hostile[..50], ["lastName"] = "</title><svg onload=alert(1)>" },
            ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Correct-Horse-7" } },
        });
        var app = await Org.SendAsync(HttpMethod.Get, "/api/v1/apps/" + Org.NativeApp.ClientId);
        var label = app["label"]!.GetValue<string>();
        app["label"] = hostile;
        await Org.SendAsync(HttpMethod.Put, "/api/v1/apps/" + Org.NativeApp.ClientId, app);

        using var browser = Org.Browser();
        var page = await Ask(browser);
        ShouldBeClean(page);
        page.Text.ShouldContain("&lt;script&gt;");
        var refused = await Try(browser, page, hostile, "Wrong-Horse-7");
        ShouldBeClean(refused);
        ShouldBeClean(await Try(browser, page, "hostile@example.com", "Correct-Horse-7"));
        ShouldBeClean(await browser.OpenAsync(Org.Issuer + "/v1/logout"));
        ShouldBeClean(await browser.OpenAsync("/"));
        ShouldBeClean(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("redirect_uri", Org.Facts.Apps.Native.RedirectUris![0]), ("state", hostile)])));
        ShouldBeClean(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("response_mode", "form_post"), ("state", hostile)])));
        ShouldBeClean(await browser.OpenAsync("/welcome/" + Uri.EscapeDataString(hostile)));

        app["label"] = label;
        await Org.SendAsync(HttpMethod.Put, "/api/v1/apps/" + Org.NativeApp.ClientId, app);
    }

    [Fact]                                                             // contract §3.5: where Okta's bookmarks lead
    public async Task The_older_address_of_the_page_leads_to_it()
    {
        using var browser = Org.Browser();
        (await browser.OpenAsync(Org.Url + "/login/login.htm")).Document.QuerySelector("form input[name=password]").ShouldNotBeNull();
    }

    private static void ShouldBeClean(TestPage page)
    {
        page.Document.QuerySelectorAll("img[onerror], svg[onload]").ShouldBeEmpty(page.Text);
        foreach (var script in page.Document.QuerySelectorAll("script")) script.TextContent.ShouldNotContain("alert");
        if (page.Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) is true) page.Headers["Content-Security-Policy"].ShouldContain("default-src 'none'");
    }
}
