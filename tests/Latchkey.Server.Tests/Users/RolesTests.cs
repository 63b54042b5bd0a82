using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Users;

/// <summary>/api/v1/users/{id}/roles: an account is an administrator, or is not. Contract §3.2, roles.</summary>
public sealed class RolesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonObject Role(string type = "SUPER_ADMIN") => new() { ["type"] = type };

    private async Task<string> Person() => (await Org.Post("/users", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com", "Correct-Horse-7"))).ShouldSucceed().Id;

    [Fact]                                                             // contract §3.2, roles
    public async Task An_administrator_is_made_and_unmade()
    {
        var person = await Person();
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Post($"/users/{person}/roles", Role("ORG_ADMIN"))).ShouldBeRefused(400, "E0000001", "must be SUPER_ADMIN");
        var role = (await Org.Post($"/users/{person}/roles", Role())).ShouldBe(HttpStatusCode.Created);
        (role["type"], role["assignmentType"], role["status"]).ShouldBe(("SUPER_ADMIN", "USER", "ACTIVE"));
        (await Org.Post($"/users/{person}/roles", Role("super_admin"))).ShouldBeRefused(409, "E0000090");
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().Each("id").ShouldBe([role.Id]);
        (await Org.Read($"/users/{person}/roles/{role.Id}")).ShouldSucceed()["label"].ShouldBe("Super Administrator");
        (await Org.Read("/iam/assignees/users")).ShouldSucceed().Object["value"]!.AsArray().Select(one => one!["id"]!.ToString()).ShouldContain(person);
        (await Org.Delete($"/users/{person}/roles/{role.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"/users/{person}/roles/{role.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Events(person)).ShouldContain("user.account.privilege.revoke");
    }

    [Fact]                                                             // an org that nobody can administer is lost
    public async Task The_last_administrator_stays()
    {
        await using var org = await TestOrg.StartAsync();
        var all = (await org.Read("/iam/assignees/users")).ShouldSucceed().Object["value"]!.AsArray().Select(one => one!["id"]!.ToString()).ToArray();
        var me = (await org.Read("/users/me")).ShouldSucceed().Id;
        all.ShouldContain(me);
        foreach (var other in all.Where(id => id != me)) (await org.Delete($"/users/{other}/roles/ra1{other[3..]}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Delete($"/users/{me}/roles/ra1{me[3..]}")).ShouldBeRefused(403, "E0000038", "at least one administrator");
    }

    [Fact]                                                             // threats row 4: no app gives what it lacks
    public async Task No_scope_is_enough_to_make_an_administrator()
    {
        var person = await Person();
        var service = await SigningApp.Create(Org, "private_key_jwt", new AppKey(), "service", ["okta.roles.manage", "okta.users.manage"]);
        using var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await service.TokenAsync(Org.Url, "okta.roles.manage okta.users.manage")).AccessToken);
        (await Org.CallRaw(HttpMethod.Get, $"/users/{person}/roles", null, client: client)).ShouldSucceed();
        (await Org.CallRaw(HttpMethod.Post, $"/users/{person}/roles", Role().ToJsonString(), client: client)).ShouldBeRefused(403, "E0000006", "Only an administrator");
        (await Org.Read($"/users/{person}/roles")).ShouldSucceed().List.ShouldBeEmpty();
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Roles" } })).ShouldSucceed().Id;
        (await Org.Read($"/groups/{group}/roles")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Post($"/groups/{group}/roles", Role())).ShouldBeRefused(501, "E0000060");
    }
}
