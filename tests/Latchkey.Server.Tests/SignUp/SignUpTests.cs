using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.SignUp;

/// <summary>People make accounts for themselves. OpenID Connect Initiating User Registration 1.0.</summary>
public sealed partial class SignUpTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "Correct-Horse-7";

    private static string Heading(TestPage page) => page.Document.QuerySelector("h1")!.TextContent;

    private static string Address() => $"new{Secrets.Digits(10)}@example.com";

    private static Task<TestPage> Fill(TestBrowser browser, TestPage page, string email, string first = "Ada", string last = "Lovelace", string password = Password) =>
        browser.SubmitAsync(page, ("firstName", first), ("lastName", last), ("email", email), ("password", password));

    private async Task<TestPage> Ask(TestBrowser browser, params (string, string?)[] changes) => await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "create"), .. changes]));

    [Fact]                                                             // OpenID Connect Initiating User Registration 1.0 §2
    public async Task A_new_person_proves_the_address_and_arrives_in_the_app()
    {
        using var browser = Org.Browser();
        var email = Address();
        var page = await Ask(browser, ("login_hint", email));
        Heading(page).ShouldBe("Create an account");
        var field = page.Document.QuerySelector<IHtmlInputElement>("#email")!;
        (field.Value, field.Autocomplete).ShouldBe((email, "username"));
        page.Document.QuerySelector<IHtmlInputElement>("#password")!.Autocomplete.ShouldBe("new-password");

        page = await Fill(browser, page, email);
        Heading(page).ShouldBe("Check your mail");
        (await Org.Read("/users/" + Uri.EscapeDataString(email))).ShouldBeRefused(404, "E0000007");      // no account before the address is proven
        (await Org.NativeApp.SignInAsync(new TestPerson(email, Password, null))).Parameter("code").ShouldBeNull();

        var code = await Org.MailedCodeAsync(email);
        page = await browser.SubmitAsync(page, ("code", FactorCalls.Other(code)));
        page.Document.QuerySelector("[role=alert]").ShouldNotBeNull();
        var end = await browser.SubmitAsync(page, ("code", code));
        var claims = (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token");
        claims["name"]!.ToString().ShouldBe("Ada Lovelace");

        var user = await Org.Read("/users/" + Uri.EscapeDataString(email));
        user["status"].ShouldBe("ACTIVE");
        user.Object["credentials"]!["emails"]![0]!["status"]!.ToString().ShouldBe("VERIFIED");
        (await Org.Events(user.Id))[..2].ShouldBe(["user.lifecycle.create", "user.lifecycle.activate"], ignoreOrder: true);
        (await Org.NativeApp.SignInAsync(new TestPerson(email, Password, null))).Parameter("code").ShouldNotBeNull();
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("code").ShouldNotBeNull();      // the session is theirs
    }

    [Fact]
    public async Task The_sign_in_page_leads_there_and_back()
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page = await browser.OpenAsync(page.Document.QuerySelector("#sign-up")!.GetAttribute("href")!);
        Heading(page).ShouldBe("Create an account");
        page = await browser.OpenAsync(page.Document.QuerySelector("#sign-in")!.GetAttribute("href")!);
        (await browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Connect Initiating User Registration 1.0 §2: even where someone is signed in
    public async Task Prompt_create_shows_the_page_to_who_is_signed_in()
    {
        using var browser = Org.Browser();
        await Org.NativeApp.SignInAsync(Org.Person, browser: browser);
        Heading(await Ask(browser)).ShouldBe("Create an account");
        (await Ask(browser, ("prompt", "create none"))).Parameter("error").ShouldBe("invalid_request");
    }

    [Fact]                                                             // threats §1 row 20: MUST NOT tell who has an account
    public async Task An_address_with_an_account_looks_like_one_without_and_its_owner_is_told()
    {
        var known = await Org.CreatePersonAsync("known" + Secrets.Digits(8) + "@example.com");
        var unknown = "other" + Secrets.Digits(8) + "@example.com";
        var seen = new List<string>();
        foreach (var email in (string[])[known.Login, unknown])
        {
            using var browser = Org.Browser();
            var page = await Fill(browser, await Ask(browser), email);
            var refused = await browser.SubmitAsync(page, ("code", "000000"));
            seen.Add(Varying().Replace($"{page.Status} {page.Text} {refused.Status} {refused.Text}".Replace(email, "EMAIL", StringComparison.Ordinal), ""));
        }
        seen[0].ShouldBe(seen[1]);
        (await Org.MailTextsAsync(known.Login)).ShouldHaveSingleItem().ShouldContain($"sign in as {known.Login}");
        (await Org.MailTextsAsync(unknown)).ShouldHaveSingleItem().ShouldContain("enter this code");
    }

    [GeneratedRegex("nonce=\"[^\"]*\"|flow=[\\w%-]+|s=[\\w-]{20,}|data-look=\"[^\"]*\"|id=\"number\" dir=\"ltr\">\\d\\d", RegexOptions.None, 60_000)]
    private static partial Regex Varying();

    [Fact]                                                             // threats §1 row 6
    public async Task Of_64_uses_of_one_code_one_makes_an_account()
    {
        using var browser = Org.Browser();
        var email = Address();
        var page = await Fill(browser, await Ask(browser), email);
        var code = await Org.MailedCodeAsync(email);
        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => browser.SubmitAsync(page, ("code", code))));
        ends.Count(end => end.LeadsTo is not null && end.Parameter("code") is not null).ShouldBe(1);
        ends.ShouldAllBe(end => (int)end.Status < 500);
        (await Org.Read($"/users?search={Uri.EscapeDataString($"profile.login eq \"{email}\"")}")).List.Count.ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 4: one browser, one address, fifteen minutes, five tries
    public async Task A_code_is_for_its_browser_its_time_and_five_tries()
    {
        var email = Address();
        using var browser = Org.Browser();
        using var other = Org.Browser();
        await Ask(other);
        var page = await Fill(browser, await Ask(browser), email);
        var code = await Org.MailedCodeAsync(email);
        (await other.PostAsync(page.Url.ToString(), ("code", code))).Status.ShouldBe(HttpStatusCode.BadRequest);
        for (var i = 0; i < SignUps.MostAttempts; i++) await browser.SubmitAsync(page, ("code", FactorCalls.Other(code)));
        (await browser.SubmitAsync(page, ("code", code))).Parameter("state").ShouldBeNull();

        page = await Fill(browser, await Ask(browser), email);
        Clock.Advance(SignUps.Lifetime + TimeSpan.FromSeconds(1));
        (await browser.SubmitAsync(page, ("code", await Org.MailedCodeAsync(email)))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Read("/users/" + Uri.EscapeDataString(email))).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // two people, or one twice, with one address: the first to prove it has it
    public async Task The_second_to_prove_one_address_gets_no_account()
    {
        var email = Address();
        using var one = Org.Browser();
        using var two = Org.Browser();
        var first = await Fill(one, await Ask(one), email, first: "One");
        var codeOne = await Org.MailedCodeAsync(email);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Fill(two, await Ask(two), email, first: "Two");
        var codeTwo = (await Org.MailTextsAsync(email)).Select(text => Regex.Match(text, "^\\d{6}$", RegexOptions.Multiline, TimeSpan.FromMinutes(1)).Value).First(code => code != codeOne);
        (await one.SubmitAsync(first, ("code", codeOne))).Parameter("code").ShouldNotBeNull();
        (await two.SubmitAsync(second, ("code", codeTwo))).LeadsTo.ShouldBeNull();
        (await Org.Read("/users/" + Uri.EscapeDataString(email)))["profile.firstName"].ShouldBe("One");
    }

    [Fact]
    public async Task Nobody_is_buried_in_mail()
    {
        var email = Address();
        for (var i = 0; i < 8; i++)
        {
            using var browser = Org.Browser();
            Heading(await Fill(browser, await Ask(browser), email)).ShouldBe("Check your mail");
        }
        (await Org.MailTextsAsync(email)).Length.ShouldBe(5);
        // What was not mailed cannot be guessed either: five codes an hour, five tries each (threats §1 row 7).
        (await Org.Services.GetRequiredService<Database>().One<long>("select count(*) from sign_ups where email_key = @email and mac is not null", new { email }, default)).ShouldBe(5);
    }

    [Fact]                                                             // a form that anybody may fill in writes to anybody: not in a stranger's words
    public async Task The_mail_says_nothing_that_the_form_said()
    {
        var email = Address();
        using var browser = Org.Browser();
        await Fill(browser, await Ask(browser), email, first: "You won: evil.example", last: "http://evil.example/prize");
        var mail = (await Org.MailsAsync(email)).ShouldHaveSingleItem();
        (mail.Subject + mail.Text + mail.Html).ShouldNotContain("evil");
        mail.Text.ShouldContain(email);
    }

    [Theory]
    [InlineData(" ", "Lovelace", "ada1@example.com", Password, "Enter your first and last name.")]
    [InlineData("Ada", "", "ada1@example.com", Password, "Enter your first and last name.")]
    [InlineData("Ada", "Lovelace", "ada", Password, "Enter an email address you can read mail at.")]
    [InlineData("Ada", "Lovelace", "ada1@example.com", "short", "This password does not meet every rule yet.")]
    [InlineData("Ada", "Lovelace", "adalovelace@example.com", "Adalovelace-77", "This password does not meet every rule yet.")]
    public async Task What_is_missing_is_said_and_what_was_typed_is_kept(string first, string last, string email, string password, string problem)
    {
        using var browser = Org.Browser();
        var page = await Fill(browser, await Ask(browser), email, first, last, password);
        page.Document.QuerySelector("[role=alert]")!.TextContent.ShouldBe(problem);
        page.Document.QuerySelector<IHtmlInputElement>("#email")!.Value.ShouldBe(email);
        page.Document.QuerySelector("#password")!.HasAttribute("value").ShouldBeFalse();
    }

    [Fact]                                                             // OpenID Connect Initiating User Registration 1.0 §4.1: where it does not work it is an error
    public async Task An_administrator_opens_and_closes_the_door()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Read("/org/settings"))["selfServiceRegistration"].ShouldBe("true");
        using var browser = org.Browser();
        var page = await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: [("prompt", "create")]));

        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = false })).ShouldSucceed()["selfServiceRegistration"].ShouldBe("false");
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: [("prompt", "create")]))).Parameter("error").ShouldBe("invalid_request");
        (await browser.OpenAsync(page.Url.ToString())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Fill(browser, page, Address())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).Document.QuerySelector("#sign-up").ShouldBeNull();
        (await org.Put("/org/settings", new JsonObject())).ShouldBeRefused(400, "E0000001", "selfServiceRegistration");
    }
}
