using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.Rulebook;

/// <summary>/api/v1/policies/simulate: which rule would decide. Contract §3.9, simulate.</summary>
public sealed class SimulateTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private TestOrg Org => fixture.Org;

    private Task<ApiAnswer> Simulate(string app, JsonObject? context = null, string expand = "", params string[] types)
    {
        var body = new JsonObject { ["appInstance"] = app };
        if (context is not null) body["policyContext"] = context.DeepClone();
        if (types.Length > 0) body["policyTypes"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
        return Org.Post("/policies/simulate" + (expand.Length > 0 ? "?expand=" + expand : ""), body);
    }

    private static JsonObject Of(TestPerson person) => new() { ["user"] = new JsonObject { ["id"] = person.Id }, ["groups"] = new JsonObject { ["ids"] = new JsonArray() } };

    [Fact]
    public async Task It_says_which_rule_decides_for_a_person_from_a_network_with_a_device()
    {
        var person = await Org.CreatePersonAsync();
        var zone = (await Org.Post("/zones", Zone("203.0.113.0/24"))).ShouldSucceed().Id;
        var group = await Org.Group(person);
        var policy = await Org.SignOnPolicy(group, OfSession("DENY"), new JsonObject { ["network"] = InZone(zone)["network"]!.DeepClone(), ["riskScore"] = new JsonObject { ["level"] = "HIGH" } });
        var app = Org.NativeApp.ClientId;

        var context = Of(person);
        (context["ip"], context["risk"]) = ("203.0.113.9", new JsonObject { ["level"] = "HIGH" });
        var one = (await Simulate(app, context, "", "OKTA_SIGN_ON")).ShouldSucceed().List.ShouldHaveSingleItem()!;
        one["status"]!.ToString().ShouldBe("MATCH");
        one["policyType"]!.AsArray().Single()!.ToString().ShouldBe("OKTA_SIGN_ON");
        var found = one["result"]!["policies"]!.AsArray().ShouldHaveSingleItem()!;
        found["id"]!.ToString().ShouldBe(policy);
        found["rules"]!.AsArray().Single()!["conditions"]!.AsArray().Select(condition => $"{condition!["type"]} {condition["status"]}").ShouldBe(["network MATCH", "riskScore MATCH"]);

        context["risk"]!["level"] = "LOW";
        one = (await Simulate(app, context, "EVALUATED,RULE", "OKTA_SIGN_ON")).ShouldSucceed().List.Single()!;
        one["result"]!["policies"]!.AsArray().Single()!["name"]!.ToString().ShouldBe("Default Policy");
        var evaluated = one["evaluated"]!["policies"]!.AsArray().Single(each => each!["id"]!.ToString() == policy)!;
        evaluated["status"]!.ToString().ShouldBe("NOT_MATCH");
        evaluated["rules"]!.AsArray().Single()!["conditions"]!.AsArray().Select(condition => condition!["status"]!.ToString()).ShouldBe(["MATCH", "NOT_MATCH"]);

        // What was not said leaves it open.
        one = (await Simulate(app, Of(person), "RULE", "OKTA_SIGN_ON")).ShouldSucceed().List.Single()!;
        one["undefined"]!["policies"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(policy);
        one = (await Simulate(app, Of(Org.Person with { Id = (await Org.Read($"/users/{Org.Person.Login}")).Id }), "RULE", "OKTA_SIGN_ON")).ShouldSucceed().List.Single()!;
        one["undefined"]!["policies"]!.AsArray().ShouldBeEmpty();

        // The same in an address line, and by naming a group instead of a person.
        one = (await Org.Read($"/policies/simulate?appInstance={app}&userId={person.Id}&ip=203.0.113.9&riskLevel=HIGH&policyTypes=OKTA_SIGN_ON")).ShouldSucceed().List.Single()!;
        one["result"]!["policies"]!.AsArray().Single()!["id"]!.ToString().ShouldBe(policy);
        one = (await Org.Read($"/policies/simulate?appInstance={app}&groupIds={group}&zoneIds={zone}&riskLevel=HIGH&policyTypes=OKTA_SIGN_ON")).ShouldSucceed().List.Single()!;
        one["result"]!["policies"]!.AsArray().Single()!["id"]!.ToString().ShouldBe(policy);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // what it says is what happens
    public async Task What_it_says_is_what_a_sign_in_meets()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.CreateAppAsync();
        var policy = await Org.AccessPolicy(app.ClientId, OfApp("DENY"), new JsonObject { ["people"] = new JsonObject { ["users"] = new JsonObject { ["include"] = new JsonArray(person.Id) } } });
        var said = (await Simulate(app.ClientId, Of(person))).ShouldSucceed().List;
        said.Select(one => one!["policyType"]!.AsArray().Single()!.ToString()).ShouldBe(["OKTA_SIGN_ON", "ACCESS_POLICY", "MFA_ENROLL", "PROFILE_ENROLLMENT"]);
        said.ShouldAllBe(one => one!["status"]!.ToString() == "MATCH");
        var rule = said[1]!["result"]!["policies"]!.AsArray().Single()!["rules"]!.AsArray().Single()!;
        (await app.SignInAsync(person)).Parameter("error").ShouldBe("access_denied");
        await Org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        var events = (await Org.Read($"/logs?filter={Uri.EscapeDataString($"eventType eq \"policy.evaluate_sign_on\" and actor.id eq \"{person.Id}\"")}")).ShouldSucceed().List;
        events.ShouldHaveSingleItem()!["debugContext"]!["debugData"]!["appRule"]!.ToString().ShouldBe(rule["id"]!.ToString());
        await Org.Delete($"/policies/{policy}/mappings/{app.ClientId}");
        await Org.DeletePolicy(policy);
    }

    [Theory]
    [InlineData("""{}""", "appInstance"), InlineData("""{"appInstance":"APP","policyTypes":["SAML"]}""", "policyTypes"), InlineData("""{"appInstance":"APP","policyContext":{"risk":{"level":"MEDIUM"}}}""", "risk"), InlineData("""{"appInstance":"APP","policyContext":{"ip":"here"}}""", "ip")]
    public async Task What_it_cannot_tell_is_refused(string body, string field) =>
        (await Org.Post("/policies/simulate", JsonNode.Parse(body.Replace("APP", Org.NativeApp.ClientId, StringComparison.Ordinal)))).ShouldBeRefused(400, "E0000001", field);
}
