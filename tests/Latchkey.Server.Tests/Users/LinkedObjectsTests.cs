using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Tests.Users;

/// <summary>Relations between people. Contract §3.2, linkedObjects.</summary>
public sealed class LinkedObjectsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Definitions = "/meta/schemas/user/linkedObjects";

    private static JsonObject Relation(string primary, string associated) => new() { ["primary"] = Side(primary), ["associated"] = Side(associated) };

    private static JsonObject Side(string name) => new() { ["name"] = name, ["title"] = name, ["description"] = "…", ["type"] = "USER" };

    private async Task<string> Person() => (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com"))).ShouldSucceed().Id;

    private async Task<string[]> Linked(string person, string name) =>
        [.. (await Org.Read($"/users/{person}/linkedObjects/{name}")).ShouldSucceed().Each("_links.self.href").Select(link => link.Split('/')[^1])];

    [Fact]                                                             // contract §3.2, linkedObjects
    public async Task A_relation_lives_from_its_definition_to_its_end()
    {
        var created = (await Org.Post(Definitions, Relation("manager", "subordinate"))).ShouldBe(HttpStatusCode.Created);
        (created["primary.name"], created["associated.type"]).ShouldBe(("manager", "USER"));
        (await Org.Post(Definitions, Relation("boss", "manager"))).ShouldBeRefused(400, "E0000001", "one of these names");
        (await Org.Read($"{Definitions}/subordinate")).ShouldSucceed()["primary.name"].ShouldBe("manager");
        (await Org.Read(Definitions)).ShouldSucceed().Each("primary.name").ShouldContain("manager");

        var (first, second, one, two) = (await Person(), await Person(), await Person(), await Person());
        (await Org.Put($"/users/{one}/linkedObjects/manager/{first}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"/users/{two}/linkedObjects/manager/{first}")).ShouldBe(HttpStatusCode.NoContent);
        (await Linked(one, "manager")).ShouldBe([first]);
        (await Linked(first, "subordinate")).ShouldBe([one, two], ignoreOrder: true);
        (await Linked(first, "manager")).ShouldBeEmpty();
        (await Org.Put($"/users/{one}/linkedObjects/manager/{second}")).ShouldBe(HttpStatusCode.NoContent);       // in place of the one before
        (await Linked(one, "manager")).ShouldBe([second]);
        (await Org.Delete($"/users/{two}/linkedObjects/manager")).ShouldBe(HttpStatusCode.NoContent);
        (await Linked(first, "subordinate")).ShouldBeEmpty();
        (await Org.Events(two)).ShouldContain("user.linked_object.remove");

        (await Org.Put($"/users/{one}/linkedObjects/manager/{one}")).ShouldBeRefused(400, "E0000001", "themselves");
        (await Org.Put($"/users/{one}/linkedObjects/subordinate/{first}")).ShouldBeRefused(400, "E0000001", "associated side");
        (await Org.Read($"/users/{one}/linkedObjects/nothing")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"{Definitions}/manager")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{one}/linkedObjects/manager")).ShouldBeRefused(404, "E0000007");
    }

    [Theory]
    [InlineData("""{"primary":{"name":"a","title":"A"}}""", "associated")]
    [InlineData("""{"primary":{"name":"a","title":"A"},"associated":{"name":"a","title":"B"}}""", "differ")]
    [InlineData("""{"primary":{"name":"1a","title":"A"},"associated":{"name":"b","title":"B"}}""", "name")]
    [InlineData("""{"primary":{"name":"a","title":""},"associated":{"name":"b","title":"B"}}""", "title")]
    [InlineData("""{"primary":{"name":"a","title":"A","type":"GROUP"},"associated":{"name":"b","title":"B"}}""", "USER")]
    public async Task What_is_no_relation_is_refused(string body, string cause) => (await Org.Post(Definitions, JsonNode.Parse(body))).ShouldBeRefused(400, "E0000001", cause);
}
