using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>The calls of Terraform's resources of the Identity Engine, in their order: create, read, update, import, delete. Clients' notes on servers, §5.</summary>
public sealed class TerraformEngineTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonObject Body(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>What every resource of a policy does: what is answered is what was sent, and a state that is so already may be asked for.</summary>
    private async Task<string> Policy(JsonObject body)
    {
        body["name"] = Ids.New("tf");
        var made = (await Org.Post("/policies", body)).ShouldSucceed();
        (await Org.Post($"/policies/{made.Id}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
        var read = (await Org.Read($"/policies/{made.Id}")).ShouldSucceed();
        (read["name"], read["status"], read["system"]).ShouldBe((body["name"]!.ToString(), "ACTIVE", "false"));
        var renamed = read.Object.DeepClone().AsObject();
        renamed["description"] = "By Terraform";
        (await Org.Put($"/policies/{made.Id}", renamed)).ShouldSucceed()["description"].ShouldBe("By Terraform");
        (await Org.Read($"/policies?type={body["type"]}")).ShouldSucceed().List.ShouldAllBe(one => one!["system"] != null);
        return made.Id;
    }

    private async Task<JsonArray> Rules(string policy) => (await Org.Read($"/policies/{policy}/rules")).ShouldSucceed().List;

    private async Task Gone(string policy)
    {
        await Org.DeletePolicy(policy);
        (await Org.Read($"/policies/{policy}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // okta_app_signon_policy, okta_app_signon_policy_rule
    public async Task An_app_s_sign_on_policy_and_its_rules()
    {
        var policy = await Policy(Body("""{"type":"ACCESS_POLICY","description":"For one app"}"""));
        // A catch-all is there from birth, and refuses everybody where the resource says so.
        var all = (await Rules(policy)).Single(one => one!["system"]!.GetValue<bool>())!.DeepClone().AsObject();
        all["actions"]!["appSignOn"]!["access"] = "DENY";
        (await Org.Put($"/policies/{policy}/rules/{all["id"]}", all)).ShouldSucceed()["actions.appSignOn.access"].ShouldBe("DENY");

        var rule = Body("""
            {"type":"ACCESS_POLICY","priority":1,"status":"ACTIVE","conditions":{"network":{"connection":"ANYWHERE"},"riskScore":{"level":"ANY"}},
             "actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"type":"ASSURANCE","factorMode":"2FA","reauthenticateIn":"PT2H","constraints":[{"knowledge":{"types":["password"]}}]}}}}
            """);
        rule["name"] = Ids.New("tf");
        var made = (await Org.Post($"/policies/{policy}/rules", rule)).ShouldSucceed();
        made["priority"].ShouldBe("1");
        var read = (await Org.Read($"/policies/{policy}/rules/{made.Id}")).ShouldSucceed();
        read.Object["actions"]!["appSignOn"]!["verificationMethod"]!["constraints"]!.ToJsonString().ShouldBe("""[{"knowledge":{"types":["password"]}}]""");
        var changed = read.Object.DeepClone().AsObject();
        changed["actions"]!["appSignOn"]!["verificationMethod"]!["factorMode"] = "1FA";
        (await Org.Put($"/policies/{policy}/rules/{made.Id}", changed)).ShouldSucceed()["actions.appSignOn.verificationMethod.factorMode"].ShouldBe("1FA");

        var app = await Org.IdxApp();
        (await Org.Put($"/apps/{app.ClientId}/policies/{policy}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/apps/{app.ClientId}")).ShouldSucceed().Object["_links"]!["accessPolicy"]!["href"]!.ToString().ShouldEndWith("/" + policy);
        (await Org.Delete($"/policies/{policy}/rules/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        var usual = (await Org.SystemPolicy("ACCESS_POLICY")).Id;
        (await Org.Put($"/apps/{app.ClientId}/policies/{usual}")).ShouldBe(HttpStatusCode.NoContent);
        await Gone(policy);
    }

    [Fact]                                                             // okta_policy_profile_enrollment, okta_policy_rule_profile_enrollment, okta_policy_profile_enrollment_apps
    public async Task A_sign_up_policy_and_its_one_rule()
    {
        var policy = await Policy(Body("""{"type":"PROFILE_ENROLLMENT"}"""));
        var rule = (await Rules(policy)).ShouldHaveSingleItem()!.DeepClone().AsObject();
        rule["actions"]!["profileEnrollment"]!["unknownUserAction"] = "REGISTER";
        (await Org.Put($"/policies/{policy}/rules/{rule["id"]}", rule)).ShouldSucceed()["actions.profileEnrollment.unknownUserAction"].ShouldBe("REGISTER");
        (await Rules(policy)).ShouldHaveSingleItem()!["actions"]!["profileEnrollment"]!["unknownUserAction"]!.ToString().ShouldBe("REGISTER");
        var app = await Org.IdxApp();
        (await Org.Put($"/apps/{app.ClientId}/policies/{policy}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/policies/{policy}/app")).ShouldSucceed().Each("id").ShouldBe([app.ClientId]);
        (await Org.Put($"/apps/{app.ClientId}/policies/{(await Org.SystemPolicy("PROFILE_ENROLLMENT")).Id}")).ShouldBe(HttpStatusCode.NoContent);
        await Gone(policy);
    }

    [Fact]                                                             // okta_policy_mfa, okta_policy_rule_mfa, okta_policy_mfa_default
    public async Task An_enrolment_policy_names_authenticators()
    {
        var keys = (await Org.Read("/authenticators")).ShouldSucceed().Each("key");
        keys.ShouldContain("google_otp");
        var body = Body("""{"type":"MFA_ENROLL","settings":{"type":"AUTHENTICATORS","authenticators":[{"key":"okta_password","enroll":{"self":"REQUIRED"}},{"key":"google_otp","enroll":{"self":"OPTIONAL"}}]}}""");
        body["conditions"] = new JsonObject { ["people"] = new JsonObject { ["groups"] = new JsonObject { ["include"] = new JsonArray(await Org.Group()) } } };
        var policy = await Policy(body);
        (await Org.Read($"/policies/{policy}")).Object["settings"]!["authenticators"]!.AsArray().Select(one => one!["key"]!.ToString()).ShouldContain("google_otp");
        var rule = Body("""{"type":"MFA_ENROLL","status":"ACTIVE","priority":1,"actions":{"enroll":{"self":"LOGIN"}},"conditions":{"network":{"connection":"ANYWHERE"}}}""");
        rule["name"] = Ids.New("tf");
        var made = (await Org.Post($"/policies/{policy}/rules", rule)).ShouldSucceed();
        (await Org.Post($"/policies/{policy}/rules/{made.Id}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/policies/{policy}/rules/{made.Id}")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        (await Org.Delete($"/policies/{policy}/rules/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        await Gone(policy);
        var usual = (await Org.SystemPolicy("MFA_ENROLL")).Object.DeepClone();
        (await Org.Put($"/policies/{usual["id"]}", usual)).ShouldSucceed()["system"].ShouldBe("true");
    }

    [Fact]                                                             // okta_authenticator
    public async Task An_authenticator_is_found_and_kept()
    {
        var there = (await Org.Read("/authenticators")).ShouldSucceed().List.Single(one => one!["key"]!.ToString() == "okta_email")!.DeepClone().AsObject();
        there["status"]!.ToString().ShouldBe("ACTIVE");
        (await Org.Post("/authenticators?activate=true", new JsonObject { ["key"] = "okta_email", ["name"] = "Email" })).ShouldSucceed().Id.ShouldBe(there["id"]!.ToString());
        (await Org.Put($"/authenticators/{there["id"]}", there)).ShouldSucceed()["key"].ShouldBe("okta_email");
        (await Org.Read($"/authenticators/{there["id"]}")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Post($"/authenticators/{there["id"]}/lifecycle/activate")).ShouldSucceed();
    }

    [Fact]                                                             // okta_idp_oidc, okta_policy_rule_idp_discovery
    public async Task A_provider_and_the_rule_that_sends_people_there()
    {
        var body = Body("""
            {"type":"OIDC","protocol":{"type":"OIDC","scopes":["openid"],"issuer":{"url":"https://accounts.example.com"},"credentials":{"client":{"client_id":"c","client_secret":"s"}},
             "endpoints":{"authorization":{"url":"https://accounts.example.com/a","binding":"HTTP-REDIRECT"},"token":{"url":"https://accounts.example.com/t","binding":"HTTP-POST"},"jwks":{"url":"https://accounts.example.com/k","binding":"HTTP-REDIRECT"}}},
             "policy":{"accountLink":{"action":"AUTO"},"provisioning":{"action":"AUTO","groups":{"action":"NONE"}},"subject":{"userNameTemplate":{"template":"idpuser.email"},"matchType":"USERNAME"},"maxClockSkew":0}}
            """);
        body["name"] = Ids.New("tf");
        var made = (await Org.Post("/idps", body)).ShouldSucceed();
        (await Org.Read($"/mappings?sourceId={made.Id}")).ShouldSucceed();
        var read = (await Org.Read($"/idps/{made.Id}")).ShouldSucceed().Object.DeepClone().AsObject();
        read["protocol"]!["credentials"]!["client"]!["client_secret"] = "s";
        (await Org.Put($"/idps/{made.Id}", read)).ShouldSucceed();

        var discovery = (await Org.SystemPolicy("IDP_DISCOVERY")).Id;
        var rule = Body("""{"type":"IDP_DISCOVERY","status":"ACTIVE","priority":1,"conditions":{"network":{"connection":"ANYWHERE"},"userIdentifier":{"type":"IDENTIFIER","patterns":[{"matchType":"SUFFIX","value":"terraform.example"}]}}}""");
        (rule["name"], rule["actions"]) = (Ids.New("tf"), new JsonObject { ["idp"] = new JsonObject { ["providers"] = new JsonArray(new JsonObject { ["type"] = "OIDC", ["id"] = made.Id }) } });
        var routed = (await Org.Post($"/policies/{discovery}/rules", rule)).ShouldSucceed();
        // An app's own pages send them there as the page does.
        var elsewhere = (await Org.Send(await (await Org.IdxApp()).Introspect(), "identify", new JsonObject { ["identifier"] = "mia@terraform.example", ["credentials"] = IdxWalk.Passcode("x") })).ShouldSucceed();
        elsewhere.Forms().ShouldBe(["redirect-idp"]);
        elsewhere.Object["remediation"]!["value"]![0]!["idp"]!["id"]!.ToString().ShouldBe(made.Id);
        (await Org.Delete($"/policies/{discovery}/rules/{routed.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Post($"/idps/{made.Id}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete($"/idps/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }
}
