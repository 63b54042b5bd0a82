using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Account;

/// <summary>A person changes their own address, and proves the new one and the old one. Threats §1 row 8.</summary>
public sealed partial class AccountEmailTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Email = "/account/email";

    private static string Address() => $"next{Secrets.Digits(10)}@example.com";

    private async Task<(TestBrowser Browser, TestPage Page, TestPerson Person)> Somebody()
    {
        var (browser, person) = (Org.Browser(), await Org.CreatePersonAsync());
        return (browser, await browser.OpenAccountAsync(person, Email), person);
    }

    private static Task<TestPage> Ask(TestBrowser browser, TestPage page, string email) => browser.SendAsync(page, Email, ("email", email));

    private static Task<TestPage> Give(TestBrowser browser, TestPage page, string ofNew, string? ofOld = null) =>
        browser.SubmitAsync(page, ofOld is null ? [("code-new", ofNew)] : [("code-new", ofNew), ("code-old", ofOld)]);

    private async Task<JsonObject> Read(TestPerson person) => (await Org.Read($"/users/{person.Id}")).ShouldSucceed().Object;

    private static string LinkIn(TestMail mail) => mail.Links.ShouldHaveSingleItem();

    [Fact]                                                             // threats §1 row 8: both sides are verified
    public async Task Both_addresses_are_proven_and_the_new_one_is_the_login()
    {
        var (browser, page, person) = await Somebody();
        using var _ = browser;
        var next = Address();
        var codes = await Ask(browser, page, next);
        codes.TextOf("h1").ShouldBe(Texts.English.CheckMail);
        codes.Document.QuerySelectorAll("input.code").Length.ShouldBe(2);
        var (ofNew, ofOld) = (await Org.MailedCodeAsync(next), await Org.MailedCodeAsync(person.Login));
        (await Give(browser, codes, ofNew, FactorCalls.Other(ofOld))).TextOf("[role=alert]").ShouldBe(Texts.English.Journey.EmailCodesWrong);
        (await Give(browser, codes, FactorCalls.Other(ofNew), ofOld)).TextOf("[role=alert]").ShouldNotBeNull();
        (await Give(browser, codes, ofOld, ofNew)).TextOf("[role=alert]").ShouldNotBeNull();       // each is for its own mailbox
        (await Read(person))["profile"]!["email"]!.ToString().ShouldBe(person.Login);

        (await Give(browser, codes, ofNew, ofOld)).Done().ShouldBe(Texts.English.Journey.EmailChanged);
        var user = await Read(person);
        (user["profile"]!["email"]!.ToString(), user["profile"]!["login"]!.ToString()).ShouldBe((next, next));
        user["credentials"]!["emails"]![0]!["status"]!.ToString().ShouldBe("VERIFIED");
        (await Org.Events(person.Id!)).ShouldContain("user.account.update_profile");

        // Who signs in, signs in by the new one; this browser goes on; both mailboxes hear of it.
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();
        (await Org.NativeApp.SignInAsync(person with { Login = next })).Parameter("code").ShouldNotBeNull();
        (await browser.OpenAsync("/account")).TextOf("h1").ShouldBe("Your account");
        foreach (var to in (string[])[person.Login, next])
            (await Org.MailsAsync(to)).Count(mail => mail.Subject.Contains("was changed", StringComparison.Ordinal)).ShouldBeGreaterThan(0, to);
        (await Give(browser, codes, ofNew, ofOld)).Shows("#email").ShouldBeTrue();                 // once: it begins anew
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_64_uses_of_the_codes_one_changes_the_address()
    {
        var (browser, page, person) = await Somebody();
        using var _ = browser;
        var next = Address();
        var codes = await Ask(browser, page, next);
        var (ofNew, ofOld) = (await Org.MailedCodeAsync(next), await Org.MailedCodeAsync(person.Login));
        var ends = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Give(browser, codes, ofNew, ofOld)));
        ends.ShouldAllBe(end => (int)end.Status < 500);
        (await Org.Events(person.Id!)).Count(type => type == "user.account.update_profile").ShouldBe(1);
        (await Read(person))["profile"]!["email"]!.ToString().ShouldBe(next);
    }

    [Fact]                                                             // threats §1 row 6: five tries, fifteen minutes, one browser
    public async Task Codes_have_five_tries_and_fifteen_minutes()
    {
        var (browser, page, person) = await Somebody();
        using var _ = browser;
        var next = Address();
        var codes = await Ask(browser, page, next);
        var (ofNew, ofOld) = (await Org.MailedCodeAsync(next), await Org.MailedCodeAsync(person.Login));
        for (var time = 0; time < EmailChanges.MostAttempts; time++) await Give(browser, codes, FactorCalls.Other(ofNew), ofOld);
        (await Give(browser, codes, ofNew, ofOld)).Done().ShouldBeNull();

        var other = await Ask(browser, page, Address());
        var stranger = Org.Browser();
        using var __ = stranger;
        await stranger.OpenAccountAsync(await Org.CreatePersonAsync());
        (await stranger.OpenAsync(other.Url.PathAndQuery)).Shows("input.code").ShouldBeFalse();
        Clock.Advance(EmailChanges.Lifetime + TimeSpan.FromSeconds(1));
        (await browser.OpenAsync(other.Url.PathAndQuery)).Shows("input.code").ShouldBeFalse();
        (await Read(person))["profile"]!["email"]!.ToString().ShouldBe(person.Login);
    }

    [Fact]                                                             // threats §1 row 8: what proves more than the mailbox takes its place
    public async Task Who_has_shown_a_second_factor_proves_the_new_address_alone_and_the_old_one_can_take_it_back()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        Clock.Advance(OneTimeLinks.Lifetime + TimeSpan.FromMinutes(1));
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAccountAsync(person, Email), ("code", app.Next()));
        var next = Address();
        var codes = await Ask(browser, page, next);
        codes.Document.QuerySelectorAll("input.code").Length.ShouldBe(1);
        (await Give(browser, codes, await Org.MailedCodeAsync(next))).Done().ShouldBe(Texts.English.Journey.EmailChanged);
        LinkIn((await Org.MailsAsync(next))[0]).ShouldEndWith("/account#sessions");                // the new one is told, and undoes nothing

        using var owner = Org.Browser();
        var notMe = await owner.OpenAsync(LinkIn((await Org.MailsAsync(person.Login))[0]));
        notMe.Text.ShouldContain(person.Login);
        var choose = await owner.SubmitAsync(notMe);
        choose.Url.AbsolutePath.ShouldStartWith("/reset_password/");
        (await Read(person))["profile"]!["login"]!.ToString().ShouldBe(person.Login);
        (await browser.OpenAsync("/account")).Url.AbsolutePath.ShouldBe("/signin");                // whoever it was is out
    }

    [Fact]                                                             // threats §1 row 8: whoever knows the password may have added it a moment ago
    public async Task A_second_factor_of_this_week_does_not_take_the_place_of_the_old_mailbox()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAccountAsync(person, Email), ("code", app.Next()));
        var next = Address();
        var codes = await Ask(browser, page, next);
        codes.Document.QuerySelectorAll("input.code").Length.ShouldBe(2);
        (await Give(browser, codes, await Org.MailedCodeAsync(next), "000000")).Done().ShouldBeNull();
        (await Read(person))["profile"]!["email"]!.ToString().ShouldBe(person.Login);
    }

    [Fact]                                                             // threats §1 row 20
    public async Task An_address_that_somebody_has_looks_like_one_that_nobody_has()
    {
        var known = await Org.CreatePersonAsync();
        var seen = new List<string>();
        foreach (var email in (string[])[known.Login, Address()])
        {
            var (browser, page, person) = await Somebody();
            using var _ = browser;
            var codes = await Ask(browser, page, email);
            var refused = await Give(browser, codes, "000000", await Org.MailedCodeAsync(person.Login));
            seen.Add(Varying().Replace($"{codes.Status} {codes.Text} {refused.Status} {refused.Text}".Replace(email, "EMAIL", StringComparison.Ordinal)
                .Replace(person.Login, "OLD", StringComparison.Ordinal), ""));
        }
        seen[0].ShouldBe(seen[1]);
        (await Org.MailsAsync(known.Login)).ShouldBeEmpty();
    }

    [GeneratedRegex("nonce=\"[^\"]*\"|c=[\\w%-]+|value=\"[\\w-]{30,}\"", RegexOptions.None, 1000)]
    private static partial Regex Varying();

    [Fact]
    public async Task What_is_no_new_address_is_refused_and_so_is_the_sixth_in_an_hour()
    {
        var (browser, page, person) = await Somebody();
        using var _ = browser;
        (await Ask(browser, page, "nobody")).TextOf("[role=alert]").ShouldBe(Texts.English.EmailInvalid);
        (await Ask(browser, page, person.Login.ToUpperInvariant())).TextOf("[role=alert]").ShouldBe(Texts.English.Journey.EmailSame);
        for (var time = 0; time < EmailChanges.MostInAnHour; time++) (await Ask(browser, page, Address())).TextOf("h1").ShouldBe(Texts.English.CheckMail);
        (await Ask(browser, page, Address())).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]                                                             // threats §1 row 8: whoever finds a browser open changes nothing of it
    public async Task It_takes_a_sign_in_of_just_now_and_an_org_that_lets_them()
    {
        var (browser, page, _) = await Somebody();
        using var __ = browser;
        Clock.Advance(TimeSpan.FromMinutes(6));
        (await Ask(browser, page, Address())).Url.AbsolutePath.ShouldBe("/signin");
        await using var org = await TestOrg.StartAsync();
        (await org.Put("/org/settings", new JsonObject { ["selfServiceEmailChange"] = false })).ShouldSucceed();
        using var other = org.Browser();
        (await other.OpenAccountAsync(org.Person, Email)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.OpenAccountAsync(org.Person)).Shows($"a[href='{Email}']").ShouldBeFalse();
    }
}
