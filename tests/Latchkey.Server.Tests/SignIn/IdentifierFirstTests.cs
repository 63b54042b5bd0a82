using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Server.Ground.Languages;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>The name on a page of its own, where an org has chosen so: nobody learns from it who has an account.</summary>
public sealed partial class IdentifierFirstTests : IAsyncLifetime
{
    private TestOrg Org { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        (await Org.Read("/org/settings")).ShouldSucceed().Object["identifierFirst"]!.GetValue<bool>().ShouldBeFalse();
        (await Org.Put("/org/settings", new JsonObject { ["identifierFirst"] = true })).ShouldSucceed().Object["identifierFirst"]!.GetValue<bool>().ShouldBeTrue();
    }

    public async Task DisposeAsync() => await Org.DisposeAsync();

    private static Task<TestPage> Say(TestBrowser browser, TestPage page, string name, bool remember = false) => browser.PostAsync(page.Url.PathAndQuery,
        [("name-alone", "yes"), ("identifier", name), .. remember ? [("remember", "yes")] : Array.Empty<(string, string)>()]);

    private static Task<TestPage> Prove(TestBrowser browser, TestPage page, string password) => browser.SubmitAsync(page, ("password", password));

    [Fact]
    public async Task A_person_says_who_they_are_and_proves_it_on_the_next_page()
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page.Shows("input[name=password]").ShouldBeFalse();
        page.AttributeOf("#identifier", "autocomplete")!.ShouldStartWith("username");

        page = await Say(browser, page, Org.Person.Login);
        page.Url.Query.ShouldNotContain(Uri.EscapeDataString(Org.Person.Login));
        var name = page.Document.QuerySelector<IHtmlInputElement>("#identifier")!;          // for whoever fills passwords in
        (name.Value, name.IsReadOnly).ShouldBe((Org.Person.Login, true));
        name.Autocomplete!.ShouldStartWith("username");
        page.AttributeOf("#password", "autocomplete").ShouldBe("current-password");

        var wrong = await Prove(browser, page, "Wrong-Horse-1");
        wrong.TextOf("[role=alert]").ShouldBe(Texts.English.NoMatch);
        wrong.AttributeOf("#identifier", "value").ShouldBe(Org.Person.Login);
        (await Prove(browser, wrong, Org.Person.Password)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 row 20
    public async Task A_name_that_nobody_has_leads_to_the_same_pages()
    {
        var known = await Org.CreatePersonAsync();
        var locked = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{locked.Id}/lifecycle/suspend")).ShouldSucceed();
        var seen = new List<string>();
        foreach (var name in (string[])[known.Login, locked.Login, "nobody.at.all@example.com"])
        {
            using var browser = Org.Browser();
            var page = await Say(browser, await browser.OpenAsync(Org.NativeApp.AuthorizeUrl()), name);
            var refused = await Prove(browser, page, "Wrong-Horse-1");
            seen.Add(Varying().Replace($"{page.Status} {page.Text} {refused.Status} {refused.Text}".Replace(name, "NAME", StringComparison.Ordinal), ""));
        }
        seen.Distinct().ShouldHaveSingleItem();
    }

    [GeneratedRegex("nonce=\"[^\"]*\"|flow=[\\w%.-]+|value=\"[\\w-]{40,}\"|data-options=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Varying();

    [Fact]
    public async Task Nothing_typed_is_asked_for_again_and_another_name_can_be_said()
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        (await Say(browser, page, " ")).TextOf("[role=alert]").ShouldBe(Texts.English.IdentifierMissing);
        (await Say(browser, page, new string('x', 300))).TextOf("[role=alert]").ShouldBe(Texts.English.IdentifierMissing);
        page = await Say(browser, page, "somebody@example.com");
        (await Prove(browser, page, "")).TextOf("[role=alert]").ShouldBe(Texts.English.PasswordMissing);

        page = await browser.OpenAsync(page.AttributeOf("#other-name", "href")!);
        (page.Shows("input[name=password]"), page.AttributeOf("#identifier", "value")).ShouldBe((false, null));
        page = await Say(browser, page, Org.Person.Login);
        (await Prove(browser, page, Org.Person.Password)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.1, login_hint
    public async Task Whom_the_app_means_is_taken_at_its_word_until_they_say_otherwise()
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("login_hint", Org.Person.Login)));
        page.AttributeOf("#identifier", "value").ShouldBe(Org.Person.Login);
        page.Shows("input[name=password]").ShouldBeTrue();
        (await browser.OpenAsync(page.AttributeOf("#other-name", "href")!)).Shows("input[name=password]").ShouldBeFalse();
        (await Prove(browser, page, Org.Person.Password)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_name_is_remembered_where_its_owner_wants_it_and_only_once_it_is_proven()
    {
        using var browser = Org.Browser();
        async Task<TestPage> Begin() => await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "login")));
        var page = await Say(browser, await Begin(), Org.Person.Login, remember: true);
        await Prove(browser, page, "Wrong-Horse-1");
        (await Begin()).Shows("button.name").ShouldBeFalse();

        (await Prove(browser, page, Org.Person.Password)).Parameter("code").ShouldNotBeNull();
        var again = await Begin();
        again.AttributeOf("button.name", "value").ShouldBe(Org.Person.Login);
        (await Prove(browser, await Say(browser, again, Org.Person.Login), Org.Person.Password)).Parameter("code").ShouldNotBeNull();

        var forgotten = await browser.PostAsync(again.Url.PathAndQuery, ("name-alone", "yes"), ("forget", "yes"));
        forgotten.Shows("button.name").ShouldBeFalse();
        (await Begin()).Shows("button.name").ShouldBeFalse();

        // Whoever did not ask for it is not remembered.
        using var other = Org.Browser();
        page = await Say(other, await other.OpenAsync(Org.NativeApp.AuthorizeUrl()), Org.Person.Login);
        await Prove(other, page, Org.Person.Password);
        (await other.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "login")))).Shows("button.name").ShouldBeFalse();
    }

    [Fact]                                                             // threats §1 row 15
    public async Task A_passkey_signs_in_from_either_page()
    {
        using var device = Org.Device();
        var person = await Org.CreatePersonAsync();
        using (var first = Org.Browser())
        {
            var at = await Say(first, await first.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn"))), person.Login);
            at = await Prove(first, at, person.Password);
            (await first.Send(at, device.Make(at.Asked()), ("name", "My phone"))).Parameter("state").ShouldNotBeNull();
        }
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        (await browser.Use(page, device)).Parameter("code").ShouldNotBeNull();
        using var other = Org.Browser();
        page = await Say(other, await other.OpenAsync(Org.NativeApp.AuthorizeUrl()), person.Login);
        (await other.Use(page, device)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // contract §2.1
    public async Task Who_wants_to_stay_signed_in_does_where_the_org_lets_them()
    {
        var person = await Org.CreatePersonAsync();
        async Task<bool> Kept(TestPerson who, bool keep, string authorize)
        {
            using var browser = Org.Browser();
            var page = await Say(browser, await browser.OpenAsync(authorize), who.Login);
            page = await browser.PostAsync(page.Url.PathAndQuery, [("identifier", who.Login), ("password", who.Password), .. keep ? [("keep", "yes")] : Array.Empty<(string, string)>()]);
            return browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "sid").Expires != default;
        }

        (await Kept(person, keep: true, Org.NativeApp.AuthorizeUrl())).ShouldBeFalse();
        (await Org.Put("/org/settings", new JsonObject { ["keepMeSignedIn"] = true })).ShouldSucceed();
        (await Kept(person, keep: true, Org.NativeApp.AuthorizeUrl())).ShouldBeTrue();
        (await Kept(person, keep: false, Org.NativeApp.AuthorizeUrl())).ShouldBeFalse();
        (await Kept((await Org.AdminOf("HELP_DESK_ADMIN")).Person, keep: true, Org.NativeApp.AuthorizeUrl())).ShouldBeFalse();
        (await Kept(new(Org.Facts.Admin.Login, Org.Facts.Admin.Password, null), keep: true, Org.NativeApp.AuthorizeUrl())).ShouldBeFalse();

        // The same where a rule keeps everybody signed in, and where a program did the signing in.
        (await Org.Put("/org/settings", new JsonObject { ["usePersistentCookie"] = true, ["keepMeSignedIn"] = false })).ShouldSucceed();
        var helper = (await Org.AdminOf("HELP_DESK_ADMIN")).Person;
        (await Kept(person, keep: false, Org.NativeApp.AuthorizeUrl())).ShouldBeTrue();
        (await Kept(helper, keep: false, Org.NativeApp.AuthorizeUrl())).ShouldBeFalse();
        foreach (var (who, kept) in ((TestPerson, bool)[])[(person, true), (helper, false)])
        {
            using var browser = Org.Browser();
            await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("sessionToken", (await Org.Authn(who)).ShouldSucceed()["sessionToken"])]));
            (browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "sid").Expires != default).ShouldBe(kept);
        }
        (await Org.Put("/org/settings", new JsonObject { ["usePersistentCookie"] = false })).ShouldSucceed();
    }
}
