using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Groups;

public sealed class GroupsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.3
    public async Task A_group_is_made_changed_and_deleted()
    {
        var group = (await Org.Post("/groups", NewGroup("Reviewers", "They review"))).ShouldSucceed();
        group.Id.ShouldStartWith("00g");
        group["type"].ShouldBe("OKTA_GROUP");
        group["objectClass"].ShouldNotBeNull().ShouldContain("okta:user_group");
        group["profile.description"].ShouldBe("They review");

        (await Org.Post("/groups", NewGroup("REVIEWERS"))).ShouldBeRefused(400, "E0000001", "already exists");
        (await Org.Post("/groups", NewGroup(""))).ShouldBeRefused(400, "E0000001");
        (await Org.Post("/groups", NewGroup(new string('x', 256)))).ShouldBeRefused(400, "E0000001");
        (await Org.Put($"/groups/{group.Id}", NewGroup("Editors"))).ShouldSucceed()["profile.name"].ShouldBe("Editors");
        (await Org.Read($"/groups/{group.Id}")).ShouldSucceed()["profile.description"].ShouldBeNull();
        (await Org.Delete($"/groups/{group.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/groups/{group.Id}")).ShouldBeRefused(404, "E0000007");
    }

    [Theory]                                                           // contract §3.3, §11.15
    [InlineData("search=profile.name eq \"everyone\"")]
    [InlineData("search=profile.name eq \"EVERYONE\"")]
    [InlineData("search=profile.name sw \"every\"")]
    [InlineData("filter=type eq \"BUILT_IN\"")]
    [InlineData("search=type eq \"BUILT_IN\" and (profile.name eq \"Everyone\" or profile.name eq \"Nobody\")")]
    [InlineData("q=every")]
    public async Task Everyone_is_found_once(string query)
    {
        var at = query.IndexOf('=', StringComparison.Ordinal);
        var found = (await Org.Read($"/groups?{query[..at]}={Uri.EscapeDataString(query[(at + 1)..])}")).ShouldSucceed();
        found.Each("profile.name").ShouldBe(["Everyone"]);
    }

    [Fact]                                                             // contract §3.3: no edits of what is built in
    public async Task Everyone_holds_everyone_and_cannot_be_edited()
    {
        var everyone = (await Org.Read("/groups?q=everyone")).Each("id")[0];
        var person = await Org.CreatePersonAsync();

        (await Org.AllPages($"/groups/{everyone}/users?limit=2")).ShouldContain(person.Id!);
        (await Org.Read($"/users/{person.Id}/groups")).ShouldSucceed().Each("profile.name").ShouldBe(["Everyone"]);
        (await Org.Put($"/groups/{everyone}/users/{person.Id}")).ShouldBeRefused(403, "E0000006");
        (await Org.Delete($"/groups/{everyone}/users/{person.Id}")).ShouldBeRefused(403, "E0000006");
        (await Org.Put($"/groups/{everyone}", NewGroup("Nobody"))).ShouldBeRefused(403, "E0000006");
        (await Org.Delete($"/groups/{everyone}")).ShouldBeRefused(403, "E0000006");
    }

    [Fact]
    public async Task People_join_and_leave()
    {
        var group = (await Org.Post("/groups", NewGroup("Joined"))).ShouldSucceed().Id;
        var people = new List<string>();
        for (var i = 0; i < 5; i++) people.Add((await Org.CreatePersonAsync()).Id!);
        Clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var person in people) (await Org.Put($"/groups/{group}/users/{person}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"/groups/{group}/users/{people[0]}")).ShouldBe(HttpStatusCode.NoContent);

        (await Org.AllPages($"/groups/{group}/users?limit=2")).ShouldBe(people, ignoreOrder: true);
        (await Org.Read($"/groups/{group}"))["lastMembershipUpdated"].ShouldNotBe((await Org.Read($"/groups/{group}"))["created"]);
        (await Org.Read($"/users/{people[0]}/groups")).Each("profile.name").ShouldBe(["Everyone", "Joined"], ignoreOrder: true);
        (await Org.Delete($"/groups/{group}/users/{people[0]}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.AllPages($"/groups/{group}/users")).ShouldBe(people[1..], ignoreOrder: true);
        (await Org.Events(group)).ShouldBe(["group.lifecycle.create", .. Enumerable.Repeat("group.user_membership.add", 5), "group.user_membership.remove"]);
        (await Org.Put($"/groups/{group}/users/00unobody")).ShouldBeRefused(404, "E0000007");
        (await Org.Put($"/groups/00gnothing/users/{people[0]}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]
    public async Task Of_parallel_creations_of_one_name_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Org.Post("/groups", NewGroup("Raced"))));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.Status != HttpStatusCode.OK)) refused.ShouldBeRefused(400, "E0000001", "already exists");
    }

    private static JsonObject NewGroup(string name, string? description = null) => new() { ["profile"] = new JsonObject { ["name"] = name, ["description"] = description } };

    [Fact]                                                             // contract §3.3: expand=stats
    public async Task One_group_says_its_numbers_as_the_list_does()
    {
        var group = (await Org.Post("/groups", NewGroup("Counted"))).ShouldSucceed().Id;
        (await Org.Put($"/groups/{group}/users/{(await Org.CreatePersonAsync()).Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/groups/{group}?expand=stats")).ShouldSucceed()["_embedded.stats.usersCount"].ShouldBe("1");
        (await Org.Read($"/groups/{group}")).ShouldSucceed()["_embedded"].ShouldBeNull();
    }
}
