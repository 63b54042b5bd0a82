using System.Net;
using Latchkey.Server.Ground.Languages;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>A right password that has expired is exchanged on the way into the app. Contract §3.2.</summary>
public sealed class ExpiredPasswordTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    private async Task<TestPerson> Expired()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        return person;
    }

    private static bool AsksForNew(TestPage page) => page.Document.QuerySelector("input[name=confirm]") is not null;

    [Fact]                                                             // contract §3.2: PASSWORD_EXPIRED
    public async Task The_right_password_leads_to_a_new_one_and_on_to_the_app()
    {
        var person = await Expired();
        using var browser = Org.Browser();
        var wrong = await Org.NativeApp.SignInAsync(person with { Password = "Wrong-Horse-7" }, browser: browser);
        AsksForNew(wrong).ShouldBeFalse();
        wrong.Text.ShouldNotContain(Texts.English.PasswordHasExpired);

        var page = await browser.SubmitAsync(wrong, ("identifier", person.Login), ("password", person.Password));
        AsksForNew(page).ShouldBeTrue(page.Text);
        page.Text.ShouldContain(Texts.English.PasswordHasExpired);
        (await browser.SubmitAsync(page, ("password", "short"), ("confirm", "short"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.SubmitAsync(page, ("password", Better), ("confirm", Better + "x"))).Text.ShouldContain(WebUtility.HtmlEncode(Texts.English.PasswordsDiffer));
        (await browser.SubmitAsync(page, ("password", person.Password), ("confirm", person.Password))).Text.ShouldContain(Texts.English.PasswordIsTheOld);
        browser.Cookies.GetAllCookies().ShouldNotContain(cookie => cookie.Name == "sid");

        var end = await browser.SubmitAsync(page, ("password", Better), ("confirm", Better));
        (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["sub"]!.ToString().ShouldBe(person.Id);
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
        (await Org.Events(person.Id!)).ShouldContain("user.account.update_password");
        AsksForNew(await browser.SubmitAsync(page, ("password", "Third-Horse-9"), ("confirm", "Third-Horse-9"))).ShouldBeFalse();
        (await Org.NativeApp.SignInAsync(person with { Password = Better })).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 row 4: the handle is one browser's, one flow's and one password's
    public async Task The_form_is_worth_nothing_elsewhere_later_or_twice()
    {
        var person = await Expired();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        using var other = Org.Browser();
        await other.OpenAsync(Org.NativeApp.AuthorizeUrl());
        (await other.OpenAsync(page.Url.PathAndQuery)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await other.PostAsync(page.Url.PathAndQuery, ("password", Better), ("confirm", Better))).Status.ShouldBe(HttpStatusCode.BadRequest);

        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => browser.SubmitAsync(page, ("password", $"{Better}{i}"), ("confirm", $"{Better}{i}"))));
        ends.Count(end => end.Parameter("code") is not null).ShouldBe(1);
        ends.ShouldAllBe(end => (int)end.Status < 500);

        var late = await Expired();
        using var slow = Org.Browser();
        var waiting = await Org.NativeApp.SignInAsync(late, browser: slow);
        Clock.Advance(TimeSpan.FromMinutes(11));
        (await slow.SubmitAsync(waiting, ("password", Better), ("confirm", Better))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]                                                             // contract §2.1, acr_values: a new password is one factor
    public async Task A_second_factor_is_still_asked_for()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: ("acr_values", "urn:okta:loa:2fa:any"));
        var second = await browser.SubmitAsync(page, ("password", Better), ("confirm", Better));
        second.Parameter("code").ShouldBeNullOrEmpty();
        (await browser.SubmitAsync(second, ("code", app.Next()))).Parameter("code").ShouldNotBeNull();
    }
}
