using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>What a password policy asks is asked wherever a password is set or checked. Contract §3.9, PASSWORD.</summary>
public sealed class PasswordDoorsTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private const string Chosen = "Better-Horse-8";

    private TestOrg Org => fixture.Org;

    private async Task<string> PasswordPolicy(string group, string settings, JsonObject? actions = null)
    {
        var body = Policy("PASSWORD", group, JsonNode.Parse(settings)!.AsObject(), priority: 1);
        var policy = (await Org.Post("/policies", body)).ShouldSucceed().Id;
        if (actions is not null) (await Org.Post($"/policies/{policy}/rules", Rule("PASSWORD", actions))).ShouldSucceed();
        return policy;
    }

    private static JsonObject Actions(string change, string reset) => new()
    {
        ["passwordChange"] = new JsonObject { ["access"] = change }, ["selfServicePasswordReset"] = new JsonObject { ["access"] = reset },
        ["selfServiceUnlock"] = new JsonObject { ["access"] = "DENY" },
    };

    private static JsonObject Value(string password) => new() { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = password } } };

    private async Task<TestPerson> Horse(string group)
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["firstName"] = "Horse" } })).ShouldSucceed();
        (await Org.Put($"/groups/{group}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        return person;
    }

    [Theory]
    [InlineData("minLength", """{"password":{"complexity":{"minLength":20}}}""", false)]
    [InlineData("minSymbol", """{"password":{"complexity":{"minSymbol":3}}}""", false)]
    [InlineData("minNumber", """{"password":{"complexity":{"minNumber":2}}}""", false)]
    [InlineData("minUpperCase", """{"password":{"complexity":{"minUpperCase":3}}}""", false)]
    [InlineData("minLowerCase", """{"password":{"complexity":{"minLowerCase":12}}}""", false)]
    [InlineData("maxConsecutiveCharacters", """{"password":{"complexity":{"maxConsecutiveCharacters":1}}}""", false)]
    [InlineData("excludeAttributes", """{"password":{"complexity":{"excludeAttributes":["firstName"]}}}""", false)]
    [InlineData("nothing", """{"password":{"complexity":{"minLength":8}}}""", true)]
    public async Task Each_rule_holds_at_every_door_at_which_a_password_is_chosen(string rule, string settings, bool good)
    {
        var group = await Org.Group();
        var policy = await PasswordPolicy(group, settings);
        rule.ShouldNotBeEmpty();

        var login = $"p{Ground.Sealing.Secrets.Digits(12)}@example.com";
        var born = ApiCalls.NewUser(login);
        born["profile"]!["firstName"] = "Horse";
        (born["credentials"], born["groupIds"]) = (Value(Chosen)["credentials"]!.DeepClone(), new JsonArray(group));
        var created = await Org.Post("/users?activate=true", born);
        (created.Status == HttpStatusCode.OK).ShouldBe(good, created.Text);

        var person = await Horse(group);
        var set = await Org.Post($"/users/{person.Id}", Value(Chosen));
        (set.Status == HttpStatusCode.OK).ShouldBe(good, set.Text);

        person = await Horse(group);
        var changed = await Org.Post($"/users/{person.Id}/credentials/change_password", new JsonObject { ["oldPassword"] = new JsonObject { ["value"] = person.Password }, ["newPassword"] = new JsonObject { ["value"] = Chosen } });
        (changed.Status == HttpStatusCode.OK).ShouldBe(good, changed.Text);
        if (!good) changed.ShouldBeRefused(403, "E0000014", "Password requirements were not met");

        person = await Horse(group);
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        using (var browser = Org.Browser())
        {
            var page = await Org.NativeApp.SignInAsync(person, browser: browser);
            page = await browser.SubmitAsync(page, ("password", Chosen), ("confirm", Chosen));
            (page.LeadsTo is not null).ShouldBe(good, page.Text);
            page.Shows("li.broken").ShouldBe(!good);
        }

        person = await Horse(group);
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"];
        var next = await Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = state, ["oldPassword"] = person.Password, ["newPassword"] = Chosen });
        (next.Status == HttpStatusCode.OK).ShouldBe(good, next.Text);
        if (!good) next.ShouldBeRefused(403, "E0000080");

        person = await Horse(group);
        var link = (await Org.Post($"/users/{person.Id}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed()["resetPasswordUrl"]!;
        using (var browser = Org.Browser())
        {
            var page = await browser.SubmitAsync(await browser.OpenAsync(link), ("password", Chosen), ("confirm", Chosen));
            page.Shows("li.broken").ShouldBe(!good, page.Text);
        }

        person = await Horse(group);
        using (var browser = Org.Browser())
        {
            var page = await browser.SubmitAsync(await browser.OpenAsync("/account/password"), ("identifier", person.Login), ("password", person.Password));
            page = await browser.SubmitAsync(page, ("old", person.Password), ("password", Chosen), ("confirm", Chosen));
            page.Shows("li.broken").ShouldBe(!good, page.Text);
        }
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // a policy may also ask for less
    public async Task What_a_policy_does_not_ask_nobody_asks()
    {
        var group = await Org.Group();
        var policy = await PasswordPolicy(group, """{"password":{"complexity":{"minLength":4,"minLowerCase":0,"minUpperCase":0,"minNumber":0,"excludeUsername":false,"dictionary":{"common":{"exclude":false}}}}}""");
        var person = await Horse(group);
        (await Org.Post($"/users/{person.Id}", Value("1234"))).ShouldSucceed();
        (await Org.NativeApp.SignInAsync(person with { Password = "1234" })).Parameter("code").ShouldNotBeNull();
        var other = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{other.Id}", Value("1234"))).ShouldBeRefused(400, "E0000001", "at least 8 characters");
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // who signs up is of the group of everybody
    public async Task Who_signs_up_chooses_by_the_policy_of_everybody()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = true })).ShouldSucceed();
        var everyone = (await org.Read("/groups?q=Everyone")).ShouldSucceed().List.Single()!["id"]!.ToString();
        (await org.Post("/policies", Policy("PASSWORD", everyone, JsonNode.Parse("""{"password":{"complexity":{"minLength":20}}}""")!.AsObject()))).ShouldSucceed();
        using var browser = org.Browser();
        var page = await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: ("prompt", "create")));
        page.Text.ShouldContain("at least 20 characters");
        page = await browser.SubmitAsync(page, ("firstName", "Nora"), ("lastName", "New"), ("email", "nora@example.com"), ("password", Chosen));
        page.Shows("li.broken").ShouldBeTrue(page.Text);
    }

    [Fact]                                                             // maxAgeDays: the sign-in asks for another, and nobody is signed out by it
    public async Task A_password_that_has_had_its_time_is_exchanged_at_the_next_sign_in()
    {
        var group = await Org.Group();
        var policy = await PasswordPolicy(group, """{"password":{"age":{"maxAgeDays":2}}}""");
        var (one, two) = (await Horse(group), await Horse(group));
        var tokens = await Org.NativeApp.TokensAsync(one);
        Org.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));

        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(one, browser: browser);
        page.Url.AbsolutePath.ShouldBe("/signin/password", page.Text);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.SubmitAsync(page, ("password", Chosen), ("confirm", Chosen))).Parameter("code").ShouldNotBeNull();
        (await Org.NativeApp.SignInAsync(one with { Password = Chosen })).Parameter("code").ShouldNotBeNull();

        var begun = (await Org.Authn(two)).ShouldSucceed();
        begun["status"].ShouldBe("PASSWORD_EXPIRED");
        (await Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = begun["stateToken"], ["oldPassword"] = two.Password, ["newPassword"] = Chosen })).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // expireWarnDays: contract §3.5, PASSWORD_WARN
    public async Task Who_has_few_days_left_is_reminded_and_may_leave_it_for_later()
    {
        var group = await Org.Group();
        var policy = await PasswordPolicy(group, """{"password":{"age":{"maxAgeDays":10,"expireWarnDays":3}}}""");
        (await Org.Read($"/policies/{policy}")).ShouldSucceed()["settings.password.age.expireWarnDays"].ShouldBe("3");
        var (one, two, three) = (await Horse(group), await Horse(group), await Horse(group));
        Task<ApiAnswer> Warned(TestPerson person) => Org.Authn("", new JsonObject
        {
            ["username"] = person.Login, ["password"] = person.Password, ["options"] = new JsonObject { ["warnBeforePasswordExpired"] = true },
        });
        Org.Clock.Advance(TimeSpan.FromDays(6));
        (await Org.NativeApp.SignInAsync(one)).Parameter("code").ShouldNotBeNull();
        (await Warned(two)).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        Org.Clock.Advance(TimeSpan.FromDays(2));

        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(one, browser: browser);
        page.Url.AbsolutePath.ShouldBe("/signin/password", page.Text);
        page.TextOf("p.lead")!.ShouldStartWith("Your password expires on");
        (await browser.SubmitAsync(page, ("later", "yes"))).Parameter("code").ShouldNotBeNull();
        using var another = Org.Browser();
        page = await Org.NativeApp.SignInAsync(one, browser: another);
        (await another.SubmitAsync(page, ("password", one.Password), ("confirm", one.Password))).TextOf("[role=alert]").ShouldNotBeNull();
        (await another.SubmitAsync(page, ("password", Chosen), ("confirm", Chosen))).Parameter("code").ShouldNotBeNull();
        // Left for later by a browser that went back: the password is another by now.
        (await another.PostAsync(page.Url.PathAndQuery, ("later", "yes"))).Parameter("code").ShouldBeNull();
        (await Org.NativeApp.SignInAsync(one with { Password = Chosen })).Parameter("code").ShouldNotBeNull();

        // A program hears of it where it asks to.
        (await Org.Authn(two)).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        var warned = (await Warned(two)).ShouldSucceed();
        (warned["status"], warned["_embedded.policy.expiration.passwordExpireDays"], warned["_links.skip.name"]).ShouldBe(("PASSWORD_WARN", "2", "skip"));
        var skipped = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Org.Authn("/skip", new JsonObject { ["stateToken"] = warned["stateToken"] })));
        skipped.Count(answer => answer.Status == HttpStatusCode.OK && answer["status"] == "SUCCESS").ShouldBe(1);
        warned = (await Warned(two)).ShouldSucceed();
        (await Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = warned["stateToken"], ["oldPassword"] = two.Password, ["newPassword"] = Chosen })).ShouldSucceed()["status"].ShouldBe("SUCCESS");

        // In an app's own pages: contract §4, reenroll-authenticator-warning.
        var (app, device) = (await Org.IdxApp(), await Org.EnrollAppAsync(three));
        var soon = (await Org.Identify(await app.Introspect(), three)).ShouldSucceed();
        soon.Forms().ShouldBe(["reenroll-authenticator-warning", "skip"]);
        soon.Object["currentAuthenticator"]!["value"]!["settings"]!["daysToExpiry"]!.GetValue<int>().ShouldBe(1);                // and some hours
        soon.Object.ContainsKey("successWithInteractionCode").ShouldBeFalse();
        (await Org.Idx("introspect", new JsonObject { ["stateHandle"] = soon["stateHandle"] })).Forms().ShouldBe(soon.Forms());
        // It leaves nothing out but the password: of racing ones one counts, and what else is due is asked for.
        var left = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Org.Send(soon, "skip", [])));
        var next = left.Where(answer => answer.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        next = await Org.Answer(await Org.Choose(next, "select-authenticator-authenticate", "Google Authenticator"), device.Next());
        (await app.RedeemInteraction(next.Code())).Status.ShouldBe(HttpStatusCode.OK);
        soon = (await Org.Identify(await app.Introspect(), three)).ShouldSucceed();
        (await Org.Answer(soon, three.Password, "reenroll-authenticator-warning")).Said().ShouldBe("password.passwordRequirementsNotMet");
        next = (await Org.Answer(soon, Chosen, "reenroll-authenticator-warning")).ShouldSucceed();
        next.Forms().ShouldBe(["select-authenticator-authenticate"]);
        (await Org.Send(soon, "skip", [])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.Identify(await app.Introspect(), three with { Password = Chosen })).Forms().ShouldBe(["select-authenticator-authenticate"]);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // historyCount
    public async Task Earlier_passwords_are_not_chosen_again_until_so_many_have_come_between()
    {
        var group = await Org.Group();
        var policy = await PasswordPolicy(group, """{"password":{"age":{"historyCount":2}}}""");
        var person = await Horse(group);
        async Task<bool> Exchange(string chosen)
        {
            (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
            var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"];
            var answer = await Org.Authn("/credentials/change_password", new JsonObject { ["stateToken"] = state, ["oldPassword"] = person.Password, ["newPassword"] = chosen });
            if (answer.Status != HttpStatusCode.OK) return false;
            person = person with { Password = chosen };
            Org.Clock.Advance(TimeSpan.FromMinutes(1));
            return true;
        }
        var first = person.Password;
        (await Exchange("Second-Horse-2")).ShouldBeTrue();
        (await Exchange(first)).ShouldBeFalse();
        (await Exchange("Third-Horse-3")).ShouldBeTrue();
        (await Exchange(first)).ShouldBeFalse();
        using (var browser = Org.Browser())
        {
            var page = await browser.SubmitAsync(await browser.OpenAsync("/account/password"), ("identifier", person.Login), ("password", person.Password));
            page = await browser.SubmitAsync(page, ("old", person.Password), ("password", first), ("confirm", first));
            page.Shows("li.broken").ShouldBeTrue(page.Text);
        }
        (await Exchange("Fourth-Horse-4")).ShouldBeTrue();
        (await Exchange(first)).ShouldBeTrue();
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // minAgeMinutes, and passwordChange DENY
    public async Task Who_may_not_change_their_own_password_yet_or_at_all_hears_so()
    {
        var (early, never) = (await Org.Group(), await Org.Group());
        string[] policies = [await PasswordPolicy(early, """{"password":{"age":{"minAgeMinutes":60}}}"""), await PasswordPolicy(never, "{}", Actions("DENY", "ALLOW"))];
        async Task<string> Change(TestPerson person)
        {
            using var browser = Org.Browser();
            var page = await browser.SubmitAsync(await browser.OpenAsync("/account/password"), ("identifier", person.Login), ("password", person.Password));
            page = await browser.SubmitAsync(page, ("old", person.Password), ("password", Chosen), ("confirm", Chosen));
            return page.TextOf("#problem") ?? page.Url.AbsolutePath;
        }
        var person = await Horse(early);
        (await Change(person)).ShouldStartWith("You changed your password a short while ago.");
        Org.Clock.Advance(TimeSpan.FromMinutes(61));
        (await Change(person)).ShouldBe("/account");
        (await Change(await Horse(never))).ShouldStartWith("Your organization does not let you");
        foreach (var policy in policies) await Org.DeletePolicy(policy);
    }

    [Theory]                                                           // lockout: maxAttempts, autoUnlockMinutes
    [InlineData(3, 5), InlineData(2, 0), InlineData(1, 30)]
    public async Task An_account_locks_and_opens_as_its_policy_says(int attempts, int minutes)
    {
        var group = await Org.Group();
        var policy = await PasswordPolicy(group, $$"""{"password":{"lockout":{"maxAttempts":{{attempts}},"autoUnlockMinutes":{{minutes}} } } }""");
        var person = await Horse(group);
        for (var i = 0; i < attempts; i++)
        {
            (await Org.Authn(person with { Password = "no" })).ShouldBeRefused(401, "E0000004");
            (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe(i == attempts - 1 ? "LOCKED_OUT" : "ACTIVE");
        }
        (await Org.Authn(person)).ShouldBeRefused(401, "E0000004");
        (await Org.Read($"/users?filter={Uri.EscapeDataString("status eq \"LOCKED_OUT\"")}")).ShouldSucceed().Each("id").ShouldContain(person.Id!);
        Org.Clock.Advance(minutes == 0 ? TimeSpan.FromDays(7) : TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        (await Org.Authn(person)).ShouldBeRefused(401, "E0000004");
        if (minutes == 0) (await Org.Post($"/users/{person.Id}/lifecycle/unlock")).ShouldSucceed();
        else Org.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Org.Authn(person)).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // okta_email, tokenLifetimeMinutes, selfServicePasswordReset
    public async Task A_forgotten_password_is_recovered_as_the_policy_says()
    {
        var (soon, off, denied) = (await Org.Group(), await Org.Group(), await Org.Group());
        string[] policies =
        [
            await PasswordPolicy(soon, """{"recovery":{"factors":{"okta_email":{"status":"ACTIVE","properties":{"recoveryToken":{"tokenLifetimeMinutes":10}}}}}}"""),
            await PasswordPolicy(off, """{"recovery":{"factors":{"okta_email":{"status":"INACTIVE"}}}}"""),
            await PasswordPolicy(denied, "{}", Actions("ALLOW", "DENY")),
        ];
        async Task<string[]> Forget(TestPerson person)
        {
            (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" })).ShouldSucceed()["status"].ShouldBe("RECOVERY_CHALLENGE");
            return [.. (await Org.MailsAsync(person.Login)).SelectMany(mail => mail.Links).Where(link => link.Contains("/reset_password/", StringComparison.Ordinal))];
        }
        (await Forget(await Horse(off))).ShouldBeEmpty();
        (await Forget(await Horse(denied))).ShouldBeEmpty();
        var link = (await Forget(await Horse(soon))).ShouldHaveSingleItem();
        using var browser = Org.Browser();
        Org.Clock.Advance(TimeSpan.FromMinutes(9));
        (await browser.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.OK);
        Org.Clock.Advance(TimeSpan.FromMinutes(2));
        (await browser.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
        foreach (var policy in policies) await Org.DeletePolicy(policy);
    }
}
