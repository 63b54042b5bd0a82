using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>The link beside a mailed code: on the pages of the server and in an app's own. Decision 0040; contract §4: poll; threats rows 6, 8 and 20.</summary>
public sealed class MailedLinkTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<TestPerson> WithMailbox()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        return person;
    }

    private async Task<string> Link(string to) => (await Org.MailsAsync(to))[0].Links.Single(link => link.Contains("/mailed/", StringComparison.Ordinal));

    /// <summary>To the page that asks for the code.</summary>
    private async Task<TestPage> Asked(TestBrowser browser, TestPerson person)
    {
        var page = await browser.SignInAsync(Org.NativeApp.AuthorizeUrl(), person);
        page.Shows("#number").ShouldBeTrue(page.Text);
        return page;
    }

    private static Task<TestPage> Press(TestBrowser browser, TestPage page, string answer, string? number = null) =>
        browser.SubmitAsync(page, [("answer", answer), .. number is null ? Array.Empty<(string, string)>() : [("number", number)]]);

    [Fact]
    public async Task In_the_browser_that_waits_a_press_goes_on_and_looking_does_nothing()
    {
        var person = await WithMailbox();
        using var browser = Org.Browser();
        var waits = await Asked(browser, person);
        var link = await Link(person.Login);
        foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Get])
        {
            using var request = new HttpRequestMessage(method, link);
            (await Org.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        var look = waits.AttributeOf("[data-look]", "data-look")!;
        (await browser.OpenAsync(Org.Url + look)).Text.ShouldContain("false");

        var page = await browser.OpenAsync(link);
        page.Shows("#number").ShouldBeFalse();                          // it is the same browser
        var on = await Press(browser, page, "approve");
        (await browser.OpenAsync(Org.Url + look)).Text.ShouldContain("true");
        var back = await browser.OpenAsync(on.Location ?? on.Url.ToString());
        back.Shows("form[data-go]").ShouldBeTrue(back.Text);
        var done = await browser.SubmitAsync(back);
        var tokens = await Org.NativeApp.RedeemAsync(done.Parameter("code").ShouldNotBeNull(done.Text));
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp", "mca"]);

        (await browser.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);                                // once
        var replay = await browser.SubmitAsync(back);
        replay.Parameter("code").ShouldBeNullOrEmpty();
    }

    [Fact]                                                             // a stranger began it: the person who gets the mail does not know the number
    public async Task In_another_browser_the_number_is_typed_once()
    {
        var person = await WithMailbox();
        using var attacker = Org.Browser();
        using var victim = Org.Browser();
        var waits = await Asked(attacker, person);
        var link = await Link(person.Login);
        var page = await victim.OpenAsync(link);
        page.Shows("#number").ShouldBeTrue();
        page.Text.ShouldContain(person.Login);
        (await Press(victim, page, "approve")).Shows("#number").ShouldBeTrue();                                  // nothing typed, nothing answered
        var number = waits.TextOf("#number")!;
        (await Press(victim, page, "approve", number == "10" ? "11" : "10")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Press(victim, page, "approve", number)).Status.ShouldBe(HttpStatusCode.NotFound);                 // no second try
        var still = await attacker.OpenAsync(waits.Url.ToString());
        still.Shows("form[data-go]").ShouldBeFalse();
        (await attacker.PostAsync(still.Url.ToString(), ("with", "mail"), ("link", "opened"))).Parameter("code").ShouldBeNullOrEmpty();

        // They may say that it was not they.
        using var second = Org.Browser();
        Clock.Advance(TimeSpan.FromMinutes(11));
        waits = await Asked(second, person);
        (await Press(victim, await victim.OpenAsync(await Link(person.Login)), "refuse")).Status.ShouldBe(HttpStatusCode.OK);
        (await victim.OpenAsync(await Link(person.Login))).Status.ShouldBe(HttpStatusCode.NotFound);

        // And the right number, on the phone where the mail is read.
        Clock.Advance(TimeSpan.FromMinutes(11));
        using var third = Org.Browser();
        waits = await Asked(third, person);
        (await Press(victim, await victim.OpenAsync(await Link(person.Login)), "approve", waits.TextOf("#number"))).Status.ShouldBe(HttpStatusCode.OK);
        (await victim.OpenAsync(waits.Url.ToString())).Parameter("code").ShouldBeNullOrEmpty();                         // signed in nowhere but where it waits
        var back = await third.OpenAsync(waits.AttributeOf("[data-look]", "data-here")!);
        (await third.SubmitAsync(back)).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_link_ends_with_its_code_and_with_the_password()
    {
        var person = await WithMailbox();
        using var browser = Org.Browser();
        await Asked(browser, person);
        var link = await Link(person.Login);
        Clock.Advance(TimeSpan.FromMinutes(11));
        (await browser.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);

        using var again = Org.Browser();
        var waits = await Asked(again, person);
        await Press(again, await again.OpenAsync(await Link(person.Login)), "approve");
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        (await again.PostAsync(waits.Url.ToString(), ("with", "mail"), ("link", "opened"))).Parameter("code").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Of_racing_uses_of_one_opened_link_one_signs_in()
    {
        var (app, person) = (await Org.IdxApp(), await WithMailbox());
        var asked = await ToMail(app, person);
        (await Open(person, asked)).Status.ShouldBe(HttpStatusCode.OK);
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Org.Send(asked, "challenge-poll", [])));
        ends.Count(end => end.Object.ContainsKey("successWithInteractionCode")).ShouldBe(1);
    }

    private async Task<ApiAnswer> ToMail(TestApp app, TestPerson person) =>
        (await Org.Choose(await Org.Identify(await app.Introspect(), person), "select-authenticator-authenticate", "Email")).ShouldSucceed();

    private static string Number(ApiAnswer document, string member = "currentAuthenticatorEnrollment") =>
        document.Object[member]!["value"]!["contextualData"]!["correctAnswer"]!.ToString();

    /// <summary>On the phone: an app's own pages are in no browser of ours.</summary>
    private async Task<TestPage> Open(TestPerson person, ApiAnswer document, string member = "currentAuthenticatorEnrollment")
    {
        using var phone = Org.Browser();
        return await Press(phone, await phone.OpenAsync(await Link(person.Login)), "approve", Number(document, member));
    }

    [Fact]                                                             // contract §4: poll, challenge-poll
    public async Task An_app_polls_until_the_link_is_opened()
    {
        var (app, person) = (await Org.IdxApp(), await WithMailbox());
        var asked = await ToMail(app, person);
        var poll = asked.Object["currentAuthenticatorEnrollment"]!["value"]!["poll"]!;
        (poll["href"]!.ToString(), poll["refresh"]!.GetValue<int>(), poll["name"]!.ToString()).ShouldBe((Org.Url + "/idp/idx/challenge/poll", 4000, "poll"));
        asked.Form("challenge-poll")!["refresh"]!.GetValue<int>().ShouldBe(4000);
        asked.Object["messages"]!["value"]![0]!["class"]!.ToString().ShouldBe("INFO");
        (await Org.Send(asked, "challenge-poll", [])).ShouldSucceed().Forms().ShouldBe(asked.Forms());           // nothing yet
        (await Open(person, asked)).Status.ShouldBe(HttpStatusCode.OK);
        var tokens = await app.RedeemInteraction((await Org.Send(asked, "challenge-poll", [])).Code());
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp", "mca"]);
        (await Org.Send(asked, "challenge-poll", [])).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
    }

    [Fact]                                                             // threats row 4: an opened link is for the sign-in that it was mailed for
    public async Task An_opened_link_is_worth_nothing_to_another_sign_in()
    {
        var (app, person) = (await Org.IdxApp(), await WithMailbox());
        var first = await ToMail(app, person);
        (await Open(person, first)).Status.ShouldBe(HttpStatusCode.OK);
        var other = await ToMail(app, person);                          // the code still waits, so nothing is mailed, and there is no link for this one
        other.Form("challenge-poll").ShouldBeNull();
        (await Org.Idx("challenge/poll", new JsonObject { ["stateHandle"] = other["stateHandle"] })).ShouldSucceed().Forms().ShouldBe(other.Forms());
        (await Org.Idx("challenge/poll", new JsonObject { ["stateHandle"] = (await app.Introspect())["stateHandle"] })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]                                                             // contract §4: identify-recovery, reset-authenticator
    public async Task A_forgotten_password_goes_on_by_the_link_and_a_strange_name_looks_the_same()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        async Task<ApiAnswer> Mailed(string login) => await Org.Choose(await Org.Send(await Org.Follow(await app.Introspect(), "currentAuthenticator", "recover"),
            "identify-recovery", new JsonObject { ["identifier"] = login }), "select-authenticator-authenticate", "Email");
        var asked = (await Mailed(person.Login)).ShouldSucceed();
        var strange = (await Mailed($"x{Secrets.Digits(10)}@example.com")).ShouldSucceed();
        strange.Forms().ShouldBe(asked.Forms());
        Number(strange).ShouldMatch("^[1-9][0-9]$");
        (await Org.Send(strange, "challenge-poll", [])).ShouldSucceed().Forms().ShouldBe(strange.Forms());
        (await Open(person, asked)).Status.ShouldBe(HttpStatusCode.OK);
        var reset = (await Org.Send(asked, "challenge-poll", [])).ShouldSucceed();
        reset.Forms().ShouldBe(["reset-authenticator"]);
        // The code in the same mail has had its use.
        (await Org.Idx("challenge/answer", new JsonObject { ["stateHandle"] = asked["stateHandle"], ["credentials"] = IdxWalk.Passcode(await Org.RecoveryCode(person.Login)) }))
            .Object.ContainsKey("successWithInteractionCode").ShouldBeFalse();
        var done = await Org.Answer(reset, "Better-Horse-8", "reset-authenticator");
        (await app.RedeemInteraction(done.Code())).ClaimsOf("id_token")["sub"]!.ToString().ShouldBe(person.Id);
    }

    [Fact]                                                             // contract §4: enroll-profile, enroll-poll
    public async Task An_account_is_made_by_the_link()
    {
        var (app, email) = (await Org.IdxApp(), $"new{Secrets.Digits(10)}@example.com");
        var profile = await Org.Send(await app.Introspect(), "select-enroll-profile", []);
        var waiting = (await Org.Send(profile, "enroll-profile", new JsonObject
        {
            ["userProfile"] = new JsonObject { ["firstName"] = "A", ["lastName"] = "B", ["email"] = email }, ["credentials"] = IdxWalk.Passcode("Correct-Horse-7"),
        })).ShouldSucceed();
        (await Org.Send(waiting, "enroll-poll", [])).ShouldSucceed().Forms().ShouldBe(waiting.Forms());
        (await Open(new TestPerson(email, "", null), waiting, "currentAuthenticator")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RedeemInteraction((await Org.Send(waiting, "enroll-poll", [])).Code())).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Read("/users/" + email)).ShouldSucceed()["status"].ShouldBe("ACTIVE");
    }
}
