using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Brands;

/// <summary>A sign-in page that an org's own script draws, at a host where there is nothing else. Contract §4, §8.1; rulings 15, decision 0041.</summary>
public sealed class WidgetPagesTests : IAsyncLifetime
{
    private const string Files = "https://cdn.example.com/okta-signin-widget/7.49.0/dist";
    private const string Template = """
        <!DOCTYPE html><html><head><title>{{pageTitle}}</title>{{{SignInWidgetResources}}}</head><body><div id="okta-login-container"></div>{{{OktaUtil}}}
        <p>{{#useSiwGen3}}third{{/useSiwGen3}}{{orgName}}</p>
        <script nonce="{{nonceValue}}">new OktaSignIn(OktaUtil.getSignInWidgetConfig()).renderEl({ el: '#okta-login-container' }, OktaUtil.completeLogin);</script></body></html>
        """;

    private TestOrg org = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new UriBuilder(settings.BaseUrl) { Host = "id.localhost" }.Uri, ScriptedPages = true });
        (await org.Put($"{await At()}/customized", Page())).ShouldSucceed();
    }

    private async Task<string> At() => $"/brands/{(await org.Read("/brands")).ShouldSucceed().Each("id").Single()}/pages/sign-in";

    private static JsonObject Page(string? content = null, string? files = Files, string generation = "G2") => new()
    {
        ["pageContent"] = content ?? Template, ["widgetFiles"] = files, ["widgetCustomizations"] = new JsonObject { ["widgetGeneration"] = generation },
    };

    private string Pages => new UriBuilder(org.Url) { Host = "pages.id.localhost" }.Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>Where a browser is led that an app has sent.</summary>
    private async Task<string> Led(TestBrowser browser, params (string Name, string? Value)[] changes) =>
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: changes))).LeadsTo.ShouldNotBeNull();

    private static string TokenIn(string address) => Uri.UnescapeDataString(address[(address.IndexOf("stateToken=", StringComparison.Ordinal) + 11)..]);

    /// <summary>As the page's script calls, with the cookies of its browser.</summary>
    private async Task<ApiAnswer> Call(TestBrowser browser, string path, JsonObject body, string? origin = null)
    {
        var handler = TestOrg.LoopbackHandler();
        (handler.UseCookies, handler.CookieContainer) = (true, browser.Cookies);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{org.Url}/idp/idx/{path}") { Content = new StringContent(body.ToJsonString(), null, "application/json") };
        request.Headers.Add("Origin", origin ?? Pages);
        var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, JsonNode.Parse(text), answer, text);
    }

    private async Task<ApiAnswer> SignIn(TestBrowser browser, string token, TestPerson person)
    {
        var first = (await Call(browser, "introspect", new JsonObject { ["stateToken"] = token })).ShouldSucceed();
        return await Call(browser, "identify", new JsonObject
        {
            ["stateHandle"] = first["stateHandle"], ["identifier"] = person.Login, ["credentials"] = IdxWalk.Passcode(person.Password),
        });
    }

    [Fact]                                                             // contract §4: success-redirect
    public async Task The_page_of_an_orgs_script_signs_in_and_leads_back_to_the_app_once()
    {
        using var browser = org.Browser();
        var address = await Led(browser);
        address.ShouldStartWith(Pages + "/pages/signin?stateToken=02.");
        using var elsewhere = org.Browser();
        var page = await elsewhere.OpenAsync(address);                 // whoever holds it sees the page, and can do nothing with it
        page.Status.ShouldBe(HttpStatusCode.OK);
        var config = JsonDocument.Parse(Regex.Match(page.Text, @"\}\)\((\{.*?\}),\{""app"".*?\},""[^""]*""\);</script>", RegexOptions.None, TimeSpan.FromMinutes(1)).Groups[1].Value).RootElement;
        config.GetProperty("baseUrl").GetString().ShouldBe(org.Url);
        config.GetProperty("stateToken").GetString().ShouldBe(TokenIn(address));
        page.Text.ShouldContain($"src=\"{Files}/js/okta-sign-in.min.js\"");
        page.Text.ShouldContain("\"label\"");
        page.Text.ShouldNotContain("{{");
        var policy = page.Headers["Content-Security-Policy"];
        var nonce = Regex.Match(page.Text, "<script nonce=\"([^\"]+)\">new OktaSignIn", RegexOptions.None, TimeSpan.FromMinutes(1)).Groups[1].Value;
        policy.ShouldContain($"script-src 'nonce-{nonce}' https://cdn.example.com;");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
        policy.ShouldContain($"form-action 'self' {org.Url} http:;");   // where the app's redirect URI is

        var person = await org.CreatePersonAsync();
        var wrong = await SignIn(browser, TokenIn(address), person with { Password = "Wrong-Horse-7" });
        wrong.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("errors.E0000004");
        var done = (await SignIn(browser, TokenIn(address), person)).ShouldSucceed();
        var there = done["success.href"].ShouldNotBeNull(done.Text);
        there.ShouldStartWith(org.Url + "/login/token/redirect?stateToken=");
        (await Call(browser, "introspect", new JsonObject { ["stateToken"] = TokenIn(address) }))["success.href"].ShouldBe(there);      // loaded anew
        (await Call(browser, "cancel", new JsonObject { ["stateHandle"] = done["stateHandle"] })).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await elsewhere.OpenAsync(there)).Status.ShouldBe(HttpStatusCode.BadRequest);
        var back = await browser.OpenAsync(there);
        var code = back.Parameter("code").ShouldNotBeNull(back.Text);
        back.Parameter("state").ShouldBe("state-1");
        (await browser.OpenAsync(there)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await org.NativeApp.RedeemAsync(code)).ClaimsOf("id_token")["preferred_username"]!.ToString().ShouldBe(person.Login);
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).Parameter("code").ShouldNotBeNull();     // the browser has a session
    }

    [Fact]                                                             // contract §3.5: by /api/v1/authn, and on with the session that its token becomes
    public async Task A_classic_page_signs_in_by_authn_and_goes_on_once()
    {
        var body = Page();
        body["classicEngine"] = true;
        (await org.Put($"{await At()}/customized", body)).ShouldSucceed()["classicEngine"].ShouldBe("true");
        var person = await org.CreatePersonAsync();
        var device = await org.EnrollAppAsync(person);
        using var browser = org.Browser();
        var address = await Led(browser, ("login_hint", person.Login), ("prompt", "login"));
        var page = await browser.OpenAsync(address);
        page.Text.ShouldContain("<html lang=\"en\" dir=\"ltr\">");        // WCAG 2.2 §3.1.1
        page.Text.ShouldContain("\"useClassicEngine\":true");
        page.Text.ShouldContain($"\"username\":\"{person.Login}\"");
        page.Text.ShouldNotContain("\"stateToken\"");
        var onward = $"{org.Url}/login/token/redirect?stateToken={Uri.EscapeDataString(TokenIn(address))}";
        page.Text.ShouldContain(onward);
        foreach (var (path, open) in ((string, bool)[])[("/api/v1/authn", true), ("/api/v1/authn/factors/x/verify", true), ("/api/v1/authn/recovery/unlock", true), ("/api/v1/sessions", false), ("/api/v1/sessions/me", false), ("/api/v1/users/me", false)])
            (await org.Exchange(HttpMethod.Options, path, null, ("Origin", Pages), ("Access-Control-Request-Method", "POST"))).Headers.ContainsKey("Access-Control-Allow-Origin").ShouldBe(open, path);

        (await browser.OpenAsync(onward)).Status.ShouldBe(HttpStatusCode.BadRequest);      // nobody has signed in
        var asked = (await org.Authn(person)).ShouldSucceed();
        var factor = asked.Object["_embedded"]!["factors"]![0]!["id"]!.ToString();
        var token = (await org.Authn($"/factors/{factor}/verify", new JsonObject { ["stateToken"] = asked["stateToken"], ["passCode"] = device.Next() })).ShouldSucceed()["sessionToken"]!;
        string Redeem(string one) => $"{org.Url}/login/sessionCookieRedirect?checkAccountSetupComplete=true&token={one}&redirectUrl={Uri.EscapeDataString(onward)}";
        using var elsewhere = org.Browser();
        var back = await browser.OpenAsync(Redeem(token));
        var code = back.Parameter("code").ShouldNotBeNull(back.Text);
        (await org.NativeApp.RedeemAsync(code)).ClaimsOf("id_token")["amr"]!.ToJsonString().ShouldBe("""["mfa","pwd","otp"]""");
        (await browser.OpenAsync(onward)).Status.ShouldBe(HttpStatusCode.BadRequest);      // once

        // A session from before is not what was asked for; nor is the page of another browser.
        org.Clock.Advance(TimeSpan.FromMinutes(5));
        address = await Led(browser, ("prompt", "login"));
        onward = $"{org.Url}/login/token/redirect?stateToken={Uri.EscapeDataString(TokenIn(address))}";
        (await browser.OpenAsync(onward)).Status.ShouldBe(HttpStatusCode.BadRequest);
        await elsewhere.OpenAsync($"{org.Url}/login/sessionCookieRedirect?token={await org.SessionToken(await org.CreatePersonAsync())}&redirectUrl={Uri.EscapeDataString(org.Url + "/")}");
        (await elsewhere.OpenAsync(onward)).Status.ShouldBe(HttpStatusCode.BadRequest);

        body["widgetCustomizations"] = new JsonObject { ["widgetGeneration"] = "G3" };
        (await org.Put($"{await At()}/customized", body)).ShouldBe(HttpStatusCode.BadRequest).Text.ShouldContain("classicEngine");
    }

    [Fact]                                                             // threats row 3: a page that was begun by somebody else
    public async Task In_another_browser_its_steps_are_over()
    {
        using var thief = org.Browser();
        using var victim = org.Browser();
        var token = TokenIn(await Led(thief));
        await Led(victim);
        (await Call(victim, "introspect", new JsonObject { ["stateToken"] = token })).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
        (await org.Idx("introspect", new JsonObject { ["stateToken"] = token })).ShouldBe(HttpStatusCode.Unauthorized);
        // Without the page's origin the cookie counts for nothing.
        (await Call(thief, "introspect", new JsonObject { ["stateToken"] = token }, "https://other.example.com")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Call(thief, "introspect", new JsonObject { ["stateToken"] = token })).ShouldSucceed().Forms().ShouldContain("identify");
    }

    [Fact]                                                             // rulings 15
    public async Task There_is_nothing_else_at_the_host_of_pages()
    {
        using var browser = org.Browser();
        foreach (var path in (string[])["/", "/signin", "/account", "/admin", "/api/v1/users/me", "/api/v1/sessions/me", "/idp/idx/introspect", "/idp/myaccount/profile",
            "/oauth2/default/v1/authorize", "/.well-known/openid-configuration", "/nowhere"])
            (await browser.OpenAsync(Pages + path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [Fact]
    public async Task The_page_is_at_no_other_host_and_other_doors_do_not_open_to_it()
    {
        using var browser = org.Browser();
        var address = await Led(browser);
        (await browser.OpenAsync(address.Replace("//pages.", "//", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.OpenAsync(Pages + "/pages/signin?stateToken=02.nothing")).Status.ShouldBe(HttpStatusCode.BadRequest);
        using var request = new HttpRequestMessage(HttpMethod.Get, org.Url + "/api/v1/sessions/me");
        request.Headers.Add("Origin", Pages);
        (await org.Http.SendAsync(request)).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();

        // Our own page is there whatever was written.
        await browser.OpenAsync(org.Url + "/login/default");
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).Shows("input[name=password]").ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_that_could_not_be_shown_is_refused_with_the_reason()
    {
        const string start = "<script>1</script>{{{SignInWidgetResources}}}";
        foreach (var (content, files, reason) in ((string?, string?, string)[])[
            (null, null, "widgetFiles"), (null, "http://cdn.example.com/dist", "widgetFiles"), (null, "https://cdn.example.com/\"><script>", "widgetFiles"),
            (start, Files, "OktaUtil"), (start + "{{{OktaUtil}}}{{#orgName}}", Files, "does not end"), (start + "{{{OktaUtil}}}{{secret}}", Files, "not known")])
            (await org.Put($"{await At()}/customized", Page(content, files))).ShouldBe(HttpStatusCode.BadRequest).Text.ShouldContain(reason);
    }

    public async Task DisposeAsync() => await org.DisposeAsync();
}
