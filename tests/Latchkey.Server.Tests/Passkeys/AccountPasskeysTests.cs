using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Passkeys;

/// <summary>A person looks after their passkeys at /account/passkeys.</summary>
public sealed class AccountPasskeysTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Page = "/account/passkeys";

    private static string[] Names(TestPage page) => [.. page.Document.QuerySelectorAll(".place h2").Select(name => name.TextContent)];

    private static (string, string) Proof(TestPage page) => ("proof", page.AttributeOf("input[name=proof]", "value")!);

    private static (string, string) Which(TestPage page, string name) => ("passkey",
        page.Document.QuerySelectorAll(".place").Single(place => place.QuerySelector("h2")!.TextContent == name).QuerySelector("input[name=passkey]")!.GetAttribute("value")!);

    private async Task<TestPage> Open(TestBrowser browser, TestPerson person)
    {
        var page = await browser.OpenAsync(Org.Url + Page);
        return page.Shows("input[name=password]") ? await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password)) : page;
    }

    [Fact]
    public async Task A_person_adds_names_and_removes_passkeys()
    {
        using PasskeyDevice phone = Org.Device(), key = Org.Device();
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await Open(browser, person);                        // signs in, and comes back here
        page.TextOf("h1").ShouldBe("Your passkeys");
        Names(page).ShouldBeEmpty();
        page = await browser.Send(page, phone.Make(page.Asked()), ("name", "Phone"));
        page.TextOf("[role=status]").ShouldBe("Saved.");
        Names(page).ShouldBe(["Phone"]);
        page.TextOf(".place")!.ShouldContain("Not used yet");

        // Whoever has one is held to it from now on: elsewhere it has to be shown before the next is added.
        using var another = Org.Browser();
        page = await Open(another, person);
        page.TextOf("h1").ShouldBe("Confirm it is you");
        await another.Use(page, phone);
        page = await browser.OpenAsync(Org.Url + Page);
        Should.Throw<InvalidOperationException>(() => phone.Make(page.Asked())).Message.ShouldBe("InvalidStateError");       // one for each device
        page = await browser.Send(page, key.Make(page.Asked()), ("name", ""));
        Names(page).ShouldBe(["Phone", "Passkey"], ignoreOrder: true);
        page.TextOf(".place time").ShouldNotBeNull();

        page = await browser.PostAsync(Org.Url + Page, Proof(page), Which(page, "Passkey"), ("name", " Grey key\u202E "));
        Names(page).ShouldBe(["Phone", "Grey key"], ignoreOrder: true);
        JsonNode.Parse(page.AttributeOf("[data-accepted]", "data-accepted")!)!["allAcceptedCredentialIds"]!.AsArray().Select(one => one!.ToString())
            .ShouldBe([phone.Keys[0].Id, key.Keys[0].Id], ignoreOrder: true);                       // WebAuthn Level 3 §5.1.10.2
        page = await browser.PostAsync(Org.Url + Page, Proof(page), Which(page, "Phone"), ("remove", "yes"));
        Names(page).ShouldBe(["Grey key"]);
        JsonNode.Parse(page.AttributeOf("[data-accepted]", "data-accepted")!)!["allAcceptedCredentialIds"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe(key.Keys[0].Id);
        (await Org.MailsAsync(person.Login)).Count(mail => mail.Subject.Contains("sign-in method was", StringComparison.Ordinal)).ShouldBe(3);
        (await browser.PostAsync(Org.Url + Page, Proof(page), Which(page, "Grey key"), ("name", new string('x', 61)))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]                                                             // threats §1 row 8: a browser left open is not enough
    public async Task Who_signed_in_a_while_ago_proves_it_again()
    {
        using PasskeyDevice phone = Org.Device(), thief = Org.Device();
        var person = await Org.PersonWithPasskey(phone, "Phone");
        using var browser = Org.Browser();
        var page = await browser.Use(await Open(browser, person), phone);
        Names(page).ShouldBe(["Phone"]);
        Clock.Advance(TimeSpan.FromMinutes(16));
        (await browser.OpenAsync(Org.Url + Page)).Shows("input[name=password]").ShouldBeTrue();
        (await browser.PostAsync(Org.Url + Page, Proof(page), Which(page, "Phone"), ("remove", "yes"))).Shows("input[name=password]").ShouldBeTrue();
        (await browser.Send(page, thief.Make(page.Asked()), ("name", "Mine"))).Shows("input[name=password]").ShouldBeTrue();
        (await Org.PasskeysOf(person)).Length.ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 4: no other page, session or person presses its buttons
    public async Task What_another_page_or_person_sends_changes_nothing()
    {
        using PasskeyDevice phone = Org.Device(), other = Org.Device();
        var (person, else_) = (await Org.PersonWithPasskey(phone, "Phone"), await Org.PersonWithPasskey(other, "Other"));
        using TestBrowser browser = Org.Browser(), theirs = Org.Browser();
        var page = await browser.Use(await Open(browser, person), phone);
        var foreign = await theirs.Use(await Open(theirs, else_), other);
        await browser.PostAsync(Org.Url + Page, Which(page, "Phone"), ("remove", "yes"));
        await browser.PostAsync(Org.Url + Page, Proof(foreign), Which(page, "Phone"), ("remove", "yes"));
        await browser.PostAsync(Org.Url + Page, Proof(page), Which(foreign, "Other"), ("remove", "yes"));
        await browser.PostAsync(Org.Url + Page, Proof(page), Which(foreign, "Other"), ("name", "Hers"));
        using var fresh = Org.Device();
        await browser.Send(page, fresh.Make(foreign.Asked()), ("asked", foreign.AttributeOf("input[name=asked]", "value")!));
        (await Org.PasskeysOf(person)).Select(one => one["profile"]!["authenticatorName"]!.ToString()).ShouldBe(["Phone"]);
        (await Org.PasskeysOf(else_)).Select(one => one["profile"]!["authenticatorName"]!.ToString()).ShouldBe(["Other"]);
    }

    [Fact]                                                             // threats §1 row 6
    public async Task One_answer_adds_one_passkey()
    {
        using var phone = Org.Device();
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await Open(browser, person);
        var said = phone.Make(page.Asked());
        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => browser.Send(page, said, ("name", "Phone"))));
        ends.ShouldAllBe(end => (int)end.Status < 500);
        (await Org.PasskeysOf(person)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_orgs_own_page_leads_there()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await browser.SubmitAsync(await browser.OpenAsync(Org.Url + "/signin"), ("identifier", person.Login), ("password", person.Password));
        (await browser.OpenAsync(Org.Url)).Shows($"a[href='{Page}']").ShouldBeTrue();
    }
}
