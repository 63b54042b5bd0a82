using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>An org whose default authorization server has a scope of each kind of consent.</summary>
public sealed class ConsentingOrg : IAsyncLifetime
{
    public TestOrg Org { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        await Add("free", "IMPLICIT", "", "");
        await Add("invoices:read", "REQUIRED", "See your orders", "What you ordered, and when.");
        await Add("invoices:write", "FLEXIBLE", "Order for you", "Places orders in your name.");
        await Add("payouts", "REQUIRED", "", "");
    }

    public Task DisposeAsync() => Org.DisposeAsync().AsTask();

    private async Task Add(string name, string consent, string displayName, string description)
    {
        var id = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id;
        var servers = Org.Services.GetRequiredService<Core.Issuers.AuthorizationServers>();
        await Org.Services.GetRequiredService<Database>().Write(w => servers.Add(w, id, "default",
            new ScopeDefinition(Ids.New(Ids.Scope), name, displayName, description, System: false, Default: false, consent, Published: true)), default);
    }
}

/// <summary>May this app have this? OpenID Connect Core §3.1.2.4, contract §2.1.</summary>
public sealed class ConsentEndpointTests(ConsentingOrg fixture) : IClassFixture<ConsentingOrg>
{
    private TestOrg Org => fixture.Org;

    private Task<TestApp> App(string method = "REQUIRED", JsonObject? more = null)
    {
        var client = more ?? [];
        client["consent_method"] = method;
        return Org.CreateAppAsync(client: client);
    }

    private static bool Asks(TestPage page) => page.LeadsTo is null && page.Document.QuerySelector("#allow") is not null;

    private static string[] Asked(TestPage page) => page.Document.QuerySelector<IHtmlInputElement>("input[name=scopes]")!.Value.Split(' ');

    private static Task<TestPage> Allow(TestBrowser browser, TestPage page) => browser.SubmitAsync(page, ("decision", "allow"));

    private async Task<TestBrowser> SignedIn(TestPerson person)
    {
        var browser = Org.Browser();
        (await Org.NativeApp.SignInAsync(person, browser: browser)).Parameter("code").ShouldNotBeNull();
        return browser;
    }

    [Theory]                                                           // contract §2.1, Consent: every row of the table
    [InlineData("TRUSTED", null, "free", false), InlineData("TRUSTED", null, "invoices:read", false), InlineData("TRUSTED", null, "invoices:write", false)]
    [InlineData("TRUSTED", "consent", "free", false), InlineData("TRUSTED", "consent", "invoices:read", true), InlineData("TRUSTED", "consent", "invoices:write", true)]
    [InlineData("TRUSTED", "login", "invoices:read", false), InlineData("TRUSTED", "login consent", "invoices:read", true)]
    [InlineData("TRUSTED", "none", "invoices:read", false), InlineData("TRUSTED", "none", "invoices:write", false)]
    [InlineData("REQUIRED", null, "free", false), InlineData("REQUIRED", null, "invoices:read", true), InlineData("REQUIRED", null, "invoices:write", true)]
    [InlineData("REQUIRED", "consent", "free", false), InlineData("REQUIRED", "consent", "invoices:read", true), InlineData("REQUIRED", "consent", "invoices:write", true)]
    [InlineData("REQUIRED", "login", "invoices:read", true), InlineData("REQUIRED", "login", "free", false), InlineData("REQUIRED", "login consent", "invoices:write", true)]
    [InlineData("REQUIRED", "none", "free", false)]
    public async Task The_app_the_scope_and_the_prompt_decide_whether_a_person_is_asked(string method, string? prompt, string scope, bool asked)
    {
        var app = await App(method);
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var page = await app.SignInAsync(person, "openid " + scope, browser, ("prompt", prompt));
        Asks(page).ShouldBe(asked, page.Text);
        if (asked)
        {
            Asked(page).ShouldBe([scope]);
            page = await Allow(browser, page);
        }
        (await app.RedeemAsync(page.Parameter("code")!)).ClaimsOf("access_token")["scp"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["openid", scope]);

        // What was agreed to is not asked again, unless the app wants to hear it again.
        var again = await app.SignInAsync(person, "openid " + scope, browser, ("prompt", prompt));
        Asks(again).ShouldBe(asked && prompt?.Contains("consent", StringComparison.Ordinal) is true, again.Text);
    }

    [Fact]                                                             // contract §2.1: the text is exact; OpenID Connect Core §3.1.2.6
    public async Task Without_a_prompt_what_needs_consent_is_an_error_that_names_the_scopes()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var end = await app.SignInAsync(person, "openid free invoices:read payouts", browser, ("prompt", "none"));
        end.Parameter("error").ShouldBe("consent_required");
        end.Parameter("error_description").ShouldBe("The following scopes require user consent: [invoices:read, payouts].");
        end.Parameter("state").ShouldBe("state-1");
        end.Parameter("code").ShouldBeNull();

        await Allow(browser, await app.SignInAsync(person, "openid invoices:read payouts", browser));
        (await app.SignInAsync(person, "openid free invoices:read payouts", browser, ("prompt", "none"))).Parameter("code").ShouldNotBeNull();
    }

    [Theory]                                                           // contract §2.1: REQUIRED → error, FLEXIBLE → granted silently
    [InlineData("invoices:read", false), InlineData("invoices:write", true), InlineData("free", true)]
    public async Task An_app_acting_for_itself_cannot_agree(string scope, bool granted)
    {
        var app = await Org.CreateAppAsync("service");
        var answer = await app.TokenAsync(("grant_type", "client_credentials"), ("scope", scope));
        if (granted) answer["scope"].ShouldBe(scope);
        else answer.ShouldBeRefused("consent_required", $"The following scopes require user consent: [{scope}].");
    }

    [Fact]                                                             // contract §2.1: not yet granted
    public async Task Only_what_is_new_is_asked_for()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        (await Allow(browser, await app.SignInAsync(person, "openid invoices:read", browser))).Parameter("code").ShouldNotBeNull();
        var page = await app.SignInAsync(person, "openid invoices:read invoices:write payouts", browser);
        Asked(page).ShouldBe(["invoices:write", "payouts"]);
        (await Allow(browser, page)).Parameter("code").ShouldNotBeNull();
        Asked(await app.SignInAsync(person, "openid invoices:read payouts", browser, ("prompt", "consent"))).ShouldBe(["invoices:read", "payouts"]);

        // Another app, and another person, have been told nothing.
        Asks(await (await App()).SignInAsync(person, "openid invoices:read", browser)).ShouldBeTrue();
        using var other = Org.Browser();
        Asks(await app.SignInAsync(await Org.CreatePersonAsync(), "openid invoices:read", other)).ShouldBeTrue();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.4; OpenID Connect Registration §2: logo, policy and terms are shown
    public async Task The_page_says_who_asks_whom_for_what()
    {
        var app = await App(more: new JsonObject { ["client_uri"] = "https://shop.example/", ["logo_uri"] = "https://cdn.shop.example:8443/logo.png", ["policy_uri"] = "https://shop.example/privacy", ["tos_uri"] = "https://shop.example/terms" });
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var signIn = await browser.OpenAsync(app.AuthorizeUrl("openid invoices:read payouts"));
        var page = await browser.SubmitAsync(signIn, ("identifier", person.Login), ("password", person.Password));

        var text = page.Document.Body!.TextContent;
        foreach (var said in (string[])["Test Person", person.Login, "See your orders", "What you ordered, and when.", "payouts"]) text.ShouldContain(said);
        text.ShouldNotContain("Sign you in");                          // nobody is asked about that
        foreach (var shown in (TestPage[])[signIn, page])
        {
            var links = shown.Document.QuerySelectorAll<IHtmlAnchorElement>("ul.links a").ToArray();
            links.Select(link => link.GetAttribute("href")).ShouldBe(["https://shop.example/", "https://shop.example/privacy", "https://shop.example/terms"]);
            links.ShouldAllBe(link => link.GetAttribute("rel")!.Contains("noopener") && link.GetAttribute("rel")!.Contains("noreferrer"));
            shown.Document.QuerySelector("img.app")!.GetAttribute("src").ShouldBe("https://cdn.shop.example:8443/logo.png");
            shown.Headers["Content-Security-Policy"].ShouldContain("img-src 'self' data: https://cdn.shop.example:8443;");
        }
    }

    [Theory]                                                           // oidcc ui_locales: the app's wish reaches this page, too
    [InlineData("de", "Erlauben", "Nicht erlauben"), InlineData("ar", "السماح", "عدم السماح")]
    public async Task The_page_speaks_the_persons_language(string tag, string allow, string deny)
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var page = await app.SignInAsync(person, "openid invoices:read", browser, ("ui_locales", tag));
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe(tag);
        page.Document.QuerySelector("#allow")!.TextContent.ShouldBe(allow);
        page.Document.QuerySelector("#deny")!.TextContent.ShouldBe(deny);
    }

    [Fact]                                                             // RFC 6749 §4.1.2.1; FAPI user-rejects-authentication
    public async Task Who_does_not_allow_it_goes_back_with_access_denied_and_the_state()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var page = await app.SignInAsync(person, "openid invoices:read", browser);
        var end = await browser.SubmitAsync(page, ("decision", "deny"));
        end.Parameter("error").ShouldBe("access_denied");
        end.Parameter("state").ShouldBe("state-1");
        end.Parameter("iss").ShouldBe(Org.Issuer);
        end.Parameter("code").ShouldBeNull();
        Asks(await app.SignInAsync(person, "openid invoices:read", browser)).ShouldBeTrue();

        // Changing one's mind on the old page is too late: the app has had its answer.
        (await Allow(browser, page)).Status.ShouldBe(HttpStatusCode.BadRequest);
        Asks(await app.SignInAsync(person, "openid invoices:read", browser)).ShouldBeTrue();
    }

    [Fact]                                                             // RFC 6749 §4.1.2.1; FAPI user-rejects-authentication
    public async Task Who_cancels_on_the_sign_in_page_goes_back_with_access_denied_and_the_state()
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        var end = await browser.OpenAsync(page.Document.QuerySelector("#cancel")!.GetAttribute("href")!);
        end.Parameter("error").ShouldBe("access_denied");
        end.Parameter("state").ShouldBe("state-1");
        end.Parameter("iss").ShouldBe(Org.Issuer);

        using var other = Org.Browser();
        (await other.OpenAsync(page.Document.QuerySelector("#cancel")!.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.1: prompt=login consent asks both
    public async Task Signing_in_and_agreeing_are_two_pages_of_one_flow()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var page = await browser.OpenAsync(app.AuthorizeUrl("openid invoices:read", ("prompt", "login consent")));
        page.Document.QuerySelector("input[name=password]").ShouldNotBeNull();
        page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
        Asks(page).ShouldBeTrue();
        (await Allow(browser, page)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.4: consent comes after who may not have it anyway
    public async Task Nobody_is_asked_for_what_the_app_will_not_get()
    {
        var app = await Org.CreateAppAsync(client: new JsonObject { ["consent_method"] = "REQUIRED" }, assigned: false);
        using var browser = Org.Browser();
        (await app.SignInAsync(await Org.CreatePersonAsync(), "openid invoices:read", browser)).Parameter("error").ShouldBe("access_denied");
    }

    [Fact]                                                             // threats §1 row 4: an artefact of one person, browser, org, app, time or use is worth nothing to another
    public async Task A_consent_page_is_answered_once_by_the_one_it_was_shown_to()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        async Task<TestPage> Page() => await app.SignInAsync(person, "openid invoices:read", browser, ("prompt", "consent"));
        static void ShouldFail(TestPage end)
        {
            end.Status.ShouldBe(HttpStatusCode.BadRequest, end.Text);
            end.LeadsTo.ShouldBeNull();
        }

        // Used.
        var used = await Page();
        (await Allow(browser, used)).Parameter("code").ShouldNotBeNull();
        ShouldFail(await Allow(browser, used));

        // Another browser, with and without a session.
        var page = await Page();
        using var stranger = Org.Browser();
        ShouldFail(await Allow(stranger, page));
        using var another = await SignedIn(await Org.CreatePersonAsync());
        ShouldFail(await Allow(another, page));

        // Another person has signed in in the same browser meanwhile.
        (await Org.NativeApp.SignInAsync(await Org.CreatePersonAsync(), browser: browser, changes: [("prompt", "login")])).Parameter("code").ShouldNotBeNull();
        ShouldFail(await Allow(browser, page));

        // The session is over.
        using var leaving = await SignedIn(person);
        page = await app.SignInAsync(person, "openid invoices:read", leaving, ("prompt", "consent"));
        await Org.Delete($"/users/{person.Id}/sessions");
        ShouldFail(await Allow(leaving, page));

        // The app was switched off; the handle is another's; it is too late; the flow never asked for consent.
        using var late = await SignedIn(person);
        page = await app.SignInAsync(person, "openid invoices:read", late, ("prompt", "consent"));
        ShouldFail(await late.PostAsync("/signin/consent?flow=" + new string('A', 400), ("decision", "allow"), ("scopes", "invoices:read")));
        var signIn = await late.OpenAsync(app.AuthorizeUrl("openid invoices:read", ("prompt", "login")));
        ShouldFail(await late.PostAsync("/signin/consent" + signIn.Url.Query, ("decision", "allow"), ("scopes", "invoices:read")));
        await Org.Post($"/apps/{app.ClientId}/lifecycle/deactivate");
        ShouldFail(await Allow(late, page));
        await Org.Post($"/apps/{app.ClientId}/lifecycle/activate");
        Org.Clock.Advance(TimeSpan.FromMinutes(61));
        ShouldFail(await Allow(late, page));
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_64_answers_to_one_page_exactly_one_counts()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var page = await app.SignInAsync(person, "openid invoices:read payouts", browser);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["decision"] = "allow", ["scopes"] = "invoices:read payouts" });
        var body = await form.ReadAsStringAsync();
        var cookies = browser.Cookies.GetCookieHeader(page.Url);

        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Org.PostForm(page.Url.PathAndQuery, body, ("Cookie", cookies))));
        ends.Count(end => end["code"] is not null).ShouldBe(1);
        ends.Count(end => end.Status == 400).ShouldBe(63);
        (await Org.Read($"/users/{person.Id}/grants")).ShouldSucceed().List.Count.ShouldBe(2);
    }

    [Fact]                                                             // what the page did not list was not agreed to
    public async Task A_scope_that_begins_to_ask_while_the_page_is_open_is_asked_for()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        var page = await app.SignInAsync(person, "openid invoices:read payouts", browser);
        var again = await browser.SubmitAsync(page, ("decision", "allow"), ("scopes", "invoices:read"));
        Asks(again).ShouldBeTrue();
        Asked(again).ShouldBe(["invoices:read", "payouts"]);
        (await Allow(browser, again)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // contract §2.1, Consent; §3.6: app.oauth2.as.consent.grant and revoke
    public async Task What_was_agreed_is_listed_and_taken_back_with_all_the_app_holds()
    {
        var (app, other) = (await App(), await App());
        var person = await Org.CreatePersonAsync();
        using var browser = await SignedIn(person);
        async Task<TestAnswer> Tokens(TestApp of) => await of.RedeemAsync((await Allow(browser, await of.SignInAsync(person, "openid offline_access invoices:read payouts", browser))).Parameter("code")!);
        var (held, kept) = (await Tokens(app), await Tokens(other));
        var waiting = await app.CodeAsync(person, "openid invoices:read", browser);

        var all = (await Org.Read($"/users/{person.Id}/grants")).ShouldSucceed();
        all.List.Count.ShouldBe(4);
        (await Org.AllPages($"/users/{person.Id}/grants?limit=1")).ShouldBe(all.Each("id"));
        var one = (await Org.Read($"/users/{person.Login}/clients/{app.ClientId}/grants")).ShouldSucceed().List[0]!;
        one["status"]!.ToString().ShouldBe("ACTIVE");
        one["source"]!.ToString().ShouldBe("END_USER");
        one["issuer"]!.ToString().ShouldBe(Org.Issuer);
        one["clientId"]!.ToString().ShouldBe(app.ClientId);
        one["userId"]!.ToString().ShouldBe(person.Id);
        one["id"]!.ToString().ShouldStartWith("oag");
        (await Org.Read($"/users/{person.Id}/grants?scopeId={one["scopeId"]}")).ShouldSucceed().List.Count.ShouldBe(2);
        (await Org.Read($"/users/{person.Id}/clients")).ShouldSucceed().Each("client_id").ShouldBe([app.ClientId, other.ClientId], ignoreOrder: true);
        (await Org.Read($"/users/{person.Id}/grants/{one["id"]}"))["scopeId"].ShouldBe(one["scopeId"]!.ToString());

        (await Org.Delete($"/users/{person.Id}/grants/{one["id"]}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{person.Id}/grants/{one["id"]}")).ShouldBeRefused(404, "E0000007");
        (await app.RefreshAsync(held.RefreshToken)).ShouldBeRefused("invalid_grant", "The refresh token is invalid or expired.");
        (await app.IntrospectAsync(held.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await app.RedeemAsync(waiting)).ShouldBeRefused("invalid_grant");
        (await other.IntrospectAsync(kept.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        (await other.RefreshAsync(kept.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        Asked(await app.SignInAsync(person, "openid invoices:read payouts", browser)).Length.ShouldBe(1);

        (await Org.Delete($"/users/{person.Id}/clients/{app.ClientId}/grants")).ShouldBe(HttpStatusCode.NoContent);
        Asked(await app.SignInAsync(person, "openid invoices:read payouts", browser)).Length.ShouldBe(2);
        (await Org.Delete($"/users/{person.Id}/grants")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{person.Id}/grants")).ShouldSucceed().List.ShouldBeEmpty();
        var events = await Org.Events(app.ClientId);
        events.ShouldContain("app.oauth2.as.consent.grant");
        events.Count(type => type == "app.oauth2.as.consent.revoke").ShouldBe(2);
    }

    [Fact]                                                             // threats §1 row 4
    public async Task A_grant_belongs_to_its_person()
    {
        var app = await App();
        var (person, other) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        using var browser = await SignedIn(person);
        await Allow(browser, await app.SignInAsync(person, "openid invoices:read", browser));
        var id = (await Org.Read($"/users/{person.Id}/grants")).Each("id").Single();
        (await Org.Read($"/users/{other.Id}/grants/{id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"/users/{other.Id}/grants/{id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"/users/{other.Id}/clients/{app.ClientId}/grants")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{person.Id}/grants")).List.Count.ShouldBe(1);
    }
}
