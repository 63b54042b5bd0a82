using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>The way into the console and out of it. Ruling 11; threats row 3.</summary>
public sealed class ConsoleSignInTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Cookie = "console";

    private static string Heading(TestPage page) => page.TextOf("h1").ShouldNotBeNull(page.Text);

    private Database Db => Org.Services.GetRequiredService<Database>();

    private async Task<string> ClientId() => (await Db.One<string>("select id from apps where system_name = @SystemName and org_id = (select id from orgs where subdomain is null)",
        new { ConsoleApp.SystemName }, default)).ShouldNotBeNull();

    [Fact]
    public async Task The_start_page_shows_the_way_to_those_who_may_and_to_nobody_else()
    {
        using var admin = Org.Browser();
        (await admin.OpenAsync("/")).Shows("#admin").ShouldBeFalse();
        await admin.EnterAsync(Org.Admin());
        (await admin.OpenAsync("/")).AttributeOf("#admin", "href").ShouldBe("/admin");
        (await admin.OpenAsync("/")).TextOf("#admin").ShouldBe("Admin");

        using var person = Org.Browser();
        await person.EnterAsync(Org.Person);
        var home = await person.OpenAsync("/");
        home.Text.ShouldContain("Signed in as");
        home.Shows("#admin").ShouldBeFalse();
    }

    [Fact]
    public async Task An_administrator_signs_in_with_a_code_of_the_orgs_own_server_and_lands_where_they_wanted_to_go()
    {
        using var browser = Org.Browser();
        var page = await browser.EnterAsync(Org.Admin(), "/admin?x=1");
        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
        page.Url.PathAndQuery.ShouldBe("/admin?x=1");
        page.Document.Title!.ShouldContain("Admin Console");
        page.Shows("details.person").ShouldBeTrue();

        // Strict, out of reach of scripts, and for this host.
        var asked = await Org.Visit("/admin");
        asked.Status.ShouldBe(302);
        asked.Location.ShouldBe("/admin/signin?back=%2Fadmin");
        var begun = await Org.Visit(asked.Location!);
        var request = new Uri(new Uri(Org.Url), begun.Location!);
        request.AbsolutePath.ShouldBe("/oauth2/v1/authorize");
        foreach (var (name, value) in new[] { ("response_type", "code"), ("scope", "openid"), ("code_challenge_method", "S256"), ("client_id", await ClientId()), ("redirect_uri", Org.Url + "/admin/callback") })
            begun[name].ShouldBe(value);
        begun["state"].ShouldNotBeNullOrEmpty();
        begun["nonce"].ShouldNotBeNullOrEmpty();
        begun.Headers["Set-Cookie"].ShouldBe($"console-flow={begun.Headers["Set-Cookie"].Split('=', ';')[1]}; path=/; samesite=lax; httponly");
    }

    [Fact]                                                             // ruling 11
    public async Task The_cookie_of_the_console_is_strict_and_out_of_reach_of_scripts()
    {
        using var browser = Org.Browser();
        var signIn = await browser.OpenAsync("/admin");
        var onward = await browser.SubmitAsync(signIn, ("identifier", Org.Admin().Login), ("password", Org.Admin().Password));
        onward.LeadsTo.ShouldBe("/admin");
        var cookie = onward.Headers["Set-Cookie"];
        cookie.ShouldMatch("^console=[A-Za-z0-9_-]{43}; path=/; samesite=strict; httponly$");

        await using var https = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri("https://id.example.com") });
        https.Services.GetRequiredService<ConsoleCookie>().Name.ShouldBe("__Host-console");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/admin")]
    [InlineData("/admin//evil.example")]
    [InlineData("/admin/..\\evil")]
    [InlineData("/oauth2/v1/authorize")]
    [InlineData("/administrator")]
    [InlineData("/admin/signin?back=/admin")]
    [InlineData("/admin\r\nSet-Cookie: x=y")]
    public async Task The_way_back_leads_to_a_page_of_the_console_and_nowhere_else(string back)
    {
        using var browser = Org.Browser();
        var page = await browser.EnterAsync(Org.Admin(), "/admin/signin?back=" + Uri.EscapeDataString(back));
        page.Url.PathAndQuery.ShouldBe("/admin");
        page.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_is_told_so_and_gets_no_session_there()
    {
        using var browser = Org.Browser();
        var page = await browser.EnterAsync(Org.Person);
        page.Status.ShouldBe(HttpStatusCode.Forbidden);
        Heading(page).ShouldBe("The Admin Console is not for this account");
        browser.Cookies.GetAllCookies().ShouldNotContain(cookie => cookie.Name == Cookie);
    }

    [Fact]                                                             // threats row 3: the secret is new, whatever the browser showed before
    public async Task A_cookie_that_was_planted_before_the_sign_in_is_not_the_sessions()
    {
        using var browser = Org.Browser();
        var planted = new string('p', 43);
        browser.Cookies.Add(new Uri(Org.Url), new System.Net.Cookie(Cookie, planted, "/"));
        await browser.EnterAsync(Org.Admin());
        browser.Cookies.GetCookies(new Uri(Org.Url))[Cookie]!.Value.ShouldNotBe(planted);
        using var attacker = Org.Browser();
        attacker.Cookies.Add(new Uri(Org.Url), new System.Net.Cookie(Cookie, planted, "/"));
        (await attacker.OpenAsync("/admin")).Shows("input[name=password]").ShouldBeTrue();
    }

    [Fact]
    public async Task The_console_cookie_alone_opens_nothing_and_a_new_sign_in_voids_the_one_before()
    {
        using var browser = await Org.ConsoleAsync();
        var token = browser.Cookies.GetCookies(new Uri(Org.Url))[Cookie]!.Value;
        using var thief = Org.Browser();
        thief.Cookies.Add(new Uri(Org.Url), new System.Net.Cookie(Cookie, token, "/"));
        (await thief.OpenAsync("/admin")).Shows("input[name=password]").ShouldBeTrue();

        // In a browser of somebody else who is signed in, neither.
        using var other = Org.Browser();
        await other.EnterAsync(await Org.CreateAdminAsync());
        other.Cookies.GetCookies(new Uri(Org.Url))[Cookie]!.Value = token;
        (await other.OpenAsync("/admin")).LeadsTo.ShouldBe("/admin", "it counts for nothing, and their own session signs in anew");

        await browser.EnterAsync(Org.Admin(), "/admin/signin");
        browser.Cookies.GetCookies(new Uri(Org.Url))[Cookie]!.Value.ShouldNotBe(token);
        browser.Cookies.GetCookies(new Uri(Org.Url))[Cookie]!.Value = token;
        var led = await browser.OpenAsync("/admin");
        led.LeadsTo.ShouldBe("/admin", "the old one is worth nothing, and the browser's session signs in anew");
    }

    [Fact]                                                             // RFC 6749 §10.12, RFC 9700 §4.7: a code that was begun elsewhere signs nobody in here
    public async Task An_answer_is_taken_only_in_the_browser_that_asked_and_only_once()
    {
        using var attacker = Org.Browser();
        var admin = await Org.CreateAdminAsync();
        await attacker.EnterAsync(admin);
        // The attacker's own answer, caught before their browser delivers it.
        var begun = await Org.Visit("/admin/signin", ("Cookie", CookiesOf(attacker)));
        var answer = await Org.Visit(begun.Location!, ("Cookie", CookiesOf(attacker)));
        answer.Location!.ShouldContain("code=");

        using var victim = Org.Browser();
        var page = await victim.OpenAsync(answer.Location!);
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        Heading(page).ShouldBe("This sign-in did not finish");
        victim.Cookies.GetAllCookies().ShouldNotContain(cookie => cookie.Name == Cookie);

        // In its own browser it signs in, once.
        (await attacker.OpenAsync(answer.Location!)).LeadsTo.ShouldBe("/admin");
        (await attacker.OpenAsync(answer.Location!)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("code", "wrong")]
    [InlineData("state", "wrong")]
    [InlineData("iss", "https://evil.example")]
    public async Task An_answer_that_was_changed_on_the_way_is_no_answer(string name, string value)
    {
        using var browser = Org.Browser();
        await browser.EnterAsync(await Org.CreateAdminAsync());
        var begun = await Org.Visit("/admin/signin", ("Cookie", CookiesOf(browser)));
        var answer = await Org.Visit(begun.Location!, ("Cookie", CookiesOf(browser)));
        var changed = System.Text.RegularExpressions.Regex.Replace(answer.Location!, $"([?&]{name}=)[^&]*", $"$1{Uri.EscapeDataString(value)}");
        changed.ShouldNotBe(answer.Location);
        (await browser.OpenAsync(changed)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]                                                             // RFC 6749 §4.1.3: a code is for one client, which alone can prove who it is
    public async Task A_code_for_the_console_is_good_for_nothing_elsewhere()
    {
        using var browser = Org.Browser();
        await browser.EnterAsync(await Org.CreateAdminAsync());
        var verifier = Pkce.NewVerifier();
        var asked = $"/oauth2/v1/authorize?client_id={await ClientId()}&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString(Org.Url + "/admin/callback")}&state=s&nonce=n&code_challenge={Pkce.Challenge(verifier)}&code_challenge_method=S256";
        var code = (await Org.Visit(asked, ("Cookie", CookiesOf(browser))))["code"].ShouldNotBeNull();
        var redeemed = await Org.PostForm("/oauth2/v1/token", $"grant_type=authorization_code&code={code}&client_id={await ClientId()}&code_verifier={verifier}&redirect_uri={Uri.EscapeDataString(Org.Url + "/admin/callback")}");
        redeemed.Status.ShouldBe(401);
        redeemed.Text.ShouldContain("invalid_client");
    }

    [Theory]
    [InlineData("the browser's session")]
    [InlineData("the account")]
    [InlineData("the role")]
    [InlineData("everything of the person")]
    [InlineData("half an hour without use")]
    [InlineData("the sign-out of the console")]
    public async Task A_session_of_the_console_ends_with(string what)
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        var page = await browser.OpenAsync("/admin");
        page.Status.ShouldBe(HttpStatusCode.OK);
        switch (what)
        {
            case "the browser's session":
                await browser.OpenAsync("/login/signout");
                break;
            case "the account":
                (await Org.Post($"/users/{admin.Id}/lifecycle/suspend")).ShouldSucceed();
                break;
            case "the role":
                await Org.SetAdminAsync(admin, admin: false);
                (await browser.OpenAsync("/admin")).Status.ShouldBe(HttpStatusCode.Forbidden);
                return;
            case "everything of the person":
                (await Org.Delete($"/users/{admin.Id}/sessions")).ShouldBe(HttpStatusCode.NoContent);
                break;
            case "half an hour without use":
                Org.Clock.Advance(TimeSpan.FromMinutes(29));
                (await browser.OpenAsync("/admin")).Status.ShouldBe(HttpStatusCode.OK);
                Org.Clock.Advance(TimeSpan.FromMinutes(29));
                (await browser.OpenAsync("/admin")).LeadsTo.ShouldBeNull("it was used");
                Org.Clock.Advance(TimeSpan.FromMinutes(31));
                // The browser's own session is still there, and signs in anew.
                (await browser.OpenAsync("/admin")).LeadsTo.ShouldBe("/admin");
                return;
            case "the sign-out of the console":
                var left = await browser.PressAsync(page, "form[action='/admin/signout']");
                left.Url.AbsolutePath.ShouldBe("/");
                left.Text.ShouldNotContain("Signed in as");
                break;
        }
        (await browser.OpenAsync("/admin")).Shows("input[name=password]").ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_of_the_console_lasts_half_a_day_at_most()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        for (var time = TimeSpan.Zero; time < ConsoleSessions.Longest; time += TimeSpan.FromMinutes(25))
        {
            (await browser.OpenAsync("/admin")).LeadsTo.ShouldBeNull(time.ToString());
            Org.Clock.Advance(TimeSpan.FromMinutes(25));
        }
        (await browser.OpenAsync("/admin")).LeadsTo.ShouldBe("/admin");
    }

    [Fact]                                                             // threats row 8: whoever has a second factor gives it
    public async Task An_administrator_with_a_second_factor_gives_it()
    {
        var admin = await Org.CreateAdminAsync();
        using var before = await Org.ConsoleAsync(admin);
        var app = await Org.EnrollAppAsync(admin);
        using var browser = Org.Browser();
        var asked = await browser.EnterAsync(admin);
        Heading(asked).ShouldBe("Confirm it is you");
        (await browser.OpenAsync("/admin")).Shows("details.person").ShouldBeFalse();
        var inside = await browser.Onward(browser.SubmitAsync(await browser.OpenAsync(asked.Url.ToString()), ("code", app.Next())));
        inside.Status.ShouldBe(HttpStatusCode.OK);
        inside.Shows("details.person").ShouldBeTrue();

        // And where the session began before there was one.
        Heading(await before.OpenAsync("/admin")).ShouldBe("Confirm it is you");
    }

    [Fact]                                                             // SameSite: a link from elsewhere comes without the cookie, and is asked again from here
    public async Task A_link_on_another_site_leads_to_the_page_without_another_sign_in()
    {
        using var browser = await Org.ConsoleAsync();
        var landed = await Org.Visit("/admin?q=1", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));
        landed.Status.ShouldBe(200);
        landed.Text.ShouldContain("0;url=/admin?q=1");
        landed.Headers.ShouldNotContainKey("Set-Cookie");
    }

    [Fact]
    public async Task Every_org_has_one_console_app_however_many_ask_for_it_at_once_and_no_list_shows_it()
    {
        await using var fresh = await TestOrg.StartAsync();
        var console = fresh.Services.GetRequiredService<ConsoleApp>();
        var org = (await fresh.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => console.Of(org, default))));
        made.Select(app => app.Id).Distinct().ShouldHaveSingleItem();
        var id = made[0].Id;

        (await fresh.AllPages("/apps?limit=200")).ShouldNotContain(id);
        (await fresh.Read($"/apps/{id}")).ShouldBeRefused(404, "E0000007");
        foreach (var (method, path) in new[] { ("PUT", ""), ("DELETE", ""), ("POST", "/lifecycle/deactivate"), ("GET", "/groups"), ("GET", "/users"), ("GET", "/credentials/secrets"), ("GET", "/grants") })
            (await fresh.Call(new HttpMethod(method), $"/apps/{id}{path}", method == "PUT" ? new JsonObject() : null)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        var clients = await fresh.CallRaw(HttpMethod.Get, fresh.Url + "/oauth2/v1/clients", null);
        clients.Text.ShouldNotContain(id);
        (await fresh.CallRaw(HttpMethod.Get, $"{fresh.Url}/oauth2/v1/clients/{id}", null)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await fresh.CallRaw(HttpMethod.Delete, $"{fresh.Url}/oauth2/v1/clients/{id}", null)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await fresh.CallRaw(HttpMethod.Post, $"{fresh.Url}/oauth2/v1/clients/{id}/lifecycle/newSecret", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var everyone = (await fresh.Read("/groups?q=Everyone")).Each("id")[0];
        (await fresh.AllPages($"/groups/{everyone}/apps?limit=200")).ShouldNotContain(id);
    }

    [Fact]
    public async Task Coming_in_stands_in_the_log()
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        (await Org.Events(await ClientId())).ShouldContain("user.session.access_admin_app");
    }

    private string CookiesOf(TestBrowser browser) => browser.Cookies.GetCookieHeader(new Uri(Org.Url));
}
