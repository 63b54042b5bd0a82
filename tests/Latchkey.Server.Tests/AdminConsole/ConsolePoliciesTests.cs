using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Security &gt; Policies: policies of every kind and their rules by form, with the rules of the management API, and what would happen to somebody. Contract §3.9 and §8.6.</summary>
public sealed class ConsolePoliciesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Whom = "conditions.people.groups.include";

    private static string Fresh(string name) => $"{name} {Secrets.Digits(10)}";

    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    private static async Task<TestPage> Do(TestBrowser browser, string path, string what, string id) =>
        await browser.PostAsync(path, ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("do", what), ("id", id));

    private static string IdIn(TestPage page) => page.Url.AbsolutePath.Split('/')[3];

    private async Task<(string Id, string Name)> NamedGroup()
    {
        var name = Fresh("Group");
        return ((await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = name } })).ShouldSucceed().Id, name);
    }

    private static JsonObject Body(string text) => (JsonObject)JsonNode.Parse(text)!;

    /// <summary>A policy with its settings and a rule, as the API is told and as the form is.</summary>
    public static TheoryData<string, string, string[], string, string[]> Kinds => new()
    {
        {
            "OKTA_SIGN_ON", "{}", [],
            """{"signon":{"access":"ALLOW","requireFactor":true,"primaryFactor":"PASSWORD_IDP","factorPromptMode":"DEVICE","factorLifetime":60,"rememberDeviceByDefault":true,"session":{"maxSessionIdleMinutes":30,"maxSessionLifetimeMinutes":480,"usePersistentCookie":true}}}""",
            [
                "actions.signon.requireFactor=on", "actions.signon.primaryFactor=PASSWORD_IDP", "actions.signon.factorPromptMode=DEVICE",
                "actions.signon.factorLifetime=60", "actions.signon.rememberDeviceByDefault=on", "actions.signon.session.maxSessionIdleMinutes=30",
                "actions.signon.session.maxSessionLifetimeMinutes=480", "actions.signon.session.usePersistentCookie=on",
            ]
        },
        {
            "ACCESS_POLICY", "{}", [],
            """{"appSignOn":{"access":"ALLOW","verificationMethod":{"type":"ASSURANCE","factorMode":"2FA","reauthenticateIn":"PT1H","constraints":[{"knowledge":{"types":["password"],"required":true},"possession":{"phishingResistant":"REQUIRED","required":true}}]}}}""",
            [
                "actions.appSignOn.verificationMethod.factorMode=2FA", "actions.appSignOn.verificationMethod.reauthenticateIn=PT1H",
                "actions.appSignOn.verificationMethod.constraints.knowledge=on", "actions.appSignOn.verificationMethod.constraints.possession.phishingResistant=on",
            ]
        },
        {
            "ACCESS_POLICY", "{}", [],
            """{"appSignOn":{"access":"ALLOW","verificationMethod":{"type":"ASSURANCE","factorMode":"2FA","reauthenticateIn":"P1D","constraints":[{"knowledge":{"types":["password"],"required":true,"reauthenticateIn":"PT2H"},"possession":{"deviceBound":"REQUIRED","hardwareProtection":"REQUIRED","userVerification":"REQUIRED","userPresence":"REQUIRED","authenticationMethods":[{"key":"google_otp","method":"otp"},{"key":"webauthn","method":"webauthn"}],"required":true}}]}}}""",
            [
                "actions.appSignOn.verificationMethod.factorMode=2FA", "actions.appSignOn.verificationMethod.reauthenticateIn=P1D", "actions.appSignOn.verificationMethod.constraints.knowledge=on",
                "actions.appSignOn.verificationMethod.constraints.knowledge.reauthenticateIn=PT2H", "actions.appSignOn.verificationMethod.constraints.possession.deviceBound=on",
                "actions.appSignOn.verificationMethod.constraints.possession.hardwareProtection=on", "actions.appSignOn.verificationMethod.constraints.possession.userVerification=on",
                "actions.appSignOn.verificationMethod.constraints.possession.userPresence=on", "actions.appSignOn.verificationMethod.constraints.possession.authenticationMethods.google_otp=on",
                "actions.appSignOn.verificationMethod.constraints.possession.authenticationMethods.webauthn=on",
            ]
        },
        {
            "PASSWORD",
            """{"settings":{"password":{"complexity":{"minLength":14,"minSymbol":1,"maxConsecutiveCharacters":3,"excludeAttributes":["firstName"]},"age":{"maxAgeDays":90,"historyCount":4},"lockout":{"maxAttempts":5,"autoUnlockMinutes":0,"showLockoutFailures":true}},"recovery":{"factors":{"okta_email":{"status":"INACTIVE"},"recovery_question":{"status":"ACTIVE"}}}}}""",
            [
                "settings.password.complexity.minLength=14", "settings.password.complexity.minSymbol=1", "settings.password.complexity.maxConsecutiveCharacters=3",
                "settings.password.complexity.excludeAttributes.firstName=on", "settings.password.age.maxAgeDays=90", "settings.password.age.historyCount=4",
                "settings.password.lockout.maxAttempts=5", "settings.password.lockout.autoUnlockMinutes=0", "settings.password.lockout.showLockoutFailures=on",
                "-settings.recovery.factors.okta_email.status", "settings.recovery.factors.recovery_question.status=on",
            ],
            """{"passwordChange":{"access":"ALLOW"},"selfServicePasswordReset":{"access":"DENY"}}""",
            ["-actions.selfServicePasswordReset.access"]
        },
        {
            "MFA_ENROLL",
            """{"settings":{"type":"AUTHENTICATORS","authenticators":[{"key":"okta_password","enroll":{"self":"REQUIRED"}},{"key":"okta_email","enroll":{"self":"NOT_ALLOWED"}},{"key":"google_otp","enroll":{"self":"OPTIONAL"}},{"key":"webauthn","enroll":{"self":"REQUIRED"}}]}}""",
            ["settings.authenticators.okta_email=NOT_ALLOWED", "settings.authenticators.webauthn=REQUIRED"],
            """{"enroll":{"self":"LOGIN"}}""",
            ["actions.enroll.self=LOGIN"]
        },
    };

    private static (string, string?)[] Typed(string[] fields) =>
        [.. fields.Select(field => field[0] == '-' ? (field[1..], null) : (field[..field.IndexOf('=', StringComparison.Ordinal)], (string?)field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]))];

    /// <summary>Issue 11: no rule twice. The rows and the lines of the log are the same but for names, ids and times.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Policies_and_rules_by_form_and_by_the_api_leave_the_same_rows_and_the_same_log(string type, string settings, string[] settingsTyped, string actions, string[] actionsTyped)
    {
        using var browser = await Org.ConsoleAsync();
        var (group, groupName) = await NamedGroup();
        var person = await Org.CreatePersonAsync();
        var ofApps = type == "ACCESS_POLICY";

        JsonObject Policy(string name, string description)
        {
            var body = Body(settings);
            (body["type"], body["name"], body["description"]) = (type, name, description);
            if (!ofApps) body["conditions"] = new JsonObject { ["people"] = new JsonObject { ["groups"] = new JsonObject { ["include"] = new JsonArray(group) } } };
            return body;
        }
        JsonObject Rule(string name, bool withPerson) => new()
        {
            ["name"] = name, ["actions"] = Body(actions),
            ["conditions"] = new JsonObject { ["people"] = new JsonObject { ["users"] = new JsonObject { ["exclude"] = withPerson ? new JsonArray(person.Id) : [] }, ["groups"] = new JsonObject { ["include"] = new JsonArray(group) } } },
        };
        var byApi = (await Org.Post("/policies", Policy(Fresh("Api"), "First"))).ShouldSucceed().Id;
        (await Org.Put($"/policies/{byApi}", Policy((await Org.Read($"/policies/{byApi}"))["name"]!, "Second"))).ShouldSucceed();
        var ruleByApi = (await Org.Post($"/policies/{byApi}/rules", Rule("One", withPerson: true))).ShouldSucceed().Id;
        var secondByApi = (await Org.Post($"/policies/{byApi}/rules", Rule("Two", withPerson: false))).ShouldSucceed().Id;
        var changed = Rule("One", withPerson: false);
        (await Org.Put($"/policies/{byApi}/rules/{ruleByApi}", changed)).ShouldSucceed();
        var moved = Rule("Two", withPerson: false);
        moved["priority"] = 1;
        (await Org.Put($"/policies/{byApi}/rules/{secondByApi}", moved)).ShouldSucceed();
        foreach (var what in new[] { "deactivate", "activate" }) (await Org.Post($"/policies/{byApi}/rules/{ruleByApi}/lifecycle/{what}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (string, string?)[] whom = ofApps ? [] : [(Whom, groupName)];
        var created = await Press(browser, $"/admin/policies/new?type={type}", "#policy-form", [("name", Fresh("Form")), ("description", "First"), .. whom, .. Typed(settingsTyped)]);
        created.TextOf("[role=status]").ShouldBe("Created.");
        var byForm = IdIn(created);
        await Press(browser, $"/admin/policies/{byForm}/edit", "#policy-form", ("description", "Second"));
        async Task<string> Made(string name, params (string, string?)[] more)
        {
            (await Press(browser, $"/admin/policies/{byForm}/rules/new", "#rule-form", [("name", name), (Whom, groupName), .. more, .. Typed(actionsTyped)])).TextOf("[role=status]").ShouldBe("Created.");
            return (await Org.Read($"/policies/{byForm}/rules")).List.Single(one => one!["name"]!.ToString() == name)!["id"]!.ToString();
        }
        var ruleByForm = await Made("One", ("conditions.people.users.exclude", person.Login));
        var secondByForm = await Made("Two");
        await Press(browser, $"/admin/policies/{byForm}/rules/{ruleByForm}", "#rule-form", ("conditions.people.users.exclude", ""));
        foreach (var (what, id) in new[] { ("up", secondByForm), ("deactivate", ruleByForm), ("activate", ruleByForm) }) (await Do(browser, $"/admin/policies/{byForm}", what, id)).Status.ShouldBe(HttpStatusCode.OK);

        (await Row("select type || status || document from org_policies", byForm)).ShouldBe(await Row("select type || status || document from org_policies", byApi));
        foreach (var (form, api) in new[] { (ruleByForm, ruleByApi), (secondByForm, secondByApi) })
        {
            const string rule = "select name || priority || status || document from org_policy_rules";
            (await Row(rule, form)).ShouldBe(await Row(rule, api));
            (await Log(form, byForm)).ShouldBe(await Log(api, byApi));
        }
        (await Log(byForm, ruleByForm, secondByForm)).ShouldBe(await Log(byApi, ruleByApi, secondByApi));
    }

    private async Task<string[]> Log(string id, params string[] others) =>
        [.. (await Org.LogOf(id)).Select(line => others.Aggregate(line, (text, other) => text.Replace(other, "other", StringComparison.Ordinal)))];

    private async Task<string> Row(string select, string id) => (await Org.Services.GetRequiredService<Database>().One<string>(select + " where id = @id", new { id }, default)).ShouldNotBeNull();

    [Fact]                                                             // contract §3.9; decision 0045
    public async Task What_a_key_has_to_be_is_shown_back_in_words_taken_back_and_refused_beside_its_field()
    {
        using var browser = await Org.ConsoleAsync();
        const string constraints = "actions.appSignOn.verificationMethod.constraints.", possession = constraints + "possession.";
        var policy = IdIn(await Press(browser, "/admin/policies/new?type=ACCESS_POLICY", "#policy-form", ("name", Fresh("Vault"))));
        var said = JsonNode.Parse("""[{"possession":{"excludedAuthenticationMethods":[{"key":"okta_email","method":"email"}],"userVerification":"REQUIRED","required":true}}]""")!;
        var keys = Body("""{"name":"Keys","actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"factorMode":"1FA"}}}}""");
        keys["actions"]!["appSignOn"]!["verificationMethod"]!["constraints"] = said.DeepClone();
        var rule = (await Org.Post($"/policies/{policy}/rules", keys)).ShouldSucceed().Id;
        async Task<string> Constraints() => (await Org.Read($"/policies/{policy}/rules/{rule}")).Object["actions"]!["appSignOn"]!["verificationMethod"]!["constraints"]!.ToJsonString();

        // What the form does not change stays in the words of whoever said it.
        await Press(browser, $"/admin/policies/{policy}/rules/{rule}", "#rule-form", ("name", "Keys again"));
        (await Constraints()).ShouldBe(said.ToJsonString());

        var saved = await Press(browser, $"/admin/policies/{policy}/rules/{rule}", "#rule-form", (possession + "deviceBound", "on"), (possession + "authenticationMethods.google_otp", null), (constraints + "knowledge", "on"), (constraints + "knowledge.reauthenticateIn", "PT1H"));
        saved.TextOf("[role=status]").ShouldBe("Saved.");
        var shown = saved.TextOf("main")!;
        foreach (var words in new[] { "Bound to one device", "Unlocked by its owner", "One of these: Passkeys", "A password is among them (after " }) shown.ShouldContain(words);
        (await Constraints()).ShouldNotContain("excluded");
        (await browser.PressAsync(saved, "#undo")).TextOf("[role=status]").ShouldBe("Saved.");
        var before = await browser.OpenAsync($"/admin/policies/{policy}/rules/{rule}");
        foreach (var (field, ticked) in new[] { ("deviceBound", false), ("userVerification", true), ("authenticationMethods.google_otp", true), ("authenticationMethods.webauthn", true), ("authenticationMethods.okta_email", false) })
            before.Document.GetElementById(possession + field)!.HasAttribute("checked").ShouldBe(ticked, field);

        var refused = await browser.PressAsync(before, "#rule-form", (possession + "authenticationMethods.webauthn", null));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.GetElementById(possession + "authenticationMethods-wrong")!.TextContent.ShouldContain("leaves nothing");
    }

    [Fact]
    public async Task Who_signs_up_is_said_in_the_rule_that_came_with_the_policy()
    {
        using var browser = await Org.ConsoleAsync();
        var (group, name) = await NamedGroup();
        var policy = IdIn(await Press(browser, "/admin/policies/new?type=PROFILE_ENROLLMENT", "#policy-form", ("name", Fresh("Partners"))));
        var rule = (await Org.Read($"/policies/{policy}/rules")).List.Single()!["id"]!.ToString();
        (await Press(browser, $"/admin/policies/{policy}/rules/{rule}", "#rule-form", ("actions.profileEnrollment.unknownUserAction", "on"), ("actions.profileEnrollment.targetGroupIds", name))).TextOf("[role=status]").ShouldBe("Saved.");
        var action = (await Org.Read($"/policies/{policy}/rules/{rule}")).Object["actions"]!["profileEnrollment"]!;
        action["unknownUserAction"]!.ToString().ShouldBe("REGISTER");
        action["targetGroupIds"]!.AsArray().Select(id => id!.ToString()).ShouldBe([group]);
        (await browser.OpenAsync($"/admin/policies/{policy}")).Shows($"a[href$='/rules/new']").ShouldBeFalse("a policy of this kind has the one rule");
    }

    [Fact]                                                             // issue 11: two at once
    public async Task The_second_to_save_is_shown_what_changed_and_loses_nothing()
    {
        using var browser = await Org.ConsoleAsync();
        var (_, group) = await NamedGroup();
        var policy = IdIn(await Press(browser, "/admin/policies/new?type=OKTA_SIGN_ON", "#policy-form", ("name", Fresh("Contested")), (Whom, group)));
        await Press(browser, $"/admin/policies/{policy}/rules/new", "#rule-form", ("name", "Contested"));
        var rule = (await Org.Read($"/policies/{policy}/rules")).List.Single()!["id"]!.ToString();
        foreach (var (path, form, field, values) in new[]
        {
            ($"/admin/policies/{policy}/edit", "#policy-form", "description", new[] { "a", "b", "c" }),
            ($"/admin/policies/{policy}/rules/{rule}", "#rule-form", "actions.signon.session.maxSessionIdleMinutes", ["31", "32", "33"]),
        })
        {
            var open = await browser.OpenAsync(path);
            var saved = await Task.WhenAll(values.Select(value => browser.PressAsync(open, form, (field, value))));
            saved.Count(page => page.Status == HttpStatusCode.OK).ShouldBe(1, path);
            var late = saved.First(page => page.Status == HttpStatusCode.Conflict);
            late.TextOf("#overtaken").ShouldNotBeNull(path);
            late.Document.GetElementById(field + "-theirs").ShouldNotBeNull(path);
            (await browser.PressAsync(late, form)).TextOf("[role=status]").ShouldBe("Saved.", path);
        }
    }

    [Fact]
    public async Task Policies_change_places_and_those_that_every_org_has_stay()
    {
        await using var org = await TestOrg.StartAsync();
        using var browser = await org.ConsoleAsync();
        string Policy(TestPage page) => IdIn(page);
        var made = new List<string>();
        foreach (var name in new[] { "A", "B", "C" }) made.Add(Policy(await Press(browser, "/admin/policies/new?type=OKTA_SIGN_ON", "#policy-form", ("name", name), (Whom, "everyone"))));
        async Task<string> Order() => string.Concat((await org.Read("/policies?type=OKTA_SIGN_ON")).List.Where(one => !one!["system"]!.GetValue<bool>()).Select(one => one!["name"]));
        foreach (var (what, id, order) in new[]
        {
            ("up", made[2], "ACB"), ("up", made[2], "CAB"), ("up", made[2], "CAB"), ("down", made[0], "CBA"), ("down", made[0], "CBA"),
        })
        {
            await Do(browser, "/admin/policies", what, id);
            (await Order()).ShouldBe(order);
        }
        (await org.LogOf(made[2])).Count(line => line.StartsWith("policy.lifecycle.update ", StringComparison.Ordinal)).ShouldBe(2, "what moves nowhere is no change");
        (await Press(browser, $"/admin/policies/{made[1]}/delete", "#confirm", ("typed", "A"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Press(browser, $"/admin/policies/{made[1]}/delete", "#confirm", ("typed", "B"))).Status.ShouldBe(HttpStatusCode.OK);
        (await Order()).ShouldBe("CA");
        var standing = (await org.SystemPolicy("OKTA_SIGN_ON")).Id;
        foreach (var what in new[] { "up", "down", "deactivate", "delete" }) await Do(browser, "/admin/policies", what, standing);
        (await browser.OpenAsync($"/admin/policies/{standing}/delete")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await org.SystemPolicy("OKTA_SIGN_ON"))["status"].ShouldBe("ACTIVE");
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field()
    {
        using var browser = await Org.ConsoleAsync();
        var (_, group) = await NamedGroup();
        var nobody = await Press(browser, "/admin/policies/new?type=OKTA_SIGN_ON", "#policy-form", ("name", "P"), (Whom, "No such group"));
        nobody.Status.ShouldBe(HttpStatusCode.BadRequest);
        nobody.Document.GetElementById(Whom + "-wrong")!.TextContent.ShouldContain("'No such group' is not a group");
        (await Press(browser, "/admin/policies/new?type=OKTA_SIGN_ON", "#policy-form", ("name", "P"))).Document.GetElementById(Whom + "-wrong")!.TextContent.ShouldContain("at least one group");
        (await Press(browser, "/admin/policies/new?type=PASSWORD", "#policy-form", ("name", "P"), (Whom, group), ("settings.password.complexity.minLength", "2"))).Document.GetElementById("settings.password.complexity.minLength-wrong")!.TextContent.ShouldContain("between 4 and 128");
        (await Press(browser, "/admin/policies/new?type=PASSWORD", "#policy-form", ("name", "P"), (Whom, group), ("settings.password.age.historyCount", "many"))).Document.GetElementById("settings.password.age.historyCount-wrong")!.TextContent.ShouldContain("whole number");
        var policy = IdIn(await Press(browser, "/admin/policies/new?type=OKTA_SIGN_ON", "#policy-form", ("name", Fresh("P")), (Whom, group)));
        (await Press(browser, $"/admin/policies/{policy}/rules/new", "#rule-form", ("name", "R"), ("conditions.people.users.include", "nobody@example.com"))).Document.GetElementById("conditions.people.users.include-wrong")!.TextContent.ShouldContain("nobody@example.com");
        foreach (var path in new[] { "/admin/policies/00pnone", "/admin/policies/00pnone/edit", "/admin/policies/00pnone/apps", $"/admin/policies/{policy}/rules/0prnone", $"/admin/policies/{policy}/apps" })
            (await browser.OpenAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [Fact]
    public async Task An_app_gets_a_policy_and_loses_it_again()
    {
        using var browser = await Org.ConsoleAsync();
        var label = Fresh("Payroll");
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web", label: label))).ShouldSucceed().Id;
        var policy = IdIn(await Press(browser, "/admin/policies/new?type=ACCESS_POLICY", "#policy-form", ("name", Fresh("Strict"))));
        var found = await browser.OpenAsync($"/admin/policies/{policy}/apps?q={Uri.EscapeDataString(label)}");
        (await browser.PressAsync(found, $"#assign-{app}", ("do", "assign"))).TextOf("[role=status]").ShouldNotBeNull();
        (await Org.Read($"/policies/{policy}/mappings")).Each("id").ShouldBe([app]);
        (await browser.PressAsync(await browser.OpenAsync($"/admin/policies/{policy}/apps"), $"#unassign-{app}", ("do", "unassign"))).TextOf("[role=status]").ShouldNotBeNull();
        (await Org.Read($"/policies/{policy}/mappings")).List.ShouldBeEmpty();
    }

    [Fact]                                                             // decision 0020, simulate
    public async Task What_would_happen_to_somebody_in_an_app_names_the_rule_that_decides()
    {
        using var browser = await Org.ConsoleAsync();
        var (person, other) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var group = Fresh("Contractors");
        var groupId = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = group } })).ShouldSucceed().Id;
        (await Org.Put($"/groups/{groupId}/users/{person.Id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        var name = Fresh("Contractors at sign-in");
        var policy = IdIn(await Press(browser, "/admin/policies/new?type=OKTA_SIGN_ON", "#policy-form", ("name", name), (Whom, group)));
        await Press(browser, $"/admin/policies/{policy}/rules/new", "#rule-form", ("name", "New devices are kept out"), ("conditions.riskScore.level", "HIGH"), ("actions.signon.access", "DENY"));
        await Press(browser, $"/admin/policies/{policy}/rules/new", "#rule-form", ("name", "Two factors"), ("actions.signon.requireFactor", "on"));
        string Ask(string login, string device) => $"/admin/policies/simulate?client={Org.WebApp.ClientId}&person={Uri.EscapeDataString(login)}&device={device}";
        (await browser.OpenAsync(Ask(person.Login, "HIGH"))).TextOf("#OKTA_SIGN_ON")!.ShouldContain("New devices are kept out");
        (await browser.OpenAsync(Ask(person.Login, "HIGH"))).TextOf("#OKTA_SIGN_ON .decided")!.ShouldContain(name);
        (await browser.OpenAsync(Ask(person.Login, "LOW"))).TextOf("#OKTA_SIGN_ON .decided")!.ShouldContain("Two factors");
        (await browser.OpenAsync(Ask(other.Login, "LOW"))).TextOf("#OKTA_SIGN_ON .decided")!.ShouldContain("Default Rule");
        var api = await Org.Read($"/policies/simulate?appInstance={Org.WebApp.ClientId}&userId={person.Id}&riskLevel=HIGH&policyTypes=OKTA_SIGN_ON");
        api.ShouldSucceed().List[0]!["result"]!["policies"]![0]!["rules"]![0]!["name"]!.ToString().ShouldBe("New devices are kept out", "the API says the same");
        (await browser.OpenAsync(Ask("nobody@example.com", "LOW"))).TextOf("#person-wrong").ShouldNotBeNull();
        (await browser.OpenAsync(Ask(person.Login, "LOW") + "&ip=not-an-address")).TextOf("#ip-wrong").ShouldNotBeNull();
    }

    [Fact]                                                             // OWASP ASVS 5.3: names as an attacker chooses them
    public async Task Hostile_names_stay_text_on_every_page()
    {
        using var browser = await Org.ConsoleAsync();
        var (_, group) = await NamedGroup();
        async Task<string> Made(string name)
        {
            var id = IdIn(await Press(browser, "/admin/policies/new?type=OKTA_SIGN_ON", "#policy-form", ("name", name), ("description", name), (Whom, group)));
            await Press(browser, $"/admin/policies/{id}/rules/new", "#rule-form", ("name", name));
            return id;
        }
        var plain = await Made(Fresh("Plain"));
        foreach (var name in HostileNames.All.Where(name => !name.Any(char.IsControl)))
        {
            var id = await Made(Fresh(name));
            foreach (var path in new[] { "", "/edit", "/rules/new", "/delete" })
            {
                var (hostile, ordinary) = (await browser.OpenAsync($"/admin/policies/{id}{path}"), await browser.OpenAsync($"/admin/policies/{plain}{path}"));
                hostile.Status.ShouldBe(HttpStatusCode.OK, path);
                hostile.Shape().ShouldBe(ordinary.Shape(), $"{path} with {name}");
            }
            (await Press(browser, $"/admin/policies/{id}/delete", "#confirm", ("typed", (await Org.Read($"/policies/{id}"))["name"]))).Status.ShouldBe(HttpStatusCode.OK);
        }
        (await browser.OpenAsync("/admin/policies")).Document.QuerySelectorAll("script:not([src]), img, iframe").Length.ShouldBe(0);
    }
}
