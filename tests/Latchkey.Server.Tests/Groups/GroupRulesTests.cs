using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Tests.Groups;

/// <summary>/api/v1/groups/rules: people are where their profile puts them. Contract §3.3, rules.</summary>
public sealed class GroupRulesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<string> Group() =>
        (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Group {Secrets.Digits(14)}" } })).ShouldSucceed().Id;

    private static JsonObject Rule(string expression, string group, string? name = null, params string[] excluded) => new()
    {
        ["type"] = "group_rule", ["name"] = name ?? $"R {Secrets.Digits(14)}",
        ["conditions"] = new JsonObject
        {
            ["people"] = new JsonObject { ["users"] = new JsonObject { ["exclude"] = new JsonArray([.. excluded.Select(id => JsonValue.Create(id))]) }, ["groups"] = new JsonObject { ["exclude"] = new JsonArray() } },
            ["expression"] = new JsonObject { ["value"] = expression, ["type"] = "urn:okta:expression:1.0" },
        },
        ["actions"] = new JsonObject { ["assignUserToGroups"] = new JsonObject { ["groupIds"] = new JsonArray(group) } },
    };

    private async Task<string> Person(string department)
    {
        var body = ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com");
        body["profile"]!["department"] = department;
        return (await Org.Post("/users?activate=false", body)).ShouldSucceed().Id;
    }

    private Task<ApiAnswer> Move(string person, string department) =>
        Org.Post($"/users/{person}", new JsonObject { ["profile"] = new JsonObject { ["department"] = department } });

    private async Task<string[]> Members(string group) => (await Org.Read($"/groups/{group}/users?limit=1000")).ShouldSucceed().Each("id");

    private async Task<string> Active(string expression, string group, params string[] excluded)
    {
        var rule = (await Org.Post("/groups/rules", Rule(expression, group, excluded: excluded))).ShouldSucceed().Id;
        (await Org.Post($"/groups/rules/{rule}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
        return rule;
    }

    [Fact]                                                             // contract §3.3, rules
    public async Task A_rule_lives_from_its_creation_to_its_deletion()
    {
        var (group, other) = (await Group(), await Group());
        var created = (await Org.Post("/groups/rules", Rule("user.department == \"Sales\"", group, "Sales people"))).ShouldSucceed();
        created.Id.ShouldMatch("^0pr[0-9A-Za-z]{17}$");
        (created["status"], created["type"], created["conditions.expression.value"]).ShouldBe(("INACTIVE", "group_rule", "user.department == \"Sales\""));
        (await Org.Post("/groups/rules", Rule("true", group, "sales PEOPLE"))).ShouldBeRefused(400, "E0000001", "already exists");

        (await Org.Put($"/groups/rules/{created.Id}", Rule("user.department == 'Sales'", other, "Sales people"))).ShouldSucceed()["actions.assignUserToGroups.groupIds"].ShouldNotBeNull().ShouldContain(other);
        (await Org.Post($"/groups/rules/{created.Id}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await Org.Post($"/groups/rules/{created.Id}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"/groups/rules/{created.Id}", Rule("true", group))).ShouldBeRefused(403, "E0000038", "deactivate it first");
        var read = (await Org.Read($"/groups/rules/{created.Id}?expand=groupIdToGroupNameMap")).ShouldSucceed();
        read["status"].ShouldBe("ACTIVE");
        read[$"_embedded.groupIdToGroupNameMap.{other}"].ShouldNotBeNull().ShouldStartWith("Group ");
        (await Org.Read("/groups/rules?search=sales")).ShouldSucceed().Each("id").ShouldBe([created.Id]);
        (await Org.Post($"/groups/rules/{created.Id}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/{other}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/groups/rules/{created.Id}")).ShouldSucceed()["status"].ShouldBe("INVALID");       // its group is gone
        (await Org.Delete($"/groups/rules/{created.Id}")).ShouldBe(HttpStatusCode.Accepted);
        (await Org.Read($"/groups/rules/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(created.Id)).ShouldBe(["group.rule.create", "group.rule.update", "group.rule.activate", "group.rule.deactivate", "group.rule.delete"]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("user.departmnt == 'x'", "There is no 'user.departmnt'")]
    [InlineData("isMemberOfGroupName('x')", "who is in which group")]
    [InlineData("user.status == 'ACTIVE'", "'user.status' is not in one")]
    [InlineData("app.label == 'x'", "'app.label' is not in one")]
    [InlineData("user.department", "A rule is a condition")]
    [InlineData("\"x\"", "A rule is a condition")]
    [InlineData("user.department + \"x\"", "A rule is a condition")]
    [InlineData("String.len(user.login)", "A rule is a condition")]
    [InlineData("user.login == \"x\" ? user.department : \"y\"", "A rule is a condition")]
    [InlineData("user.department < Time.now()", "'Time.now' is not in one")]
    public async Task What_a_rule_cannot_ask_is_refused(string expression, string cause) =>
        (await Org.Post("/groups/rules", Rule(expression, await Group()))).ShouldBeRefused(400, "E0000001", cause);

    [Fact]
    public async Task What_is_no_rule_is_refused()
    {
        var group = await Group();
        var everyone = (await Org.Read("/groups?q=Everyone")).ShouldSucceed().Each("id")[0];
        (await Org.Post("/groups/rules", Rule("true", everyone))).ShouldBeRefused(400, "E0000001", "built in");
        (await Org.Post("/groups/rules", Rule("true", "00gnone"))).ShouldBeRefused(400, "E0000001", "no group '00gnone'");
        (await Org.Post("/groups/rules", Rule("true", group, excluded: "00unone"))).ShouldBeRefused(400, "E0000001", "no person '00unone'");
        (await Org.Post("/groups/rules", Rule("true", group, new string('x', 51)))).ShouldBeRefused(400, "E0000001", "name");
        (await Org.Post("/groups/rules", Rule("true", group, ""))).ShouldBeRefused(400, "E0000001", "name");
        var body = Rule("true", group);
        body["conditions"]!["people"]!["groups"]!["exclude"] = new JsonArray(group);
        (await Org.Post("/groups/rules", body)).ShouldBeRefused(400, "E0000001", "groups.exclude");
        body = Rule("true", group);
        body["type"] = "other";
        (await Org.Post("/groups/rules", body)).ShouldBeRefused(400, "E0000001", "type");
    }

    [Fact]                                                             // contract §3.3, rules: with the change itself, never later
    public async Task Whoever_comes_to_satisfy_a_rule_is_put_into_its_group_at_once_and_leaves_when_they_no_longer_do()
    {
        var (group, name) = (await Group(), $"D{Secrets.Digits(14)}");
        var rule = await Active($"user.department == \"{name}\"", group);
        var made = await Person(name);
        (await Members(group)).ShouldBe([made]);
        var moved = await Person("Elsewhere");
        (await Move(moved, name)).ShouldSucceed();
        (await Members(group)).ShouldBe([made, moved], ignoreOrder: true);
        (await Move(moved, "Elsewhere")).ShouldSucceed();
        (await Members(group)).ShouldBe([made]);
        var events = (await Org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString($"target.id eq \"{moved}\"")}")).ShouldSucceed();
        events.List.Where(one => one!["eventType"]!.ToString().StartsWith("group.user_membership", StringComparison.Ordinal)).Select(one => (one!["eventType"]!.ToString(), one["actor"]!["id"]!.ToString()))
            .ShouldBe([("group.user_membership.add", rule), ("group.user_membership.remove", rule)]);
    }

    [Fact]                                                             // contract §3.3, rules: afterwards, for everybody who is there
    public async Task Switching_a_rule_on_applies_it_to_everybody()
    {
        var (group, name) = (await Group(), $"D{Secrets.Digits(14)}");
        var inside = await Task.WhenAll(Enumerable.Range(0, 230).Select(_ => Person(name)));
        var outside = await Person("Elsewhere");
        var rule = await Active($"user.department == \"{name}\"", group, excluded: inside[0]);
        await Eventually.HoldsAsync(async () => (await Members(group)).Length >= inside.Length - 1);
        (await Members(group)).ShouldBe(inside[1..], ignoreOrder: true);
        (await Move(inside[0], name)).ShouldSucceed();
        (await Members(group)).ShouldNotContain(inside[0]);             // excluded
        (await Members(group)).ShouldNotContain(outside);

        // It says something else the next time, and they go where it then says.
        (await Org.Post($"/groups/rules/{rule}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
        (await Members(group)).Length.ShouldBe(inside.Length - 1);      // nobody moves for that
        var other = await Group();
        (await Org.Put($"/groups/rules/{rule}", Rule($"user.department == \"{name}\"", other))).ShouldSucceed();
        (await Org.Post($"/groups/rules/{rule}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
        await Eventually.HoldsAsync(async () => (await Members(other)).Length == inside.Length);
        await Eventually.HoldsAsync(async () => (await Members(group)).Length == 0);
    }

    [Fact]                                                             // contract §3.3, rules: MANAGED
    public async Task Whom_a_rule_put_somewhere_nobody_takes_away_by_hand()
    {
        var (group, name) = (await Group(), $"D{Secrets.Digits(14)}");
        var rule = await Active($"user.department == \"{name}\"", group);
        var person = await Person(name);
        (await Org.Delete($"/groups/{group}/users/{person}")).ShouldBeRefused(403, "E0000038", "puts this person into the group");
        (await Members(group)).ShouldBe([person]);

        (await Org.Put($"/groups/{group}/users/{person}")).ShouldBe(HttpStatusCode.NoContent);      // by hand as well
        (await Move(person, "Elsewhere")).ShouldSucceed();
        (await Members(group)).ShouldBe([person]);
        (await Org.Delete($"/groups/{group}/users/{person}")).ShouldBe(HttpStatusCode.NoContent);
        (await Move(person, name)).ShouldSucceed();
        (await Members(group)).ShouldBe([person]);

        (await Org.Post($"/groups/rules/{rule}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/{group}/users/{person}")).ShouldBe(HttpStatusCode.NoContent);
        (await Members(group)).ShouldBeEmpty();
        (await Org.Post($"/groups/rules/{rule}/lifecycle/activate")).ShouldBe(HttpStatusCode.NoContent);
        await Eventually.HoldsAsync(async () => (await Members(group)).Length == 1);
    }

    [Theory]                                                           // contract §3.3, rules: removeUsers
    [InlineData("", true)]
    [InlineData("?removeUsers=false", true)]
    [InlineData("?removeUsers=true", false)]
    public async Task Deleting_a_rule_leaves_people_where_they_are_or_not(string query, bool stay)
    {
        var (group, name) = (await Group(), $"D{Secrets.Digits(14)}");
        var rule = await Active($"user.department == \"{name}\"", group);
        var (person, byHand) = (await Person(name), await Person(name));
        (await Org.Put($"/groups/{group}/users/{byHand}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/rules/{rule}{query}")).ShouldBe(HttpStatusCode.Accepted);
        (await Members(group)).ShouldBe(stay ? [person, byHand] : [byHand], ignoreOrder: true);
        (await Move(person, "Elsewhere")).ShouldSucceed();
        (await Members(group)).Contains(person).ShouldBe(stay);
        if (stay) (await Org.Delete($"/groups/{group}/users/{person}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // contract §3.3, rules: held by several
    public async Task Whom_another_rule_holds_stays()
    {
        var (group, name) = (await Group(), $"D{Secrets.Digits(14)}");
        var first = await Active($"user.department == \"{name}\"", group);
        await Active($"String.startsWith(user.department, \"{name}\")", group);
        var person = await Person(name);
        (await Move(person, name + " 2")).ShouldSucceed();
        (await Members(group)).ShouldBe([person]);
        (await Org.Delete($"/groups/rules/{first}?removeUsers=true")).ShouldBe(HttpStatusCode.Accepted);
        (await Members(group)).ShouldBe([person]);
    }

    [Fact]
    public async Task Who_comes_back_is_put_where_a_rule_says()
    {
        var (group, name) = (await Group(), $"D{Secrets.Digits(14)}");
        var person = await Person(name);
        (await Org.Post($"/users/{person}/lifecycle/activate?sendEmail=false")).ShouldSucceed();
        (await Org.Delete($"/users/{person}")).ShouldBe(HttpStatusCode.NoContent);
        await Active($"user.department == \"{name}\"", group);
        (await Org.Post($"/users/{person}/lifecycle/activate?sendEmail=false")).ShouldSucceed();
        (await Members(group)).ShouldBe([person]);
    }

    [Fact]                                                             // the next token says it
    public async Task A_token_names_the_group_that_a_rule_put_somebody_into()
    {
        var (group, name) = (await Group(), $"D{Secrets.Digits(14)}");
        var person = await Org.CreatePersonAsync();
        await Active($"user.nickName == \"{name}\"", group);
        var claim = (await Org.Post("/authorizationServers/default/claims", CustomServers.Claim("there", $"isMemberOfGroup(\"{group}\")"))).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.NativeApp.TokensAsync(person, "openid")).ClaimsOf("access_token")["there"]!.GetValue<bool>().ShouldBeFalse();
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = name } })).ShouldSucceed();
        (await Org.NativeApp.TokensAsync(person, "openid")).ClaimsOf("access_token")["there"]!.GetValue<bool>().ShouldBeTrue();
        (await Org.Delete($"/authorizationServers/default/claims/{claim}")).ShouldBe(HttpStatusCode.NoContent);
    }
}
