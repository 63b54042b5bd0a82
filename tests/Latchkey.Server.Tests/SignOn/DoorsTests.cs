using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>One table for all doors: what one refuses, all refuse, and what one asks for, all ask for. Contract §3.9, threats §1 row 7.</summary>
public sealed class DoorsTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    private TestOrg Org => fixture.Org;

    /// <summary>What somebody meets at a door who has typed the right password.</summary>
    public enum Meets { In, Denied, Factor, Enroll }

    public static TheoryData<string, string, Meets> Table => new()
    {
        // the rule, what the person has set up, what they meet
        { "allows", "nothing", Meets.In },
        { "allows", "an app", Meets.Factor },
        { "denies", "nothing", Meets.Denied },
        { "denies", "an app", Meets.Denied },
        { "wants a second factor", "an app", Meets.Factor },
        { "wants a second factor", "nothing", Meets.Enroll },
        { "wants the password", "nothing", Meets.In },
        { "asks once a session", "an app", Meets.Factor },
        { "asks once a device", "an app", Meets.Factor },
        { "denies elsewhere", "nothing", Meets.In },
        { "denies here", "nothing", Meets.Denied },
        { "denies new devices", "nothing", Meets.Denied },
    };

    private async Task<(TestPerson Person, Authenticator? App, string Policy)> Set(string rule, string has)
    {
        var person = await Org.CreatePersonAsync();
        var group = await Org.Group(person);
        async Task<JsonObject> Zoned(string gateway) => InZone((await Org.Post("/zones", Zone(gateway))).ShouldSucceed().Id);
        var (action, when) = rule switch
        {
            "denies" => (OfSession("DENY"), null),
            "wants a second factor" => (OfSession(requireFactor: true), null),
            "wants the password" => (With(OfSession(), "primaryFactor", "PASSWORD_IDP"), null),
            "asks once a session" => (OfSession(requireFactor: true, mode: "SESSION", minutes: 60), null),
            "asks once a device" => (OfSession(requireFactor: true, mode: "DEVICE", minutes: 60, remember: true), null),
            "denies elsewhere" => (OfSession("DENY"), await Zoned("203.0.113.0/24")),
            "denies here" => (OfSession("DENY"), await Zoned("127.0.0.0/8")),
            "denies new devices" => (OfSession("DENY"), new JsonObject { ["riskScore"] = new JsonObject { ["level"] = "HIGH" } }),
            _ => (OfSession(), (JsonObject?)null),
        };
        var policy = await Org.SignOnPolicy(group, action, when);
        return (person, has == "an app" ? await Org.EnrollAppAsync(person) : null, policy);
    }

    private static JsonObject With(JsonObject action, string name, string value)
    {
        action["signon"]![name] = value;
        return action;
    }

    private static Meets At(TestPage page) => page.LeadsTo is not null ? page.Parameter("code") is not null ? Meets.In : page.Parameter("error") == "access_denied" ? Meets.Denied : throw new InvalidOperationException(page.LeadsTo)
        : page.Url.AbsolutePath == "/signin/enroll" ? Meets.Enroll : page.Shows("input[name=code]") ? Meets.Factor : throw new InvalidOperationException(page.Text);

    [Theory, MemberData(nameof(Table))]
    public async Task The_sign_in_page_and_programs_meet_the_same(string rule, string has, Meets meets)
    {
        var (person, app, policy) = await Set(rule, has);

        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        At(page).ShouldBe(meets, page.Text);
        if (app is not null && meets == Meets.Factor) At(await browser.SubmitAsync(page, ("code", app.Next()))).ShouldBe(Meets.In);

        var authn = await Org.Authn(person);
        switch (meets)
        {
            case Meets.In:
                authn.ShouldSucceed()["status"].ShouldBe("SUCCESS");
                break;
            case Meets.Denied:
                authn.ShouldBeRefused(403, "E0000085");
                break;
            case Meets.Factor:
                authn.ShouldSucceed()["status"].ShouldBe("MFA_REQUIRED");
                var state = authn["stateToken"];
                (await Org.Authn($"/factors/{app!.FactorId}/verify", new JsonObject { ["stateToken"] = state, ["passCode"] = app.Next() })).ShouldSucceed()["status"].ShouldBe("SUCCESS");
                break;
            default:
                authn.ShouldSucceed()["status"].ShouldBe("MFA_ENROLL");
                break;
        }

        // An app's own pages are a door like another. Contract §4.
        var own = await Org.Identify(await (await Org.IdxApp()).Introspect(), person);
        if (meets == Meets.Denied) own.ShouldBe(HttpStatusCode.Forbidden).Said().ShouldBe("security.access_denied");
        else if (meets == Meets.In) own.Code().ShouldNotBeEmpty();
        else own.ShouldSucceed().Forms().ShouldBe([meets == Meets.Factor ? "select-authenticator-authenticate" : "select-authenticator-enroll"]);

        // A grant that can show no page refuses whoever would see one.
        var passwords = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password"), ["response_types"] = new JsonArray() });
        var granted = await passwords.TokenAsync(("grant_type", "password"), ("username", person.Login), ("password", person.Password), ("scope", "openid"));
        if (meets == Meets.In) granted.Status.ShouldBe(HttpStatusCode.OK);
        else granted.ShouldBeRefused(meets == Meets.Denied ? "access_denied" : "invalid_grant");

        // Approving a device is a door like another.
        using var another = Org.Browser();
        var device = await Org.NativeApp.PostAsync("/device/authorize", ("scope", "openid profile"));
        page = await another.SubmitAsync(await another.OpenAsync("/activate?user_code=" + device["user_code"]));
        page = await another.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
        page.Shows("button[value=approve]").ShouldBe(meets == Meets.In, page.Text);
        if (meets == Meets.Denied) page.Status.ShouldBe(HttpStatusCode.Forbidden);

        // So is the page of one's own account.
        using var third = Org.Browser();
        page = await third.SubmitAsync(await third.OpenAsync("/account"), ("identifier", person.Login), ("password", person.Password));
        page.Url.AbsolutePath.ShouldBe(meets == Meets.In ? "/account" : meets == Meets.Enroll ? "/signin/enroll" : meets == Meets.Factor ? "/signin/factor" : "/signin", page.Text);

        // And a mailed code, where an app's policy is content with one: it takes the place of the password, and of nothing else. Last, for it proves the mailbox.
        var mailing = await Org.IdxApp();
        await Org.AccessPolicy(mailing.ClientId, OfApp(constraints: [new JsonObject { ["possession"] = new JsonObject { ["required"] = true } }]));
        var named = await Org.Send(await mailing.Introspect(), "identify", new JsonObject { ["identifier"] = person.Login });
        await Org.Choose(named, "select-authenticator-authenticate", "Email");
        var byMail = await Org.Idx("challenge/answer", new JsonObject { ["stateHandle"] = named["stateHandle"], ["credentials"] = IdxWalk.Passcode(await Org.RecoveryCode(person.Login)) });
        if (meets == Meets.Denied) byMail.ShouldBe(HttpStatusCode.Forbidden).Said().ShouldBe("security.access_denied");
        else if (meets == Meets.Factor) byMail.ShouldSucceed().Forms().ShouldBe(["select-authenticator-authenticate"]);
        else if (meets == Meets.In && rule != "wants the password") byMail.Code().ShouldNotBeEmpty();
        else byMail.ShouldSucceed()["currentAuthenticatorEnrollment.value.key"].ShouldBe("okta_password");

        await Org.DeletePolicy(policy);
    }

    [Theory, MemberData(nameof(Table))]
    public async Task A_session_from_before_the_rule_meets_it_too(string rule, string has, Meets meets)
    {
        if (rule == "denies new devices") return;                      // how the device became known before is what another test shows
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(person, browser: browser);
        var tokens = await Org.NativeApp.TokensAsync(person, "openid offline_access device_sso");
        var sessionToken = await Org.SessionToken(person);

        var app = has == "an app" ? await Org.EnrollAppAsync(person) : null;
        var group = await Org.Group(person);
        var (_, _, model) = await Set(rule, "nothing");
        var action = (await Org.Read($"/policies/{model}/rules")).ShouldSucceed().List.Single()!.AsObject();
        var policy = await Org.SignOnPolicy(group, action["actions"]!.DeepClone().AsObject(), Only(action["conditions"]!.AsObject()));
        await Org.DeletePolicy(model);

        // Where nothing may be asked: an error. Where a page may be shown: the page.
        var silent = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "none")));
        (silent.Parameter("code") is not null ? "code" : silent.Parameter("error")).ShouldBe(meets switch { Meets.In => "code", Meets.Denied => "access_denied", _ => "interaction_required" });
        At(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl())).ShouldBe(meets);
        // Of one's own page only a rule keeps one: what was set up since is asked for at the next sign-in.
        (await browser.OpenAsync("/account")).Url.AbsolutePath.ShouldBe(rule == "allows" || meets is Meets.In or Meets.Denied ? "/account" : meets == Meets.Enroll ? "/signin/enroll" : "/signin/factor");
        (await browser.OpenAsync("/account")).Status.ShouldBe(meets == Meets.Denied ? HttpStatusCode.Forbidden : HttpStatusCode.OK);

        // A session token stands for a sign-in, and for no way around the rule.
        var begun = await Org.Post("/sessions", new JsonObject { ["sessionToken"] = sessionToken });
        if (meets == Meets.Denied) begun.ShouldBeRefused(401, "E0000004");
        else begun.ShouldSucceed();

        // Another app of the device signs in anew; whoever only refreshes does not.
        var second = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange") });
        var exchanged = await second.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"), ("subject_token", tokens.IdToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            ("actor_token", tokens["device_secret"]), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid"));
        if (meets == Meets.In) exchanged.Status.ShouldBe(HttpStatusCode.OK);
        else exchanged.ShouldBeRefused(meets == Meets.Denied ? "access_denied" : "invalid_grant");
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);

        app?.Next();
        await Org.DeletePolicy(policy);
    }

    /// <summary>What is sent again of what was read.</summary>
    private static JsonObject Only(JsonObject conditions) => new() { ["network"] = conditions["network"]!.DeepClone() };

    [Fact]                                                             // contract §3.9: deny, at the console as at any app
    public async Task The_console_is_an_app_of_the_org()
    {
        var id = (await Org.Read($"/users/{Org.Facts.Admin.Login}")).ShouldSucceed().Id;
        var person = new TestPerson(Org.Facts.Admin.Login, Org.Facts.Admin.Password, id);
        using var browser = Org.Browser();
        await browser.SignInAsync("/admin", person);
        (await browser.OpenAsync("/admin")).Url.AbsolutePath.ShouldBe("/admin");
        var policy = await Org.SignOnPolicy(await Org.Group(person), OfSession("DENY"));
        (await browser.OpenAsync("/admin")).Url.AbsolutePath.ShouldNotBe("/admin");
        await Org.DeletePolicy(policy);
        (await browser.OpenAsync("/admin")).Url.AbsolutePath.ShouldBe("/admin");
    }

    [Fact]                                                             // contract §3.9: riskScore LOW, by a sealed cookie of its own
    public async Task A_device_is_known_once_somebody_has_signed_in_with_it()
    {
        var person = await Org.CreatePersonAsync();
        var (known, unknown) = (Org.Browser(), Org.Browser());
        var group = await Org.Group(person);
        var asks = await Org.SignOnPolicy(group, OfSession(), new JsonObject { ["riskScore"] = new JsonObject { ["level"] = "LOW" } });
        At(await Org.NativeApp.SignInAsync(person, browser: known)).ShouldBe(Meets.In);
        known.Cookies.GetAllCookies().ShouldContain(cookie => cookie.Name == "lk_device");
        var denies = await Org.SignOnPolicy(group, OfSession("DENY"), new JsonObject { ["riskScore"] = new JsonObject { ["level"] = "HIGH" } });
        At(await Org.NativeApp.SignInAsync(person, browser: known, changes: ("prompt", "login"))).ShouldBe(Meets.In);
        At(await Org.NativeApp.SignInAsync(person, browser: unknown)).ShouldBe(Meets.Denied);

        // Nobody's device is known of somebody else, and none after a new password.
        var other = await Org.CreatePersonAsync();
        (await Org.Put($"/groups/{group}/users/{other.Id}")).ShouldBe(HttpStatusCode.NoContent);
        At(await Org.NativeApp.SignInAsync(other, browser: known, changes: ("prompt", "login"))).ShouldBe(Meets.Denied);
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Another-Horse-9" } } })).ShouldSucceed();
        At(await Org.NativeApp.SignInAsync(person with { Password = "Another-Horse-9" }, browser: known)).ShouldBe(Meets.Denied);
        foreach (var policy in (string[])[asks, denies]) await Org.DeletePolicy(policy);
        known.Dispose();
        unknown.Dispose();
    }

    [Theory]                                                           // contract §3.9: factorPromptMode DEVICE
    [InlineData(true), InlineData(false)]
    public async Task A_device_that_is_to_be_remembered_is_not_asked_again_for_a_while(bool remember)
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        var policy = await Org.SignOnPolicy(await Org.Group(person), OfSession(mode: "DEVICE", minutes: 60));
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        page.Shows("input[name=remember]:not([checked])").ShouldBeTrue(page.Text);
        At(await browser.SubmitAsync(page, remember ? [("code", app.Next()), ("remember", "yes")] : [("code", app.Next()), ("remember", "")])).ShouldBe(Meets.In);
        Task<TestPage> Again() => Org.NativeApp.SignInAsync(person, browser: browser, changes: ("prompt", "login"));
        At(await Again()).ShouldBe(remember ? Meets.In : Meets.Factor);
        Org.Clock.Advance(TimeSpan.FromMinutes(61));
        At(await Again()).ShouldBe(Meets.Factor);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §3.5: allowRememberDevice is true where it is true
    public async Task A_program_may_have_its_device_remembered()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        var policy = await Org.SignOnPolicy(await Org.Group(person), OfSession(mode: "DEVICE", minutes: 60, remember: true));
        var begun = (await Org.Authn(person)).ShouldSucceed();
        (begun["_embedded.policy.allowRememberDevice"], begun["_embedded.policy.rememberDeviceByDefault"], begun["_embedded.policy.rememberDeviceLifetimeInMinutes"]).ShouldBe(("true", "true", "60"));
        var done = (await Org.Authn($"/factors/{app.FactorId}/verify?rememberDevice=true", new JsonObject { ["stateToken"] = begun["stateToken"], ["passCode"] = app.Next() })).ShouldSucceed();
        var cookie = done.Message.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("lk_device=", StringComparison.Ordinal)).Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/authn")
        {
            Content = new StringContent(new JsonObject { ["username"] = person.Login, ["password"] = person.Password }.ToJsonString(), null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        JsonNode.Parse(await (await Org.Http.SendAsync(request)).Content.ReadAsStringAsync())!["status"]!.ToString().ShouldBe("SUCCESS");
        (await Org.Authn(person)).ShouldSucceed()["status"].ShouldBe("MFA_REQUIRED");
        await Org.DeletePolicy(policy);
    }

    [Theory]                                                           // threats §1 rows 6 and 8: what a device remembers is a factor that its person has
    [InlineData("removed"), InlineData("reset"), InlineData("replaced"), InlineData("one of two removed"), InlineData("one more")]
    public async Task A_device_remembers_no_factor_that_was_taken_away(string what)
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        string? mail = null;
        if (what == "one of two removed") mail = (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA", ["profile"] = new JsonObject { ["email"] = person.Login } })).ShouldSucceed().Id;
        var policy = await Org.SignOnPolicy(await Org.Group(person), OfSession(requireFactor: true, mode: "DEVICE", minutes: 43_200));
        var begun = (await Org.Authn(person)).ShouldSucceed();
        var done = (await Org.Authn($"/factors/{app.FactorId}/verify?rememberDevice=true", new JsonObject { ["stateToken"] = begun["stateToken"], ["passCode"] = app.Next() })).ShouldSucceed();
        var cookie = done.Message.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("lk_device=", StringComparison.Ordinal)).Split(';')[0];
        async Task<string> Again()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/authn")
            {
                Content = new StringContent(new JsonObject { ["username"] = person.Login, ["password"] = person.Password }.ToJsonString(), null, "application/json"),
            };
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
            return JsonNode.Parse(await (await Org.Http.SendAsync(request)).Content.ReadAsStringAsync())!["status"]!.ToString();
        }

        (await Again()).ShouldBe("SUCCESS");
        switch (what)
        {
            case "reset":
                (await Org.Post($"/users/{person.Id}/lifecycle/reset_factors")).ShouldSucceed();
                break;
            case "one of two removed":
                (await Org.Delete($"/users/{person.Id}/factors/{mail}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
                break;
            case "removed" or "replaced":
                (await Org.Delete($"/users/{person.Id}/factors/{app.FactorId}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
                if (what == "replaced") await Org.EnrollAppAsync(person);
                break;
            default:
                (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA", ["profile"] = new JsonObject { ["email"] = person.Login } })).ShouldSucceed();
                break;
        }
        var status = await Again();
        if (what == "one more") status.ShouldBe("SUCCESS");
        else if (what is "removed" or "reset") status.ShouldBeOneOf("MFA_ENROLL", "MFA_REQUIRED");
        else status.ShouldBe("MFA_REQUIRED");
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §3.9: factorPromptMode SESSION, in the session that is there
    public async Task A_second_factor_of_a_session_is_asked_for_again_when_its_time_is_over()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        var policy = await Org.SignOnPolicy(await Org.Group(person), OfSession(requireFactor: true, mode: "SESSION", minutes: 30));
        using var browser = Org.Browser();
        At(await browser.SubmitAsync(await Org.NativeApp.SignInAsync(person, browser: browser), ("code", app.Next()))).ShouldBe(Meets.In);
        At(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl())).ShouldBe(Meets.In);
        Org.Clock.Advance(TimeSpan.FromMinutes(31));
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "none")))).Parameter("error").ShouldBe("interaction_required");
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        At(page).ShouldBe(Meets.Factor);
        At(await browser.SubmitAsync(page, ("code", app.Next()))).ShouldBe(Meets.In);
        At(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "none")))).ShouldBe(Meets.In);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // an app that wants more than the session has
    public async Task An_app_that_wants_two_factors_steps_a_session_up_and_others_do_not()
    {
        var person = await Org.CreatePersonAsync();
        var strict = await Org.CreateAppAsync();
        var policy = await Org.AccessPolicy(strict.ClientId, OfApp(mode: "2FA"));
        using var browser = Org.Browser();
        At(await Org.NativeApp.SignInAsync(person, browser: browser)).ShouldBe(Meets.In);
        (await browser.OpenAsync(strict.AuthorizeUrl(changes: ("prompt", "none")))).Parameter("error").ShouldBe("interaction_required");
        At(await browser.OpenAsync(strict.AuthorizeUrl())).ShouldBe(Meets.Enroll);
        var app = await Org.EnrollAppAsync(person);
        var page = await browser.OpenAsync(strict.AuthorizeUrl());
        At(page).ShouldBe(Meets.Factor);
        var end = await browser.SubmitAsync(page, ("code", app.Next()));
        (await strict.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp"]);
        (await Org.Delete($"/policies/{policy}/mappings/{strict.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §3.6: policy.evaluate_sign_on, with a sentence that names the rule
    public async Task The_log_says_which_rule_decided()
    {
        var person = await Org.CreatePersonAsync();
        var policy = await Org.SignOnPolicy(await Org.Group(person), OfSession("DENY"));
        var rule = (await Org.Read($"/policies/{policy}/rules")).List.Single()!["name"]!.ToString();
        (await Org.Authn(person)).ShouldBeRefused(403, "E0000085");
        await Org.NativeApp.SignInAsync(person);
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        var events = (await Org.Read($"/logs?filter={Uri.EscapeDataString($"eventType eq \"policy.evaluate_sign_on\" and actor.id eq \"{person.Id}\"")}")).ShouldSucceed().List;
        events.Count.ShouldBe(2);
        foreach (var one in events)
        {
            (one!["outcome"]!["result"]!.ToString(), one["outcome"]!["reason"]!.ToString().Contains(rule, StringComparison.Ordinal)).ShouldBe(("DENY", true));
            one["target"]!.AsArray().Select(target => target!["type"]!.ToString()).ShouldContain("PolicyRule");
            one["debugContext"]!["debugData"]!["sessionPolicy"]!.ToString().ShouldBe(policy);
        }
        (await Org.Events(person.Id!)).ShouldNotContain("app.oauth2.as.authorize.code");
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // what a device's key says of its owner is a whole sign-in, and no password
    public async Task A_rule_that_wants_the_password_asks_whoever_came_with_a_passkey()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using var browser = Org.Browser();
        At(await browser.Use(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl()), device)).ShouldBe(Meets.In);
        var policy = await Org.SignOnPolicy(await Org.Group(person), With(OfSession(), "primaryFactor", "PASSWORD_IDP"));
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page.Shows("input[name=password]").ShouldBeTrue(page.Text);
        At(await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password))).ShouldBe(Meets.In);
        At(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "none")))).ShouldBe(Meets.In);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // AAL3 in Okta's words: nothing that a look-alike site could pass on
    public async Task An_app_may_want_what_cannot_be_phished_and_nothing_else_will_do()
    {
        using var device = Org.Device();
        var person = await Org.CreatePersonAsync();
        var code = await Org.EnrollAppAsync(person);
        await Org.NativeApp.SignInAsync(person);
        var strict = await Org.CreateAppAsync();
        var policy = await Org.AccessPolicy(strict.ClientId, OfApp(constraints: new JsonArray(new JsonObject { ["possession"] = new JsonObject { ["phishingResistant"] = "REQUIRED" } })));
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await strict.SignInAsync(person, browser: browser), ("code", code.Next()));
        page.Url.AbsolutePath.ShouldBe("/signin/enroll", page.Text);
        var end = await browser.Send(page, device.Make(page.Asked()), ("name", "Mine"));
        At(end).ShouldBe(Meets.In);

        using var another = Org.Browser();
        At(await another.Use(await another.OpenAsync(strict.AuthorizeUrl()), device)).ShouldBe(Meets.In);
        (await Org.Delete($"/policies/{policy}/mappings/{strict.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
        await Org.DeletePolicy(policy);
    }
}
