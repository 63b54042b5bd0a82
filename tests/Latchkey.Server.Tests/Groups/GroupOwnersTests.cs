using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Groups;

/// <summary>/api/v1/groups/{id}/owners. Contract §3.3, owners.</summary>
public sealed class GroupOwnersTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<string> Group(string name) => (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"{name} {Ground.Sealing.Secrets.Digits(8)}" } })).ShouldSucceed().Id;

    [Fact]
    public async Task A_person_or_a_group_looks_after_a_group()
    {
        var (group, other, person) = (await Group("Owned"), await Group("Owners"), await Org.CreatePersonAsync());
        var added = (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = person.Id, ["type"] = "USER" })).ShouldBe(HttpStatusCode.Created);
        (added["id"], added["type"], added["displayName"], added["originType"]).ShouldBe((person.Id, "USER", person.Login, "OKTA_DIRECTORY"));
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = other, ["type"] = "GROUP" })).ShouldBe(HttpStatusCode.Created);
        (await Org.AllPages($"/groups/{group}/owners?limit=1")).Order(StringComparer.Ordinal).ShouldBe(new[] { person.Id!, other }.Order(StringComparer.Ordinal));
        (await Org.Delete($"/groups/{group}/owners/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/groups/{group}/owners/{person.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"/groups/{other}")).ShouldBe(HttpStatusCode.NoContent);                        // what is gone looks after nothing
        (await Org.Read($"/groups/{group}/owners")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Events(group)).Where(one => one.StartsWith("group.owner", StringComparison.Ordinal)).ShouldBe(["group.owner.add", "group.owner.add", "group.owner.remove"]);
    }

    [Fact]
    public async Task Who_is_not_there_or_is_one_already_is_refused()
    {
        var (group, person) = (await Group("Owned"), await Org.CreatePersonAsync());
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = "00uNobody", ["type"] = "USER" })).ShouldBeRefused(400, "E0000001", "not a user");
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = person.Id, ["type"] = "GROUP" })).ShouldBeRefused(400, "E0000001", "not a group");
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = group, ["type"] = "GROUP" })).ShouldBeRefused(400, "E0000001", "itself");
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = person.Id, ["type"] = "ROBOT" })).ShouldBeRefused(400, "E0000001", "type");
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = person.Id })).ShouldBe(HttpStatusCode.Created);
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = person.Id })).ShouldBeRefused(400, "E0000001", "already");
        (await Org.Read("/groups/00gNobody/owners")).ShouldBeRefused(404, "E0000007");
    }
}
