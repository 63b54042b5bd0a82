using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.Rulebook;

/// <summary>What rules name goes for good: the rules say so in the same moment, and none is for more people than before.</summary>
public sealed class NamesInRulesTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private TestOrg Org => fixture.Org;

    private static JsonArray List(params string[] ids) => new([.. ids.Select(id => JsonValue.Create(id))]);

    private static JsonObject People(string[] groups, string[] users, string[]? without = null, string[]? outside = null) => new()
    {
        ["people"] = new JsonObject
        {
            ["groups"] = new JsonObject { ["include"] = List(groups), ["exclude"] = List(outside ?? []) },
            ["users"] = new JsonObject { ["include"] = List(users), ["exclude"] = List(without ?? []) },
        },
    };

    /// <summary>As it was read it is put back, and names nothing that is gone.</summary>
    private async Task HoldsWithout(string path, params string[] gone)
    {
        var read = (await Org.Read(path)).ShouldSucceed();
        foreach (var id in gone) read.Text.ShouldNotContain(id);
        (await Org.Put(path, read.Object.DeepClone())).ShouldSucceed();
    }

    private async Task<string> Gone(TestPerson person)
    {
        for (var times = 0; times < 2; times++) (await Org.Delete($"/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        return person.Id!;
    }

    [Fact]                                                             // contract §3.9 and §3.3
    public async Task A_group_or_a_person_that_is_deleted_is_taken_out_of_every_rule()
    {
        var (kept, group, person) = (await Org.Group(), await Org.Group(), await Org.CreatePersonAsync());
        var signOn = Policy("OKTA_SIGN_ON", kept);
        signOn["conditions"]!["people"]!["groups"]!["include"] = List(kept, group);
        var policy = (await Org.Post("/policies", signOn)).ShouldSucceed().Id;
        var access = (await Org.Post("/policies", Policy("ACCESS_POLICY"))).ShouldSucceed().Id;
        var rule = (await Org.Post($"/policies/{access}/rules", Rule("ACCESS_POLICY", OfApp(), People([kept, group], [person.Id!])))).ShouldSucceed().Id;
        var other = (await Org.Post($"/policies/{access}/rules", Rule("ACCESS_POLICY", OfApp(), People([kept], [], [person.Id!], [group])))).ShouldSucceed().Id;
        var server = (await Org.Post("/authorizationServers", CustomServers.Server(Ids.New("s")))).ShouldBe(HttpStatusCode.Created).Id;
        var owned = $"/authorizationServers/{server}/policies/{(await Org.Post($"/authorizationServers/{server}/policies", CustomServers.Policy("All"))).Id}";
        var body = CustomServers.Rule("Some", "*", kept, "authorization_code");
        body["conditions"]!["people"] = People([kept, group], [person.Id!])["people"]!.DeepClone();
        var granting = (await Org.Post($"{owned}/rules", body)).ShouldBe(HttpStatusCode.Created).Id;
        var membership = (await Org.Post("/groups/rules", JsonNode.Parse($$$"""
            {"type":"group_rule","name":"{{{Ids.New("r")}}}","conditions":{"people":{"users":{"exclude":["{{{person.Id}}}"]}},"expression":{"value":"user.department==\"x\"","type":"urn:okta:expression:1.0"}},
             "actions":{"assignUserToGroups":{"groupIds":["{{{kept}}}"] } } }
            """))).ShouldSucceed().Id;

        (await Org.Delete($"/groups/{group}")).ShouldBe(HttpStatusCode.NoContent);
        var gone = await Gone(person);
        foreach (var path in (string[])[$"/policies/{policy}", $"/policies/{access}/rules/{rule}", $"/policies/{access}/rules/{other}", $"{owned}/rules/{granting}", $"/groups/rules/{membership}"])
            await HoldsWithout(path, group, gone);
    }

    [Fact]                                                             // an emptied condition would be for everybody
    public async Task A_group_that_a_rule_is_for_alone_stays_until_the_rule_is_gone()
    {
        var group = await Org.Group();
        var policy = (await Org.Post("/policies", Policy("OKTA_SIGN_ON", group))).ShouldSucceed();
        (await Org.Delete($"/groups/{group}")).ShouldBeRefused(400, "E0000001", policy["name"]!);
        (await Org.Delete($"/policies/{policy.Id}")).ShouldBe(HttpStatusCode.NoContent);

        var access = (await Org.Post("/policies", Policy("ACCESS_POLICY"))).ShouldSucceed().Id;
        var rule = (await Org.Post($"/policies/{access}/rules", Rule("ACCESS_POLICY", OfApp(), People([group], [])))).ShouldSucceed();
        (await Org.Delete($"/groups/{group}")).ShouldBeRefused(400, "E0000001", rule["name"]!);
        (await Org.Read($"/groups/{group}")).ShouldSucceed();
        (await Org.Read($"/policies/{access}/rules/{rule.Id}")).ShouldSucceed().Text.ShouldContain(group);
        (await Org.Delete($"/policies/{access}/rules/{rule.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/{group}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // a person may always go; the rule is for nobody, and not for everybody
    public async Task A_rule_for_one_person_alone_is_for_nobody_when_they_are_gone()
    {
        var person = await Org.CreatePersonAsync();
        var access = (await Org.Post("/policies", Policy("ACCESS_POLICY"))).ShouldSucceed().Id;
        var rule = (await Org.Post($"/policies/{access}/rules", Rule("ACCESS_POLICY", OfApp(), People([], [person.Id!])))).ShouldSucceed().Id;
        var gone = await Gone(person);
        (await Org.Read($"/policies/{access}/rules/{rule}")).ShouldSucceed().Text.ShouldContain(gone);
    }

    [Fact]                                                             // contract §3.4
    public async Task A_scope_or_an_app_that_is_deleted_is_taken_out_of_access_policies_and_claims()
    {
        var server = (await Org.Post("/authorizationServers", CustomServers.Server(Ids.New("s")))).ShouldBe(HttpStatusCode.Created).Id;
        var path = $"/authorizationServers/{server}";
        var scopes = new List<string>();
        foreach (var name in (string[])["keep", "go"]) scopes.Add((await Org.Post($"{path}/scopes", new JsonObject { ["name"] = name })).ShouldBe(HttpStatusCode.Created).Id);
        var (kept, app) = ((await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed().Id, (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed().Id);
        var body = CustomServers.Policy("Two");
        body["conditions"]!["clients"]!["include"] = List(kept, app);
        var policy = (await Org.Post($"{path}/policies", body)).ShouldBe(HttpStatusCode.Created).Id;
        var granting = CustomServers.Rule("Some", "keep", "EVERYONE", "authorization_code");
        granting["conditions"]!["scopes"]!["include"] = List("keep", "go");
        var rule = (await Org.Post($"{path}/policies/{policy}/rules", granting)).ShouldBe(HttpStatusCode.Created).Id;
        var stated = JsonNode.Parse("""{"name":"c1","status":"ACTIVE","claimType":"RESOURCE","valueType":"EXPRESSION","value":"\"x\"","conditions":{"scopes":["keep","go"]},"alwaysIncludeInToken":true}""");
        var claim = (await Org.Post($"{path}/claims", stated)).ShouldBe(HttpStatusCode.Created).Id;

        (await Org.Delete($"{path}/scopes/{scopes[1]}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Post($"/apps/{app}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete($"/apps/{app}")).ShouldBe(HttpStatusCode.NoContent);
        await HoldsWithout($"{path}/policies/{policy}", app);
        await HoldsWithout($"{path}/policies/{policy}/rules/{rule}", "\"go\"");
        await HoldsWithout($"{path}/claims/{claim}", "\"go\"");

        // What is left is named alone.
        (await Org.Delete($"{path}/scopes/{scopes[0]}")).ShouldBeRefused(400, "E0000001", "Some");
        (await Org.Post($"/apps/{kept}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete($"/apps/{kept}")).ShouldBeRefused(400, "E0000001", "Two");
        (await Org.Delete($"{path}/policies/{policy}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"{path}/scopes/{scopes[0]}")).ShouldBeRefused(400, "E0000001", "c1");
        (await Org.Delete($"/apps/{kept}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // contract §3.4
    public async Task Rules_and_claims_follow_a_scope_to_its_new_name()
    {
        var server = (await Org.Post("/authorizationServers", CustomServers.Server(Ids.New("s")))).ShouldBe(HttpStatusCode.Created).Id;
        var path = $"/authorizationServers/{server}";
        var scope = (await Org.Post($"{path}/scopes", new JsonObject { ["name"] = "first" })).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Post($"{path}/scopes", new JsonObject { ["name"] = "taken" })).ShouldBe(HttpStatusCode.Created);
        var policy = (await Org.Post($"{path}/policies", CustomServers.Policy("All"))).ShouldBe(HttpStatusCode.Created).Id;
        var rule = (await Org.Post($"{path}/policies/{policy}/rules", CustomServers.Rule("Some", "first", "EVERYONE", "authorization_code"))).ShouldBe(HttpStatusCode.Created).Id;
        var stated = JsonNode.Parse("""{"name":"c1","status":"ACTIVE","claimType":"RESOURCE","valueType":"EXPRESSION","value":"\"x\"","conditions":{"scopes":["first"]},"alwaysIncludeInToken":true}""");
        var claim = (await Org.Post($"{path}/claims", stated)).ShouldBe(HttpStatusCode.Created).Id;

        (await Org.Put($"{path}/scopes/{scope}", new JsonObject { ["name"] = "taken" })).ShouldBeRefused(400, "E0000001", "name");
        await Holds("first", "second");
        (await Org.Put($"{path}/scopes/{scope}", new JsonObject { ["name"] = "second" })).ShouldSucceed();
        await Holds("second", "first");

        async Task Holds(string name, string other)
        {
            foreach (var named in (string[])[$"{path}/policies/{policy}/rules/{rule}", $"{path}/claims/{claim}"])
            {
                (await Org.Read(named)).ShouldSucceed().Text.ShouldContain($"\"{name}\"");
                await HoldsWithout(named, $"\"{other}\"");
            }
        }
    }
}
