using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.EndSession;

/// <summary>GET and POST {issuer}/v1/logout. RP-Initiated Logout 1.0, contract §2.8.</summary>
public sealed class EndSessionEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Back = "http://127.0.0.1/callback";

    private string Address(params (string Name, string? Value)[] parameters) =>
        Org.Issuer + "/v1/logout?" + string.Join('&', parameters.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));

    private async Task<(TestBrowser Browser, TestAnswer Tokens)> SignedIn(TestPerson? person = null)
    {
        var browser = Org.Browser();
        return (browser, await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(person ?? Org.Person, browser: browser)));
    }

    private async Task<bool> HasSession(TestBrowser browser) => (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error") is null;

    [Fact]                                                             // contract §2.8
    public async Task It_ends_the_session_goes_back_with_the_state_and_leaves_the_tokens()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        var end = await browser.OpenAsync(Address(("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", Back), ("state", "a b&c=d#e")));
        end.LeadsTo.ShouldBe(Back + "?state=a%20b%26c%3Dd%23e");
        (await HasSession(browser)).ShouldBeFalse();
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);

        // No session any more: it still goes back.
        (await browser.OpenAsync(Address(("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", Back)))).LeadsTo.ShouldBe(Back);
    }

    [Fact]                                                             // the cookie is worthless, not only gone
    public async Task The_session_cookie_kept_by_someone_opens_nothing()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        var kept = browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "sid").Value;
        await browser.OpenAsync(Address(("id_token_hint", tokens.IdToken)));
        using var thief = Org.Browser();
        thief.Cookies.Add(new Uri(Org.Url), new Cookie("sid", kept));
        (await HasSession(thief)).ShouldBeFalse();
    }

    [Fact]                                                             // by POST too; an expired hint still counts
    public async Task By_post_and_with_an_expired_hint_it_works_the_same()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        Clock.Advance(TimeSpan.FromMinutes(90));
        (await browser.PostAsync(Org.Issuer + "/v1/logout", ("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", Back), ("state", "s"))).LeadsTo.ShouldBe(Back + "?state=s");
        (await HasSession(browser)).ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.8: Okta reads them from either place
    public async Task A_post_may_say_its_parameters_in_the_address_but_none_of_them_twice()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        var address = Address(("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", Back), ("state", "s"));
        (await browser.PostAsync(address, ("state", "s"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync(address + "&device_secret=x")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await HasSession(browser)).ShouldBeTrue();
        (await browser.PostAsync(address)).LeadsTo.ShouldBe(Back + "?state=s");
        (await HasSession(browser)).ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.8
    public async Task A_hint_of_someone_else_ends_nothing()
    {
        var (browser, _) = await SignedIn();
        using var __ = browser;
        var (other, theirs) = await SignedIn(await Org.CreatePersonAsync());
        other.Dispose();
        var page = await browser.OpenAsync(Address(("id_token_hint", theirs.IdToken), ("post_logout_redirect_uri", Back)));
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.LeadsTo.ShouldBeNull();
        page.Text.ShouldContain("id_token_does_not_match_session");
        (await HasSession(browser)).ShouldBeTrue();
    }

    [Fact]                                                             // contract §2.8: the improvement instead of Okta's 400
    public async Task Without_a_hint_a_person_is_asked_first()
    {
        var (browser, _) = await SignedIn();
        using var __ = browser;
        var page = await browser.OpenAsync(Address(("client_id", Org.NativeApp.ClientId)));
        page.Status.ShouldBe(HttpStatusCode.OK);
        (await HasSession(browser)).ShouldBeTrue();                    // opening the page ends nothing: any site can link to it

        await browser.PostAsync("/signout", ("proof", "forged"));
        (await HasSession(browser)).ShouldBeTrue();
        await browser.PostAsync("/signout");
        (await HasSession(browser)).ShouldBeTrue();

        page = await browser.OpenAsync(Address(("client_id", Org.NativeApp.ClientId)));
        await browser.SubmitAsync(page);
        (await HasSession(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_proof_of_another_browser_ends_nothing_here()
    {
        var (mine, _) = await SignedIn();
        var (theirs, _) = await SignedIn();
        using var a = mine;
        using var b = theirs;
        var page = await theirs.OpenAsync(Address());
        var proof = page.Parameter("proof")!;
        await mine.PostAsync("/signout", ("proof", proof));
        (await HasSession(mine)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_wrong_with_a_hint_or_the_rest_is_a_page()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        foreach (var hint in (string[])["x", "a.b.c", tokens.AccessToken, tokens.IdToken[..^2], tokens.IdToken + "A"])
            (await Org.Visit(Address(("id_token_hint", hint), ("post_logout_redirect_uri", Back)))).ShouldBeAnErrorPage();
        (await Org.Visit(Address(("id_token_hint", tokens.IdToken), ("client_id", Org.WebApp.ClientId)))).ShouldBeAnErrorPage();
        (await Org.Visit(Address(("id_token_hint", tokens.IdToken)) + "&state=a&state=b")).ShouldBeAnErrorPage();
        (await Org.Visit(Address(("post_logout_redirect_uri", Back)))).ShouldBeAnErrorPage(saying: "The 'id_token_hint' parameter is required.");
        (await Org.Visit(Address(("post_logout_redirect_uri", "https://evil.example/")), ("Accept", "text/html"))).Location.ShouldBeNull();
        (await HasSession(browser)).ShouldBeTrue();
    }

    [Fact]                                                             // design §7: back into the app
    public async Task A_custom_scheme_is_gone_back_to_by_the_page_with_the_button()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        var back = Org.Facts.Apps.Native.PostLogoutRedirectUris![0];
        var page = await browser.OpenAsync(Address(("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", back), ("state", "s")));
        page.Location.ShouldBeNull();
        page.LeadsTo.ShouldBe(back + "?state=s");
        (await Org.Visit(Address(("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", back)))).Location.ShouldBe(back);
    }

    [Fact]                                                             // an app removed after it handed the token out
    public async Task The_hint_of_a_deleted_app_is_a_page()
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["post_logout_redirect_uris"] = new JsonArray("http://127.0.0.1/bye") });
        var hint = (await app.TokensAsync(Org.Person)).IdToken;
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{app.ClientId}/lifecycle/deactivate");
        await Org.SendAsync(HttpMethod.Delete, $"/api/v1/apps/{app.ClientId}");
        (await Org.Visit(Address(("id_token_hint", hint), ("post_logout_redirect_uri", "http://127.0.0.1/bye")))).ShouldBeAnErrorPage();
    }

    [Fact]                                                             // RP-Initiated Logout §2: oidcc-rp-initiated-logout, oidcc-rp-initiated-logout-no-state
    public async Task Oidcc_rp_initiated_logout_and_no_state()
    {
        foreach (var (state, location) in ((string?, string)[])[("s1-._~", Back + "?state=s1-._~"), (null, Back)])
        {
            var (browser, tokens) = await SignedIn();
            using var _ = browser;
            (await browser.OpenAsync(Address(("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", Back), ("state", state)))).LeadsTo.ShouldBe(location);
            (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
        }
    }

    [Fact]                                                             // RP-Initiated Logout §3: oidcc-rp-initiated-logout-bad-post-logout-redirect-uri, oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri
    public async Task Oidcc_rp_initiated_logout_bad_post_logout_redirect_uri_and_query_added()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        foreach (var uri in (string[])["https://evil.example/", Back + "?extra=1", Back + "/", Back + "#f"])
        {
            var page = await browser.OpenAsync(Address(("id_token_hint", tokens.IdToken), ("post_logout_redirect_uri", uri), ("state", "s")));
            page.Status.ShouldBe(HttpStatusCode.BadRequest);
            page.LeadsTo.ShouldBeNull();
            page.Text.ShouldContain("must be a Logout redirect URI in the client app settings.");
        }
        (await HasSession(browser)).ShouldBeTrue();
    }

    [Fact]                                                             // RP-Initiated Logout §2: oidcc-rp-initiated-logout-modified-id-token-hint, oidcc-rp-initiated-logout-bad-id-token-hint
    public async Task Oidcc_rp_initiated_logout_modified_and_bad_id_token_hint()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        var parts = tokens.IdToken.Split('.');
        var unsigned = System.Buffers.Text.Base64Url.EncodeToString("{\"alg\":\"none\"}"u8);
        var claims = tokens.ClaimsOf("id_token");
        (claims["iss"], claims["aud"]) = (claims["aud"]!.DeepClone(), claims["iss"]!.DeepClone());
        var swapped = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()));
        foreach (var hint in (string[])[$"{unsigned}.{parts[1]}.", $"{unsigned}.{parts[1]}.{parts[2]}", $"{parts[0]}.{swapped}.{parts[2]}"])
        {
            var page = await browser.OpenAsync(Address(("id_token_hint", hint), ("post_logout_redirect_uri", Back)));
            page.Status.ShouldBe(HttpStatusCode.BadRequest);
            page.LeadsTo.ShouldBeNull();
        }
        (await HasSession(browser)).ShouldBeTrue();
    }

    [Theory]                                                           // RP-Initiated Logout §2, §6: oidcc-rp-initiated-logout-no-id-token-hint, oidcc-rp-initiated-logout-no-params, oidcc-rp-initiated-logout-only-state
    [InlineData("oidcc-rp-initiated-logout-no-id-token-hint", "post_logout_redirect_uri", Back)]
    [InlineData("oidcc-rp-initiated-logout-no-params", "", "")]
    [InlineData("oidcc-rp-initiated-logout-only-state", "state", "s")]
    public async Task Without_a_hint_the_person_is_asked_and_then_signed_out_here(string module, string name, string value)
    {
        var (browser, _) = await SignedIn();
        using var __ = browser;
        var page = await browser.OpenAsync(name.Length == 0 ? Address() : Address((name, value)));
        page.Status.ShouldBe(HttpStatusCode.OK, module);
        page.LeadsTo.ShouldBeNull();
        (await HasSession(browser)).ShouldBeTrue();
        var done = await browser.SubmitAsync(page);
        done.LeadsTo.ShouldBeNull();
        done.Text.ShouldContain("You are signed out");
        done.Document.QuerySelector("a.primary").ShouldBeNull();
        (await HasSession(browser)).ShouldBeFalse();
    }

    [Fact]                                                             // RP-Initiated Logout §2: oidcc-rp-initiated-logout-no-post-logout-redirect-uri
    public async Task Oidcc_rp_initiated_logout_no_post_logout_redirect_uri()
    {
        var (browser, tokens) = await SignedIn();
        using var _ = browser;
        var page = await browser.OpenAsync(Address(("id_token_hint", tokens.IdToken), ("state", "s")));
        page.LeadsTo.ShouldBeNull();
        page.Text.ShouldContain("You are signed out");
        (await HasSession(browser)).ShouldBeFalse();
    }

    [Fact]                                                             // RP-Initiated Logout §3: never unconfirmed, never unregistered
    public async Task An_app_that_only_says_who_it_is_gets_the_person_back_after_they_agreed()
    {
        var (browser, _) = await SignedIn();
        using var __ = browser;
        (await browser.OpenAsync(Address(("client_id", Org.NativeApp.ClientId), ("post_logout_redirect_uri", "https://evil.example/")))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.OpenAsync(Address(("client_id", "0oaUnknown"), ("post_logout_redirect_uri", Back)))).Status.ShouldBe(HttpStatusCode.BadRequest);

        var page = await browser.OpenAsync(Address(("client_id", Org.NativeApp.ClientId), ("post_logout_redirect_uri", Back), ("state", "a&b")));
        page.LeadsTo.ShouldBeNull();
        page.Headers["Content-Security-Policy"].ShouldContain("form-action 'self' http:");
        (await HasSession(browser)).ShouldBeTrue();
        (await browser.SubmitAsync(page)).LeadsTo.ShouldBe(Back + "?state=a%26b");
        (await HasSession(browser)).ShouldBeFalse();

        // Nobody is signed in any more: there is nothing to ask, and the app waits.
        page = await browser.OpenAsync(Address(("client_id", Org.NativeApp.ClientId), ("post_logout_redirect_uri", Back), ("state", "s")));
        page.LeadsTo.ShouldBe(Back + "?state=s");
        (await browser.OpenAsync(Address(("client_id", Org.NativeApp.ClientId)))).Text.ShouldContain("You are signed out");
        (await browser.OpenAsync(Address(("client_id", Org.NativeApp.ClientId), ("post_logout_redirect_uri", "https://evil.example/")))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]                                                           // okta-mobile-swift and AppAuth: an ephemeral browser, the client and no hint; a program that follows by itself
    [InlineData("*/*"), InlineData(null), InlineData("application/json"), InlineData("text/html")]
    public async Task An_app_without_a_hint_gets_its_person_back_where_nobody_is_signed_in(string? accept)
    {
        var back = Org.Facts.Apps.Native.PostLogoutRedirectUris![0];
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];
        var answer = await Org.Visit(Address(("client_id", Org.NativeApp.ClientId), ("post_logout_redirect_uri", back), ("state", "s")), headers);
        (answer.Status, answer.Location).ShouldBe((302, back + "?state=s"));
        (await Org.Visit(Address(("client_id", Org.NativeApp.ClientId)), headers)).Status.ShouldBe(200);

        // A person's browser gets the page with the button: a redirect to an app's scheme would leave it standing.
        var page = await Org.Visit(Address(("client_id", Org.NativeApp.ClientId), ("post_logout_redirect_uri", back), ("state", "s")), ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        page.Status.ShouldBe(200);
        page.Text.ShouldContain($"content=\"0;url={back}?state=s\"");
    }

    [Fact]                                                             // as at /authorize: an https address that a native app has claimed starts the app
    public async Task A_claimed_https_address_is_gone_back_to_by_the_page_with_the_button()
    {
        const string claimed = "https://app.example.com/signed-out";
        var app = await Org.CreateAppAsync("native", new JsonObject { ["post_logout_redirect_uris"] = new JsonArray(claimed), ["redirect_uris"] = new JsonArray("https://app.example.com/cb") });
        var address = Address(("client_id", app.ClientId), ("post_logout_redirect_uri", claimed));
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(address);
        (page.Location, page.LeadsTo).ShouldBe((null, claimed));
        (await Org.Visit(address, ("Accept", "*/*"))).Location.ShouldBe(claimed);
        (await Org.Visit(address, ("Accept", "text/html,application/xhtml+xml"), ("Sec-Fetch-Mode", "cors"))).Location.ShouldBe(claimed);
    }

    [Fact]                                                             // contract §2.8: what the app registered since decides
    public async Task A_way_back_that_the_app_gave_up_meanwhile_is_not_taken()
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["post_logout_redirect_uris"] = new JsonArray("http://127.0.0.1/bye") });
        var (browser, _) = await SignedIn();
        using var __ = browser;
        var page = await browser.OpenAsync(Address(("client_id", app.ClientId), ("post_logout_redirect_uri", "http://127.0.0.1/bye")));
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{app.ClientId}/lifecycle/deactivate");
        var done = await browser.SubmitAsync(page);
        done.LeadsTo.ShouldBeNull();
        done.Text.ShouldContain("You are signed out");
    }
}
