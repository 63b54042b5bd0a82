using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Factors;

/// <summary>Whoever has set a second factor up is asked for it, at every door and whatever an app asks for. Threats §1 row 7.</summary>
public sealed class EveryDoorTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    private static bool AsksForCode(TestPage page) => page.LeadsTo is null && page.Document.QuerySelector("input[name=code]") is not null;

    private static string? Sid(TestBrowser browser) => browser.Cookies.GetAllCookies().SingleOrDefault(cookie => cookie.Name == "sid")?.Value;

    private async Task<(TestPerson Person, Authenticator App)> WithApp()
    {
        var person = await Org.CreatePersonAsync();
        return (person, await Org.EnrollAppAsync(person));
    }

    private async Task<TestPerson> WithMailbox()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        return person;
    }

    private async Task<string[]> Amr(TestPage end) => Words((await Org.NativeApp.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token"));

    private static string[] Words(JsonObject claims) => [.. claims["amr"]!.AsArray().Select(one => one!.ToString())];

    [Theory]                                                           // contract §2.1: the parameter is the app's wish, and no way around
    [InlineData(null), InlineData(Acr.OneFactor), InlineData(Acr.Password), InlineData("1 2"), InlineData(Acr.TwoFactors)]
    public async Task The_sign_in_page_asks_whatever_the_app_asks_for(string? acr)
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: ("acr_values", acr));
        AsksForCode(page).ShouldBeTrue(page.Text);
        Sid(browser).ShouldBeNull();                                   // half a sign-in is no session
        (await Amr(await browser.SubmitAsync(page, ("code", app.Next())))).ShouldBe(["mfa", "pwd", "otp"]);

        // And once is enough for the session.
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "none")))).LeadsTo!.ShouldContain("code=");
        (await browser.OpenAsync(Org.WebApp.AuthorizeUrl())).LeadsTo!.ShouldContain("code=");
    }

    [Fact]
    public async Task A_mailbox_that_was_set_up_is_asked_for_and_an_address_that_was_only_proven_is_not()
    {
        var person = await WithMailbox();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        AsksForCode(page).ShouldBeTrue(page.Text);
        (await Amr(await browser.SubmitAsync(page, ("code", await Org.MailedCodeAsync(person.Login))))).ShouldBe(["mfa", "pwd", "otp", "mca"]);

        (await Org.NativeApp.SignInAsync(Org.Person)).LeadsTo!.ShouldContain("code=");       // proven, and nothing set up
    }

    [Fact]                                                             // threats §1 row 8
    public async Task A_code_that_went_to_an_old_address_opens_nothing_and_proves_no_new_one()
    {
        var person = await WithMailbox();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        var code = await Org.MailedCodeAsync(person.Login);
        var next = $"moved{Secrets.Digits(10)}@example.com";
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["email"] = next } })).ShouldSucceed();
        AsksForCode(await browser.SubmitAsync(page, ("code", code))).ShouldBeTrue();
        page = await Org.NativeApp.SignInAsync(person, browser: browser);
        (await browser.SubmitAsync(page, ("code", await Org.MailedCodeAsync(next)))).LeadsTo!.ShouldContain("code=");
    }

    [Fact]                                                             // contract §3.2: reset_factors, and a factor that is taken away
    public async Task Who_has_none_any_more_is_not_asked()
    {
        var (person, _) = await WithApp();
        AsksForCode(await Org.NativeApp.SignInAsync(person)).ShouldBeTrue();
        (await Org.Post($"/users/{person.Id}/lifecycle/reset_factors")).ShouldSucceed();
        (await Org.NativeApp.SignInAsync(person)).LeadsTo!.ShouldContain("code=");
        var app = await Org.EnrollAppAsync(person);
        AsksForCode(await Org.NativeApp.SignInAsync(person)).ShouldBeTrue();
        await Org.Delete($"/users/{person.Id}/factors/{app.FactorId}");
        (await Org.NativeApp.SignInAsync(person)).LeadsTo!.ShouldContain("code=");
        await Org.BeginAppAsync(person);                               // not finished: it is nobody's second factor yet
        (await Org.NativeApp.SignInAsync(person)).LeadsTo!.ShouldContain("code=");
    }

    [Fact]                                                             // contract §3.2: PASSWORD_EXPIRED
    public async Task The_page_for_an_expired_password_asks_after_the_new_one()
    {
        var (person, app) = await WithApp();
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await Org.NativeApp.SignInAsync(person, browser: browser), ("password", Better), ("confirm", Better));
        AsksForCode(page).ShouldBeTrue(page.Text);
        Sid(browser).ShouldBeNull();
        (await Amr(await browser.SubmitAsync(page, ("code", app.Next())))).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Fact]                                                             // RFC 8628 §3.3
    public async Task A_device_is_approved_with_both_factors()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var device = await Org.NativeApp.PostAsync("/device/authorize", ("scope", "openid profile"));
        var page = await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + device["user_code"]));
        page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
        AsksForCode(page).ShouldBeTrue(page.Text);
        page = await browser.SubmitAsync(page, ("code", app.Next()));
        (await browser.SubmitAsync(page, ("answer", "approve"))).Text.ShouldContain("Approved");
        Words((await Org.NativeApp.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device["device_code"]))).ClaimsOf("id_token")).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Fact]                                                             // a session from before the factor is worth its one factor
    public async Task A_session_from_before_the_factor_approves_nothing_until_it_is_given()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(person, browser: browser);
        async Task<(TestAnswer Device, TestPage Page)> Begin()
        {
            var begun = await Org.NativeApp.PostAsync("/device/authorize", ("scope", "openid profile"));
            return (begun, await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + begun["user_code"])));
        }

        var (early, asked) = await Begin();
        asked.Document.QuerySelector("button[value=approve]").ShouldNotBeNull(asked.Text);
        var app = await Org.EnrollAppAsync(person);
        (await browser.SubmitAsync(asked, ("answer", "approve"))).Status.ShouldBe(HttpStatusCode.BadRequest);      // shown before, answered after
        (await Org.NativeApp.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", early["device_code"]))).ShouldBeRefused("authorization_pending");

        var before = Sid(browser);
        var (device, page) = await Begin();
        AsksForCode(page).ShouldBeTrue(page.Text);
        page = await browser.SubmitAsync(page, ("code", app.Next()));
        Sid(browser).ShouldNotBe(before);                              // threats §1 row 3
        (await browser.SubmitAsync(page, ("answer", "approve"))).Text.ShouldContain("Approved");
        Words((await Org.NativeApp.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device["device_code"]))).ClaimsOf("id_token")).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Fact]                                                             // CIBA Core §5
    public async Task A_back_channel_request_is_approved_with_both_factors()
    {
        const string grant = "urn:openid:params:grant-type:ciba";
        var teller = await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray(grant), ["response_types"] = new JsonArray() });
        var (person, app) = await WithApp();
        var asked = await teller.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", person.Login));
        var link = (await Org.MailsAsync(person.Login)).SelectMany(mail => mail.Links).First(one => one.Contains("/approve/", StringComparison.Ordinal));
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(link), ("identifier", person.Login), ("password", person.Password));
        AsksForCode(page).ShouldBeTrue(page.Text);
        page = await browser.SubmitAsync(page, ("code", app.Next()));
        (await browser.SubmitAsync(page, ("answer", "approve"))).Text.ShouldContain("Approved");
        Words((await teller.TokenAsync(("grant_type", grant), ("auth_req_id", asked["auth_req_id"]))).ClaimsOf("id_token")).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Fact]                                                             // contract §2.2, §2.11: a grant without a page refuses what it cannot ask for
    public async Task Grants_without_a_page_refuse_whoever_would_be_asked_on_one()
    {
        var passwords = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password", "refresh_token"), ["response_types"] = new JsonArray() });
        var second = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange") });
        Task<TestAnswer> Exchange(TestAnswer first) => second.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"), ("subject_token", first.IdToken),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"), ("actor_token", first["device_secret"]), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid"));

        var person = await Org.CreatePersonAsync();
        var first = await Org.NativeApp.TokensAsync(person, "openid device_sso offline_access");
        (await Exchange(first)).Status.ShouldBe(HttpStatusCode.OK);
        var app = await Org.EnrollAppAsync(person);

        (await passwords.TokenAsync(("grant_type", "password"), ("username", person.Login), ("password", person.Password), ("scope", "openid")))
            .ShouldBeRefused("invalid_grant", "Resource owner password credentials cannot be used with MFA enabled.");
        (await Exchange(first)).ShouldBeRefused("invalid_grant", "The client's assurance requirements are not met.");
        (await Org.NativeApp.RefreshAsync(first.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);      // nobody is signed in anew by it

        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, "openid device_sso offline_access", browser);
        var strong = await Org.NativeApp.RedeemAsync((await browser.SubmitAsync(page, ("code", app.Next()))).Parameter("code")!);
        Words((await Exchange(strong)).ClaimsOf("id_token")).ShouldBe(["mfa", "pwd", "otp"]);
    }

    [Fact]                                                             // contract §2.12: the web app's browser is asked where the native app's sign-in had one factor
    public async Task An_interclient_token_of_one_factor_is_asked_for_the_other()
    {
        const string grant = "urn:ietf:params:oauth:grant-type:token-exchange";
        var person = await Org.CreatePersonAsync();
        var native = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", grant) });
        (await Org.Post($"/apps/{Org.WebApp.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = native.ClientId })).ShouldBe(HttpStatusCode.Created);
        var tokens = await native.TokensAsync(person, "openid interclient_access");
        var app = await Org.EnrollAppAsync(person);
        var handed = await native.TokenAsync(("grant_type", grant), ("subject_token", tokens.IdToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"), ("actor_token", tokens.AccessToken),
            ("actor_token_type", "urn:ietf:params:oauth:token-type:access_token"), ("requested_token_type", "urn:okta:params:oauth:token-type:interclient_token"), ("audience", "urn:okta:apps:" + Org.WebApp.ClientId));
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.WebApp.AuthorizeUrl(changes: ("interclient_token", handed.AccessToken)));
        AsksForCode(page).ShouldBeTrue(page.Text);
        (await browser.SubmitAsync(page, ("code", app.Next()))).LeadsTo!.ShouldContain("code=");
    }

    [Fact]                                                             // threats §1 row 8: one mailbox is one factor, and amr and acr say so
    public async Task Recovery_by_mail_and_a_mailed_code_are_one_factor()
    {
        var person = await WithMailbox();
        var recovered = await Recover(person);
        recovered["status"].ShouldBe("SUCCESS");                       // the mailbox that was set up is the one that has just been proven
        using var browser = Org.Browser();
        var end = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("sessionToken", recovered["sessionToken"]), ("acr_values", Acr.TwoFactorsIfPossible)]));
        var claims = (await Org.NativeApp.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token");
        Words(claims).ShouldBe(["pwd", "mca"]);
        claims["acr"]!.ToString().ShouldBe(Acr.TwoFactorsIfPossible);

        // Nor does another code from there make two of it: whoever must have two signs in anew, and the password is one then.
        var sent = (await Org.MailsAsync(person.Login)).Count;
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("acr_values", Acr.TwoFactors), ("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("acr_values", Acr.TwoFactors)));
        page.Document.QuerySelector("input[name=password]").ShouldNotBeNull(page.Text);
        (await Org.MailsAsync(person.Login)).Count.ShouldBe(sent);
        Clock.Advance(TimeSpan.FromMinutes(1));
        page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", Better));
        (await Amr(await browser.SubmitAsync(page, ("code", await Org.MailedCodeAsync(person.Login))))).ShouldBe(["mfa", "pwd", "otp", "mca"]);
    }

    [Fact]                                                             // a link that an administrator reads out proves no mailbox, and takes none away
    public async Task A_link_that_was_handed_over_is_no_proof_of_the_mailbox()
    {
        var person = await WithMailbox();
        var link = (await Org.Post($"/users/{person.Id}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed()["resetPasswordUrl"]!;
        var begun = (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = link.Split('/')[^1] })).ShouldSucceed();
        var reset = (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = begun["stateToken"], ["newPassword"] = Better })).ShouldSucceed();
        reset["status"].ShouldBe("MFA_REQUIRED");
        var mailbox = reset.Object["_embedded"]!["factors"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString();
        (await Org.Authn($"/factors/{mailbox}/verify", new JsonObject { ["stateToken"] = reset["stateToken"] })).ShouldSucceed();
        var done = (await Org.Authn($"/factors/{mailbox}/verify", new JsonObject { ["stateToken"] = reset["stateToken"], ["passCode"] = await Org.MailedCodeAsync(person.Login) })).ShouldSucceed();
        using var browser = Org.Browser();
        (await Amr(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("sessionToken", done["sessionToken"]))))).ShouldBe(["mfa", "pwd", "otp", "mca"]);

        // So has whoever is activated by one.
        var login = $"p{Ground.Sealing.Secrets.Digits(12)}@example.com";
        var made = (await Org.Post("/users?activate=false", ApiCalls.NewUser(login))).ShouldSucceed();
        var token = (await Org.Post($"/users/{made.Id}/lifecycle/activate?sendEmail=false")).ShouldSucceed()["activationToken"]!;
        var first = (await Org.Authn("", new JsonObject { ["token"] = token })).ShouldSucceed();
        var activated = (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = first["stateToken"], ["newPassword"] = Better })).ShouldSucceed();
        using var another = Org.Browser();
        (await Amr(await another.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("sessionToken", activated["sessionToken"]))))).ShouldBe(["pwd"]);
    }

    [Fact]                                                             // threats §1 row 8: recovery never lowers assurance
    public async Task Recovery_by_mail_is_asked_for_the_app_that_was_set_up_and_not_for_the_mailbox()
    {
        var (person, app) = await WithApp();
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        var recovered = await Recover(person);
        recovered["status"].ShouldBe("MFA_REQUIRED");
        var offered = recovered.Object["_embedded"]!["factors"]!.AsArray().ShouldHaveSingleItem()!;
        offered["id"]!.ToString().ShouldBe(app.FactorId);
        var mailbox = (await Org.Read($"/users/{person.Id}/factors")).List.Single(one => one!["factorType"]!.ToString() == "email")!["id"]!.ToString();
        (await Org.Authn($"/factors/{mailbox}/verify", new JsonObject { ["stateToken"] = recovered["stateToken"] })).ShouldBeRefused(404, "E0000007");

        var done = (await Org.Authn($"/factors/{app.FactorId}/verify", new JsonObject { ["stateToken"] = recovered["stateToken"], ["passCode"] = app.Next() })).ShouldSucceed();
        using var browser = Org.Browser();
        (await Amr(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("sessionToken", done["sessionToken"]), ("acr_values", Acr.TwoFactors)])))).ShouldBe(["mfa", "pwd", "mca", "otp"]);
    }

    [Fact]                                                             // threats §1 row 7: counted together, wherever they are typed
    public async Task Wrong_codes_lock_the_account_whatever_the_door()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        var wrong = FactorCalls.Other(app.Now());
        for (var i = 0; i < 9; i++)
        {
            if (i % 3 == 0) await browser.SubmitAsync(page, ("code", wrong));
            if (i % 3 == 1) (await Org.Authn($"/factors/{app.FactorId}/verify", new JsonObject { ["stateToken"] = state, ["passCode"] = wrong })).ShouldBeRefused(403, "E0000068");
            if (i % 3 == 2) (await Org.Post($"/users/{person.Id}/factors/{app.FactorId}/verify", new JsonObject { ["passCode"] = wrong })).ShouldBeRefused(403, "E0000068");
        }
        (await Org.Authn($"/factors/{app.FactorId}/verify", new JsonObject { ["stateToken"] = state, ["passCode"] = wrong })).ShouldBeRefused(403, "E0000069");
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
        (await Org.Authn($"/factors/{app.FactorId}/verify", new JsonObject { ["stateToken"] = state, ["passCode"] = app.Next() })).ShouldBeRefused(403, "E0000069");      // right, and too late
        (await browser.SubmitAsync(page, ("code", app.Next()))).LeadsTo.ShouldBeNull();
        (await Org.Authn(person)).ShouldBeRefused(401, "E0000004");
        (await Org.Events(person.Id!)).ShouldContain("user.account.lock");
    }

    [Fact]                                                             // threats §1 row 6: one code, two doors, one sign-in
    public async Task Of_one_code_at_two_doors_at_once_one_use_counts()
    {
        var (person, app) = await WithApp();
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        var states = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await Org.Authn(person)).ShouldSucceed()["stateToken"]!));
        var code = app.Next();
        var programs = states.Select(async state => (await Org.Authn($"/factors/{app.FactorId}/verify", new JsonObject { ["stateToken"] = state, ["passCode"] = code })).Status == HttpStatusCode.OK);
        var pages = Enumerable.Range(0, 8).Select(async _ => (await browser.SubmitAsync(page, ("code", code))).LeadsTo is not null);
        (await Task.WhenAll(programs.Concat(pages))).Count(signedIn => signedIn).ShouldBe(1);
    }

    private async Task<ApiAnswer> Recover(TestPerson person)
    {
        (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" })).ShouldSucceed();
        var token = (await Org.MailsAsync(person.Login)).SelectMany(mail => mail.Links).First(link => link.Contains("/reset_password/", StringComparison.Ordinal)).Split('/')[^1];
        var begun = (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = token })).ShouldSucceed();
        return (await Org.Authn("/credentials/reset_password", new JsonObject { ["stateToken"] = begun["stateToken"], ["newPassword"] = Better })).ShouldSucceed();
    }
}
