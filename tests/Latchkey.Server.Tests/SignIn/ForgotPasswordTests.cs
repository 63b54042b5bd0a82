using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>A person on their way to an app has forgotten the password. Threats rows 8 and 20.</summary>
public sealed class ForgotPasswordTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    private async Task<TestPage> Forgotten(TestBrowser browser)
    {
        var signIn = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        return await browser.OpenAsync(signIn.Document.QuerySelector("#forgot")!.GetAttribute("href")!);
    }

    [Fact]
    public async Task A_mailed_link_leads_to_a_new_password_and_back_to_the_app()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var sent = await browser.SubmitAsync(await Forgotten(browser), ("identifier", person.Login));
        sent.Text.ShouldContain(WebUtility.HtmlEncode(Texts.English.ForgotPasswordSent));

        var link = (await Org.MailsAsync(person.Login))[0].Links.ShouldHaveSingleItem();
        var set = await browser.SubmitAsync(await browser.OpenAsync(link), ("password", Better), ("confirm", Better));
        var next = set.Document.QuerySelector("a.primary")!.GetAttribute("href")!;
        next.ShouldStartWith("/signin?flow=");
        var end = await browser.SubmitAsync(await browser.OpenAsync(next), ("identifier", person.Login), ("password", Better));
        end.Parameter("code").ShouldNotBeNull(end.Text);
        (await Org.Read($"/users/{person.Id}")).Object["credentials"]!["emails"]![0]!["status"]!.ToString().ShouldBe("VERIFIED");
    }

    [Fact]                                                             // contract §3.2: LOCKED_OUT
    public async Task Whom_wrong_passwords_have_locked_out_unlocks_by_mail()
    {
        var person = await Org.CreatePersonAsync();
        for (var guess = 0; guess < 10; guess++) await Org.NativeApp.SignInAsync(person with { Password = $"Wrong-Horse-{guess}" });
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();
        using var browser = Org.Browser();
        (await Recovered(browser, person)).Parameter("code").ShouldNotBeNull();
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
    }

    [Fact]                                                             // threats §1 row 8: one mailbox is one factor, also where it led back to the sign-in
    public async Task In_the_sign_in_that_goes_on_the_mailbox_is_no_second_factor()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        using var browser = Org.Browser();
        var end = await Recovered(browser, person, (Parameter: "acr_values", Latchkey.Server.Core.Authenticators.Acr.TwoFactorsIfPossible));
        var claims = (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token");
        claims["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["pwd", "mca"]);

        // Who must have two starts over, and is not asked for a code from the same mailbox.
        var other = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{other.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        using var again = Org.Browser();
        var page = await Recovered(again, other, (Parameter: "acr_values", Latchkey.Server.Core.Authenticators.Acr.TwoFactors));
        page.Document.QuerySelector("input[name=code]").ShouldBeNull(page.Text);
        page.Document.QuerySelector("input[name=password]").ShouldNotBeNull(page.Text);
    }

    [Fact]                                                             // threats §1 row 8: recovery never lowers assurance
    public async Task Who_has_set_an_authenticator_up_is_asked_for_it_after_the_new_password()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        using var browser = Org.Browser();
        var page = await Recovered(browser, person);
        page.Document.QuerySelector("input[name=code]").ShouldNotBeNull(page.Text);
        var end = await browser.SubmitAsync(page, ("code", app.Next()));
        (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "mca", "otp"]);
    }

    /// <summary>Forgotten, mailed, set anew, and typed once more in the sign-in that waited.</summary>
    private async Task<TestPage> Recovered(TestBrowser browser, TestPerson person, params (string Parameter, string? Value)[] changes)
    {
        var signIn = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: changes));
        await browser.SubmitAsync(await browser.OpenAsync(signIn.Document.QuerySelector("#forgot")!.GetAttribute("href")!), ("identifier", person.Login));
        var link = (await Org.MailsAsync(person.Login)).SelectMany(mail => mail.Links).First(one => one.Contains("/reset_password/", StringComparison.Ordinal));
        var set = await browser.SubmitAsync(await browser.OpenAsync(link), ("password", Better), ("confirm", Better));
        return await browser.SubmitAsync(await browser.OpenAsync(set.Document.QuerySelector("a.primary")!.GetAttribute("href")!), ("identifier", person.Login), ("password", Better));
    }

    [Fact]                                                             // another browser has no sign-in to go back to
    public async Task The_link_works_in_another_browser_too()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await browser.SubmitAsync(await Forgotten(browser), ("identifier", person.Login));
        using var phone = Org.Browser();
        var set = await phone.SubmitAsync(await phone.OpenAsync((await Org.MailsAsync(person.Login))[0].Links[0]), ("password", Better), ("confirm", Better));
        set.Document.QuerySelector("a.primary")!.GetAttribute("href").ShouldBe("/");
    }

    [Fact]
    public async Task The_page_says_the_same_for_a_name_that_nobody_has()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await Forgotten(browser);
        var known = await browser.SubmitAsync(page, ("identifier", person.Login));
        var unknown = await browser.SubmitAsync(page, ("identifier", "nobody@example.com"));
        unknown.Document.QuerySelector("main")!.TextContent.ShouldBe(known.Document.QuerySelector("main")!.TextContent);
        (unknown.Status, unknown.Url).ShouldBe((known.Status, known.Url));
        (await browser.SubmitAsync(page, ("identifier", " "))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_org_may_turn_it_off()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Put("/org/settings", new JsonObject { ["selfServicePasswordReset"] = false })).ShouldSucceed();
        using var browser = org.Browser();
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).Document.QuerySelector("#forgot").ShouldBeNull();
        (await browser.OpenAsync("/signin/forgot?flow=f")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // contract §3.2, credentials.emails
    public async Task What_an_administrator_knows_of_an_address_is_believed_until_it_changes()
    {
        var login = $"known{Secrets.Digits(8)}@example.com";
        var body = ApiCalls.NewUser(login, "Correct-Horse-7");
        body["credentials"]!["emails"] = new JsonArray(new JsonObject { ["value"] = login, ["status"] = "VERIFIED", ["type"] = "PRIMARY" });
        var user = (await Org.Post("/users", body)).ShouldSucceed();
        string Status(ApiAnswer answer) => answer.Object["credentials"]!["emails"]![0]!["status"]!.ToString();
        Status(user).ShouldBe("VERIFIED");
        Status((await Org.Post($"/users/{user.Id}", new JsonObject { ["profile"] = new JsonObject { ["email"] = "moved@example.com" } })).ShouldSucceed()).ShouldBe("UNVERIFIED");
    }
}
