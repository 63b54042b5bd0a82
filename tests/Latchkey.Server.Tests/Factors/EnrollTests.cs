using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Factors;

/// <summary>A person sets a second factor up on the way to an app, or because an app sends them to.</summary>
public sealed class EnrollTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static (string, string?)[] Enrolling(string? amr = null) =>
    [
        ("prompt", "enroll_authenticator"), ("response_type", "none"), ("max_age", "0"), ("acr_values", Acr.TwoFactorsIfPossible), ("scope", null), ("nonce", null),
        ("code_challenge", null), ("code_challenge_method", null), ("enroll_amr_values", amr),
    ];

    private static string Heading(TestPage page) => page.Document.QuerySelector("h1")!.TextContent;

    private Authenticator Scanned(TestPage page) => new(Org, "", page.Document.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal));

    private static Task<TestPage> Choose(TestBrowser browser, TestPage page, string with) =>
        browser.OpenAsync(page.Document.QuerySelectorAll(".choices a").Select(link => link.GetAttribute("href")!).Single(href => href.EndsWith("with=" + with, StringComparison.Ordinal)));

    private async Task<TestApp> App() => await Org.CreateAppAsync();

    [Fact]                                                             // contract §2.1: the answer has the state and nothing else
    public async Task An_app_sends_a_person_to_set_up_an_authenticator_app()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await app.SignInAsync(person, browser: browser);
        var page = await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling("otp")));
        page.Document.QuerySelector("input[name=password]").ShouldNotBeNull();          // max_age=0
        page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
        Heading(page).ShouldBe("Set up your authenticator app");
        page.Document.QuerySelector("svg[role=img] path")!.GetAttribute("d")!.Length.ShouldBeGreaterThan(1000);
        page.Document.QuerySelector("#open-app")!.GetAttribute("href")!.ShouldStartWith("otpauth://totp/Development:");

        var scanned = Scanned(page);
        var wrong = await browser.SubmitAsync(page, ("code", FactorCalls.Other(scanned.Now())));
        wrong.Document.QuerySelector("[role=alert]").ShouldNotBeNull();
        Scanned(wrong).Secret.ShouldBe(scanned.Secret);                // the phone need not scan again
        (await Org.Read($"/users/{person.Id}/factors")).List.ShouldBeEmpty();

        var end = await browser.SubmitAsync(wrong, ("code", scanned.Next()));
        end.Parameter("error").ShouldBeNull(end.LeadsTo);
        end.Parameter("state").ShouldBe("state-1");
        end.Parameter("code").ShouldBeNull();
        (await Org.Read($"/users/{person.Id}/factors")).Each("status").ShouldBe(["ACTIVE"]);
        (await Org.Events((await Org.Read($"/users/{person.Id}/factors")).Each("id")[0])).ShouldBe(["user.mfa.factor.activate"]);

        // From now on it is asked for.
        var next = await app.SignInAsync(person, changes: [("acr_values", Acr.TwoFactorsIfPossible)]);
        Heading(next).ShouldBe("Confirm it is you");
    }

    [Fact]                                                             // threats §1 row 8: whoever has a factor proves it before adding one
    public async Task Adding_or_replacing_a_factor_takes_the_one_there_is()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        var old = await Org.EnrollAppAsync(person);
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling("otp"))), ("identifier", person.Login), ("password", person.Password));
        Heading(page).ShouldBe("Confirm it is you");
        // Straight to the set-up with the password alone: no.
        var skipped = await browser.OpenAsync(page.Url.ToString().Replace("/signin/factor", "/signin/enroll", StringComparison.Ordinal));
        Heading(skipped).ShouldBe("Confirm it is you");
        var posted = await browser.PostAsync(page.Url.ToString().Replace("/signin/factor", "/signin/enroll", StringComparison.Ordinal), ("with", "app"), ("key", "x"), ("code", "123456"));
        Heading(posted).ShouldBe("Confirm it is you");

        page = await browser.SubmitAsync(page, ("code", old.Next()));
        Heading(page).ShouldBe("Set up your authenticator app");
        page.Document.QuerySelector("main")!.TextContent.ShouldContain("will no longer work");
        var fresh = Scanned(page);
        (await browser.SubmitAsync(page, ("code", fresh.Next()))).Parameter("state").ShouldBe("state-1");
        var factor = (await Org.Read($"/users/{person.Id}/factors")).Each("id").ShouldHaveSingleItem();
        (await Org.Post($"/users/{person.Id}/factors/{factor}/verify", new JsonObject { ["passCode"] = old.Next() })).ShouldBeRefused(403, "E0000068");
        (await Org.Post($"/users/{person.Id}/factors/{factor}/verify", new JsonObject { ["passCode"] = fresh.Next() })).ShouldSucceed();
    }

    [Fact]                                                             // threats §1 row 6
    public async Task One_page_adds_one_factor_however_often_it_is_sent()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling("otp"))), ("identifier", person.Login), ("password", person.Password));
        var code = Scanned(page).Next();
        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => browser.SubmitAsync(page, ("code", code))));
        ends.Count(end => end.LeadsTo is { } url && url.Contains("state=state-1", StringComparison.Ordinal)).ShouldBe(1);
        ends.ShouldAllBe(end => (int)end.Status < 500);
        (await Org.Read($"/users/{person.Id}/factors")).List.Count.ShouldBe(1);
    }

    [Fact]                                                             // the key of one page is for one person and one sign-in
    public async Task A_key_from_another_page_is_refused()
    {
        var app = await App();
        var (one, two) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        using var browser = Org.Browser();
        var first = await browser.SubmitAsync(await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling("otp"))), ("identifier", one.Login), ("password", one.Password));
        var second = await browser.SubmitAsync(await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling("otp"))), ("identifier", two.Login), ("password", two.Password));
        var key = first.Document.QuerySelector("input[name=key]")!.GetAttribute("value")!;
        (await browser.SubmitAsync(second, ("key", key), ("code", Scanned(first).Next()))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Read($"/users/{two.Id}/factors")).List.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mailbox_is_set_up_with_a_code_sent_there()
    {
        var app = await App();
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling())), ("identifier", person.Login), ("password", person.Password));
        Heading(page).ShouldBe("Make signing in safer");
        page = await Choose(browser, page, "mail");
        Heading(page).ShouldBe("Codes by email");
        var end = await browser.SubmitAsync(page, ("code", await Org.MailedCodeAsync(person.Login)));
        end.Parameter("state").ShouldBe("state-1");
        (await Org.Read($"/users/{person.Id}/factors")).Each("factorType").ShouldBe(["email"]);
        (await Org.Read($"/users/{person.Id}")).Object["credentials"]!["emails"]![0]!["status"]!.ToString().ShouldBe("VERIFIED");
    }

    [Fact]                                                             // a code sent there has just been given: once is enough
    public async Task A_mailbox_that_has_just_been_proven_is_set_up_by_a_press()
    {
        var app = await App();
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling("email"))), ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        Heading(page).ShouldBe("Confirm it is you");
        page = await browser.SubmitAsync(page, ("code", await Org.MailedCodeAsync(Org.Person.Login)));
        Heading(page).ShouldBe("Codes by email");
        page.Document.QuerySelector("input[name=code]").ShouldBeNull();
        (await browser.SubmitAsync(page)).Parameter("state").ShouldBe("state-1");
        var id = (await Org.Read("/users/" + Uri.EscapeDataString(Org.Person.Login))).Id;
        (await Org.Post($"/users/{id}/lifecycle/reset_factors")).ShouldSucceed();
    }

    [Fact]                                                             // contract §2.1: 2fa:any with nothing enrolled
    public async Task An_app_that_demands_two_factors_leads_through_the_set_up()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: [("acr_values", Acr.TwoFactors)]);
        Heading(page).ShouldBe("Make signing in safer");
        page = await Choose(browser, page, "app");
        var end = await browser.SubmitAsync(page, ("code", Scanned(page).Next()));
        var claims = (await Org.NativeApp.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token");
        claims["acr"]!.ToString().ShouldBe(Acr.TwoFactors);
        claims["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Fact]                                                             // threats §1 row 8: an unattended screen enrolls nothing
    public async Task A_session_that_is_not_fresh_asks_for_the_password_before_the_set_up()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await Org.NativeApp.SignInAsync(person, browser: browser);
        Clock.Advance(Assurance.FreshEnoughToEnroll + TimeSpan.FromSeconds(1));
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("acr_values", Acr.TwoFactors)]));
        page.Document.QuerySelector("input[name=password]").ShouldNotBeNull();
    }

    [Fact]
    public async Task Not_now_leads_back_to_the_app_with_empty_hands()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: [("acr_values", Acr.TwoFactors)]);
        (await browser.OpenAsync(page.Document.QuerySelector("#cancel")!.GetAttribute("href")!)).Parameter("error").ShouldBe("access_denied");
    }

    [Fact]                                                             // contract §2.1, enroll_amr_values
    public async Task An_authenticator_nobody_offers_is_refused()
    {
        var app = await App();
        using var browser = Org.Browser();
        (await browser.OpenAsync(app.AuthorizeUrl(changes: Enrolling("sms tel")))).Parameter("error").ShouldBe("invalid_request");
    }
}
