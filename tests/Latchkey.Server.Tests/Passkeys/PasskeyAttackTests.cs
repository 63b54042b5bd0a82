using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Passkeys;

/// <summary>What no device of the person said counts nowhere, and locks nobody out. Threats §1 rows 4, 6, 7, 15; WebAuthn Level 3 §7.</summary>
public sealed class PasskeyAttackTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<TestPage> FirstPage(TestBrowser browser) => browser.OpenAsync(Org.NativeApp.AuthorizeUrl());

    /// <summary>Everything a verifier has to look at, each wrong by itself.</summary>
    public static TheoryData<string> Wrongs =>
    [
        "another origin", "an origin that ends alike", "another port", "another scheme", "in a frame", "another domain", "nobody present",
        "the other ceremony", "another challenge", "garbled", "a word of another kind",
    ];

    private void Spoil(PasskeyDevice device, string how)
    {
        var origin = new Uri(Org.Url);
        switch (how)
        {
            case "another origin": device.Origin = "https://evil.example"; break;
            case "an origin that ends alike": device.Origin = $"http://bad{origin.Authority}"; break;      // threats §1 row 15, Kanidm
            case "another port": device.Origin = $"http://localhost:{origin.Port + 1}"; break;
            case "another scheme": device.Origin = $"https://{origin.Authority}"; break;
            case "in a frame": device.CrossOrigin = true; break;
            case "another domain": device.RpId = "evil.example"; break;
            case "nobody present": device.UserPresent = false; break;
            case "the other ceremony": device.Type = "webauthn.other"; break;
            case "another challenge": device.Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"; break;
            case "garbled": device.Garbles = true; break;
            default: break;
        }
    }

    private static string Said(string how, string said) => how == "a word of another kind" ? said.Replace("public-key", "private-key", StringComparison.Ordinal) : said;

    [Theory]                                                           // threats §1 row 15
    [MemberData(nameof(Wrongs))]
    public async Task What_is_wrong_in_one_thing_signs_nobody_in_and_locks_nobody_out(string how)
    {
        using PasskeyDevice device = Org.Device(), wrong = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        Spoil(wrong, how);
        using var browser = Org.Browser();
        for (var i = 0; i < 11; i++)                                   // more often than a lock would take
        {
            var page = await FirstPage(browser);
            (await browser.Send(page, Said(how, wrong.Sign(page.Asked(), device.Keys[0])))).TextOf("[role=alert]").ShouldBe("This passkey does not work here. Try again, or sign in another way.");
        }
        var second = await Org.NativeApp.SignInAsync(person, browser: browser);
        for (var i = 0; i < 11; i++)
        {
            second = await browser.Send(second, Said(how, wrong.Sign(second.Asked(), device.Keys[0])));
            second.TextOf("[role=alert]").ShouldBe("This passkey does not work here. Try again, or sign in another way.");
        }
        browser.Sid().ShouldBeNull();
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
        (await browser.Use(second, device)).Parameter("code").ShouldNotBeNull();
    }

    [Theory]                                                           // WebAuthn Level 3 §7.1
    [MemberData(nameof(Wrongs))]
    public async Task What_is_wrong_in_one_thing_becomes_no_passkey(string how)
    {
        if (how == "garbled") return;                                  // nothing is signed where nobody vouches
        using PasskeyDevice device = Org.Device(), wrong = Org.Device();
        Spoil(wrong, how);
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn"))), ("identifier", person.Login), ("password", person.Password));
        page = await browser.Send(page, Said(how, wrong.Make(page.Asked())));
        page.TextOf("[role=alert]").ShouldBe("No passkey was created. Try again.");
        (await Org.PasskeysOf(person)).ShouldBeEmpty();
        (await browser.Send(page, device.Make(page.Asked()))).Parameter("state").ShouldBe("state-1");
    }

    [Fact]                                                             // threats §1 row 6
    public async Task An_answer_counts_once_of_however_many_at_once()
    {
        using var device = Org.Device();
        (device.Counts, device.Syncs) = (false, true);                 // no counter would tell
        await Org.PersonWithPasskey(device);
        using var browser = Org.Browser();
        var page = await FirstPage(browser);
        var said = device.Sign(page.Asked());
        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => browser.Send(page, said)));
        ends.Count(end => end.LeadsTo is not null).ShouldBe(1);
        ends.ShouldAllBe(end => (int)end.Status < 500);
        (await browser.Send(page, said)).LeadsTo.ShouldBeNull();
        // In whatever letters the page's own handle comes back.
        var asked = page.AttributeOf("input[name=asked]", "value")!;
        foreach (var other in (string[])[asked + "=", asked + "\n", asked[..^1] + (char)(asked[^1] ^ 1)])
            (await browser.Send(page, said, ("asked", other))).LeadsTo.ShouldBeNull();
    }

    [Fact]                                                             // threats §1 row 6: of one answer at two doors at once one use counts, and of two with one count
    public async Task Of_two_answers_with_one_count_one_is_a_copys()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using Browsers browsers = new(Org, 8);
        var pages = await Task.WhenAll(browsers.All.Select(browser => FirstPage(browser)));
        var (key, at) = (device.Keys[0], device.Keys[0].Count);
        var said = pages.Select(page => { key.Count = at; return device.Sign(page.Asked()); }).ToArray();
        var ends = await Task.WhenAll(browsers.All.Select((browser, i) => browser.Send(pages[i], said[i])));
        ends.Count(end => end.LeadsTo is not null).ShouldBe(1);
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
    }

    [Theory]                                                           // WebAuthn Level 3 §7.2, step 22
    [InlineData(0u)]
    [InlineData(3u)]
    [InlineData(7u)]
    public async Task A_copy_that_has_counted_less_is_refused(uint count)
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        device.Keys[0].Count = 6;
        using var browser = Org.Browser();
        (await browser.Use(await FirstPage(browser), device)).Parameter("code").ShouldNotBeNull();
        using var copy = Org.Browser();
        var page = await FirstPage(copy);
        device.Keys[0].Count = unchecked(count - 1);
        (await copy.Use(page, device)).LeadsTo.ShouldBeNull();
        var told = (await Org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString($"actor.id eq \"{person.Id}\"")}")).List.Last(one => one!["eventType"]!.ToString() == "user.session.start")!;
        told["outcome"]!["result"]!.ToString().ShouldBe("FAILURE");
        told["outcome"]!["reason"]!.ToString().ShouldContain("sign");       // what an administrator has to know: there are two of it
        device.Keys[0].Count = 7;
        using var again = Org.Browser();
        (await again.Use(await FirstPage(again), device)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 row 4: another browser's, another person's, another purpose's, another org's
    public async Task What_was_asked_elsewhere_is_not_answered_here()
    {
        using PasskeyDevice device = Org.Device(), others = Org.Device();
        var (person, other) = (await Org.PersonWithPasskey(device), await Org.PersonWithPasskey(others));
        using TestBrowser here = Org.Browser(), there = Org.Browser();

        // Another browser's page.
        var (mine, theirs) = (await FirstPage(here), await FirstPage(there));
        (await here.Send(mine, device.Sign(theirs.Asked()), ("asked", theirs.AttributeOf("input[name=asked]", "value")!))).LeadsTo.ShouldBeNull();

        // A first page's question answered as a second factor, and the other way round.
        var second = await Org.NativeApp.SignInAsync(person, browser: here);
        (await here.Send(second, device.Sign(mine.Asked()), ("asked", mine.AttributeOf("input[name=asked]", "value")!))).LeadsTo.ShouldBeNull();
        (await here.Send(mine, device.Sign(second.Asked()), ("asked", second.AttributeOf("input[name=asked]", "value")!))).LeadsTo.ShouldBeNull();

        // Another person's, in the same browser: with their passkey, and with one's own.
        var secondOther = await Org.NativeApp.SignInAsync(other, browser: here);
        (await here.Send(second, others.Sign(secondOther.Asked()), ("asked", secondOther.AttributeOf("input[name=asked]", "value")!))).LeadsTo.ShouldBeNull();
        (await here.Send(second, others.Sign(second.Asked(), others.Keys[0]))).LeadsTo.ShouldBeNull();
        (await here.Use(second, device)).Parameter("code").ShouldNotBeNull();

        // What is being made is bound the same way.
        var page = await there.SubmitAsync(await there.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn"))), ("identifier", person.Login), ("password", person.Password));
        page = await there.Use(page, device);
        using var fresh = Org.Device();
        var page2 = await here.SubmitAsync(await here.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn"))), ("identifier", other.Login), ("password", other.Password));
        page2 = await here.Use(page2, others);
        (await here.Send(page2, fresh.Make(page.Asked()), ("asked", page.AttributeOf("input[name=asked]", "value")!))).TextOf("[role=alert]").ShouldNotBeNull();
        (await Org.PasskeysOf(other)).Length.ShouldBe(1);
    }

    [Fact]                                                             // threats §1 row 4: each org is a domain of its own
    public async Task A_passkey_of_one_org_is_nobodys_at_another()
    {
        using var device = Org.Device();
        await Org.PersonWithPasskey(device);
        var (url, api) = await Org.AnotherOrg();
        using var _ = api;
        using var browser = new TestBrowser(new Uri(url));
        var page = await browser.OpenAsync("/signin");
        page.Asked()["rpId"]!.ToString().ShouldBe(new Uri(url).Host);
        device.Origin = url;
        foreach (var domain in (string?[])[null, new Uri(url).Host])
        {
            device.RpId = domain;
            var refused = await browser.Send(page, device.Sign(page.Asked(), device.Keys[0]));
            refused.TextOf("[role=alert]").ShouldNotBeNull();
        }
    }

    [Fact]                                                             // WebAuthn Level 3 §5.1.10.1: whoever keeps it may forget it
    public async Task A_removed_passkey_is_nobodys_and_its_device_is_told()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using var browser = Org.Browser();
        var page = await FirstPage(browser);
        var said = device.Sign(page.Asked());
        (await Org.Delete($"/users/{person.Id}/factors/{(await Org.PasskeysOf(person))[0]["id"]}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.MailsAsync(person.Login)).ShouldContain(mail => mail.Subject.Contains("sign-in method was removed", StringComparison.Ordinal));
        var refused = await browser.Send(page, said);
        refused.LeadsTo.ShouldBeNull();
        JsonNode.Parse(refused.AttributeOf("[data-forget]", "data-forget")!)!.AsObject().Select(one => (one.Key, one.Value!.ToString()))
            .ShouldBe([("rpId", "localhost"), ("credentialId", device.Keys[0].Id)]);
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldNotBeNull();             // no second factor any more
    }

    [Fact]                                                             // WebAuthn Level 3 §7.1, step 26
    public async Task A_passkey_belongs_to_one_person()
    {
        using var device = Org.Device();
        await Org.PersonWithPasskey(device);
        var other = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn"))), ("identifier", other.Login), ("password", other.Password));
        var fresh = device.Make(page.Asked());
        // The same device's first key, said to be the new one: by name alone, and inside as well.
        var renamed = JsonNode.Parse(fresh)!.AsObject();
        renamed["id"] = device.Keys[0].Id;
        (await browser.Send(page, renamed.ToJsonString())).TextOf("[role=alert]").ShouldBe("No passkey was created. Try again.");
        (await Org.PasskeysOf(other)).ShouldBeEmpty();
    }

    [Theory]                                                           // threats §1 row 13
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":1}")]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("{\"id\":\"AAAA\",\"id\":\"BBBB\"}")]
    [InlineData("{\"id\":\"AAAA\",\"response\":{\"authenticatorData\":\"*\"}}")]
    [InlineData("{\"id\":\"AAAA\",\"response\":7}")]
    public async Task What_is_no_answer_of_a_device_is_refused_at_every_door(string said)
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using var browser = Org.Browser();
        var first = await browser.Send(await FirstPage(browser), said);
        (first.Status, first.LeadsTo).ShouldBe((HttpStatusCode.OK, null));
        var known = said.Replace("AAAA", device.Keys[0].Id, StringComparison.Ordinal);
        first = await browser.Send(await FirstPage(browser), known);
        (first.Status, first.LeadsTo).ShouldBe((HttpStatusCode.OK, null));
        var second = await browser.Send(await Org.NativeApp.SignInAsync(person, browser: browser), known);
        (second.Status, second.LeadsTo).ShouldBe((HttpStatusCode.OK, null));
    }

    [Fact]                                                             // an older server beside a newer one: held to it, and no 500
    public async Task What_a_newer_server_has_set_up_is_neither_overlooked_nor_a_fault()
    {
        var (person, known) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var app = await Org.EnrollAppAsync(known);
        var db = Org.Services.GetRequiredService<Database>();
        foreach (var one in (TestPerson[])[person, known])
        {
            await db.Write(async writing =>
            {
                await writing.Change("""
                    insert into factors (id, org_id, user_id, type, provider, status, last_step, created_at, updated_at, activated_at)
                    select 'fut' || substr(id, 4), org_id, id, 'telepathy', 'OKTA', 'ACTIVE', 0, 1, 1, 1 from users where id = @Id
                    """, new { one.Id });
                writing.Announce("factors", one.Id!);
            }, default);
        }
        (await Org.NativeApp.SignInAsync(person)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var answer = (await Org.Authn(person)).ShouldSucceed();
        answer["status"].ShouldBe("MFA_REQUIRED");
        answer.Object["_embedded"]!["factors"]!.AsArray().ShouldBeEmpty();
        var own = await Org.Identify(await (await Org.IdxApp()).Introspect(), person);
        own.ShouldBe(HttpStatusCode.ServiceUnavailable).Said().ShouldBe("errors.E0000010");

        // Beside one that is known, that one is asked for.
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(known, browser: browser);
        (await browser.SubmitAsync(page, ("code", app.Next()))).Parameter("code").ShouldNotBeNull();

        var unknown = (await Org.Read($"/users/{person.Id}/factors")).List.ShouldHaveSingleItem()!["id"]!.ToString();
        (await Org.Read($"/users/{person.Id}/factors/{unknown}")).ShouldSucceed();
        (await Org.Read($"/users/{person.Id}/factors/catalog")).ShouldSucceed();
        (await Org.Post($"/users/{person.Id}/factors/{unknown}/verify", new JsonObject { ["passCode"] = "123456" })).ShouldBeRefused(403, "E0000079");
        (await Org.Post($"/users/{person.Id}/factors/{unknown}/lifecycle/activate", new JsonObject { ["passCode"] = "123456" })).ShouldBeRefused(403, "E0000079");
        (await Org.Delete($"/users/{person.Id}/factors/{unknown}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldNotBeNull();
    }

    private sealed class Browsers(TestOrg org, int count) : IDisposable
    {
        public TestBrowser[] All { get; } = [.. Enumerable.Range(0, count).Select(_ => org.Browser())];

        public void Dispose() => Array.ForEach(All, browser => browser.Dispose());
    }
}
