using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Sessions;

/// <summary>A token that begins a session makes nobody somebody else unasked. Threats §1 row 3; contract §2.1 (sessionToken), §2.12, §3.5.</summary>
public sealed class HandoverTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Heading = "Change who is signed in?";

    private static readonly IReadOnlyDictionary<string, string> Window = Fetched("document", "navigate", "cross-site");

    private static Dictionary<string, string> Fetched(string? destination, string? mode, string? site, string? referrer = null) =>
        new Dictionary<string, string?> { ["Sec-Fetch-Dest"] = destination, ["Sec-Fetch-Mode"] = mode, ["Sec-Fetch-Site"] = site, ["Referer"] = referrer }
            .Where(header => header.Value is not null).ToDictionary(header => header.Key, header => header.Value!);

    private string Authorize(string token, params (string, string?)[] changes) => Org.NativeApp.AuthorizeUrl(changes: [("sessionToken", token), .. changes]);

    private string Redirect(string token) => $"/login/sessionCookieRedirect?token={token}&redirectUrl={Uri.EscapeDataString(Org.Url + "/account/sessions")}";

    private async Task<(TestBrowser Browser, TestPerson Person)> SomebodyHere()
    {
        var person = await Org.CreatePersonAsync();
        var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(person, browser: browser);
        return (browser, person);
    }

    private async Task<string?> Here(TestBrowser browser) => (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")) is { Status: HttpStatusCode.OK } me ? me["userId"] : null;

    [Theory]                                                           // pictures, scripts, hidden frames, requests of pages: none is the person
    [InlineData("iframe", "navigate", "cross-site"), InlineData("iframe", "navigate", "same-site"), InlineData("frame", "navigate", "cross-site"), InlineData("image", "no-cors", "cross-site"), InlineData("script", "no-cors", "cross-site")]
    [InlineData("empty", "cors", "cross-site"), InlineData("empty", "no-cors", "cross-site"), InlineData("object", "navigate", "cross-site"), InlineData("embed", "navigate", "cross-site"), InlineData("style", "no-cors", "same-site")]
    [InlineData(null, "no-cors", "cross-site"), InlineData(null, "cors", "same-site"), InlineData("iframe", null, null), InlineData("image", null, null)]
    public async Task Nothing_but_a_window_takes_a_session_over(string? destination, string? mode, string? site)
    {
        var (browser, person) = await SomebodyHere();
        using var _ = browser;
        using var nobody = Org.Browser();
        var other = await Org.CreatePersonAsync();
        var token = await Org.SessionToken(other);
        foreach (var (one, owner) in ((TestBrowser, string?)[])[(browser, person.Id), (nobody, null)])
        {
            foreach (var url in (string[])[Authorize(token), Authorize(token, ("prompt", "none")), Redirect(token)])
            {
                var sid = one.Sid();
                var answer = await one.OpenAsync(url, Fetched(destination, mode, site));
                answer.Headers.GetValueOrDefault("Set-Cookie")?.ShouldNotContain("sid=");
                answer.LeadsTo?.ShouldNotContain("code=");
                if (url.Contains("/authorize", StringComparison.Ordinal)) answer.Parameter("error").ShouldBe("interaction_required");
                else answer.Status.ShouldBe(HttpStatusCode.BadRequest);
                one.Sid().ShouldBe(sid);
                (await Here(one)).ShouldBe(owner);
            }
        }
        // Nothing was spent: the same token opens a window.
        (await nobody.OpenAsync(Authorize(token), Window)).LeadsTo!.ShouldContain("code=");
        (await Here(nobody)).ShouldBe(other.Id);
    }

    [Theory]                                                           // contract §2.1, okta_post_message: how auth-js gets tokens without a prompt
    [InlineData(null, false), InlineData("https://spa.example.com/", true), InlineData("https://trusted.example.com/page", true), InlineData("https://evil.example/", false), InlineData("not an address", false)]
    public async Task A_frame_that_answers_its_app_by_message_begins_a_session_but_replaces_nobodys(string? framedBy, bool begins)
    {
        await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = "https://trusted.example.com", ["name"] = "t", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) });
        var spa = await Org.CreateAppAsync("browser", new JsonObject { ["redirect_uris"] = new JsonArray("https://spa.example.com/cb") });
        var frame = Fetched("iframe", "navigate", "cross-site", framedBy);
        async Task<string> Url(TestPerson person) => spa.AuthorizeUrl("openid profile", ("sessionToken", await Org.SessionToken(person)), ("prompt", "none"), ("response_mode", "okta_post_message"));

        var other = await Org.CreatePersonAsync();
        using var nobody = Org.Browser();
        var fresh = await nobody.OpenAsync(await Url(other), frame);
        (fresh.Parameter("code") is not null).ShouldBe(begins);
        (await Here(nobody)).ShouldBe(begins ? other.Id : null);

        var (browser, person) = await SomebodyHere();
        using var _ = browser;
        var sid = browser.Sid();
        var refused = await browser.OpenAsync(await Url(other), frame);
        refused.Parameter("error").ShouldBe("interaction_required");
        browser.Sid().ShouldBe(sid);
        (await Here(browser)).ShouldBe(person.Id);
        // Their own goes on, in a frame as well.
        (await browser.OpenAsync(await Url(person), frame)).Parameter(begins ? "code" : "error").ShouldNotBeNull();
        (await Here(browser)).ShouldBe(person.Id);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_asked_before_somebody_else_is()
    {
        var (browser, person) = await SomebodyHere();
        using var _ = browser;
        var other = await Org.CreatePersonAsync();
        var token = await Org.SessionToken(other);
        var sid = browser.Sid();
        var page = await browser.OpenAsync(Authorize(token), Window);
        page.Document.QuerySelector("h1")!.TextContent.ShouldBe(Heading, page.Text);
        page.Document.QuerySelector("main")!.TextContent.ShouldContain(person.Login);
        page.Document.QuerySelector("main")!.TextContent.ShouldContain(other.Login);
        page.Text.ShouldNotContain(token);
        page.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
        browser.Sid().ShouldBe(sid);

        // No page can be shown: no answer for somebody else, either.
        (await browser.OpenAsync(Authorize(token, ("prompt", "none")), Window)).Parameter("error").ShouldBe("interaction_required");
        (await browser.OpenAsync(Authorize(token), Fetched("empty", "cors", "same-origin"))).Parameter("error").ShouldBe("interaction_required");

        var stayed = await browser.SubmitAsync(page, ("decision", "stay"));
        stayed.Parameter("error").ShouldBe("access_denied");
        (await Here(browser)).ShouldBe(person.Id);

        var gone = await browser.SubmitAsync(page, ("decision", "go-on"));
        var claims = (await Org.NativeApp.RedeemAsync(gone.Parameter("code").ShouldNotBeNull(gone.Text))).ClaimsOf("id_token");
        claims["sub"]!.ToString().ShouldBe(other.Id);
        browser.Sid().ShouldNotBe(sid);
        (await Here(browser)).ShouldBe(other.Id);
        using var thief = Org.Browser();
        thief.Cookies.Add(new Uri(Org.Url), new Cookie("sid", sid));
        (await Here(thief)).ShouldBeNull();                            // the session before has ended

        (await browser.SubmitAsync(page, ("decision", "go-on"))).LeadsTo.ShouldBeNull();       // spent: the sign-in page
        (await browser.OpenAsync(Authorize(await Org.SessionToken(other)), Window)).LeadsTo!.ShouldContain("code=");      // their own again: nothing to ask
    }

    [Fact]                                                             // contract §3.5, sessionCookieRedirect
    public async Task The_cookie_redirect_asks_too()
    {
        var (browser, person) = await SomebodyHere();
        using var _ = browser;
        var other = await Org.CreatePersonAsync();
        var token = await Org.SessionToken(other);
        var page = await browser.OpenAsync(Redirect(token), Window);
        page.Document.QuerySelector("h1")!.TextContent.ShouldBe(Heading, page.Text);
        (await browser.SubmitAsync(page, ("decision", "stay"))).Url.AbsolutePath.ShouldBe("/");
        (await Here(browser)).ShouldBe(person.Id);
        (await browser.SubmitAsync(page, ("decision", "go-on"))).Url.AbsolutePath.ShouldBe("/account");
        (await Here(browser)).ShouldBe(other.Id);
        (await browser.OpenAsync(Redirect(await Org.SessionToken(other)), Window)).Url.AbsolutePath.ShouldBe("/account");
        (await browser.OpenAsync("/login/sessionCookieRedirect?token=nonsense&redirectUrl=/", Window)).Url.AbsolutePath.ShouldBe("/");
        (await Here(browser)).ShouldBe(other.Id);
    }

    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange", Type = "urn:ietf:params:oauth:token-type:";

    /// <summary>An app that may hand its people over to the web app.</summary>
    private async Task<TestApp> Native()
    {
        var native = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", Exchange) });
        (await Org.Post($"/apps/{Org.WebApp.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = native.ClientId })).ShouldBe(HttpStatusCode.Created);
        return native;
    }

    /// <summary>Where it sends a browser.</summary>
    private async Task<string> WayIn(TestApp native, TestAnswer tokens) => Org.WebApp.AuthorizeUrl(changes: ("interclient_token", (await native.TokenAsync(("grant_type", Exchange),
        ("subject_token", tokens.IdToken), ("subject_token_type", Type + "id_token"), ("actor_token", tokens.AccessToken), ("actor_token_type", Type + "access_token"),
        ("requested_token_type", "urn:okta:params:oauth:token-type:interclient_token"), ("audience", "urn:okta:apps:" + Org.WebApp.ClientId))).AccessToken));

    [Fact]                                                             // threats §1 rows 4, 8: the way into one app is not the way to everything of its person
    public async Task What_an_app_handed_over_opens_neither_account_nor_console_nor_an_api_of_the_org()
    {
        var native = await Native();
        var admin = new TestPerson(Org.Facts.Admin.Login, Org.Facts.Admin.Password, null);
        using var browser = Org.Browser();
        (await browser.OpenAsync(await WayIn(native, await native.TokensAsync(admin, "openid interclient_access")))).LeadsTo!.ShouldContain("code=");
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "none")))).Parameter("code").ShouldNotBeNull();     // apps, as ever
        (await browser.OpenAsync("/account")).Shows("input[name=password]").ShouldBeFalse();
        foreach (var path in (string[])["/account/passkeys", "/account/recovery-codes", "/admin"])
            (await browser.OpenAsync(path)).Shows("input[name=password]").ShouldBeTrue(path);
        var own = Org.NativeApp with { Issuer = Org.Url };
        await Org.Post($"/apps/{own.ClientId}/grants", new JsonObject { ["scopeId"] = "okta.myAccount.webauthn.manage", ["issuer"] = Org.Url });
        const string scopes = "openid okta.myAccount.webauthn.manage";
        (await browser.OpenAsync(own.AuthorizeUrl(scopes, ("prompt", "none")))).Parameter("error").ShouldBe("login_required");
        // Whoever signs in here has all of it.
        var page = await browser.OpenAsync("/account/passkeys");
        page = await browser.SubmitAsync(page, ("identifier", admin.Login), ("password", admin.Password));
        page.Url.AbsolutePath.ShouldBe("/account/passkeys", page.Text);
        (await browser.OpenAsync("/admin")).Shows("input[name=password]").ShouldBeFalse();
        (await browser.OpenAsync(own.AuthorizeUrl(scopes, ("prompt", "none")))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 row 8: whoever sets one up has shown the password a moment ago, in this browser
    public async Task No_second_factor_is_set_up_by_what_an_app_handed_over()
    {
        var (native, person, strict) = (await Native(), await Org.CreatePersonAsync(), await Org.CreateAppAsync());
        var policy = await Org.AccessPolicy(strict.ClientId, PolicyCalls.OfApp(mode: "2FA"));
        using var browser = Org.Browser();
        (await browser.OpenAsync(await WayIn(native, await native.TokensAsync(person, "openid interclient_access")))).LeadsTo!.ShouldContain("code=");
        (await browser.OpenAsync(strict.AuthorizeUrl())).Shows("input[name=password]").ShouldBeTrue();
        (await Org.Delete($"/policies/{policy}/mappings/{strict.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §3.9, factorPromptMode SESSION: what was proven long ago is no younger in another browser
    public async Task A_second_factor_is_as_old_as_it_was_where_an_app_hands_its_person_over()
    {
        var (native, person) = (await Native(), await Org.CreatePersonAsync());
        var app = await Org.EnrollAppAsync(person);
        var policy = await Org.SignOnPolicy(await Org.Group(person), PolicyCalls.OfSession(requireFactor: true, mode: "SESSION", minutes: 15));
        using (var phone = Org.Browser())
        {
            var page = await phone.SubmitAsync(await native.SignInAsync(person, "openid interclient_access", phone), ("code", app.Next()));
            var tokens = await native.RedeemAsync(page.Parameter("code")!);
            Clock.Advance(TimeSpan.FromMinutes(20));
            using var browser = Org.Browser();
            (await browser.OpenAsync(await WayIn(native, tokens))).Shows("input[name=code]").ShouldBeTrue();
        }
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §2.12: a native app's way into a web app
    public async Task An_interclient_token_asks_too()
    {
        var (native, other) = (await Native(), await Org.CreatePersonAsync());
        var url = await WayIn(native, await native.TokensAsync(other, "openid interclient_access"));

        var (browser, person) = await SomebodyHere();
        using var _ = browser;
        (await browser.OpenAsync(url, Fetched("iframe", "navigate", "cross-site"))).Parameter("error").ShouldBe("interaction_required");
        var page = await browser.OpenAsync(url, Window);
        page.Document.QuerySelector("h1")!.TextContent.ShouldBe(Heading, page.Text);
        (await Here(browser)).ShouldBe(person.Id);
        (await browser.SubmitAsync(page, ("decision", "go-on"))).LeadsTo!.ShouldContain("code=");
        (await Here(browser)).ShouldBe(other.Id);
    }

    [Fact]                                                             // threats §1 row 4: the question is one browser's, and about two people
    public async Task The_answer_counts_for_the_browser_and_the_people_it_was_about()
    {
        var (browser, person) = await SomebodyHere();
        using var _ = browser;
        var (stranger, theirs) = await SomebodyHere();
        using var __ = stranger;
        var attacker = await Org.CreatePersonAsync();
        var page = await stranger.OpenAsync(Authorize(await Org.SessionToken(attacker)), Window);
        var asked = page.Document.QuerySelector("input[name=asked]")!.GetAttribute("value")!;
        // Posted across sites, with the attacker's own page in it.
        (await browser.PostAsync("/signin/switch", ("asked", asked), ("decision", "go-on"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync("/signin/switch", ("decision", "go-on"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Here(browser)).ShouldBe(person.Id);

        // A third person has signed in since: they are asked themselves.
        var third = await Org.CreatePersonAsync();
        await Org.NativeApp.CodeAsync(third, browser: stranger, changes: ("prompt", "login"));
        var again = await stranger.SubmitAsync(page, ("decision", "go-on"));
        again.Document.QuerySelector("main")!.TextContent.ShouldContain(third.Login);
        (await Here(stranger)).ShouldBe(third.Id);
        (await stranger.SubmitAsync(again, ("decision", "go-on"))).LeadsTo!.ShouldContain("code=");
        (await Here(stranger)).ShouldBe(attacker.Id);
    }

    [Fact]                                                             // a browser keeps cookies back from another site's form: asked again by GET it sends them
    public async Task A_form_of_another_site_does_not_pass_for_a_browser_without_a_session()
    {
        var token = await Org.SessionToken(await Org.CreatePersonAsync());
        var url = Authorize(token, ("prompt", "none"));
        var answer = await Org.PostForm(url.Split('?')[0], url.Split('?')[1], ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Mode", "navigate"));
        answer.Status.ShouldBe(303);
        answer.Headers.ShouldNotContainKey("Set-Cookie");
        answer.Location!.ShouldContain("sessionToken=");
        // A program that says how it fetches, as Node's does, is no frame.
        (await Org.Visit(answer.Location!, ("Accept", "*/*"), ("Sec-Fetch-Mode", "cors")))["code"].ShouldNotBeNull();
    }

    [Fact]                                                             // phones.md §8: no page for whoever follows redirects by itself
    public async Task A_native_flow_is_never_sent_to_a_page()
    {
        var person = await Org.CreatePersonAsync();
        var scheme = Org.Facts.Apps.Native.RedirectUris![0];
        async Task<Seen> Visit(string token, params (string, string?)[] changes) => await Org.Visit(Authorize(token, [("redirect_uri", scheme), .. changes]), ("Accept", "*/*"));

        (await Visit("spent-or-never-issued"))["error"].ShouldBe("login_required");
        (await Visit(await Org.SessionToken(person), ("prompt", "login")))["error"].ShouldBe("login_required");
        (await Visit(await Org.SessionToken(person), ("acr_values", "urn:okta:loa:2fa:any")))["error"].ShouldBe("interaction_required");
        // Nothing set up, an address that has been proven, and a wish for two factors where that is possible: here it is not.
        var answer = await Visit(await Org.SessionToken(Org.Person), ("acr_values", "urn:okta:loa:2fa:any:ifpossible"));
        var claims = (await (Org.NativeApp with { RedirectUri = scheme }).RedeemAsync(answer["code"].ShouldNotBeNull(answer.Location))).ClaimsOf("id_token");
        claims["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["pwd"]);
        claims["acr"]!.ToString().ShouldBe("urn:okta:loa:2fa:any:ifpossible");
    }
}
