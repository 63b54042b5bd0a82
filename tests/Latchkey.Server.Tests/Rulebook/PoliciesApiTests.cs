using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.Rulebook;

/// <summary>/api/v1/policies. Contract §3.9. What Terraform insists on is part of it.</summary>
public sealed class PoliciesApiTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private TestOrg Org => fixture.Org;

    private static readonly string[] Types = ["OKTA_SIGN_ON", "ACCESS_POLICY", "PASSWORD", "MFA_ENROLL", "PROFILE_ENROLLMENT"];

    public static TheoryData<string> EveryType => [.. Types];

    private static JsonObject New(string type, string group, int? priority = null) => type switch
    {
        "MFA_ENROLL" => Policy(type, group, new JsonObject { ["type"] = "AUTHENTICATORS", ["authenticators"] = new JsonArray(new JsonObject { ["key"] = "okta_email", ["enroll"] = new JsonObject { ["self"] = "OPTIONAL" } }) }, priority),
        "ACCESS_POLICY" or "PROFILE_ENROLLMENT" => Policy(type, priority: priority),
        _ => Policy(type, group, priority: priority),
    };

    private static JsonObject Action(string type) => type switch
    {
        "OKTA_SIGN_ON" => OfSession(requireFactor: true, mode: "SESSION", minutes: 60, session: new JsonObject { ["maxSessionIdleMinutes"] = 30, ["maxSessionLifetimeMinutes"] = 60, ["usePersistentCookie"] = true }),
        "ACCESS_POLICY" => OfApp(mode: "2FA", again: "PT2H", constraints: new JsonArray(new JsonObject { ["knowledge"] = new JsonObject { ["types"] = new JsonArray("password") } })),
        "PASSWORD" => new JsonObject { ["passwordChange"] = new JsonObject { ["access"] = "ALLOW" }, ["selfServicePasswordReset"] = new JsonObject { ["access"] = "DENY" }, ["selfServiceUnlock"] = new JsonObject { ["access"] = "DENY" } },
        _ => new JsonObject { ["enroll"] = new JsonObject { ["self"] = "LOGIN" } },
    };

    private static string OfRules(string type) => type == "OKTA_SIGN_ON" ? "SIGN_ON" : type;

    [Theory, MemberData(nameof(EveryType))]                            // servers.md: system on every policy and rule, exactly one system policy
    public async Task Every_org_has_one_of_each_kind_from_the_start_and_keeps_it(string type)
    {
        var policy = (await Org.Read($"/policies?type={type}")).ShouldSucceed().List.Single(one => one!["system"]!.GetValue<bool>())!;
        var id = policy["id"]!.ToString();
        id.ShouldMatch("^00p[0-9A-Za-z]{17}$");
        (policy["type"]!.ToString(), policy["status"]!.ToString(), policy["name"]!.ToString()).ShouldBe((type, "ACTIVE", "Default Policy"));
        var rule = (await Org.Read($"/policies/{id}/rules")).ShouldSucceed().List.Single(one => one!["system"]!.GetValue<bool>())!;
        (rule["type"]!.ToString(), rule["status"]!.ToString()).ShouldBe((OfRules(type), "ACTIVE"));

        (await Org.Delete($"/policies/{id}")).ShouldBeRefused(403, "E0000006");
        (await Org.Post($"/policies/{id}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006");
        (await Org.Post($"/policies/{id}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);      // as it is already
        (await Org.Delete($"/policies/{id}/rules/{rule["id"]}")).ShouldBeRefused(403, "E0000006");
        (await Org.Post($"/policies/{id}/rules/{rule["id"]}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006");

        // As it was read it is put back, and read again.
        (await Org.Put($"/policies/{id}", policy.DeepClone())).ShouldSucceed();
        (await Org.Put($"/policies/{id}/rules/{rule["id"]}", rule.DeepClone())).ShouldSucceed();
        (await Org.Read($"/policies?type={type}")).ShouldSucceed().List.Count(one => one!["system"]!.GetValue<bool>()).ShouldBe(1);
    }

    [Theory, MemberData(nameof(EveryType))]
    public async Task A_policy_and_its_rule_live_from_creation_to_deletion(string type)
    {
        var group = await Org.Group();
        var created = (await Org.Post("/policies", New(type, group))).ShouldSucceed();
        created.Id.ShouldMatch("^00p[0-9A-Za-z]{17}$");
        (created["system"], created["status"]).ShouldBe(("false", "ACTIVE"));
        created["_links.deactivate.href"].ShouldBe($"{Org.Url}/api/v1/policies/{created.Id}/lifecycle/deactivate");
        created["_links.rules.href"].ShouldBe($"{Org.Url}/api/v1/policies/{created.Id}/rules");

        var renamed = created.Object.DeepClone().AsObject();
        (renamed["name"], renamed["description"]) = (Ids.New("n"), "Said anew");
        (await Org.Put($"/policies/{created.Id}", renamed)).ShouldSucceed()["description"].ShouldBe("Said anew");
        (await Org.Post($"/policies/{created.Id}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/policies/{created.Id}"))["status"].ShouldBe("INACTIVE");
        (await Org.Read($"/policies?type={type}&status=INACTIVE")).ShouldSucceed().Each("id").ShouldContain(created.Id);
        (await Org.Post($"/policies/{created.Id}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);

        if (type != "PROFILE_ENROLLMENT")
        {
            var rule = (await Org.Post($"/policies/{created.Id}/rules", Rule(OfRules(type), Action(type)))).ShouldSucceed();
            rule.Id.ShouldMatch("^0pr[0-9A-Za-z]{17}$");
            (rule["type"], rule["system"], rule["priority"]).ShouldBe((OfRules(type), "false", "1"));
            var again = (await Org.Put($"/policies/{created.Id}/rules/{rule.Id}", rule.Object.DeepClone())).ShouldSucceed().Object;
            again["lastUpdated"] = rule.Object["lastUpdated"]!.DeepClone();
            JsonNode.DeepEquals(again, rule.Object).ShouldBeTrue($"{again.ToJsonString()}\n{rule.Object.ToJsonString()}");
            (await Org.Post($"/policies/{created.Id}/rules/{rule.Id}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
            (await Org.Read($"/policies/{created.Id}/rules/{rule.Id}"))["status"].ShouldBe("INACTIVE");
            (await Org.Post($"/policies/{created.Id}/rules/{rule.Id}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
            (await Org.Read($"/policies?type={type}&expand=rules")).ShouldSucceed().List.Single(one => one!["id"]!.ToString() == created.Id)!["_embedded"]!["rules"]!.AsArray()
                .Select(one => one!["id"]!.ToString()).ShouldContain(rule.Id);
            (await Org.Delete($"/policies/{created.Id}/rules/{rule.Id}")).ShouldBe(HttpStatusCode.NoContent);
            (await Org.Read($"/policies/{created.Id}/rules/{rule.Id}")).ShouldBeRefused(404, "E0000007");
        }
        (await Org.Delete($"/policies/{created.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/policies/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(created.Id)).ShouldContain("policy.lifecycle.delete");
    }

    [Theory, MemberData(nameof(EveryType))]                            // servers.md: the answered priority equals the sent one
    public async Task A_policy_stands_where_it_is_put_and_the_one_that_every_org_has_is_last(string type)
    {
        var group = await Org.Group();
        var first = (await Org.Post("/policies", New(type, group, priority: 1))).ShouldSucceed();
        var second = (await Org.Post("/policies", New(type, group, priority: 1))).ShouldSucceed();
        (first["priority"], second["priority"]).ShouldBe(("1", "1"));
        var list = (await Org.Read($"/policies?type={type}")).ShouldSucceed().List;
        list[^1]!["system"]!.GetValue<bool>().ShouldBeTrue();
        if (type is "ACCESS_POLICY" or "PROFILE_ENROLLMENT")
        {
            (await Org.Post("/policies", New(type, group, priority: 2))).ShouldBeRefused(400, "E0000001", "priority");
            return;
        }
        list[0]!["id"]!.ToString().ShouldBe(second.Id);
        (await Org.Read($"/policies/{first.Id}"))["priority"].ShouldBe("2");
        var last = (await Org.Post("/policies", New(type, group))).ShouldSucceed();
        last.Object["priority"]!.GetValue<long>().ShouldBe((await Org.SystemPolicy(type)).Object["priority"]!.GetValue<long>() - 1);

        var (one, two) = (Rule(OfRules(type), Action(type)), Rule(OfRules(type), Action(type), priority: 1));
        var below = (await Org.Post($"/policies/{first.Id}/rules", one)).ShouldSucceed();
        (await Org.Post($"/policies/{first.Id}/rules", two)).ShouldSucceed()["priority"].ShouldBe("1");
        (await Org.Read($"/policies/{first.Id}/rules/{below.Id}"))["priority"].ShouldBe("2");
    }

    [Fact]                                                             // servers.md: Terraform reads every number of it
    public async Task A_password_policy_says_every_number()
    {
        var policy = await Org.SystemPolicy("PASSWORD");
        foreach (var (path, number) in (IEnumerable<(string, string)>)
            [
                ("complexity.minLength", "8"), ("complexity.minLowerCase", "1"), ("complexity.minUpperCase", "1"), ("complexity.minNumber", "1"), ("complexity.minSymbol", "0"),
                ("age.maxAgeDays", "0"), ("age.expireWarnDays", "0"), ("age.minAgeMinutes", "0"), ("age.historyCount", "0"), ("lockout.maxAttempts", "10"), ("lockout.autoUnlockMinutes", "15"),
            ])
            policy["settings.password." + path].ShouldBe(number, path);
        policy["settings.recovery.factors.recovery_question.properties.complexity.minLength"].ShouldBe("4");
        policy["settings.recovery.factors.okta_email.properties.recoveryToken.tokenLifetimeMinutes"].ShouldBe("60");
        policy["settings.delegation.options.skipUnlock"].ShouldBe("false");
    }

    [Theory]                                                           // nothing pretends: what this server would not do is refused, and the field is named
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"authContext":{"authType":"RADIUS"}}}""", "conditions.authContext.authType")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"identityProvider":{"provider":"SPECIFIC_IDP"}}}""", "conditions.identityProvider.provider")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"risk":{"behaviors":["beh1"]}}}""", "conditions.risk.behaviors")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"riskScore":{"level":"MEDIUM"}}}""", "conditions.riskScore.level")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"network":{"connection":"ZONE"}}}""", "conditions.network.include")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"network":{"connection":"ZONE","include":["nzo0"]}}}""", "conditions.network")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"people":{"users":{"exclude":["00u0"]}}}}""", "conditions.people.users")]
    [InlineData("OKTA_SIGN_ON", """{"actions":{"signon":{"access":"ALLOW","factorPromptMode":"SOMETIMES"}}}""", "actions.signon.factorPromptMode")]
    [InlineData("OKTA_SIGN_ON", """{"actions":{"signon":{"access":"ALLOW","session":{"maxSessionLifetimeMinutes":0}}}}""", "maxSessionLifetimeMinutes")]
    [InlineData("OKTA_SIGN_ON", """{"type":"ACCESS_POLICY"}""", "type")]
    [InlineData("ACCESS_POLICY", """{"conditions":{"elCondition":{"condition":"true"}}}""", "conditions.elCondition")]
    [InlineData("ACCESS_POLICY", """{"conditions":{"device":{"registered":true}}}""", "conditions.device")]
    [InlineData("ACCESS_POLICY", """{"conditions":{"platform":{"include":[{"type":"MOBILE"}]}}}""", "conditions.platform")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"type":"AUTH_METHOD_CHAIN"}}}}""", "verificationMethod.type")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"reauthenticateIn":"P1M"}}}}""", "reauthenticateIn")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"inactivityPeriod":"PT1H"}}}}""", "inactivityPeriod")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"userVerificationMethods":["BIOMETRICS"]}}]}}}}""", "userVerificationMethods")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"authenticationMethods":[{"key":"okta_verify","method":"signed_nonce"}]}}]}}}}""", "authenticationMethods.key")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"authenticationMethods":[{"key":"google_otp","method":"push"}]}}]}}}}""", "authenticationMethods.method")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"deviceBound":"REQUIRED","authenticationMethods":[{"key":"okta_email","method":"email"}]}}]}}}}""", "authenticationMethods")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"phishingResistant":"REQUIRED","excludedAuthenticationMethods":[{"key":"webauthn"}]}}]}}}}""", "excludedAuthenticationMethods")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"knowledge":{"types":["password"]}},{"possession":{}}]}}}}""", "no either")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"knowledge":{"types":["security_question"]}}]}}}}""", "knowledge.types")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"knowledge":{"types":["password"],"reauthenticateIn":"P1M"}}]}}}}""", "knowledge.reauthenticateIn")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"reauthenticateIn":"PT2H"}}]}}}}""", "possession.reauthenticateIn")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","keepMeSignedIn":{"postAuth":"ALLOWED"}}}}""", "keepMeSignedIn")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"posession":{"phishingResistant":"REQUIRED"}}]}}}}""", "constraints.posession")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"Possession":{"phishingResistant":"REQUIRED"}}]}}}}""", "constraints.Possession")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"bogus":{}}]}}}}""", "constraints.bogus")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"phishingResistent":"REQUIRED"}}]}}}}""", "possession.phishingResistent")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"knowledge":{"type":["password"]}}]}}}}""", "knowledge.type")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"constraints":[{"possession":{"authenticationMethods":[{"key":"webauthn","userVerfication":"REQUIRED"}]}}]}}}}""", "authenticationMethods.userVerfication")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"factormode":"2FA"}}}}""", "verificationMethod.factormode")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"acces":"DENY"}}}""", "appSignOn.acces")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignon":{"access":"DENY"}}}""", "actions.appSignon")]
    [InlineData("ACCESS_POLICY", """{"actions":{}}""", "actions.appSignOn.access: The field cannot be left blank")]
    [InlineData("ACCESS_POLICY", """{"actions":{"appSignOn":{"verificationMethod":{"factorMode":"2FA"}}}}""", "actions.appSignOn.access: The field cannot be left blank")]
    [InlineData("OKTA_SIGN_ON", """{"actions":{"signOn":{"access":"DENY"}}}""", "actions.signOn")]
    [InlineData("OKTA_SIGN_ON", """{"actions":{"signon":{"requireFactor":true}}}""", "actions.signon.access: The field cannot be left blank")]
    [InlineData("OKTA_SIGN_ON", """{"actions":{"signon":{"access":"ALLOW","requireFactors":true}}}""", "signon.requireFactors")]
    [InlineData("OKTA_SIGN_ON", """{"condition":{"network":{"connection":"ANYWHERE"}}}""", "condition")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"poeple":{"users":{"include":["00u0"]}}}}""", "conditions.poeple")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"people":{"user":{"include":["00u0"]}}}}""", "conditions.people.user")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"people":{"groups":{"includes":["00g0"]}}}}""", "people.groups.includes")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"network":{"includes":["nzo0"]}}}""", "network.includes")]
    [InlineData("OKTA_SIGN_ON", """{"conditions":{"riskScore":{"levels":"HIGH"}}}""", "riskScore.levels")]
    [InlineData("PASSWORD", """{"actions":{"selfServiceUnlock":{"access":"PERHAPS"}}}""", "selfServiceUnlock")]
    [InlineData("PASSWORD", """{"actions":{"selfServicePasswordReset":{"access":"ALLOW","requirement":{"primary":{"methods":["sms"]}}}}}""", "methods")]
    [InlineData("MFA_ENROLL", """{"actions":{"enroll":{"self":"NEVER_INCLUDING_RECOVERY"}}}""", "actions.enroll.self")]
    [InlineData("MFA_ENROLL", """{"conditions":{"app":{"include":[{"type":"APP_TYPE","name":"x"}]}}}""", "conditions.app.include")]
    public async Task A_rule_with_what_this_server_would_not_do_is_refused(string type, string change, string field)
    {
        var policy = (await Org.Post("/policies", New(type, await Org.Group()))).ShouldSucceed().Id;
        var rule = Rule(OfRules(type), Action(type));
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) rule[name] = value!.DeepClone();
        (await Org.Post($"/policies/{policy}/rules", rule)).ShouldBeRefused(400, "E0000001", field);
        await Org.Delete($"/policies/{policy}");
    }

    [Theory]
    [InlineData("""{"password":{"complexity":{"oelStatement":"true"}}}""", "oelStatement")]
    [InlineData("""{"password":{"complexity":{"minLength":3}}}""", "minLength")]
    [InlineData("""{"password":{"complexity":{"excludeAttributes":["mobilePhone"]}}}""", "excludeAttributes")]
    [InlineData("""{"password":{"age":{"maxAgeDays":3,"expireWarnDays":3}}}""", "expireWarnDays")]
    [InlineData("""{"password":{"lockout":{"maxAttempts":0}}}""", "maxAttempts")]
    [InlineData("""{"password":{"lockout":{"userLockoutNotificationChannels":["EMAIL"]}}}""", "userLockoutNotificationChannels")]
    [InlineData("""{"recovery":{"factors":{"okta_sms":{"status":"ACTIVE"}}}}""", "okta_sms.status")]
    [InlineData("""{"delegation":{"options":{"skipUnlock":true}}}""", "skipUnlock")]
    [InlineData("""{"password":{"breachedProtection":{"logoutEnabled":true}}}""", "breachedProtection")]
    public async Task Settings_of_passwords_that_would_have_no_effect_are_refused(string settings, string field) =>
        (await Org.Post("/policies", Policy("PASSWORD", await Org.Group(), JsonNode.Parse(settings)!.AsObject()))).ShouldBeRefused(400, "E0000001", field);

    [Theory]
    [InlineData("""{"type":"OKTA_SIGN_ON","name":"x"}""", "conditions.people.groups.include")]
    [InlineData("""{"type":"OKTA_SIGN_ON","name":"x","conditions":{"people":{"groups":{"include":["00g0"]}}}}""", "'00g0' is not a group")]
    [InlineData("""{"type":"OKTA_SIGN_ON","name":"Default Policy","conditions":{"people":{"groups":{"include":["{g}"]}}}}""", "name")]
    [InlineData("""{"type":"PASSWORD","name":"x","conditions":{"authProvider":{"provider":"ACTIVE_DIRECTORY"},"people":{"groups":{"include":["{g}"]}}}}""", "authProvider.provider")]
    [InlineData("""{"type":"MFA_ENROLL","name":"x","conditions":{"people":{"groups":{"include":["{g}"]}}},"settings":{"authenticators":[{"key":"okta_verify","enroll":{"self":"REQUIRED"}}]}}""", "okta_verify")]
    [InlineData("""{"type":"MFA_ENROLL","name":"x","conditions":{"people":{"groups":{"include":["{g}"]}}},"settings":{"authenticators":[{"key":"okta_password","enroll":{"self":"NOT_ALLOWED"}}]}}""", "okta_password")]
    [InlineData("""{"type":"MFA_ENROLL","name":"x","conditions":{"people":{"groups":{"include":["{g}"]}}}}""", "settings")]
    [InlineData("""{"type":"POST_AUTH_SESSION","name":"x"}""", "POST_AUTH_SESSION decides nothing here")]
    [InlineData("""{"type":"ACCESS_POLICY"}""", "name")]
    [InlineData("""{"name":"x"}""", "type")]
    public async Task A_policy_that_breaks_a_rule_is_refused(string body, string cause) =>
        (await Org.Post("/policies", JsonNode.Parse(body.Replace("{g}", await Org.Group(), StringComparison.Ordinal)))).ShouldBeRefused(400, "E0000001", cause);

    [Fact]
    public async Task Lists_want_a_type_and_types_of_elsewhere_are_empty()
    {
        (await Org.Read("/policies")).ShouldBeRefused(400, "E0000001", "type");
        (await Org.Read("/policies?type=NOTHING")).ShouldBeRefused(400, "E0000001", "type");
        (await Org.Read("/policies?type=POST_AUTH_SESSION")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // servers.md: _links.accessPolicy.href, its last segment is the policy
    public async Task An_app_has_the_policy_that_it_is_given_and_the_one_that_every_org_has_after_that()
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        var usual = (await Org.SystemPolicy("ACCESS_POLICY")).Id;
        app["_links.accessPolicy.href"].ShouldBe($"{Org.Url}/api/v1/policies/{usual}");
        (await Org.Read($"/policies/{usual}/app")).ShouldSucceed().Each("id").ShouldContain(app.Id);

        var policy = await Org.AccessPolicy(app.Id, OfApp(mode: "2FA"));
        (await Org.Read($"/apps/{app.Id}"))["_links.accessPolicy.href"].ShouldBe($"{Org.Url}/api/v1/policies/{policy}");
        (await Org.Read($"/policies/{policy}/app")).ShouldSucceed().Each("id").ShouldBe([app.Id]);
        var mapping = (await Org.Read($"/policies/{policy}/mappings")).ShouldSucceed().List.ShouldHaveSingleItem()!["id"]!.ToString();
        (await Org.Read($"/policies/{policy}/mappings/{mapping}")).ShouldSucceed()["_links.application.href"].ShouldBe($"{Org.Url}/api/v1/apps/{app.Id}");
        (await Org.Delete($"/policies/{policy}/mappings/{mapping}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/apps/{app.Id}"))["_links.accessPolicy.href"].ShouldBe($"{Org.Url}/api/v1/policies/{usual}");
        (await Org.Post($"/policies/{policy}/mappings", new JsonObject { ["resourceId"] = app.Id, ["resourceType"] = "APP" })).ShouldSucceed().Id.ShouldBe(mapping);
        (await Org.Put($"/apps/{app.Id}/policies/{usual}")).ShouldBe(HttpStatusCode.NoContent);        // as Terraform does before it deletes one
        (await Org.Read($"/apps/{app.Id}"))["_links.accessPolicy.href"].ShouldBe($"{Org.Url}/api/v1/policies/{usual}");
        (await Org.Delete($"/policies/{policy}")).ShouldBe(HttpStatusCode.NoContent);

        (await Org.Put($"/apps/{app.Id}/policies/{(await Org.SystemPolicy("PASSWORD")).Id}")).ShouldBeRefused(400, "E0000001");
        (await Org.Put($"/apps/{app.Id}/policies/00p0")).ShouldBeRefused(404, "E0000007");
    }

    [Theory, InlineData("ACCESS_POLICY"), InlineData("PROFILE_ENROLLMENT")]    // contract §3.9: an app is never left to a looser policy by the way
    public async Task A_policy_that_an_app_names_is_neither_switched_off_nor_deleted(string type)
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        var policy = (await Org.Post("/policies", Policy(type))).ShouldSucceed();
        (await Org.Put($"/apps/{app.Id}/policies/{policy.Id}")).ShouldBe(HttpStatusCode.NoContent);
        var link = type == "ACCESS_POLICY" ? "_links.accessPolicy.href" : "_links.profileEnrollment.href";

        (await Org.Post($"/policies/{policy.Id}/lifecycle/deactivate")).ShouldBeRefused(400, "E0000001", app["label"]!);
        (await Org.Delete($"/policies/{policy.Id}")).ShouldBeRefused(400, "E0000001", app["label"]!);
        var inactive = policy.Object.DeepClone().AsObject();
        inactive["status"] = "INACTIVE";
        (await Org.Put($"/policies/{policy.Id}", inactive)).ShouldBeRefused(400, "E0000001", app["label"]!);
        (await Org.Read($"/policies/{policy.Id}")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Read($"/apps/{app.Id}"))[link].ShouldBe($"{Org.Url}/api/v1/policies/{policy.Id}");

        (await Org.Put($"/apps/{app.Id}/policies/{(await Org.SystemPolicy(type)).Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Post($"/policies/{policy.Id}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"/apps/{app.Id}/policies/{policy.Id}")).ShouldBeRefused(400, "E0000001", "not active");
        (await Org.Delete($"/policies/{policy.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // whoever is first, no app is left with a policy that decides nothing
    public async Task Of_giving_a_policy_to_an_app_and_switching_it_off_at_once_one_succeeds()
    {
        for (var round = 0; round < 8; round++)
        {
            var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
            var policy = (await Org.Post("/policies", Policy("ACCESS_POLICY"))).ShouldSucceed().Id;
            var answers = await Task.WhenAll(Org.Put($"/apps/{app.Id}/policies/{policy}"), Org.Post($"/policies/{policy}/lifecycle/deactivate"));
            answers.Count(answer => answer.Status == HttpStatusCode.NoContent).ShouldBe(1);
        }
    }

    [Fact]                                                             // servers.md: a system catch-all is there from birth; only its action is anybody's to change
    public async Task A_policy_of_apps_comes_with_a_rule_for_everybody()
    {
        var policy = (await Org.Post("/policies", Policy("ACCESS_POLICY"))).ShouldSucceed().Id;
        var rule = (await Org.Read($"/policies/{policy}/rules")).ShouldSucceed().List.ShouldHaveSingleItem()!.DeepClone().AsObject();
        rule["system"]!.GetValue<bool>().ShouldBeTrue();
        rule["actions"] = OfApp("DENY");
        (await Org.Put($"/policies/{policy}/rules/{rule["id"]}", rule)).ShouldSucceed()["actions.appSignOn.access"].ShouldBe("DENY");
        rule["conditions"] = new JsonObject { ["people"] = new JsonObject { ["users"] = new JsonObject { ["exclude"] = new JsonArray((await Org.CreatePersonAsync()).Id) } } };
        (await Org.Put($"/policies/{policy}/rules/{rule["id"]}", rule)).ShouldBeRefused(400, "E0000001", "conditions");

        var cloned = (await Org.Post($"/policies/{policy}/clone")).ShouldSucceed();
        cloned.Id.ShouldNotBe(policy);
        (await Org.Read($"/policies/{cloned.Id}/rules")).ShouldSucceed().List.ShouldHaveSingleItem()!["actions"]!["appSignOn"]!["access"]!.ToString().ShouldBe("DENY");
    }

    [Fact]                                                             // what is a setting of the org is one thing, wherever it is said
    public async Task The_orgs_settings_and_the_policies_that_every_org_has_say_the_same()
    {
        async Task<JsonObject> SystemRule(string type) => (await Org.Read($"/policies/{(await Org.SystemPolicy(type)).Id}/rules")).List.Single(one => one!["system"]!.GetValue<bool>())!.DeepClone().AsObject();

        (await Org.Put("/org/settings", new JsonObject { ["usePersistentCookie"] = true, ["selfServiceRegistration"] = true, ["selfServicePasswordReset"] = false })).ShouldSucceed();
        (await SystemRule("OKTA_SIGN_ON"))["actions"]!["signon"]!["session"]!["usePersistentCookie"]!.GetValue<bool>().ShouldBeTrue();
        (await SystemRule("PROFILE_ENROLLMENT"))["actions"]!["profileEnrollment"]!["unknownUserAction"]!.ToString().ShouldBe("REGISTER");
        (await Org.SystemPolicy("PASSWORD"))["settings.recovery.factors.okta_email.status"].ShouldBe("INACTIVE");

        var signOn = await SystemRule("OKTA_SIGN_ON");
        signOn["actions"]!["signon"]!["session"]!["usePersistentCookie"] = false;
        (await Org.Put($"/policies/{(await Org.SystemPolicy("OKTA_SIGN_ON")).Id}/rules/{signOn["id"]}", signOn)).ShouldSucceed();
        var profile = await SystemRule("PROFILE_ENROLLMENT");
        profile["actions"]!["profileEnrollment"]!["unknownUserAction"] = "DENY";
        (await Org.Put($"/policies/{(await Org.SystemPolicy("PROFILE_ENROLLMENT")).Id}/rules/{profile["id"]}", profile)).ShouldSucceed();
        var password = (await Org.SystemPolicy("PASSWORD")).Object.DeepClone().AsObject();
        password["settings"]!["recovery"]!["factors"]!["okta_email"]!["status"] = "ACTIVE";
        (await Org.Put($"/policies/{password["id"]}", password)).ShouldSucceed();
        var settings = (await Org.Read("/org/settings")).ShouldSucceed();
        (settings["usePersistentCookie"], settings["selfServiceRegistration"], settings["selfServicePasswordReset"]).ShouldBe(("false", "false", "true"));
    }

    [Fact]
    public async Task Of_sixteen_who_make_a_policy_of_one_name_at_once_one_does()
    {
        var body = Policy("OKTA_SIGN_ON", await Org.Group());
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Org.Post("/policies", body.DeepClone())));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]                                                             // contract §3.0, Pagination: also for whoever deletes what they are shown
    public async Task A_page_goes_on_where_the_one_before_ended_though_its_policies_are_gone()
    {
        await using var org = await TestOrg.StartAsync();
        var group = await org.Group();
        var made = new List<string>();
        for (var i = 0; i < 5; i++) made.Add((await org.Post("/policies", New("PASSWORD", group))).ShouldSucceed().Id);
        (await org.AllPages("/policies?type=PASSWORD&limit=2"))[..5].ShouldBe(made);

        var found = new List<string>();
        for (string? next = "/policies?type=PASSWORD&limit=2"; next is not null;)
        {
            var page = (await org.Read(next)).ShouldSucceed();
            found.AddRange(page.Each("id"));
            next = page.Link("next");
            foreach (var id in page.Each("id").Where(made.Contains)) (await org.Delete($"/policies/{id}")).ShouldBe(HttpStatusCode.NoContent);
        }
        found[..5].ShouldBe(made);
        found.Count.ShouldBe(6);                                       // and that of the org
    }

    [Theory, InlineData("OKTA_SIGN_ON"), InlineData("ACCESS_POLICY")]  // contract §3.9; terraform-provider-okta 6.12, platform_include: neither computed nor left out
    public async Task That_a_rule_is_for_any_platform_is_told_where_it_was_said(string type)
    {
        const string any = """{"include":[{"type":"ANY","os":{"type":"ANY"}}]}""";
        var policy = (await Org.Post("/policies", New(type, await Org.Group()))).ShouldSucceed().Id;
        var body = new JsonObject { ["name"] = "Any", ["type"] = OfRules(type), ["actions"] = Action(type), ["conditions"] = new JsonObject { ["platform"] = JsonNode.Parse(any) } };
        var rule = (await Org.Post($"/policies/{policy}/rules", body.DeepClone())).ShouldSucceed();
        rule.Object["conditions"]!["platform"]!.ToJsonString().ShouldBe(any);
        (await Org.Put($"/policies/{policy}/rules/{rule.Id}", rule.Object.DeepClone())).ShouldSucceed();
        (await Org.Read($"/policies/{policy}/rules/{rule.Id}")).ShouldSucceed().Object["conditions"]!["platform"]!.ToJsonString().ShouldBe(any);
        body["conditions"]!.AsObject().Remove("platform");
        (await Org.Put($"/policies/{policy}/rules/{rule.Id}", body.DeepClone())).ShouldSucceed().Object["conditions"]!["platform"].ShouldBeNull();
        foreach (var wrong in (string[])["{}", "\"ANY\"", "[7]", """[{"type":"MOBILE"}]"""])
        {
            body["conditions"]!["platform"] = new JsonObject { ["include"] = JsonNode.Parse(wrong) };
            (await Org.Put($"/policies/{policy}/rules/{rule.Id}", body.DeepClone())).ShouldBeRefused(400, "E0000001", "conditions.platform.include");
        }
    }

    [Theory, InlineData("[{}]"), InlineData("""[{"key":""}]"""), InlineData("{}"), InlineData("[7]")]      // contract §3.9, MFA_ENROLL; §3.0, wrong types
    public async Task What_names_no_authenticator_is_no_setting(string authenticators)
    {
        var settings = new JsonObject { ["type"] = "AUTHENTICATORS", ["authenticators"] = JsonNode.Parse(authenticators) };
        (await Org.Post("/policies", Policy("MFA_ENROLL", await Org.Group(), settings))).ShouldBeRefused(400, "E0000001", "settings.authenticators");
    }
}
