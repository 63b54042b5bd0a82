using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Idx;

/// <summary>A mailed code as the first factor, where an app's policy is content with something that somebody has. Contract §3.9; threats rows 7, 8 and 20.</summary>
public sealed class MailSignInTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonArray Possession => [new JsonObject { ["possession"] = new JsonObject { ["required"] = true } }];

    /// <summary>An app whose policy lets a mailbox in.</summary>
    private async Task<TestApp> App()
    {
        var app = await Org.IdxApp();
        await Org.AccessPolicy(app.ClientId, PolicyCalls.OfApp(constraints: Possession));
        return app;
    }

    private async Task<TestPage> Begin(TestBrowser browser, TestApp app, string login)
    {
        var page = await browser.OpenAsync(app.AuthorizeUrl());
        var asked = await browser.PostAsync(Org.Url + page.AttributeOf("#by-mail", "formaction")!, ("identifier", login));
        return asked.Location is { } location ? await browser.OpenAsync(location) : asked;
    }

    private static string[] Amr(TestAnswer tokens) => [.. tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString())];

    [Fact]
    public async Task A_code_signs_in_on_the_page_and_in_an_app_s_own_pages()
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        using var browser = Org.Browser();
        var page = await Begin(browser, app, person.Login);
        page.Text.ShouldContain(person.Login);
        (await browser.SubmitAsync(page, ("code", "00000000"))).Parameter("code").ShouldBeNullOrEmpty();
        var done = await browser.SubmitAsync(page, ("code", await Org.RecoveryCode(person.Login)));
        Amr(await app.RedeemAsync(done.Parameter("code").ShouldNotBeNull(done.Text))).ShouldBe(["otp", "mca"]);
        (await browser.SubmitAsync(page, ("code", await Org.RecoveryCode(person.Login)))).Parameter("code").ShouldBeNullOrEmpty();

        var first = await app.Introspect();
        first.Form("identify")!["value"]!.AsArray().Select(field => field!["name"]!.ToString()).ShouldBe(["identifier", "rememberMe", "stateHandle"]);
        var choose = (await Org.Send(first, "identify", new JsonObject { ["identifier"] = person.Login })).ShouldSucceed();
        choose.Forms().ShouldBe(["select-authenticator-authenticate"]);
        var asked = (await Org.Choose(choose, "select-authenticator-authenticate", "Email")).ShouldSucceed();
        asked.Forms().ShouldBe(["challenge-authenticator", "select-authenticator-authenticate", "challenge-poll"]);
        (await Org.Answer(asked, "00000000")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("api.authn.error.PASSCODE_INVALID");
        Amr(await app.RedeemInteraction((await Org.Answer(asked, await Org.RecoveryCode(person.Login))).Code())).ShouldBe(["otp", "mca"]);

        // The password does as well, in the same documents.
        var password = (await Org.Choose(await Org.Send(await app.Introspect(), "identify", new JsonObject { ["identifier"] = person.Login }), "select-authenticator-authenticate", "Password")).ShouldSucceed();
        (await Org.Answer(password, "Wrong-Horse-7")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("errors.E0000004");
        Amr(await app.RedeemInteraction((await Org.Answer(password, person.Password)).Code())).ShouldBe(["pwd"]);
    }

    [Fact]
    public async Task The_link_in_the_mail_signs_in_where_it_was_begun()
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        using var browser = Org.Browser();
        var page = await Begin(browser, app, person.Login);
        var link = (await Org.MailsAsync(person.Login))[0].Links.Single(one => one.Contains("/mailed/", StringComparison.Ordinal));
        var on = await browser.SubmitAsync(await browser.OpenAsync(link), ("answer", "approve"));
        var back = await browser.OpenAsync(on.Location ?? on.Url.ToString());
        (await browser.SubmitAsync(back)).Parameter("code").ShouldNotBeNullOrEmpty(page.Text);
    }

    [Fact]                                                             // threats row 8: one mailbox is one factor
    public async Task What_a_rule_wants_beside_is_never_the_same_mailbox()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        var app = await App();
        async Task<ApiAnswer> ByMail()
        {
            var choose = await Org.Send(await app.Introspect(), "identify", new JsonObject { ["identifier"] = person.Login });
            Clock.Advance(TimeSpan.FromMinutes(1));
            return await Org.Answer(await Org.Choose(choose, "select-authenticator-authenticate", "Email"), await Org.RecoveryCode(person.Login));
        }
        var asked = (await ByMail()).ShouldSucceed();
        asked["currentAuthenticatorEnrollment.value.key"].ShouldBe("okta_password");         // the second factor that they have is spent
        Amr(await app.RedeemInteraction((await Org.Answer(asked, person.Password)).Code())).ShouldBe(["mfa", "otp", "mca", "pwd"]);

        var device = await Org.EnrollAppAsync(person);
        var second = (await ByMail()).ShouldSucceed();
        second.Object["authenticatorEnrollments"]!["value"]!.AsArray().Select(one => one!["key"]!.ToString()).ShouldBe(["google_otp"]);
        var given = await Org.Answer(await Org.Choose(second, "select-authenticator-authenticate", "Google Authenticator"), device.Next());
        Amr(await app.RedeemInteraction(given.Code())).ShouldContain("mfa");
    }

    [Fact]                                                             // the same at every door: what one refuses, all refuse
    public async Task No_other_app_is_entered_by_it()
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        using var browser = Org.Browser();
        var done = await browser.SubmitAsync(await Begin(browser, app, person.Login), ("code", await Org.RecoveryCode(person.Login)));
        done.Parameter("code").ShouldNotBeNullOrEmpty(done.Text);
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("interaction_required");
        var other = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        other.Shows("input[name=password]").ShouldBeTrue(other.Text);
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "login")]))).Shows("#by-mail").ShouldBeFalse();
        var strict = await Org.IdxApp();
        (await strict.Introspect()).Form("identify")!["value"]!.AsArray().Select(field => field!["name"]!.ToString()).ShouldContain("credentials");
        var flow = Regex.Match((await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "login")]))).Url.ToString(), "flow=([^&]+)", RegexOptions.None, TimeSpan.FromMinutes(1)).Groups[1].Value;
        (await browser.PostAsync($"{Org.Url}/signin/code?flow={flow}", ("identifier", person.Login))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.SignOnPolicy(await Org.Group(person), new JsonObject { ["signon"] = new JsonObject { ["access"] = "ALLOW", ["primaryFactor"] = "PASSWORD_IDP" } })).ShouldNotBeEmpty();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var asked = await Org.Choose(await Org.Send(await app.Introspect(), "identify", new JsonObject { ["identifier"] = person.Login }), "select-authenticator-authenticate", "Email");
        (await Org.Answer(asked, await Org.RecoveryCode(person.Login))).ShouldSucceed()["currentAuthenticatorEnrollment.value.key"].ShouldBe("okta_password");
    }

    [Fact]                                                             // threats row 20
    public async Task A_name_that_nobody_has_walks_the_same_way()
    {
        var (app, person, suspended) = (await App(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        (await Org.Post($"/users/{suspended.Id}/lifecycle/suspend")).ShouldSucceed();
        var walks = new List<string[]>();
        foreach (var name in (string[])[person.Login, $"{person.Login[0]}{Secrets.Digits(12)}@example.com", suspended.Login])
        {
            var choose = await Org.Send(await app.Introspect(), "identify", new JsonObject { ["identifier"] = name });
            var asked = await Org.Choose(choose, "select-authenticator-authenticate", "Email");
            var wrong = await Org.Answer(asked, "00000000");
            using var browser = Org.Browser();
            var page = await Begin(browser, app, name);
            var refused = await browser.SubmitAsync(page, ("code", "00000000"));
            string Plain(string text) => Regex.Replace(text.Replace(asked["stateHandle"]!, "").Replace(name, "").Replace(name[0] + "•••", ""), "[: \"][0-9]{2}\"", "", RegexOptions.None, TimeSpan.FromMinutes(1));
            walks.Add([.. new[] { choose, asked, wrong }.Select(one => $"{one.Status} {Plain(one.Text)}"), $"{page.Status} {page.TextOf("h1")} {page.Shows("#number")}", $"{refused.Status} {refused.TextOf("[role=alert]")}"]);
        }
        foreach (var walk in walks.Skip(1))
            for (var i = 0; i < walk.Length; i++) walk[i].ShouldBe(walks[0][i]);
        (await Org.MailsAsync(suspended.Login)).ShouldBeEmpty();
    }

    [Fact]                                                             // threats row 6
    public async Task Of_racing_uses_of_one_code_one_signs_in()
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        using var browser = Org.Browser();
        var page = await Begin(browser, app, person.Login);
        var code = await Org.RecoveryCode(person.Login);
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.SubmitAsync(page, ("code", code))));
        ends.Count(end => end.Parameter("code") is { Length: > 0 }).ShouldBe(1);
    }
}
