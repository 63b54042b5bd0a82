using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Groups;

/// <summary>/api/v1/meta/schemas/group/default: what groups have beside a name and a description. Contract §3.2, schemas; §3.3.</summary>
public sealed class GroupAttributesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Schema = "/meta/schemas/group/default";

    private static int made;

    private static JsonObject Custom(string name, JsonNode? property) =>
        new() { ["definitions"] = new JsonObject { ["custom"] = new JsonObject { ["properties"] = new JsonObject { [name] = property } } } };

    private async Task<string> Defined(string property = """{"title":"Extra","type":"string","maxLength":10}""")
    {
        var name = $"extra{Interlocked.Increment(ref made)}";
        (await Org.Post(Schema, Custom(name, JsonNode.Parse(property)))).ShouldSucceed()[$"definitions.custom.properties.{name}.title"].ShouldNotBeNull();
        return name;
    }

    private static JsonObject Group(string attribute, JsonNode? value, string? name = null) =>
        new() { ["profile"] = new JsonObject { ["name"] = name ?? $"Group {Secrets.Digits(12)}", [attribute] = value } };

    private async Task<string[]> Found(string search) => [.. (await Org.Read($"/groups?search={Uri.EscapeDataString(search)}")).ShouldSucceed().Each("id")];

    [Fact]                                                             // contract §3.2: validated on write
    public async Task What_the_schema_allows_is_kept_and_nothing_else()
    {
        var (text, number, list) = (await Defined(), await Defined("""{"title":"N","type":"integer","minimum":1}"""), await Defined("""{"title":"L","type":"array","items":{"type":"string"}}"""));
        var body = Group(text, "K100");
        (body["profile"]![number], body["profile"]![list], body["profile"]!["objectClass"]) = (7, new JsonArray("a", "b"), "okta:user_group");
        var group = (await Org.Post("/groups", body)).ShouldSucceed();
        foreach (var read in (ApiAnswer[])[group, (await Org.Read($"/groups/{group.Id}")).ShouldSucceed()])
        {
            (read[$"profile.{text}"], read[$"profile.{number}"], read["profile.objectClass"]).ShouldBe(("K100", "7", null));
            read.Object["profile"]![list]!.AsArray().Select(one => one!.ToString()).ShouldBe(["a", "b"]);
        }
        (await Org.Post("/groups", Group(text, "12345678901"))).ShouldBeRefused(400, "E0000001", "at most 10");
        (await Org.Post("/groups", Group(text, 1))).ShouldBeRefused(400, "E0000001", "must be a string");
        (await Org.Put($"/groups/{group.Id}", Group(number, 0))).ShouldBeRefused(400, "E0000001", "at least 1");
        (await Org.Read($"/groups/{group.Id}"))[$"profile.{text}"].ShouldBe("K100");
        // A whole profile: what is not said is gone.
        (await Org.Put($"/groups/{group.Id}", Group(text, "K200"))).ShouldSucceed()[$"profile.{number}"].ShouldBeNull();
        (await Org.Post(Schema, Custom("odd", JsonNode.Parse("""{"title":"U","type":"string","unique":true}""")))).ShouldBeRefused(400, "E0000001", "unique");
        (await Org.Post(Schema, Custom("name", JsonNode.Parse("""{"title":"N","type":"string"}""")))).ShouldBeRefused(400, "E0000001", "every profile has");
        (await Org.Events("group")).ShouldContain("directory.group_profile.update");
    }

    [Fact]                                                             // contract §3.3: found by it
    public async Task Groups_are_found_by_what_they_have()
    {
        var (text, list) = (await Defined(), await Defined("""{"title":"L","type":"array","items":{"type":"string"}}"""));
        var one = (await Org.Post("/groups", Group(text, "Köln"))).ShouldSucceed().Id;
        var two = (await Org.Post("/groups", Group(text, "Kassel"))).ShouldSucceed().Id;
        var three = (await Org.Post("/groups", Group(list, new JsonArray("x", "y")))).ShouldSucceed().Id;
        (await Found($"profile.{text} eq \"köln\"")).ShouldBe([one]);
        (await Found($"profile.{text} sw \"k\"")).ShouldBe([one, two], ignoreOrder: true);
        (await Found($"profile.{text} eq \"Köln\" or profile.{list} eq \"y\"")).ShouldBe([one, three], ignoreOrder: true);
        (await Found($"profile.{text} co \"asse\" and type eq \"OKTA_GROUP\"")).ShouldBe([two]);
        (await Found($"profile.{text} eq \"Bonn\"")).ShouldBeEmpty();
        (await Found($"profile.{text} pr")).ShouldBe([one, two], ignoreOrder: true);
        (await Org.Put($"/groups/{one}", Group(text, "Bonn"))).ShouldSucceed();
        (await Found($"profile.{text} eq \"Köln\"")).ShouldBeEmpty();
        (await Found($"profile.{text} eq \"Bonn\"")).ShouldBe([one]);
        (await Org.Delete($"/groups/{one}")).ShouldBe(HttpStatusCode.NoContent);
        (await Found($"profile.{text} eq \"Bonn\"")).ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.4: an expression can read it
    public async Task A_claim_says_what_the_groups_of_a_person_have()
    {
        var name = await Defined();
        var (mine, other) = ((await Org.Post("/groups", Group(name, "K100"))).ShouldSucceed().Id, (await Org.Post("/groups", Group(name, "K200"))).ShouldSucceed().Id);
        var person = await Org.CreatePersonAsync();
        (await Org.Put($"/groups/{mine}/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        var server = await CustomServers.Open(Org, "Cost centers");
        var claims = $"/authorizationServers/{server}/claims";
        (await Org.Post(claims, CustomServers.Claim("cost", $$"""getFilteredGroups({"{{mine}}", "{{other}}"}, "group.profile.{{name}}", 10)"""))).ShouldBe(HttpStatusCode.Created);
        (await Org.Post(claims, CustomServers.Claim("called", $$"""getFilteredGroups({"{{mine}}"}, "group.name", 10)"""))).ShouldBe(HttpStatusCode.Created);
        var said = (await (Org.NativeApp with { Issuer = $"{Org.Url}/oauth2/{server}" }).TokensAsync(person)).ClaimsOf("access_token");
        said["cost"]!.ToJsonString().ShouldBe("""["K100"]""");
        said["called"]!.AsArray().Single()!.ToString().ShouldStartWith("Group ");
    }

    [Fact]                                                             // contract §3.2: an attribute that is taken away takes its values along
    public async Task An_attribute_that_is_gone_leaves_nothing_in_groups()
    {
        var name = await Defined();
        var group = (await Org.Post("/groups", Group(name, "K100"))).ShouldSucceed();
        (await Org.Post(Schema, Custom(name, null))).ShouldSucceed();
        (await Org.Read($"/groups/{group.Id}"))[$"profile.{name}"].ShouldBeNull();
        (await Org.Post(Schema, Custom(name, JsonNode.Parse("""{"title":"Again","type":"integer"}""")))).ShouldSucceed();
        (await Org.Read($"/groups/{group.Id}"))[$"profile.{name}"].ShouldBeNull();
        (await Found($"profile.{name} pr")).ShouldBeEmpty();
        (await Org.Put($"/groups/{group.Id}", Group(name, 5))).ShouldSucceed()[$"profile.{name}"].ShouldBe("5");
    }

    [Fact]
    public async Task More_groups_than_one_commit_changes_lose_it_soon()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Post(Schema, Custom("team", JsonNode.Parse("""{"title":"T","type":"string"}""")))).ShouldSucceed();
        var groups = org.Services.GetRequiredService<Core.Membership.Groups>();
        var orgId = (await org.Read("/org"))["id"]!;
        var db = org.Services.GetRequiredService<Database>();
        await db.Write(async writing =>
        {
            for (var i = 0; i < 250; i++) _ = await groups.Create(writing, orgId, $"Many {i}", null, new JsonObject { ["team"] = "x" });
        }, default);
        (await org.Post(Schema, Custom("team", null))).ShouldSucceed();
        await Eventually.HoldsAsync(async () =>
        {
            org.Clock.Advance(TimeSpan.FromSeconds(1));
            return await db.One<long>("select count(*) from groups where profile <> '{}'", null, default) == 0
                && await db.One<long>("select count(*) from group_values", null, default) == 0
                && (await org.Post(Schema, Custom("team", JsonNode.Parse("""{"title":"T","type":"string"}""")))).Status == HttpStatusCode.OK;
        });
    }

    [Fact]                                                             // contract §3.2: required
    public async Task No_group_is_without_what_it_must_have()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Post(Schema, Custom("center", JsonNode.Parse("""{"title":"C","type":"string","required":true}""")))).ShouldSucceed();
        (await org.Post("/groups", Group("other", "x"))).ShouldBeRefused(400, "E0000001", "center: The field cannot be left blank");
        (await org.Post("/groups", Group("center", "x"))).ShouldSucceed();
    }
}
