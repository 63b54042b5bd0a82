using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Passkeys;

/// <summary>People make passkeys and sign in with them, on the first page and as the second factor. WebAuthn Level 3 §7; contract §2.1, §2.3.</summary>
public sealed class PasskeySignInTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static string Heading(TestPage page) => page.TextOf("h1")!;

    private static bool AsksForPassword(TestPage page) => page.Shows("input[name=password]");

    private Task<TestPage> FirstPage(TestBrowser browser, params (string, string?)[] changes) => browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: changes));

    private async Task<JsonObject> IdToken(TestPage end) => (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token");

    private static string[] Amr(JsonObject claims) => [.. claims["amr"]!.AsArray().Select(one => one!.ToString())];

    [Fact]                                                             // contract §2.1, enroll_amr_values; §3.2, factors
    public async Task A_person_makes_a_passkey_where_an_app_sends_them_to()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device, " Mia’s phone ");
        var factor = (await Org.PasskeysOf(person)).ShouldHaveSingleItem();
        (factor["status"]!.ToString(), factor["provider"]!.ToString()).ShouldBe(("ACTIVE", "FIDO"));
        factor["id"]!.ToString().ShouldStartWith("fwf");
        factor["profile"]!["credentialId"]!.ToString().ShouldBe(device.Keys[0].Id);
        factor["profile"]!["authenticatorName"]!.ToString().ShouldBe("Mia’s phone");
        (await Org.Events(factor["id"]!.ToString())).ShouldBe(["user.mfa.factor.activate"]);
        (await Org.MailsAsync(person.Login)).ShouldContain(mail => mail.Subject.Contains("sign-in method was added", StringComparison.Ordinal));
    }

    [Fact]                                                             // WebAuthn Level 3 §5.4, §5.5: what a device is asked
    public async Task The_page_asks_for_no_attestation_and_for_a_domain_that_is_the_orgs()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn"))), ("identifier", person.Login), ("password", person.Password));
        page = await browser.Use(page, device);
        var made = page.Asked();
        made["rp"]!["id"]!.ToString().ShouldBe("localhost");
        made["rp"]!["name"]!.ToString().ShouldBe("Development");
        made["user"]!["name"]!.ToString().ShouldBe(person.Login);
        made["attestation"]!.ToString().ShouldBe("none");
        made["authenticatorSelection"]!["residentKey"]!.ToString().ShouldBe("preferred");
        made["authenticatorSelection"]!["userVerification"]!.ToString().ShouldBe("preferred");
        made["excludeCredentials"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(device.Keys[0].Id);

        using var stranger = Org.Browser();
        var asked = (await FirstPage(stranger)).Asked();
        asked["rpId"]!.ToString().ShouldBe("localhost");
        asked["userVerification"]!.ToString().ShouldBe("preferred");
        (asked["allowCredentials"]?.AsArray() ?? []).ShouldBeEmpty();  // threats §1 row 20: the same for everybody
        asked["challenge"]!.ToString().Length.ShouldBeGreaterThanOrEqualTo(22);                                                   // WebAuthn Level 3 §13.4.3: 16 bytes
    }

    [Fact]                                                             // RFC 8176 §2; contract §2.1
    public async Task A_device_that_verifies_its_owner_is_a_whole_sign_in()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        foreach (var acr in (string[])[Acr.PhishingResistant, Acr.TwoFactors, Acr.TwoFactorsIfPossible, Acr.OneFactor])
        {
            using var browser = Org.Browser();
            var claims = await IdToken(await browser.Use(await FirstPage(browser, ("acr_values", acr)), device));
            claims["sub"]!.ToString().ShouldBe(person.Id);
            Amr(claims).ShouldBe(["mfa", "swk"]);
            claims["acr"]!.ToString().ShouldBe(acr);
        }
        (await Org.Read($"/users/{person.Id}"))["lastLogin"].ShouldNotBeNull();
        (await Org.Events(person.Id!)).ShouldNotContain("user.account.lock");
    }

    [Fact]                                                             // whoever finds a security key is not its owner
    public async Task After_a_device_that_does_not_the_password_is_asked_for()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        device.VerifiesUser = false;
        using var browser = Org.Browser();
        var page = await browser.Use(await FirstPage(browser), device);
        page.LeadsTo.ShouldBeNull();
        AsksForPassword(page).ShouldBeTrue();
        page.AsksDevice().ShouldBeFalse();
        page.AttributeOf("#identifier", "value").ShouldBe(person.Login);
        page.TextOf("[role=status]").ShouldBe("Your device did not check that it is you. Enter your password to go on.");
        browser.Sid().ShouldBeNull();                                  // half a sign-in is no session

        var wrong = await browser.SubmitAsync(page, ("password", "Wrong-" + person.Password));
        wrong.LeadsTo.ShouldBeNull();
        var claims = await IdToken(await browser.SubmitAsync(wrong, ("password", person.Password)));
        Amr(claims).ShouldBe(["mfa", "swk", "pwd"]);
    }

    [Fact]
    public async Task Half_of_one_persons_sign_in_is_nothing_of_anothers()
    {
        using var device = Org.Device();
        await Org.PersonWithPasskey(device);
        var other = await Org.CreatePersonAsync();
        device.VerifiesUser = false;
        using var browser = Org.Browser();
        var page = await browser.Use(await FirstPage(browser), device);
        var claims = await IdToken(await browser.SubmitAsync(page, ("identifier", other.Login), ("password", other.Password)));
        claims["sub"]!.ToString().ShouldBe(other.Id);
        Amr(claims).ShouldBe(["pwd"]);
    }

    [Fact]                                                             // contract §2.3
    public async Task After_the_password_a_passkey_is_the_second_factor()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        device.VerifiesUser = false;                                   // the password is the other factor
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        Heading(page).ShouldBe("Confirm it is you");
        page.Asked()["allowCredentials"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(device.Keys[0].Id);
        var nothing = await browser.Send(page, "");
        nothing.TextOf("[role=alert]").ShouldBe("No passkey was used. Try again, or sign in another way.");
        var claims = await IdToken(await browser.Use(nothing, device));
        Amr(claims).ShouldBe(["mfa", "pwd", "swk"]);
        claims["acr"].ShouldBeNull();                                  // nobody asked
    }

    [Fact]                                                             // contract §2.1: phr is met by nothing but a passkey
    public async Task Who_has_a_passkey_and_gave_a_code_is_asked_for_the_passkey_where_phishing_must_be_resisted()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        page = await browser.OpenAsync(page.AttributeOf("a.other", "href")!);
        var code = await Org.MailedCodeAsync(person.Login);
        Amr(await IdToken(await browser.SubmitAsync(page, ("code", code)))).ShouldBe(["mfa", "pwd", "otp", "mca"]);

        page = await FirstPage(browser, ("acr_values", Acr.PhishingResistant));
        Heading(page).ShouldBe("Confirm it is you");
        var claims = await IdToken(await browser.Use(page, device));
        Amr(claims).ShouldBe(["mfa", "pwd", "otp", "mca", "swk"]);
        claims["acr"]!.ToString().ShouldBe(Acr.PhishingResistant);
    }

    [Fact]                                                             // contract §2.1: on the way in
    public async Task Who_has_none_makes_one_on_the_way_where_phishing_must_be_resisted()
    {
        var person = await Org.CreatePersonAsync();
        using var device = Org.Device();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: ("acr_values", Acr.PhishingResistant));
        Heading(page).ShouldBe("Create a passkey");                    // nothing else would do
        page.AttributeOf("#name", "value").ShouldBe("Passkey");        // this browser says nothing of itself
        var claims = await IdToken(await browser.Send(page, device.Make(page.Asked())));
        (Amr(claims), claims["acr"]!.ToString()).ShouldBe((["mfa", "pwd", "swk"], Acr.PhishingResistant), new AmrAndAcr());

        // Kept by hardware: nobody vouches for that.
        var refused = await Org.NativeApp.SignInAsync(person, changes: ("acr_values", Acr.PhishingResistantHardware));
        refused.Parameter("error").ShouldBe("unmet_authentication_requirements");
    }

    private sealed class AmrAndAcr : IEqualityComparer<(string[], string)>
    {
        public bool Equals((string[], string) x, (string[], string) y) => x.Item1.SequenceEqual(y.Item1) && x.Item2 == y.Item2;
        public int GetHashCode((string[], string) obj) => obj.Item2.GetHashCode(StringComparison.Ordinal);
    }

    [Fact]                                                             // a key signs in; where an app insists on the password, that is asked for as well
    public async Task An_app_that_wants_the_password_gets_it()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using var browser = Org.Browser();
        var page = await browser.Use(await FirstPage(browser, ("acr_values", Acr.Password)), device);
        AsksForPassword(page).ShouldBeTrue();
        var claims = await IdToken(await browser.SubmitAsync(page, ("password", person.Password)));
        Amr(claims).ShouldBe(["mfa", "swk", "pwd"]);
        claims["acr"]!.ToString().ShouldBe(Acr.Password);

        // A session that began with a passkey rises the same way.
        using var another = Org.Browser();
        await IdToken(await another.Use(await FirstPage(another), device));
        page = await FirstPage(another, ("acr_values", Acr.Password));
        AsksForPassword(page).ShouldBeTrue();
        (await FirstPage(another, ("acr_values", Acr.Password), ("prompt", "none"))).Parameter("error").ShouldBe("interaction_required");
        Amr(await IdToken(await another.SubmitAsync(page, ("password", person.Password)))).ShouldBe(["mfa", "swk", "pwd"]);
    }

    [Fact]
    public async Task A_person_keeps_two_and_signs_in_with_either()
    {
        using PasskeyDevice phone = Org.Device(), key = Org.Device();
        var person = await Org.PersonWithPasskey(phone, "Phone");
        // Whoever has one proves it before they add another.
        using (var browser = Org.Browser())
        {
            var page = await browser.SubmitAsync(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn"))), ("identifier", person.Login), ("password", person.Password));
            Heading(page).ShouldBe("Confirm it is you");
            page = await browser.Use(page, phone);
            (await browser.Send(page, key.Make(page.Asked()), ("name", "Key"))).Parameter("state").ShouldBe("state-1");
        }
        (await Org.PasskeysOf(person)).Select(one => one["profile"]!["authenticatorName"]!.ToString()).ShouldBe(["Phone", "Key"], ignoreOrder: true);
        foreach (var device in (PasskeyDevice[])[phone, key])
        {
            using var first = Org.Browser();
            (await IdToken(await first.Use(await FirstPage(first), device)))["sub"]!.ToString().ShouldBe(person.Id);
            using var second = Org.Browser();
            Amr(await IdToken(await second.Use(await Org.NativeApp.SignInAsync(person, browser: second), device))).ShouldBe(["mfa", "pwd", "swk"]);
        }
    }

    [Fact]                                                             // WebAuthn Level 3 §6.1.3: synced passkeys count nothing
    public async Task A_passkey_that_does_not_count_is_used_again_and_again()
    {
        using var device = Org.Device();
        (device.Counts, device.Syncs) = (false, true);
        var person = await Org.PersonWithPasskey(device);
        for (var i = 0; i < 3; i++)
        {
            using var browser = Org.Browser();
            (await IdToken(await browser.Use(await FirstPage(browser), device)))["sub"]!.ToString().ShouldBe(person.Id);
        }
    }

    [Fact]                                                             // threats §1 row 7: a lock shuts every door where somebody proves who they are
    public async Task A_locked_account_and_one_that_may_not_act_are_shut_to_passkeys_too()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using var waiting = Org.Browser();
        var second = await Org.NativeApp.SignInAsync(person, browser: waiting);
        for (var i = 0; i < 10; i++) (await Org.Authn("", new JsonObject { ["username"] = person.Login, ["password"] = "Wrong-password-1" })).ShouldBeRefused(401, "E0000004");
        using (var browser = Org.Browser())
        {
            var page = await browser.Use(await FirstPage(browser), device);
            page.TextOf("[role=alert]").ShouldBe("This passkey does not work here. Try again, or sign in another way.");
            page.Shows("[data-forget]").ShouldBeFalse();               // it is theirs, and works again later
        }
        (await waiting.Use(second, device)).LeadsTo.ShouldBeNull();

        Clock.Advance(TimeSpan.FromHours(1));
        using (var browser = Org.Browser()) (await browser.Use(await FirstPage(browser), device)).Parameter("code").ShouldNotBeNull();
        (await Org.Post($"/users/{person.Id}/lifecycle/suspend")).ShouldSucceed();
        using (var browser = Org.Browser()) (await browser.Use(await FirstPage(browser), device)).LeadsTo.ShouldBeNull();
    }

    [Fact]                                                             // contract §3.2, expire_password: a new one is chosen by who knows the old one
    public async Task With_an_expired_password_it_is_the_password_that_is_asked_for()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await browser.Use(await FirstPage(browser), device);
        page.AttributeOf("#identifier", "value").ShouldBe(person.Login);
        page = await browser.SubmitAsync(page, ("password", person.Password));
        page.TextOf("main")!.ShouldContain("Your password has expired");
    }

    [Fact]                                                             // passkeys are made for names, not for addresses: WebAuthn Level 3 §5.1.3
    public async Task At_an_address_without_a_name_no_passkey_is_asked_for()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"http://127.0.0.1:{settings.BaseUrl.Port}") });
        var person = await org.CreatePersonAsync();
        using var browser = org.Browser();
        (await browser.OpenAsync(org.NativeApp.AuthorizeUrl())).AsksDevice().ShouldBeFalse();
        var page = await browser.SubmitAsync(await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: ("acr_values", Acr.TwoFactors))), ("identifier", person.Login), ("password", person.Password));
        page.Document.QuerySelectorAll(".choices a").Select(link => link.GetAttribute("href")!.Split('=')[^1]).ShouldBe(["app", "mail"]);
        (await org.NativeApp.SignInAsync(person, changes: ("acr_values", Acr.PhishingResistant))).Parameter("error").ShouldBe("unmet_authentication_requirements");
        (await org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "webauthn" })).ShouldBeRefused(400, "E0000001");
    }
}
