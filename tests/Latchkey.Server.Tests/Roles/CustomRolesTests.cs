using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Roles;

/// <summary>/api/v1/iam: roles that an org makes, sets of what they are for, and who has them. Contract §3.2, roles.</summary>
public sealed class CustomRolesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private int made;

    private async Task<string> Role(params string[] permissions) => (await Org.Post("/iam/roles", new JsonObject
    {
        ["label"] = $"Role {Secrets.Digits(12)}{made++}", ["description"] = "Ours", ["permissions"] = new JsonArray([.. permissions.Select(one => JsonValue.Create(one))]),
    })).ShouldSucceed().Id;

    private async Task<string> Set(params string[] resources) => (await Org.Post("/iam/resource-sets", new JsonObject
    {
        ["label"] = $"Set {Secrets.Digits(12)}{made++}", ["description"] = "Ours", ["resources"] = new JsonArray([.. resources.Select(one => JsonValue.Create(one))]),
    })).ShouldSucceed().Id;

    private string Address(string path) => $"{Org.Url}/api/v1/{path}";

    [Fact]
    public async Task A_role_is_made_changed_and_deleted()
    {
        (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"Desk","description":"","permissions":["okta.roles.manage"]}"""))).ShouldBeRefused(400, "E0000001", "SUPER_ADMIN's alone");
        (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"Desk","description":"","permissions":["okta.moon.land"]}"""))).ShouldBeRefused(400, "E0000001", "no permission");
        (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"Desk","description":"","permissions":[]}"""))).ShouldBeRefused(400, "E0000001", "permissions");
        (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"super_admin","description":"","permissions":["okta.users.read"]}"""))).ShouldBeRefused(400, "E0000001", "label");
        var role = (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"Desk","description":"","permissions":["okta.users.read","okta.authzServers.read"]}"""))).ShouldSucceed();
        (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"desk","description":"","permissions":["okta.users.read"]}"""))).ShouldBeRefused(400, "E0000001", "already exists");
        (await Org.Read("/iam/roles/Desk")).ShouldSucceed().Id.ShouldBe(role.Id);
        (await Org.Read("/iam/roles")).ShouldSucceed().Text.ShouldContain(role.Id);
        (await Org.Read($"/iam/roles/{role.Id}/permissions")).ShouldSucceed().Object["permissions"]!.AsArray().Select(one => one!["label"]!.ToString()).ShouldBe(["okta.authzServers.read", "okta.users.read"]);
        (await Org.Post($"/iam/roles/{role.Id}/permissions/okta.groups.manage")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/iam/roles/{role.Id}/permissions/okta.groups.manage")).ShouldSucceed()["label"].ShouldBe("okta.groups.manage");
        (await Org.Put($"/iam/roles/{role.Id}/permissions/okta.groups.manage", JsonNode.Parse("""{"conditions":{"include":{"okta:ResourceAttribute/User/Profile":["city"]}}}"""))).ShouldBeRefused(400, "E0000001", "conditions");
        (await Org.Delete($"/iam/roles/{role.Id}/permissions/okta.groups.manage")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/iam/roles/{role.Id}/permissions/okta.groups.manage")).ShouldBeRefused(404, "E0000007");
        (await Org.Put($"/iam/roles/{role.Id}", JsonNode.Parse("""{"label":"Front desk","description":"By the door"}"""))).ShouldSucceed()["label"].ShouldBe("Front desk");
        (await Org.Delete($"/iam/roles/{role.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/iam/roles/{role.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(role.Id)).ShouldBe(["iam.role.create", "iam.role.permissions.add", "iam.role.permissions.delete", "iam.role.update", "iam.role.delete"]);
    }

    [Fact]
    public async Task A_set_holds_what_it_is_said_to_by_address_or_by_name()
    {
        var group = await Org.MakeGroup();
        var org = (await Org.SendAsync(HttpMethod.Get, "/api/v1/org"))["id"]!.GetValue<string>();
        (await Org.Post("/iam/resource-sets", JsonNode.Parse("""{"label":"None","description":"","resources":["https://elsewhere.example/api/v1/users"]}"""))).ShouldBeRefused(400, "E0000001", "names nothing here");
        (await Org.Post("/iam/resource-sets", new JsonObject { ["label"] = "Gone", ["description"] = "", ["resources"] = new JsonArray(Address("groups/00gUnknown")) })).ShouldBeRefused(400, "E0000001");
        var set = await Set(Address($"groups/{group}"), $"orn:okta:directory:{org}:users");
        var resources = (await Org.Read($"/iam/resource-sets/{set}/resources")).ShouldSucceed().Object["resources"]!.AsArray();
        resources.Select(one => one!["orn"]!.ToString()).ShouldBe([$"orn:okta:directory:{org}:groups:{group}", $"orn:okta:directory:{org}:users"], ignoreOrder: true);
        (await Org.CallRaw(HttpMethod.Patch, $"/iam/resource-sets/{set}/resources", new JsonObject { ["additions"] = new JsonArray(Address("apps"), Address("authorizationServers/default")) }.ToJsonString())).ShouldSucceed();
        var added = (await Org.Post($"/iam/resource-sets/{set}/resources", new JsonObject { ["resourceOrnOrUrl"] = Address($"groups/{group}/users"), ["conditions"] = new JsonObject() })).ShouldSucceed();
        added["orn"]!.ShouldEndWith($"{group}:contained_resources");
        (await Org.Read($"/iam/resource-sets/{set}/resources/{added.Id}")).ShouldSucceed();
        (await Org.Delete($"/iam/resource-sets/{set}/resources/{added.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/iam/resource-sets/{set}/resources/{added.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/iam/resource-sets/{set}/resources")).Object["resources"]!.AsArray().Count.ShouldBe(4);
        (await Org.Put($"/iam/resource-sets/{set}", JsonNode.Parse("""{"label":"Renamed","description":"x"}"""))).ShouldSucceed()["label"].ShouldBe("Renamed");
        (await Org.Delete($"/iam/resource-sets/{set}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Events(set))[^1].ShouldBe("iam.resourceset.delete");
    }

    [Fact]
    public async Task Whoever_is_bound_to_a_role_may_do_that_to_these_and_sees_no_others()
    {
        var (inside, outside, clerk, grouped) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var (mine, other, team) = (await Org.MakeGroup(inside.Id!), await Org.MakeGroup(outside.Id!), await Org.MakeGroup(grouped.Id!));
        var role = await Role("okta.users.credentials.resetPassword", "okta.groups.members.manage", "okta.users.read", "okta.groups.read");
        var set = await Set(Address($"groups/{mine}"), Address($"groups/{mine}/users"));
        var bindings = $"/iam/resource-sets/{set}/bindings";
        (await Org.Post(bindings, new JsonObject { ["role"] = role, ["members"] = new JsonArray(Address($"users/{clerk.Id}"), Address($"groups/{team}")) })).ShouldSucceed();
        (await Org.Read(bindings)).ShouldSucceed().Object["roles"]!.AsArray().Single()!["id"]!.ToString().ShouldBe(role);
        (await Org.Read($"{bindings}/{role}")).ShouldSucceed().Id.ShouldBe(role);
        var members = (await Org.Read($"{bindings}/{role}/members")).ShouldSucceed().Object["members"]!.AsArray();
        members.Count.ShouldBe(2);
        (await Org.Read($"{bindings}/{role}/members/{members[0]!["id"]}")).ShouldSucceed();
        (await Org.Read($"/users/{clerk.Id}/roles")).ShouldSucceed().List.Single()!["resource-set"]!.ToString().ShouldBe(set);

        foreach (var person in (string[])[clerk.Id!, grouped.Id!])
        {
            using var api = await Org.ApiOf(person);
            (await Org.As(api, HttpMethod.Get, $"/users/{inside.Id}")).ShouldSucceed();
            (await Org.As(api, HttpMethod.Get, $"/users/{outside.Id}")).ShouldBeRefused(403, "E0000006");
            (await Org.As(api, HttpMethod.Get, "/users?limit=200")).ShouldSucceed().Each("id").ShouldBe([inside.Id!]);
            (await Org.As(api, HttpMethod.Get, "/groups")).ShouldSucceed().Each("id").ShouldBe([mine]);
            (await Org.As(api, HttpMethod.Get, $"/groups/{other}")).ShouldBeRefused(403, "E0000006");
            (await Org.As(api, HttpMethod.Post, $"/users/{inside.Id}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed();
            (await Org.As(api, HttpMethod.Post, $"/users/{inside.Id}/lifecycle/suspend")).ShouldBeRefused(403, "E0000006");
            (await Org.As(api, HttpMethod.Post, $"/users/{outside.Id}/lifecycle/reset_password?sendEmail=false")).ShouldBeRefused(403, "E0000006");
            (await Org.As(api, HttpMethod.Delete, $"/groups/{mine}")).ShouldBeRefused(403, "E0000006");
            (await Org.As(api, HttpMethod.Get, "/apps")).ShouldBeRefused(403, "E0000006");
        }

        (await Org.Delete($"{bindings}/{role}/members/{members[0]!["id"]}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.CallRaw(HttpMethod.Patch, $"{bindings}/{role}/members", new JsonObject { ["additions"] = new JsonArray(Address($"users/{outside.Id}")) }.ToJsonString())).ShouldSucceed();
        (await Org.Delete($"{bindings}/{role}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"{bindings}/{role}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/users/{outside.Id}/roles")).List.ShouldBeEmpty();
    }

    [Fact]                                                             // decision 0044: neither a page nor a cursor tells of what is not shown
    public async Task A_role_for_one_server_pages_past_no_other()
    {
        for (var i = 0; i < 2; i++) (await Org.Post("/authorizationServers", CustomServers.Server($"Hidden {i}", $"api://hidden{i}"))).ShouldBe(HttpStatusCode.Created);
        var person = await Org.CreatePersonAsync();
        var body = new JsonObject { ["type"] = "CUSTOM", ["role"] = await Role("okta.authzServers.read"), ["resource-set"] = await Set(Address("authorizationServers/default")) };
        (await Org.Post($"/users/{person.Id}/roles", body)).ShouldBe(HttpStatusCode.Created);
        using var api = await Org.ApiOf(person.Id!);
        var page = (await Org.As(api, HttpMethod.Get, "/authorizationServers?limit=1")).ShouldSucceed();
        page.Each("id").ShouldBe(["default"]);
        page.Link("next").ShouldBeNull();
    }

    [Fact]                                                             // contract §3.2: {type: CUSTOM, role, resource-set}
    public async Task A_custom_role_is_given_like_a_standard_one_and_goes_with_its_role_or_set()
    {
        var (role, set) = (await Role("okta.apps.manage"), await Set(Address("apps")));
        var (one, two) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var body = new JsonObject { ["type"] = "CUSTOM", ["role"] = role, ["resource-set"] = set };
        foreach (var needed in (string[])["role", "resource-set"])
        {
            var without = body.DeepClone().AsObject();
            without.Remove(needed);
            (await Org.Post($"/users/{one.Id}/roles", without)).ShouldBeRefused(400, "E0000001", needed);
        }
        (await Org.Post($"/users/{one.Id}/roles", body.DeepClone())).ShouldBe(HttpStatusCode.Created)["role"].ShouldBe(role);
        (await Org.Post($"/users/{one.Id}/roles", body.DeepClone())).ShouldBeRefused(409, "E0000090");
        (await Org.Post($"/users/{two.Id}/roles", body.DeepClone())).ShouldBe(HttpStatusCode.Created);
        using var api = await Org.ApiOf(one.Id!);
        (await Org.As(api, HttpMethod.Post, "/apps", ApiCalls.NewApp("web"))).ShouldSucceed();
        (await Org.Delete($"/iam/roles/{role}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.As(api, HttpMethod.Get, "/apps")).ShouldBeRefused(401, "E0000011");
        (await Org.Read($"/users/{two.Id}/roles")).List.ShouldBeEmpty();
        (await Org.Post($"/users/{two.Id}/roles", body)).ShouldBeRefused(404, "E0000007");
    }
}
