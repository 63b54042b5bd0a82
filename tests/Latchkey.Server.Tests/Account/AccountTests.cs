using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Account;

/// <summary>/account: what a person sees and does of their own account, and that nobody else does.</summary>
public sealed class AccountTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    private async Task<(TestBrowser Browser, TestPage Page, TestPerson Person)> Somebody(string address = AccountPages.Address)
    {
        var (browser, person) = (Org.Browser(), await Org.CreatePersonAsync());
        return (browser, await browser.OpenAccountAsync(person, address), person);
    }

    private async Task<JsonObject> ProfileOf(TestPerson person) => (JsonObject)(await Org.Read($"/users/{person.Id}")).ShouldSucceed().Object["profile"]!;

    private Task<ApiAnswer> Settings(JsonObject settings) => Org.Put("/org/settings", settings);

    private async Task<bool> SignsIn(TestPerson person)
    {
        using var browser = Org.Browser();
        return (await browser.OpenAccountAsync(person)).Url.AbsolutePath == AccountPages.Address;
    }

    /// <summary>Whose proof is six minutes old.</summary>
    private void TimePasses() => Clock.Advance(AccountGuard.Fresh + TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_first_and_comes_back()
    {
        using var browser = Org.Browser();
        var person = await Org.CreatePersonAsync();
        foreach (var address in (string[])["/account", "/account/password", "/account/data", "/account/authenticators/ost1", "/account/sessions"])
            (await browser.OpenAsync(address)).Url.AbsolutePath.ShouldBe("/signin", address);
        (await browser.OpenAccountAsync(person)).TextOf("h1").ShouldBe("Your account");
        (await browser.OpenAsync("/account/sessions")).Url.AbsolutePath.ShouldBe("/account");       // mails from before lead there
        (await browser.OpenAsync("/")).Shows("a[href='/account']").ShouldBeTrue();
    }

    [Fact]
    public async Task A_person_changes_what_the_org_lets_them_change_of_their_profile()
    {
        var (browser, page, person) = await Somebody();
        using var _ = browser;
        var done = await browser.SendAsync(page, "/account/profile", ("firstName", " Ada "), ("displayName", "Countess"), ("preferredLanguage", "de"),
            ("login", "other@example.com"), ("department", "Board"));
        done.Done().ShouldBe(Language.German.Texts.Account.Saved);                            // in the language that was chosen
        var profile = await ProfileOf(person);
        profile["firstName"]!.ToString().ShouldBe("Ada");
        profile["displayName"]!.ToString().ShouldBe("Countess");
        profile["preferredLanguage"]!.ToString().ShouldBe("de");
        profile["login"]!.ToString().ShouldBe(person.Login);
        profile["department"].ShouldBeNull();

        // What is left blank is cleared; a name must stay.
        done = await browser.SendAsync(done, "/account/profile", ("displayName", ""), ("preferredLanguage", ""));
        (await ProfileOf(person))["displayName"].ShouldBeNull();
        var refused = await browser.SendAsync(done, "/account/profile", ("firstName", ""), ("lastName", "Lovelace"));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.TextOf("[role=alert]").ShouldBe("Enter your first and last name.");
        refused.AttributeOf("#lastName", "value").ShouldBe("Lovelace");                      // what was typed is kept
        (await ProfileOf(person))["lastName"]!.ToString().ShouldBe("Person");
        refused = await browser.SendAsync(done, "/account/profile", ("nickName", new string('x', 101)));
        refused.AttributeOf("#nickName", "aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task The_org_says_what_people_may_change()
    {
        var (browser, page, person) = await Somebody();
        using var _ = browser;
        (await Settings(new() { ["selfServiceProfileAttributes"] = new JsonArray("login") })).ShouldBeRefused(400, "E0000001", "selfServiceProfileAttributes: must be among firstName");
        (await Settings(new() { ["selfServiceProfileAttributes"] = new JsonArray("nickName") })).ShouldSucceed().Object["selfServiceProfileAttributes"]!.AsArray().Count.ShouldBe(1);
        try
        {
            await browser.SendAsync(page, "/account/profile", ("firstName", "Ada"), ("nickName", "Ada"));       // a page from before
            var profile = await ProfileOf(person);
            profile["firstName"]!.ToString().ShouldBe("Test");
            profile["nickName"]!.ToString().ShouldBe("Ada");
            (await Settings(new() { ["selfServiceProfileAttributes"] = new JsonArray() })).ShouldSucceed();
            (await browser.OpenAsync(AccountPages.Address)).Shows("form[action='/account/profile']").ShouldBeFalse();
        }
        finally
        {
            (await Settings(new() { ["selfServiceProfileAttributes"] = new JsonArray("firstName", "lastName", "displayName", "nickName", "preferredLanguage") })).ShouldSucceed();
        }
    }

    [Fact]                                                             // threats §1 rows 6 and 8
    public async Task The_old_password_changes_the_password_and_everything_else_is_signed_out()
    {
        var (browser, _, person) = await Somebody();
        using var __ = browser;
        using var other = Org.Browser();
        var tokens = await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(person, browser: other));
        var page = await browser.OpenAsync("/account/password");

        async Task Refused(string old, string chosen, string confirm, string problem)
        {
            var answer = await browser.SendAsync(page, "/account/password", ("old", old), ("password", chosen), ("confirm", confirm));
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.TextOf("[role=alert]").ShouldBe(problem);
        }

        await Refused("wrong", Better, Better, "That is not your current password.");
        await Refused(person.Password, "short", "short", Texts.English.RulesBroken);
        await Refused(person.Password, Better, "Better-Horse-9", Texts.English.PasswordsDiffer);
        await Refused(person.Password, person.Password, person.Password, Texts.English.PasswordIsTheOld);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);

        var done = await browser.SendAsync(page, "/account/password", ("old", person.Password), ("password", Better), ("confirm", Better));
        done.Url.AbsolutePath.ShouldBe("/account");                                          // this browser stays
        done.Done().ShouldBe(Texts.English.Account.PasswordChanged);
        (await other.OpenAsync(AccountPages.Address)).Url.AbsolutePath.ShouldBe("/signin");
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignsIn(person)).ShouldBeFalse();
        (await SignsIn(person with { Password = Better })).ShouldBeTrue();
        (await Org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains("was changed", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 7
    public async Task Guessing_the_old_password_locks_the_account_as_a_sign_in_would()
    {
        var (browser, _, person) = await Somebody();
        using var __ = browser;
        var page = await browser.OpenAsync("/account/password");
        for (var i = 0; i < 10; i++) await browser.SendAsync(page, "/account/password", ("old", $"wrong {i}"), ("password", Better), ("confirm", Better));
        (await browser.SendAsync(page, "/account/password", ("old", person.Password), ("password", Better), ("confirm", Better)))
            .TextOf("[role=alert]").ShouldBe("That is not your current password.");
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
    }

    [Fact]
    public async Task Of_racing_changes_by_the_old_password_one_counts()
    {
        var (browser, _, person) = await Somebody();
        using var __ = browser;
        var page = await browser.OpenAsync("/account/password");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            browser.SendAsync(page, "/account/password", ("old", person.Password), ("password", $"Racing-Horse-{i}"), ("confirm", $"Racing-Horse-{i}"))));
        answers.Count(answer => answer.Url.AbsolutePath == "/account").ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 8
    public async Task Removing_an_authenticator_takes_a_fresh_sign_in_with_it_and_its_owner_is_told()
    {
        var (browser, _, person) = await Somebody();
        using var __ = browser;
        var app = await Org.EnrollAppAsync(person);
        var path = $"/account/authenticators/{app.FactorId}";
        var page = await browser.OpenAsync(AccountPages.Address);
        page.TextOf("#authenticators ~ .rows h3").ShouldBe(Texts.English.EnrollApp);
        page.Shows($"a[href='{path}']").ShouldBeTrue();

        TimePasses();
        page = await browser.OpenAsync(path);
        page.Url.AbsolutePath.ShouldBe("/signin");
        page.AttributeOf("#identifier", "value").ShouldBe(person.Login);
        page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
        page.Url.AbsolutePath.ShouldBe("/signin/factor");                                    // all that a sign-in takes of them
        page = await browser.SubmitAsync(page, ("code", app.Next()));
        page.Url.AbsolutePath.ShouldBe(path);
        page.TextOf("h1").ShouldBe(Texts.English.EnrollApp);

        // An old page of the same session is not enough.
        TimePasses();
        (await browser.SendAsync(page, path, ("do", "remove"))).Url.AbsolutePath.ShouldBe("/signin");
        (await Org.Read($"/users/{person.Id}/factors")).List.Count.ShouldBe(1);

        page = await browser.OpenAsync(path);
        page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
        page = await browser.SubmitAsync(page, ("code", app.Next()));
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SendAsync(page, path, ("do", "remove"))));
        done.ShouldAllBe(answer => answer.Url.AbsolutePath == "/account" || answer.Status == HttpStatusCode.NotFound);
        (await Org.Read($"/users/{person.Id}/factors")).List.ShouldBeEmpty();
        (await Org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains("was removed", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_elses_authenticator_is_not_there()
    {
        var (browser, _, person) = await Somebody();
        var (stranger, theirs, _) = await Somebody("/account/data");
        using var a = browser;
        using var b = stranger;
        var app = await Org.EnrollAppAsync(person);
        var path = $"/account/authenticators/{app.FactorId}";
        (await stranger.OpenAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsync(path, ("proof", theirs.Proof()), ("do", "remove"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.Read($"/users/{person.Id}/factors")).List.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_authenticator_gets_a_name()
    {
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var user = (await Org.Services.GetRequiredService<Core.People.Users>().FindByLogin(org.Id, (await Org.CreatePersonAsync()).Login, default))!;
        var (factors, changes) = (Org.Services.GetRequiredService<Core.Authenticators.Factors>(), Org.Services.GetRequiredService<FactorChanges>());
        var factor = Org.Services.GetRequiredService<AuthenticatorKinds>().Of(FactorType.Totp).Enroll(user, [1, 2, 3], active: true);
        await Org.Services.GetRequiredService<Database>().Write(writing => factors.TryEnroll(writing, factor), default);
        var doing = new Doing(org, user.Party, null);

        (await changes.Rename(doing, user, factor, FactorName.Of("  Old phone "))).ShouldBeTrue();
        (await factors.Of(user, default)).Single().Name.ShouldBe("Old phone");
        foreach (var name in (string?[])[null, "  ", new string('x', 51), "a\nb"])
            (await Should.ThrowAsync<RuleException>(() => changes.Rename(doing, user, factor, FactorName.Of(name)))).Field.ShouldBe("name");
        (await changes.Remove(doing, user, factor)).ShouldBeTrue();
        (await changes.Remove(doing, user, factor)).ShouldBeFalse();
        (await changes.Rename(doing, user, factor, FactorName.Of("Gone"))).ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.1, Consent
    public async Task Removing_an_app_takes_back_what_was_agreed_and_what_it_holds()
    {
        var (browser, _, person) = await Somebody();
        using var __ = browser;
        using var other = Org.Browser();
        var (app, kept) = (Org.NativeApp, Org.WebApp);
        var tokens = await app.RedeemAsync(await app.CodeAsync(person, browser: browser));
        var elsewhere = await app.RedeemAsync(await app.CodeAsync(person, browser: other));
        var page = await browser.OpenAsync(AccountPages.Address);
        page.Buttons("app").ShouldBe([app.ClientId]);
        page.TextOf("#apps ~ form .row p")!.ShouldContain("Keep you signed in");

        var done = await browser.SendAsync(page, "/account/apps", ("app", app.ClientId));
        done.Done().ShouldBe(Texts.English.Account.AccessRemoved);
        done.Buttons("app").ShouldBeEmpty();
        foreach (var held in (TestAnswer[])[tokens, elsewhere])
        {
            (await app.RefreshAsync(held.RefreshToken)).ShouldBeRefused("invalid_grant");
            (await app.UserInfoAsync(held.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        // Again, and an app that had nothing: nothing happens, and the log says nothing.
        foreach (var id in (string[])[app.ClientId, kept.ClientId, "nonsense"]) await browser.SendAsync(page, "/account/apps", ("app", id));
        (await Org.Read($"/logs?filter={Uri.EscapeDataString($"eventType eq \"app.oauth2.as.consent.revoke\" and actor.id eq \"{person.Id}\"")}")).List.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_last_sign_ins_stand_there_with_device_and_address_refused_ones_too()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await browser.OpenAccountAsync(person with { Password = "wrong" });
        var page = await browser.OpenAccountAsync(person);
        var (mine, rows) = (await Org.CreatePersonAsync(), page.Document.QuerySelectorAll(".seen"));
        rows.Length.ShouldBe(2);
        rows[0].QuerySelector(".badge").ShouldBeNull();                                      // the latest first
        rows[1].QuerySelector(".badge")!.TextContent.ShouldBe("Refused");
        rows.ShouldAllBe(row => row.TextContent.Contains("127.0.0.1", StringComparison.Ordinal) || row.TextContent.Contains("::1", StringComparison.Ordinal));

        using var another = Org.Browser();
        (await another.OpenAccountAsync(mine)).Document.QuerySelectorAll(".seen").Length.ShouldBe(1);      // nobody sees another person's
    }

    [Fact]                                                             // GDPR articles 15 and 20
    public async Task A_person_downloads_what_is_kept_of_them_and_no_secret_is_in_it()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(person, browser: browser));
        var page = await browser.OpenAsync("/account/data");
        var file = await browser.SendAsync(page, "/account/data");
        file.Headers["Content-Type"].ShouldBe("application/json");
        file.Headers["Content-Disposition"].ShouldStartWith("attachment;");
        file.Headers["Cache-Control"].ShouldBe("no-store");
        var data = JsonNode.Parse(file.Text)!;
        data["profile"]!["login"]!.ToString().ShouldBe(person.Login);
        data["sessions"]!.AsArray().Count.ShouldBe(1);
        data["tokens"]!.AsArray().ShouldHaveSingleItem()!["app"]!.ToString().ShouldBe("Quickstart");
        data["signIns"]!.AsArray().Count.ShouldBe(1);
        data["groups"]!.AsArray().Select(group => group!.ToString()).ShouldContain("Everyone");
        file.Text.ShouldNotContain("assword\": \"AQ");
        file.Text.ShouldNotContain("ecret");

        TimePasses();
        (await browser.OpenAsync("/account/data")).Url.AbsolutePath.ShouldBe("/signin");
        (await browser.SendAsync(page, "/account/data")).Url.AbsolutePath.ShouldBe("/signin");
    }

    [Fact]
    public async Task Nobody_deletes_their_account_unless_the_org_lets_them()
    {
        var (browser, page, person) = await Somebody("/account/data");
        using var _ = browser;
        (await browser.OpenAsync(AccountPages.Address)).Shows("a[href='/account/delete']").ShouldBeFalse();
        (await browser.OpenAsync("/account/delete")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostAsync("/account/delete", ("proof", page.Proof()), ("confirm", person.Login))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SignsIn(person)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_person_deletes_their_account_by_typing_its_name_after_a_fresh_sign_in()
    {
        (await Settings(new() { ["selfServiceAccountDeletion"] = true })).ShouldSucceed()["selfServiceAccountDeletion"].ShouldBe("true");
        try
        {
            var person = await Org.CreatePersonAsync();
            using var browser = Org.Browser();
            var tokens = await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(person, browser: browser));
            var page = await browser.OpenAsync("/account/delete");
            var proof = page.Proof();

            (await browser.SendAsync(page, "/account/delete", ("confirm", "somebody"))).TextOf("[role=alert]").ShouldBe("That is not the same.");
            (await browser.PostAsync("/account/delete", ("confirm", person.Login))).Shows("#confirm").ShouldBeTrue();         // no proof: asked anew
            TimePasses();
            (await browser.SendAsync(page, "/account/delete", ("confirm", person.Login))).Url.AbsolutePath.ShouldBe("/signin");
            (await Org.Read($"/users/{person.Id}")).ShouldSucceed();

            page = await browser.OpenAsync("/account/delete");
            page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
            page.Proof().ShouldNotBe(proof);
            var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SendAsync(page, "/account/delete", ("confirm", person.Login.ToUpperInvariant()))));
            done.Count(answer => answer.TextOf("h1") == "Your account is deleted").ShouldBeGreaterThan(0);
            (await Org.Read($"/users/{person.Id}")).ShouldBeRefused(404, "E0000007");
            (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
            (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await browser.OpenAsync(AccountPages.Address)).Url.AbsolutePath.ShouldBe("/signin");
            (await Org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains("was deleted", StringComparison.Ordinal)).ShouldBe(1);
            (await Org.Read($"/logs?filter={Uri.EscapeDataString($"eventType eq \"user.lifecycle.delete.initiated\" and actor.id eq \"{person.Id}\"")}")).List.Count.ShouldBe(1);

            // An org without its administrator would be nobody's.
            using var admins = Org.Browser();
            await admins.OpenAccountAsync(new TestPerson(Org.Facts.Admin.Login, Org.Facts.Admin.Password, null));
            (await admins.OpenAsync("/account/delete")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        finally
        {
            (await Settings(new() { ["selfServiceAccountDeletion"] = false })).ShouldSucceed();
        }
    }

    public static TheoryData<string, string, string> Forms => new()
    {
        { "/account/profile", "firstName", "Mallory" }, { "/account/sessions", "end", "others" }, { "/account/apps", "app", "native" }, { "/account/password", "password", Better },
        { "/account/data", "x", "y" },
    };

    [Theory, MemberData(nameof(Forms))]                                // threats §1 row 4
    public async Task Without_the_form_of_this_session_nothing_happens(string action, string name, string value)
    {
        var (browser, _, person) = await Somebody();
        var (stranger, theirs, _) = await Somebody();
        using var a = browser;
        using var b = stranger;
        var tokens = await Org.NativeApp.RedeemAsync(await Org.NativeApp.CodeAsync(person, browser: browser));
        if (value == "native") value = Org.NativeApp.ClientId;
        (string, string)[] typed = [(name, value), ("old", person.Password), ("confirm", Better), ("lastName", "Mallory")];
        foreach (var proof in (string?[])[null, "forged", theirs.Proof()])
        {
            var answer = await browser.PostAsync(action, [.. typed, .. proof is null ? Array.Empty<(string, string)>() : [("proof", proof)]]);
            answer.Headers.ContainsKey("Content-Disposition").ShouldBeFalse();
            answer.Done().ShouldBeNull();
        }
        (await ProfileOf(person))["firstName"]!.ToString().ShouldBe("Test");
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await SignsIn(person)).ShouldBeTrue();

        using var nobody = Org.Browser();
        (await nobody.PostAsync(action, [.. typed, ("proof", theirs.Proof())])).Url.AbsolutePath.ShouldBe("/signin");
    }
}
