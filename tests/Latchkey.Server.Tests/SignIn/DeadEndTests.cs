using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>A page that cannot go on has a link that leads back: to the app, where it names a place, else to the org's own.</summary>
public sealed class DeadEndTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Login = "https://app.example.com/login?tenant=1";
    private const string Home = "https://app.example.com/";

    private Task<TestApp> App(string? login, string? home = null)
    {
        var client = new JsonObject();
        if (login is not null) client["initiate_login_uri"] = login;
        if (home is not null) client["client_uri"] = home;
        return Org.CreateAppAsync("web", client);
    }

    private static (string? Href, string? Text) Way(TestPage page) => (page.Document.QuerySelector("#way-on")?.GetAttribute("href"), page.Document.QuerySelector("#way-on")?.TextContent);

    private string Label(TestApp app) => Org.Read($"/apps/{app.ClientId}").Result["label"]!;

    [Fact]                                                             // whoever came by themselves, or set a password in another browser
    public async Task The_orgs_own_page_leads_to_the_sign_in_and_back()
    {
        using var browser = Org.Browser();
        var home = await browser.OpenAsync("/");
        var page = await browser.OpenAsync(home.Document.QuerySelector("a.primary")!.GetAttribute("href")!);
        page.Text.ShouldContain("Development");
        (await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", "wrong"))).Document.QuerySelector("[role=alert]").ShouldNotBeNull();
        var end = await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        (end.Status, end.Url.PathAndQuery).ShouldBe((HttpStatusCode.OK, "/"));
        end.Document.QuerySelector("a.primary").ShouldBeNull(end.Text);
        end.Document.QuerySelector("form[action=\"/signout\"]").ShouldNotBeNull();
        (await browser.OpenAsync("/signin")).Url.PathAndQuery.ShouldBe("/");                // there already
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl())).LeadsTo!.ShouldContain("code=");      // and a session like any other

        // With everything that a sign-in takes, and no app behind it.
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        using var other = Org.Browser();
        page = await other.SubmitAsync(await other.OpenAsync("/signin"), ("identifier", person.Login), ("password", person.Password));
        page.Document.QuerySelector("input[name=code]").ShouldNotBeNull(page.Text);
        (await other.SubmitAsync(page, ("code", app.Next()))).Url.PathAndQuery.ShouldBe("/");
        using var third = Org.Browser();
        page = await third.OpenAsync("/signin");
        (await third.OpenAsync("/signin/cancel" + page.Url.Query)).Url.PathAndQuery.ShouldBe("/");
        (await third.OpenAsync("/signin?flow=")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Visit($"{Org.Issuer}/v1/authorize?client_id=home&response_type=code&redirect_uri={Uri.EscapeDataString(Org.Url + "/")}&scope=openid&state=x", ("Accept", "text/html"))).Status.ShouldBe(400);
        (await Org.Read($"/logs?filter={Uri.EscapeDataString($"actor.id eq \"{person.Id}\"")}")).ShouldSucceed().Each("eventType").ShouldContain("user.session.start");
    }

    [Fact]
    public async Task A_sign_in_page_of_another_browser_or_of_long_ago_leads_to_the_apps_login_address()
    {
        var app = await App(Login, Home);
        using var browser = Org.Browser();
        using var other = Org.Browser();
        var page = await browser.OpenAsync(app.AuthorizeUrl());
        var expected = $"{Login}&iss={Uri.EscapeDataString(Org.Issuer)}";      // OpenID Connect Core §4: iss is REQUIRED
        foreach (var path in (string[])["/signin", "/signin/consent", "/signin/factor", "/signin/enroll", "/signin/password", "/signin/cancel", "/signup", "/signup/verify"])
        {
            var stale = await other.OpenAsync(path + page.Url.Query);
            stale.Status.ShouldBe(HttpStatusCode.BadRequest, path);
            Way(stale).ShouldBe((expected, $"Go to {Label(app)}"), path);
        }
        Way(await other.PostAsync("/signin" + page.Url.Query, ("identifier", "a"), ("password", "b"))).Href.ShouldBe(expected);
        Clock.Advance(TimeSpan.FromMinutes(61));
        Way(await browser.OpenAsync(page.Url.ToString())).Href.ShouldBe(expected);
        Way(await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password))).Href.ShouldBe(expected);

        // Cut short, or made up: still the app's own address, and no other.
        Way(await other.OpenAsync($"/signin?flow=x.{app.ClientId}.default")).Href.ShouldBe(expected);
    }

    [Fact]
    public async Task An_app_without_a_login_address_is_gone_to_by_its_own_page_and_one_without_either_by_the_orgs()
    {
        using var browser = Org.Browser();
        using var other = Org.Browser();
        var home = await App(null, Home);
        Way(await other.OpenAsync((await browser.OpenAsync(home.AuthorizeUrl())).Url.PathAndQuery)).ShouldBe((Home, $"Go to {Label(home)}"));
        var bare = await App(null);
        var flow = (await browser.OpenAsync(bare.AuthorizeUrl())).Url.PathAndQuery;
        Way(await other.OpenAsync(flow)).ShouldBe(("/", "Go to the start page of Development"));
        (await other.OpenAsync("/")).Status.ShouldBe(HttpStatusCode.OK);

        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{home.ClientId}/lifecycle/deactivate");
        foreach (var wrong in (string[])["/signin?flow=", "/signin?flow=%00", "/signin?flow=nonsense", "/signin?flow=a.b.c", "/signin?flow=a.b.c.d", $"/signin?flow=x.{home.ClientId}.default", $"/signin?flow=x.{bare.ClientId}.nowhere"])
            Way(await other.OpenAsync(wrong)).Href.ShouldBe("/", wrong);
    }

    [Fact]
    public async Task A_request_that_cannot_be_answered_leads_to_the_app_that_made_it()
    {
        var app = await App(Login, Home);
        using var browser = Org.Browser();
        Way(await browser.OpenAsync(app.AuthorizeUrl(changes: ("redirect_uri", "https://evil.example/")))).Href!.ShouldStartWith(Login);
        Way(await browser.OpenAsync(Org.Issuer + "/v1/authorize?client_id=unknown")).Href.ShouldBe("/");
        Way(await browser.OpenAsync("/no-such-page")).Href.ShouldBe("/");
    }

    [Fact]                                                             // RFC 8628 §3.3: the device shows a new code
    public async Task A_device_that_is_over_leads_to_where_codes_are_entered()
    {
        using var browser = Org.Browser();
        Way(await browser.OpenAsync("/activate/confirm?request=nonsense")).ShouldBe(("/activate", "Connect a device"));
        Way(await browser.OpenAsync("/approve/dcrNobody000000000000")).Href.ShouldBe("/");
    }
}
