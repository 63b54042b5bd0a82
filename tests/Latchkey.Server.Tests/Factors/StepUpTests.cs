using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Factors;

/// <summary>An app asks for more assurance than there is. Contract §2.1, acr_values; RFC 9470.</summary>
public sealed class StepUpTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static (string, string?)[] Wanting(string acr, params (string, string?)[] more) => [("acr_values", acr), .. more];

    private static bool AsksForPassword(TestPage page) => page.Document.QuerySelector("input[name=password]") is not null;

    private static bool AsksForCode(TestPage page) => page.Document.QuerySelector("input[name=code]") is not null;

    private static string Heading(TestPage page) => page.Document.QuerySelector("h1")!.TextContent;

    private static string? Cookie(TestBrowser browser, string name) => browser.Cookies.GetAllCookies().SingleOrDefault(cookie => cookie.Name == name)?.Value;

    private async Task<(TestPerson Person, Authenticator App)> WithApp()
    {
        var person = await Org.CreatePersonAsync();
        return (person, await Org.EnrollAppAsync(person));
    }

    private async Task<JsonObject> IdToken(TestPage end) => (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token");

    private static string[] Amr(JsonObject claims) => [.. claims["amr"]!.AsArray().Select(one => one!.ToString())];

    [Fact]                                                             // contract §2.3: ["mfa","pwd","otp"]
    public async Task Two_factors_are_asked_for_one_after_the_other_and_tokens_say_so()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var second = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors));
        second.LeadsTo.ShouldBeNull();
        Heading(second).ShouldBe("Confirm it is you");
        var field = second.Document.QuerySelector<IHtmlInputElement>("input[name=code]")!;
        (field.Autocomplete, field.GetAttribute("inputmode")).ShouldBe(("one-time-code", "numeric"));
        Cookie(browser, "sid").ShouldBeNull();                         // half a sign-in is no session

        var wrong = await browser.SubmitAsync(second, ("code", FactorCalls.Other(app.Now())));
        wrong.Document.QuerySelector("[role=alert]")!.TextContent.ShouldBe("That code does not work. Check it, or wait for a new one.");
        Cookie(browser, "sid").ShouldBeNull();

        var tokens = await Org.NativeApp.RedeemAsync((await browser.SubmitAsync(wrong, ("code", app.Next()))).Parameter("code")!);
        foreach (var claims in (JsonObject[])[tokens.ClaimsOf("id_token"), tokens.ClaimsOf("access_token")])
        {
            claims["acr"]!.ToString().ShouldBe(Acr.TwoFactors);        // RFC 9470 §6.1
            claims["auth_time"].ShouldNotBeNull();
        }
        Amr(tokens.ClaimsOf("id_token")).ShouldBe(["mfa", "pwd", "otp"]);

        Clock.Advance(TimeSpan.FromMinutes(30));
        var refreshed = await Org.NativeApp.RefreshAsync(tokens["refresh_token"]!);
        refreshed.ClaimsOf("access_token")["acr"]!.ToString().ShouldBe(Acr.TwoFactors);
        refreshed.ClaimsOf("id_token")["acr"]!.ToString().ShouldBe(Acr.TwoFactors);
        Amr(refreshed.ClaimsOf("id_token")).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Fact]                                                             // threats §1 row 3; RFC 9470 §4: the same session, raised
    public async Task A_session_with_one_factor_is_asked_only_for_the_other_and_gets_a_new_secret()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var first = await IdToken(await Org.NativeApp.SignInAsync(person, browser: browser));
        first["acr"].ShouldBeNull();                                   // nobody asked
        var app = await Org.EnrollAppAsync(person);
        var before = Cookie(browser, "sid")!;
        Clock.Advance(TimeSpan.FromMinutes(20));

        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: Wanting(Acr.TwoFactors)));
        AsksForPassword(page).ShouldBeFalse();
        AsksForCode(page).ShouldBeTrue();
        var raised = await IdToken(await browser.SubmitAsync(page, ("code", app.Next())));
        raised["acr"]!.ToString().ShouldBe(Acr.TwoFactors);
        Amr(raised).ShouldBe(["mfa", "pwd", "otp"]);
        raised["auth_time"]!.GetValue<long>().ShouldBe(first["auth_time"]!.GetValue<long>());          // the password was not given again

        var after = Cookie(browser, "sid")!;
        after.ShouldNotBe(before);
        using var thief = Org.Browser();
        thief.Cookies.Add(new Uri(Org.Url), new Cookie("sid", before));
        (await thief.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");

        // And it stays raised.
        (await IdToken(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: Wanting(Acr.TwoFactors, ("prompt", "none"))))))["acr"]!.ToString().ShouldBe(Acr.TwoFactors);
        Amr(await IdToken(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl()))).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Theory]                                                           // the matrix: state of the session × acr_values × prompt
    // session: - none, 1 password (from before the app was set up), 2 both. enrolled: has an app. what the answer is.
    [InlineData("-", true, Acr.OneFactor, null, "password")]
    [InlineData("-", true, Acr.TwoFactors, null, "password")]
    [InlineData("-", true, Acr.TwoFactors, "none", "login_required")]
    [InlineData("-", true, "phrh", null, "unmet_authentication_requirements")]
    [InlineData("-", true, "phrh", "none", "unmet_authentication_requirements")]
    [InlineData("1", true, null, null, "factor")]
    [InlineData("1", true, null, "none", "interaction_required")]
    [InlineData("1", true, "1 2", null, "factor")]
    [InlineData("1", true, Acr.OneFactor, null, "factor")]
    [InlineData("1", true, Acr.Password, "none", "interaction_required")]
    [InlineData("1", false, null, "none", "code")]
    [InlineData("2", true, null, "none", "code")]
    [InlineData("1", true, Acr.TwoFactors, null, "factor")]
    [InlineData("1", true, Acr.TwoFactors, "none", "interaction_required")]
    [InlineData("1", true, Acr.TwoFactorsIfPossible, null, "factor")]
    [InlineData("1", true, Acr.TwoFactorsIfPossible, "none", "interaction_required")]
    [InlineData("1", true, Acr.TwoFactors, "login", "password")]
    [InlineData("1", true, "phrh", null, "unmet_authentication_requirements")]
    [InlineData("1", true, "phr " + Acr.OneFactor, null, "factor")]
    [InlineData("1", true, Acr.TwoFactors + " " + Acr.OneFactor, "none", "interaction_required")]
    [InlineData("1", false, Acr.TwoFactors + " " + Acr.OneFactor, "none", "code")]
    [InlineData("1", false, Acr.TwoFactors, null, "enroll")]
    [InlineData("1", false, Acr.TwoFactors, "none", "interaction_required")]
    [InlineData("1", false, Acr.TwoFactorsIfPossible, null, "code")]
    [InlineData("1", false, Acr.TwoFactorsIfPossible, "none", "code")]
    [InlineData("2", true, Acr.TwoFactors, null, "code")]
    [InlineData("2", true, Acr.TwoFactors, "none", "code")]
    [InlineData("2", true, Acr.TwoFactors, "login", "password")]
    [InlineData("2", true, Acr.Password, "none", "code")]
    [InlineData("2", true, "phrh", "none", "unmet_authentication_requirements")]
    public async Task What_is_asked_follows_from_the_session_the_wish_and_the_prompt(string session, bool enrolled, string? acr, string? prompt, string expected)      // contract §2.1
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        if (session == "1") (await Org.NativeApp.SignInAsync(person, browser: browser)).Parameter("code").ShouldNotBeNullOrEmpty();
        var app = enrolled ? await Org.EnrollAppAsync(person) : null;
        if (session == "2") (await browser.SubmitAsync(await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors)), ("code", app!.Next()))).Parameter("code").ShouldNotBeNull();

        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("acr_values", acr), ("prompt", prompt)]));
        switch (expected)
        {
            case "password": AsksForPassword(page).ShouldBeTrue(page.Text); break;
            case "factor": Heading(page).ShouldBe("Confirm it is you"); break;
            case "enroll": Heading(page).ShouldBe("Make signing in safer"); break;
            case "code" when acr is null: (await IdToken(page))["acr"].ShouldBeNull(); break;
            case "code": acr.Split(' ').ShouldContain((await IdToken(page))["acr"]!.ToString()); break;
            default:
                page.Parameter("error").ShouldBe(expected);
                page.Parameter("state").ShouldBe("state-1");
                break;
        }
    }

    [Fact]                                                             // oidcc-ensure-request-with-acr-values-succeeds
    public async Task Everything_that_discovery_lists_can_be_asked_for_at_once()
    {
        var discovered = JsonNode.Parse(await Org.Http.GetStringAsync(Org.Issuer + "/.well-known/openid-configuration"))!["acr_values_supported"]!.AsArray().Select(one => one!.ToString()).ToArray();
        discovered.ShouldBe(Acr.Supported.Except([Acr.PhishingResistantHardware]), ignoreOrder: true);      // nobody knows hardware here
        discovered.ShouldContain((await IdToken(await Org.NativeApp.SignInAsync(Org.Person, changes: Wanting(string.Join(' ', discovered)))))["acr"]!.ToString());
        (await IdToken(await Org.NativeApp.SignInAsync(Org.Person, changes: Wanting("1 2"))))["acr"].ShouldBeNull();
    }

    [Fact]                                                             // OpenID Connect Core §5.5.1.1
    public async Task An_essential_acr_of_the_claims_parameter_is_met_or_refused()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        const string gold = """{"id_token":{"acr":{"essential":true,"values":["urn:example:gold"]}}}""";
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("claims", gold)]))).Parameter("error").ShouldBe("unmet_authentication_requirements");
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: [("claims", gold.Replace("urn:example:gold", Acr.TwoFactors, StringComparison.Ordinal))]);
        (await IdToken(await browser.SubmitAsync(page, ("code", app.Next()))))["acr"]!.ToString().ShouldBe(Acr.TwoFactors);
    }

    [Fact]                                                             // RFC 9470 §4: max_age asks for everything again
    public async Task Max_age_asks_for_both_factors_again()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var first = await IdToken(await browser.SubmitAsync(await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors)), ("code", app.Next())));
        Clock.Advance(TimeSpan.FromMinutes(10));
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors, ("max_age", "60")));
        AsksForCode(page).ShouldBeTrue();
        var second = await IdToken(await browser.SubmitAsync(page, ("code", app.Next())));
        second["auth_time"]!.GetValue<long>().ShouldBeGreaterThan(first["auth_time"]!.GetValue<long>() + 590);
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_64_posts_of_one_code_one_signs_in()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors));
        var code = app.Next();
        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => browser.SubmitAsync(page, ("code", code))));
        ends.Count(end => end.Parameter("code") is { } and && end.LeadsTo is not null).ShouldBe(1);
        ends.ShouldAllBe(end => (int)end.Status < 500);
    }

    [Fact]                                                             // threats §1 row 4: the half of a sign-in belongs to its browser, and does not keep
    public async Task Half_a_sign_in_is_worth_nothing_elsewhere_later_or_after_a_new_password()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors));
        using var other = Org.Browser();
        await other.OpenAsync(Org.NativeApp.AuthorizeUrl());
        (await other.OpenAsync(page.Url.ToString())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await other.PostAsync(page.Url.ToString(), ("code", app.Next()))).Status.ShouldBe(HttpStatusCode.BadRequest);

        Clock.Advance(TimeSpan.FromMinutes(11));
        AsksForPassword(await browser.SubmitAsync(page, ("code", app.Next()))).ShouldBeTrue();

        page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors));
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Another-Horse-8" } } });
        AsksForPassword(await browser.SubmitAsync(page, ("code", app.Next()))).ShouldBeTrue();
        Cookie(browser, "sid").ShouldBeNull();
    }

    [Fact]                                                             // threats §1 row 7
    public async Task Wrong_codes_on_the_page_lock_the_account()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors));
        for (var i = 0; i < 10; i++)
        {
            var answer = await browser.SubmitAsync(page, ("code", FactorCalls.Other(app.Now())));
            if (i < 9) AsksForCode(answer).ShouldBeTrue();
        }
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
        AsksForPassword(await browser.SubmitAsync(page, ("code", app.Next()))).ShouldBeTrue();
        (await Org.Events(person.Id!)).ShouldContain("user.account.lock");
    }

    [Fact]                                                             // nothing enrolled, but a proven address: better than a password alone
    public async Task A_person_with_a_proven_address_confirms_by_mail()
    {
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(Org.Person, browser: browser, changes: Wanting(Acr.TwoFactors));
        page.Document.QuerySelector("#lead")!.TextContent.ShouldBe("We mailed a 6-digit code to m•••@example.com.");
        var sent = (await Org.MailTextsAsync(Org.Person.Login)).Length;
        page = await browser.OpenAsync(page.Url.ToString());           // loading it again sends nothing again
        (await Org.MailTextsAsync(Org.Person.Login)).Length.ShouldBe(sent);
        var again = await browser.PostAsync(page.Url.ToString(), ("with", "mail"), ("send", "again"));
        again.Document.QuerySelector("[role=alert]")!.TextContent.ShouldContain("a moment ago");
        Clock.Advance(TimeSpan.FromSeconds(31));
        again = await browser.PostAsync(page.Url.ToString(), ("with", "mail"), ("send", "again"));
        again.Document.QuerySelector("[role=status]")!.TextContent.ShouldBe("A new code is on its way.");

        var code = await Org.MailedCodeAsync(Org.Person.Login);
        Amr(await IdToken(await browser.SubmitAsync(again, ("code", $" {code[..3]} {code[3..]} ")))).ShouldBe(["mfa", "pwd", "otp", "mca"]);
    }

    [Fact]                                                             // threats §1 row 8: who has enrolled an app is held to it
    public async Task A_mailbox_does_not_stand_in_for_an_app_that_is_enrolled()
    {
        var person = await Org.CreatePersonAsync();
        var mailbox = (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "email" })).Id;
        (await Org.Post($"/users/{person.Id}/factors/{mailbox}/lifecycle/activate", new JsonObject { ["passCode"] = await Org.MailedCodeAsync(person.Login) })).ShouldSucceed();
        await Org.EnrollAppAsync(person);
        await Org.Delete($"/users/{person.Id}/factors/{mailbox}");     // the address stays proven

        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors));
        page.Document.QuerySelector("#lead")!.TextContent.ShouldContain("authenticator app");
        page.Document.QuerySelector("a.other").ShouldBeNull();
        var posted = await browser.PostAsync(page.Url.ToString(), ("with", "mail"), ("send", "again"));
        posted.Document.QuerySelector("#lead")!.TextContent.ShouldContain("authenticator app");
    }

    [Fact]
    public async Task Who_has_both_chooses()
    {
        var (person, app) = await WithApp();
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors));
        var byMail = await browser.OpenAsync(page.Document.QuerySelector("a.other")!.GetAttribute("href")!);
        byMail.Document.QuerySelector("#lead")!.TextContent.ShouldContain("t•••@".Replace('t', person.Login[0]));
        var byApp = await browser.OpenAsync(byMail.Document.QuerySelector("a.other")!.GetAttribute("href")!);
        (await browser.SubmitAsync(byApp, ("code", app.Next()))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // contract §3.6
    public async Task The_log_says_which_factor_was_given()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        await browser.SubmitAsync(await Org.NativeApp.SignInAsync(person, browser: browser, changes: Wanting(Acr.TwoFactors)), ("code", app.Next()));
        var log = await Org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString($"actor.id eq \"{person.Id}\" and eventType eq \"user.authentication.auth_via_mfa\"")}");
        log.Each("outcome.result").ShouldBe(["SUCCESS"]);
    }
}
