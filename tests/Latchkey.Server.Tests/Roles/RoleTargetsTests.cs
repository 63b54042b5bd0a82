using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Roles;

/// <summary>What a standard role is for, of each who may have one: a person, a group, a client. Contract §3.2, roles.</summary>
public sealed class RoleTargetsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]
    [InlineData("users"), InlineData("groups"), InlineData("clients")]
    public async Task A_role_is_for_what_it_was_aimed_at(string holders)
    {
        var holder = holders switch
        {
            "users" => $"/users/{(await Org.CreatePersonAsync()).Id}/roles",
            "groups" => $"/groups/{await Org.MakeGroup()}/roles",
            _ => $"{Org.Url}/oauth2/v1/clients/{(await Org.CreateAppAsync("service", assigned: false)).ClientId}/roles",
        };
        var (first, second, app) = (await Org.MakeGroup(), await Org.MakeGroup(), (await Org.CreateAppAsync("web", assigned: false)).ClientId);

        var desk = $"{holder}/{(await Org.Post(holder, new JsonObject { ["type"] = "HELP_DESK_ADMIN" })).ShouldBe(HttpStatusCode.Created).Id}/targets";
        foreach (var group in (string[])[first, second]) (await Org.Put($"{desk}/groups/{group}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"{desk}/groups")).ShouldSucceed().Each("id").ShouldBe([first, second], ignoreOrder: true);
        (await Org.Read(desk)).ShouldSucceed().List.Count.ShouldBe(2);
        (await Org.Delete($"{desk}/groups/{first}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"{desk}/groups")).ShouldSucceed().Each("id").ShouldBe([second]);

        var apps = $"{holder}/{(await Org.Post(holder, new JsonObject { ["type"] = "APP_ADMIN" })).ShouldBe(HttpStatusCode.Created).Id}/targets/catalog/apps";
        (await Org.Put($"{apps}/oidc_client/{app}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"{apps}/oidc_client")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(apps)).ShouldSucceed().Each("name").ShouldAllBe(name => name == "oidc_client");
        (await Org.Delete($"{apps}/oidc_client")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"{apps}/oidc_client")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"{apps}/oidc_client/{app}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put(apps)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Read(apps)).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Put($"{apps}/saml_app")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]
    public async Task Groups_and_clients_that_have_a_role_are_listed_as_people_are()
    {
        var (group, client) = (await Org.MakeGroup(), (await Org.CreateAppAsync("service", assigned: false)).ClientId);
        (await Org.Post($"/groups/{group}/roles", new JsonObject { ["type"] = "READ_ONLY_ADMIN" })).ShouldBe(HttpStatusCode.Created);
        (await Org.Post($"{Org.Url}/oauth2/v1/clients/{client}/roles", new JsonObject { ["type"] = "READ_ONLY_ADMIN" })).ShouldBe(HttpStatusCode.Created);
        foreach (var (list, id) in ((string, string)[])[("groups", group), ("clients", client)])
            (await Org.Read($"/iam/assignees/{list}")).ShouldSucceed().Object["value"]!.AsArray().Select(one => one!["id"]!.ToString()).ShouldContain(id);
    }
}
