using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Sessions;

/// <summary>/api/v1/sessions and its neighbours. Contract §3.5, §2.13, §2.16.</summary>
public sealed class SessionsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<ApiAnswer> Begin(string token, string query = "") => Org.CallRaw(HttpMethod.Post, "/sessions" + query, new JsonObject { ["sessionToken"] = token }.ToJsonString(), client: Org.Http);

    private async Task<TestBrowser> SignedIn(TestPerson person)
    {
        var browser = Org.Browser();
        (await Org.NativeApp.SignInAsync(person, browser: browser)).Parameter("code").ShouldNotBeNull();
        return browser;
    }

    [Fact]                                                             // contract §3.5: Session
    public async Task A_session_is_begun_read_refreshed_and_ended_by_its_id()
    {
        var person = await Org.CreatePersonAsync();
        var token = await Org.SessionToken(person);
        var begun = (await Begin(token)).ShouldSucceed();
        (await Begin(token)).ShouldBeRefused(401, "E0000004");
        begun.Id.ShouldStartWith("102");
        begun["login"].ShouldBe(person.Login);
        begun["userId"].ShouldBe(person.Id);
        begun["status"].ShouldBe("ACTIVE");
        begun["mfaActive"].ShouldBe("false");
        begun["idp.type"].ShouldBe("OKTA");
        begun.Object["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["pwd"]);
        begun["lastPasswordVerification"].ShouldNotBeNull();
        begun["lastFactorVerification"].ShouldBeNull();
        begun["_links.refresh.href"].ShouldBe($"{Org.Url}/api/v1/sessions/{begun.Id}/lifecycle/refresh");
        begun.Object.ContainsKey("cookieToken").ShouldBeFalse();

        Clock.Advance(TimeSpan.FromMinutes(60));
        (await Org.Read($"/sessions/{begun.Id}")).ShouldSucceed()["expiresAt"].ShouldBe(begun["expiresAt"]);
        string.CompareOrdinal((await Org.Post($"/sessions/{begun.Id}/lifecycle/refresh")).ShouldSucceed()["expiresAt"], begun["expiresAt"]).ShouldBeGreaterThan(0);
        (await Org.Delete($"/sessions/{begun.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/sessions/{begun.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"/sessions/{begun.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Post($"/sessions/{begun.Id}/lifecycle/refresh")).ShouldBeRefused(404, "E0000007");
        (await Org.CallRaw(HttpMethod.Get, $"/sessions/{begun.Id}", null, client: Org.Http)).ShouldBeRefused(401, "E0000011");
    }

    [Fact]                                                             // contract §3.5: additionalFields=cookieToken; sessionCookieRedirect
    public async Task A_session_begun_by_a_program_is_handed_to_a_browser_once()
    {
        var person = await Org.CreatePersonAsync();
        var begun = (await Begin(await Org.SessionToken(person), "?additionalFields=cookieToken")).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync($"/login/sessionCookieRedirect?checkAccountSetupComplete=true&token={begun["cookieToken"]}&redirectUrl={Uri.EscapeDataString(Org.Url + "/")}");
        page.Url.AbsolutePath.ShouldBe("/");
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed().Id.ShouldBe(begun.Id);

        using var second = Org.Browser();
        await second.OpenAsync($"/login/sessionCookieRedirect?token={begun["cookieToken"]}&redirectUrl=/");
        (await Org.WithCookies(second, HttpMethod.Get, "/sessions/me")).ShouldBeRefused(404, "E0000007");
        (await Begin(begun["cookieToken"]!)).ShouldBeRefused(401, "E0000004");
    }

    [Fact]                                                             // contract §3.5: sessions/me; §11.11: no body, no JSON content type
    public async Task A_browser_reads_refreshes_and_ends_its_own_session()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var mine = (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed();
        mine["login"].ShouldBe(person.Login);
        mine["_links.self.href"].ShouldBe(Org.Url + "/api/v1/sessions/me");

        Clock.Advance(TimeSpan.FromMinutes(90));
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed()["expiresAt"].ShouldBe(mine["expiresAt"]);       // looking does not keep it alive
        (await Org.WithCookies(browser, HttpMethod.Post, "/sessions/me/lifecycle/refresh")).ShouldSucceed();
        Clock.Advance(TimeSpan.FromMinutes(90));
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed();

        var ended = await Org.WithCookies(browser, HttpMethod.Delete, "/sessions/me");
        ended.ShouldBe(HttpStatusCode.NoContent);
        ended.Message.Content.Headers.ContentType.ShouldBeNull();
        ended.Text.ShouldBeEmpty();
        ended.Message.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("sid=;", StringComparison.Ordinal));
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, "/sessions/me"), (HttpMethod.Delete, "/sessions/me"), (HttpMethod.Post, "/sessions/me/lifecycle/refresh")])
            (await Org.WithCookies(browser, method, path)).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // threats §1 row 3: another site's page is not the person
    public async Task A_page_of_an_origin_nobody_trusts_has_no_session_here()
    {
        using var browser = await SignedIn(await Org.CreatePersonAsync());
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me", "https://evil.example")).ShouldBeRefused(404, "E0000007");
        (await Org.WithCookies(browser, HttpMethod.Delete, "/sessions/me", "https://evil.example")).ShouldBeRefused(404, "E0000007");
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me", Org.Url)).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.5: DELETE /users/{id}/sessions?oauthTokens=true
    public async Task All_sessions_of_a_person_end_with_their_tokens_when_asked()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var tokens = await Org.NativeApp.TokensAsync(person);
        (await Org.Delete($"/users/{person.Id}/sessions")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldBeRefused(404, "E0000007");
        var refreshed = await Org.NativeApp.RefreshAsync(tokens.RefreshToken);
        refreshed.Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Delete($"/users/{person.Id}/sessions?oauthTokens=true")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.NativeApp.RefreshAsync(refreshed.RefreshToken)).ShouldBeRefused("invalid_grant");
    }

    [Theory]                                                           // contract §2.13: 204; ends all sessions and refresh tokens
    [InlineData("opaque"), InlineData("iss_sub"), InlineData("email")]
    public async Task Global_revocation_signs_a_person_out_everywhere(string format)
    {
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var (tokens, sessionToken) = (await Org.NativeApp.TokensAsync(person), await Org.SessionToken(person));
        var subject = new JsonObject { ["format"] = format };
        if (format == "opaque") subject["id"] = person.Id;
        if (format == "iss_sub") (subject["iss"], subject["sub"]) = (Org.Issuer, person.Id);
        if (format == "email") subject["email"] = person.Login;
        var url = Org.Url + "/oauth2/v1/global-token-revocation";
        var body = new JsonObject { ["sub_id"] = subject };

        (await Org.CallRaw(HttpMethod.Post, url, body.ToJsonString(), client: Org.Http)).ShouldBeRefused(401, "E0000011");
        var answer = await Org.CallRaw(HttpMethod.Post, url, body.ToJsonString());
        answer.ShouldBe(HttpStatusCode.NoContent);
        answer.Message.Content.Headers.ContentType.ShouldBeNull();

        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldBeRefused(404, "E0000007");
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        (await Org.NativeApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await Begin(sessionToken)).ShouldBeRefused(401, "E0000004");
        (await Org.Events(person.Id!)).ShouldContain("user.authentication.universal_logout");
    }

    [Theory]                                                           // contract §2.13
    [InlineData("{}", 400, "E0000001"), InlineData("""{"sub_id":{"format":"phone","phone":"1"}}""", 400, "E0000001"), InlineData("""{"sub_id":{"format":"opaque","id":"00uNobody"}}""", 404, "E0000007"),
     InlineData("""{"sub_id":{"format":"iss_sub","iss":"https://other.example","sub":"x"}}""", 400, "E0000001")]
    public async Task Global_revocation_says_what_it_cannot_do(string body, int status, string code) =>
        (await Org.CallRaw(HttpMethod.Post, Org.Url + "/oauth2/v1/global-token-revocation", body)).ShouldBeRefused(status, code);

    public static TheoryData<string> Hostile => new([.. HostileUris.Everything.Where(uri => !uri.StartsWith('/') || uri.StartsWith("//", StringComparison.Ordinal)),
        "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "http://localhost.evil.example/", "https://localhost@evil.example/"]);

    [Theory, MemberData(nameof(Hostile))]                              // threats §1 row 1
    public async Task Nobody_is_led_to_a_hostile_address(string address)
    {
        var token = await Org.SessionToken(Org.Person);
        foreach (var url in (string[])[$"/login/sessionCookieRedirect?token={token}&redirectUrl=", "/login/signout?fromURI="])
        {
            var answer = await Org.Visit(url + Uri.EscapeDataString(address));
            // An empty value is none, and none leads home.
            if (address.Length == 0) (answer.Location ?? Org.Url + "/").ShouldBe(Org.Url + "/");
            else answer.ShouldBeAnErrorPage();
        }
        if (address.Length > 0) (await Begin(token)).ShouldSucceed();   // and the token is not spent
    }

    [Fact]                                                             // contract §3.5: same org, or a REDIRECT Trusted Origin
    public async Task A_trusted_origin_may_be_led_to()
    {
        await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = "https://portal.example.com", ["name"] = "p", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "REDIRECT" }) });
        await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = "https://cors.example.com", ["name"] = "c", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) });
        async Task<Seen> Go(string to) => await Org.Visit($"/login/sessionCookieRedirect?token={await Org.SessionToken(Org.Person)}&redirectUrl={Uri.EscapeDataString(to)}");
        foreach (var address in (string[])["https://portal.example.com", "https://portal.example.com/", "https://portal.example.com/a/b?c=d%20e#f", Org.Url + "/path?x=1"])
        {
            var answer = await Go(address);
            answer.Status.ShouldBe(302);
            answer.Location.ShouldBe(address);
            answer.Headers["Set-Cookie"].ShouldContain("sid=");
        }
        (await Go("/app/home")).Location.ShouldBe(Org.Url + "/app/home");
        foreach (var address in (string[])["https://cors.example.com/", "https://portal.example.com.evil.example/", "https://portal.example.com:444/", "http://portal.example.com/", "https://PORTAL.example.com/"])
            (await Go(address)).ShouldBeAnErrorPage();
    }

    [Fact]                                                             // contract §3.5: /login/signout?fromURI=
    public async Task Signing_out_by_the_old_address_ends_the_session_and_goes_back()
    {
        await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = "https://back.example.com", ["name"] = "b", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "REDIRECT" }) });
        using var browser = await SignedIn(await Org.CreatePersonAsync());
        // A picture on another site's page is not the person.
        await browser.OpenAsync("/login/signout", new Dictionary<string, string> { ["Sec-Fetch-Dest"] = "image" });
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed();

        (await browser.OpenAsync("/login/signout?fromURI=" + Uri.EscapeDataString("https://back.example.com/bye"), new Dictionary<string, string> { ["Sec-Fetch-Dest"] = "document" })).Location.ShouldBe("https://back.example.com/bye");
        (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldBeRefused(404, "E0000007");
        (await browser.OpenAsync("/login/signout")).Document.QuerySelector("h1")!.TextContent.ShouldBe("You are signed out");
    }
}
