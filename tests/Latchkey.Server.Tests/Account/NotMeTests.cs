using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Account;

/// <summary>A notice of a change has a link for who did not make it: it ends everything, and undoes what it can. Threats §1 row 8.</summary>
public sealed class NotMeTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    private async Task<string> LinkFrom(TestPerson person, string subject) =>
        (await Org.MailsAsync(person.Login)).First(mail => mail.Subject.Contains(subject, StringComparison.Ordinal)).Links.ShouldHaveSingleItem();

    private async Task ChangePassword(TestPerson person, string to = Better) => (await Org.Post($"/users/{person.Id}/credentials/change_password", new JsonObject
    {
        ["oldPassword"] = new JsonObject { ["value"] = person.Password }, ["newPassword"] = new JsonObject { ["value"] = to },
    })).ShouldSucceed();

    [Fact]
    public async Task Everything_ends_and_a_new_password_is_chosen()
    {
        var person = await Org.CreatePersonAsync();
        await ChangePassword(person);
        using var thief = Org.Browser();
        await thief.OpenAccountAsync(person with { Password = Better });
        var tokens = await Org.NativeApp.RedeemAsync((await Org.NativeApp.SignInAsync(person with { Password = Better })).Parameter("code")!);

        using var owner = Org.Browser();
        var link = await LinkFrom(person, "was changed");
        var page = await owner.OpenAsync(link);
        page.TextOf("h1").ShouldBe(Texts.English.Journey.NotMeTitle);
        (await thief.OpenAsync("/account")).TextOf("h1").ShouldBe("Your account");                 // looking does nothing: mail programs look, too

        var choose = await owner.SubmitAsync(page);
        (await thief.OpenAsync("/account")).Url.AbsolutePath.ShouldBe("/signin");
        (await Org.NativeApp.SignInAsync(person with { Password = Better })).Parameter("code").ShouldBeNull();
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken))["error"].ShouldBe("invalid_grant");
        (await Org.Events(person.Id!)).ShouldContain("user.account.report_suspicious_activity_by_enduser");

        await owner.SubmitAsync(choose, ("password", "Third-Horse-9"), ("confirm", "Third-Horse-9"));
        (await Org.NativeApp.SignInAsync(person with { Password = "Third-Horse-9" })).Parameter("code").ShouldNotBeNull();
        (await owner.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_32_uses_of_one_link_one_acts_and_an_old_one_does_not()
    {
        var person = await Org.CreatePersonAsync();
        await ChangePassword(person);
        using var owner = Org.Browser();
        var page = await owner.OpenAsync(await LinkFrom(person, "was changed"));
        var ends = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => owner.SubmitAsync(page)));
        ends.Count(end => end.Url.AbsolutePath.StartsWith("/reset_password/", StringComparison.Ordinal)).ShouldBe(1);
        ends.ShouldAllBe(end => (int)end.Status < 500);

        var other = await Org.CreatePersonAsync();
        await ChangePassword(other);
        var late = await LinkFrom(other, "was changed");
        Clock.Advance(OneTimeLinks.Lifetime + TimeSpan.FromMinutes(1));
        (await owner.OpenAsync(late)).Status.ShouldBe(HttpStatusCode.Gone);
        (await owner.OpenAsync("/notme/" + new string('x', 22))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // threats §1 row 8: what was added is the way back in
    public async Task The_authenticator_that_was_added_goes()
    {
        var person = await Org.CreatePersonAsync();
        await Org.EnrollAppAsync(person);
        using var owner = Org.Browser();
        await owner.SubmitAsync(await owner.OpenAsync(await LinkFrom(person, "sign-in method was added")));
        (await Org.Read($"/users/{person.Id}/factors")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // threats §1 row 8: what needs no password outlives every new one
    public async Task What_came_since_and_needs_no_password_goes()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/roles", RoleCalls.Role("REPORT_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        using var before = await Org.ApiOf(person.Id!);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangePassword(person);
        var link = await LinkFrom(person, "was changed");
        Clock.Advance(TimeSpan.FromMinutes(1));
        using var thiefs = await Org.ApiOf(person.Id!);
        (await Org.As(thiefs, HttpMethod.Get, "/logs?limit=1")).ShouldSucceed();
        await using var site = await UpstreamSite.Start();
        var provider = (await Org.Post("/idps", site.Provider($"Upstream {Secrets.Digits(8)}"))).ShouldSucceed().Id;
        (await Org.Post($"/idps/{provider}/users/{person.Id}", new JsonObject { ["externalId"] = "thief" })).ShouldSucceed();

        using var owner = Org.Browser();
        await owner.SubmitAsync(await owner.OpenAsync(link));
        (await Org.As(thiefs, HttpMethod.Get, "/logs?limit=1")).ShouldBeRefused(401, "E0000011");
        (await Org.Read($"/idps/{provider}/users/{person.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.As(before, HttpMethod.Get, "/logs?limit=1")).ShouldSucceed();                     // that was there before
    }

    [Fact]                                                             // threats §1 row 8
    public async Task Whoever_is_linked_to_another_provider_is_told_and_unlinks_it()
    {
        var person = await Org.CreatePersonAsync();
        await using var site = await UpstreamSite.Start();
        var provider = (await Org.Post("/idps", site.Provider($"Upstream {Secrets.Digits(8)}"))).ShouldSucceed().Id;
        (await Org.Post($"/idps/{provider}/users/{person.Id}", new JsonObject { ["externalId"] = "somebody" })).ShouldSucceed();
        using var owner = Org.Browser();
        await owner.SubmitAsync(await owner.OpenAsync(await LinkFrom(person, "sign-in method was added")));
        (await Org.Read($"/idps/{provider}/users/{person.Id}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // threats §1 row 8: a mailbox alone takes a second factor away for a day
    public async Task A_link_that_takes_an_authenticator_away_works_for_a_day()
    {
        var person = await Org.CreatePersonAsync();
        await Org.EnrollAppAsync(person);
        (await Org.MailsAsync(person.Login))[0].Text.ShouldContain(Texts.English.Journey.NotMeMailDay);
        var link = await LinkFrom(person, "sign-in method was added");
        Clock.Advance(AccountNotices.OfFactor + TimeSpan.FromMinutes(1));
        using var owner = Org.Browser();
        (await owner.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
        (await Org.Read($"/users/{person.Id}/factors")).ShouldSucceed().List.Count.ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 8
    public async Task A_link_undoes_what_came_after_it_and_leaves_the_links_from_before()
    {
        var person = await Org.CreatePersonAsync();
        await ChangePassword(person);
        var first = await LinkFrom(person, "was changed");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Org.EnrollAppAsync(person);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangePassword(person with { Password = Better }, "Third-Horse-9");
        using var owner = Org.Browser();
        await owner.SubmitAsync(await owner.OpenAsync(await LinkFrom(person, "was changed")));
        (await Org.Read($"/users/{person.Id}/factors")).ShouldSucceed().List.Count.ShouldBe(1);      // that was before

        await owner.SubmitAsync(await owner.OpenAsync(first));
        (await Org.Read($"/users/{person.Id}/factors")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // threats §1 row 8
    public async Task A_link_that_told_of_a_password_lives_when_that_changes_again()
    {
        var person = await Org.CreatePersonAsync();
        await ChangePassword(person);
        var link = await LinkFrom(person, "was changed");
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Thief-Horse-7" } } })).ShouldSucceed();
        using var owner = Org.Browser();
        (await owner.SubmitAsync(await owner.OpenAsync(link))).Url.AbsolutePath.ShouldStartWith("/reset_password/");
    }

    [Fact]                                                             // threats §1 row 8: an app's own pages are a door like ours
    public async Task People_are_told_of_a_new_device_that_signs_in_on_an_apps_own_pages()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Put("/org/settings", new JsonObject { ["newDeviceNotices"] = true })).ShouldSucceed();
        var (app, person) = (await org.IdxApp(), await org.CreatePersonAsync());
        using var browser = org.Browser();
        (await browser.SignInAsync(org.NativeApp.AuthorizeUrl(), person)).Parameter("code").ShouldNotBeNull();
        (await org.MailsAsync(person.Login)).ShouldBeEmpty();
        (await org.Identify(await app.Introspect(), person)).Code().ShouldNotBeEmpty();
        (await org.MailsAsync(person.Login)).ShouldHaveSingleItem().Subject.ShouldContain("new device");
    }

    [Fact]                                                             // threats §1 row 8: nor is a sign-in by a program that goes on in a browser a way around
    public async Task People_are_told_of_a_new_device_that_a_token_signs_in()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Put("/org/settings", new JsonObject { ["newDeviceNotices"] = true })).ShouldSucceed();
        var person = await org.CreatePersonAsync();
        using TestBrowser own = org.Browser(), other = org.Browser();
        (await own.SignInAsync(org.NativeApp.AuthorizeUrl(), person)).Parameter("code").ShouldNotBeNull();
        async Task<int> Told(TestBrowser browser)
        {
            (await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: ("sessionToken", await org.SessionToken(person))))).LeadsTo!.ShouldContain("code=");
            return (await org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains("new device", StringComparison.Ordinal));
        }
        (await Told(own)).ShouldBe(0);
        (await Told(other)).ShouldBe(1);
        (await Told(other)).ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 8
    public async Task People_are_told_of_a_new_device_where_their_org_wants_it()
    {
        await using var org = await TestOrg.StartAsync();
        var person = await org.CreatePersonAsync();
        async Task<int> Told() => (await org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains("new device", StringComparison.Ordinal));
        async Task SignIn(TestBrowser browser) =>
            (await browser.SignInAsync(org.NativeApp.AuthorizeUrl(changes: ("prompt", "login")), person)).Parameter("code").ShouldNotBeNull();
        using var before = org.Browser();
        await SignIn(before);
        (await org.Put("/org/settings", new JsonObject { ["newDeviceNotices"] = true })).ShouldSucceed();
        var first = await org.CreatePersonAsync();
        using var own = org.Browser();
        (await own.SignInAsync(org.NativeApp.AuthorizeUrl(), first)).Parameter("code").ShouldNotBeNull();
        (await org.MailsAsync(first.Login)).ShouldBeEmpty();              // their first one is no news

        await SignIn(before);
        (await Told()).ShouldBe(1);                                       // nothing was kept of it until now
        await SignIn(before);
        (await Told()).ShouldBe(1);
        using var other = org.Browser();
        await SignIn(other);
        (await Told()).ShouldBe(2);
        (await org.MailsAsync(person.Login))[0].Links.ShouldHaveSingleItem().ShouldContain("/notme/");
    }
}
