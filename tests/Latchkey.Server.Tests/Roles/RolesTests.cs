using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Roles;

/// <summary>/api/v1/users/{id}/roles, /groups/{id}/roles, /oauth2/v1/clients/{id}/roles: who has which role. Contract §3.2, roles.</summary>
public sealed class RolesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly string[] Standard = ["ORG_ADMIN", "APP_ADMIN", "USER_ADMIN", "GROUP_MEMBERSHIP_ADMIN", "HELP_DESK_ADMIN", "API_ACCESS_MANAGEMENT_ADMIN", "REPORT_ADMIN", "READ_ONLY_ADMIN"];

    private async Task<string> Person() => (await Org.CreatePersonAsync()).Id!;

    [Fact]                                                             // contract §3.2, roles
    public async Task A_super_administrator_is_made_and_unmade()
    {
        var person = await Person();
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Post($"/users/{person}/roles", RoleCalls.Role("WORKFLOWS_ADMIN"))).ShouldBeRefused(400, "E0000001", "must be CUSTOM or one of");
        var role = (await Org.Post($"/users/{person}/roles", RoleCalls.Role("SUPER_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        (role["type"], role["assignmentType"], role["status"]).ShouldBe(("SUPER_ADMIN", "USER", "ACTIVE"));
        (await Org.Post($"/users/{person}/roles", RoleCalls.Role("super_admin"))).ShouldBeRefused(409, "E0000090");
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().Each("id").ShouldBe([role.Id]);
        (await Org.Read($"/users/{person}/roles/{role.Id}")).ShouldSucceed()["label"].ShouldBe("Super Administrator");
        (await Org.Read("/iam/assignees/users")).ShouldSucceed().Object["value"]!.AsArray().Select(one => one!["id"]!.ToString()).ShouldContain(person);
        (await Org.Delete($"/users/{person}/roles/{role.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/users/{person}/roles/{role.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Events(person)).ShouldContain("user.account.privilege.revoke");
    }

    [Fact]
    public async Task Every_standard_role_is_given_and_taken_and_the_log_says_what_was_before_and_after()
    {
        var person = await Person();
        foreach (var type in Standard)
        {
            var role = (await Org.Post($"/users/{person}/roles", RoleCalls.Role(type))).ShouldBe(HttpStatusCode.Created);
            role["type"].ShouldBe(type);
            (await Org.Post($"/users/{person}/roles", RoleCalls.Role(type))).ShouldBeRefused(409, "E0000090");
        }
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().Each("type").ShouldBe(Standard, ignoreOrder: true);
        (await Org.Read("/iam/assignees/users")).Text.ShouldContain(person);
        foreach (var id in (await Org.Read($"/users/{person}/roles")).Each("id")) (await Org.Delete($"/users/{person}/roles/{id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{person}/roles")).List.ShouldBeEmpty();
        var taken = (await Org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString($"target.id eq \"{person}\" and eventType eq \"user.account.privilege.revoke\"")}")).ShouldSucceed();
        taken.List.Count.ShouldBe(Standard.Length);
        taken.Text.ShouldContain("\"before\":\"Organization Administrator: everything\"");
    }

    [Fact]                                                             // an org that nobody can administer is lost
    public async Task The_last_super_administrator_stays()
    {
        await using var org = await TestOrg.StartAsync();
        var all = (await org.Read("/iam/assignees/users")).ShouldSucceed().Object["value"]!.AsArray().Select(one => one!["id"]!.ToString()).ToArray();
        var me = (await org.Read("/users/me")).ShouldSucceed().Id;
        all.ShouldContain(me);
        foreach (var other in all.Where(id => id != me)) (await org.Delete($"/users/{other}/roles/ra1{other[3..]}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Delete($"/users/{me}/roles/ra1{me[3..]}")).ShouldBeRefused(403, "E0000038", "at least one administrator");
        foreach (var step in (string[])["suspend", "deactivate"]) (await org.Post($"/users/{me}/lifecycle/{step}")).ShouldBeRefused(403, "E0000038", "at least one administrator");
        (await org.Delete($"/users/{me}")).ShouldBeRefused(403, "E0000038", "at least one administrator");
    }

    [Fact]                                                             // two who take it from each other at once
    public async Task Of_two_super_administrators_one_stays_however_quick_both_are()
    {
        await using var org = await TestOrg.StartAsync();
        var all = (await org.Read("/iam/assignees/users")).Object["value"]!.AsArray().Select(one => one!["id"]!.ToString()).ToArray();
        var me = (await org.Read("/users/me")).Id;
        foreach (var other in all.Where(id => id != me)) await org.Delete($"/users/{other}/roles/ra1{other[3..]}");
        var second = (await org.AdminOf("SUPER_ADMIN")).Person.Id!;
        using var theirs = await org.ApiOf(second);
        var answers = await Task.WhenAll(org.Delete($"/users/{second}/roles/ra1{second[3..]}"), org.As(theirs, HttpMethod.Delete, $"/users/{me}/roles/ra1{me[3..]}"));
        answers.Count(answer => answer.Status == HttpStatusCode.NoContent).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_is_in_a_group_has_its_roles_as_long_as_they_are_in_it()
    {
        var person = await Person();
        var group = await Org.MakeGroup(person);
        var role = (await Org.Post($"/groups/{group}/roles", RoleCalls.Role("READ_ONLY_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        (role["assignmentType"], role["label"]).ShouldBe(("GROUP", "Read-only Administrator"));
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().Each("assignmentType").ShouldBe(["GROUP"]);
        using var theirs = await Org.ApiOf(person);
        (await Org.As(theirs, HttpMethod.Get, "/users?limit=1")).ShouldSucceed();
        (await Org.As(theirs, HttpMethod.Post, "/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "No" } })).ShouldBeRefused(403, "E0000006", "okta.groups.create");
        (await Org.Delete($"/groups/{group}/users/{person}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.As(theirs, HttpMethod.Get, "/users?limit=1")).ShouldBeRefused(401, "E0000011");
        (await Org.Delete($"/groups/{group}/roles/{role.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Events(group)).ShouldContain("group.privilege.grant");
        (await Org.Events(group)).ShouldContain("group.privilege.revoke");
        var everyone = (await Org.Read("/groups?q=Everyone")).Each("id")[0];
        (await Org.Post($"/groups/{everyone}/roles", RoleCalls.Role("REPORT_ADMIN"))).ShouldBeRefused(400, "E0000001", "everybody is in this group");
    }

    [Fact]                                                             // threats row 4: by no rule of an organization does somebody make themselves an administrator
    public async Task No_rule_puts_anybody_into_a_group_that_gives_a_role()
    {
        static JsonNode Rule(string group) => JsonNode.Parse($$$$"""
            {"type":"group_rule","name":"Rule of {{{{group}}}}","conditions":{"expression":{"value":"user.firstName == 'Anna'","type":"urn:okta:expression:1.0"}},"actions":{"assignUserToGroups":{"groupIds":["{{{{group}}}}"]}}}
            """)!;
        var (ruled, giving) = (await Org.MakeGroup(), await Org.MakeGroup());
        (await Org.Post("/groups/rules", Rule(ruled))).ShouldSucceed();
        (await Org.Post($"/groups/{ruled}/roles", RoleCalls.Role("ORG_ADMIN"))).ShouldBeRefused(400, "E0000001", "the group rule");
        (await Org.Post($"/groups/{giving}/roles", RoleCalls.Role("ORG_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        (await Org.Post("/groups/rules", Rule(giving))).ShouldBeRefused(400, "E0000001", "nobody is put there by a rule");
    }

    [Fact]                                                             // contract §3.0: scope and role must both allow it
    public async Task An_app_does_what_its_scopes_and_its_roles_both_allow()
    {
        var key = new AppKey();
        var service = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.roles.manage", "okta.users.manage", "okta.groups.read"], role: "HELP_DESK_ADMIN");
        using var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await service.TokenAsync(Org.Url, "okta.roles.manage okta.users.manage okta.groups.read")).AccessToken);
        var person = await Person();
        (await Org.As(client, HttpMethod.Post, $"/users/{person}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed();
        (await Org.As(client, HttpMethod.Post, $"/users/{person}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006", "okta.users.lifecycle.manage");       // the scope, and no role
        (await Org.As(client, HttpMethod.Get, "/apps")).ShouldBeRefused(403, "E0000006");                                                                       // neither
        (await Org.As(client, HttpMethod.Post, $"/users/{person}/roles", RoleCalls.Role("HELP_DESK_ADMIN"))).ShouldBeRefused(403, "E0000006", "super administrator");
        var roles = (await Org.CallRaw(HttpMethod.Get, $"{Org.Url}/oauth2/v1/clients/{service.Id}/roles", null)).ShouldSucceed();
        (roles.Each("type")[0], roles.Each("assignmentType")[0]).ShouldBe(("HELP_DESK_ADMIN", "CLIENT"));
        var address = $"{Org.Url}/oauth2/v1/clients/{service.Id}/roles";
        (await Org.CallRaw(HttpMethod.Get, $"{address}/{roles.Each("id")[0]}", null)).ShouldSucceed();
        (await Org.CallRaw(HttpMethod.Delete, $"{address}/{roles.Each("id")[0]}", null)).ShouldBe(HttpStatusCode.NoContent);
        (await Org.As(client, HttpMethod.Get, $"/users/{person}")).ShouldBeRefused(403, "E0000006");                                                            // a scope alone
        (await Org.CallRaw(HttpMethod.Post, address, RoleCalls.Role("SUPER_ADMIN").ToJsonString())).ShouldBe(HttpStatusCode.Created);
        (await Org.As(client, HttpMethod.Post, $"/users/{person}/roles", RoleCalls.Role("HELP_DESK_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        (await Org.Events(service.Id)).ShouldContain("app.oauth2.client.privilege.grant");
    }
}
