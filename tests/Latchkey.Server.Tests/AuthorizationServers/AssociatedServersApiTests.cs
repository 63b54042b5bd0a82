using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AuthorizationServers;

/// <summary>…/authorizationServers/{id}/associatedServers. Contract §3.4.</summary>
public sealed class AssociatedServersApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<string> Server(string name) => (await Org.Post("/authorizationServers", CustomServers.Server(name, "api://" + name.ToLowerInvariant()))).ShouldBe(HttpStatusCode.Created).Id;

    private Task<ApiAnswer> Trust(string id, params string[] others) => Org.Post($"/authorizationServers/{id}/associatedServers", new JsonObject { ["trusted"] = new JsonArray([.. others.Select(other => JsonValue.Create(other))]) });

    [Fact]                                                             // contract §3.4: shapes and statuses of Okta's
    public async Task Trust_is_stated_listed_and_taken_back()
    {
        var (one, two, three) = (await Server("Alpha"), await Server("Beta"), await Server("Gamma"));
        var path = $"/authorizationServers/{one}/associatedServers";
        (await Org.Read(path + "?trusted=true")).ShouldSucceed().List.ShouldBeEmpty();

        var stated = (await Trust(one, two, "default")).ShouldSucceed();
        stated.Each("id").ShouldBe([two, "default"]);
        stated.Each("issuer")[0].ShouldBe($"{Org.Url}/oauth2/{two}");
        (await Trust(one, two)).ShouldSucceed().Each("id").ShouldBe([two]);                     // once more is no harm
        (await Org.Read(path + "?trusted=true")).Each("id").ShouldBe(["default", two], ignoreOrder: true);
        (await Org.Read(path + "?trusted=false")).Each("id").ShouldContain(three);
        (await Org.Read(path + "?trusted=false")).Each("id").ShouldNotContain(two);
        (await Org.Read(path)).Each("id").ShouldNotContain(one);
        (await Org.Read(path + "?trusted=true&q=bet")).Each("id").ShouldBe([two]);
        (await Org.Read(path + "?trusted=true&q=api://beta")).Each("id").ShouldBe([two]);
        (await Org.Read($"/authorizationServers/{two}/associatedServers?trusted=true")).List.ShouldBeEmpty();         // one way
        var page = (await Org.Read(path + "?trusted=true&limit=1")).ShouldSucceed();
        page.List.Count.ShouldBe(1);
        (await Org.AllPages(path + "?trusted=true&limit=1")).ShouldBe(["default", two], ignoreOrder: true);

        (await Org.Delete($"{path}/{two}")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await Org.Delete($"{path}/{two}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read(path + "?trusted=true")).Each("id").ShouldBe(["default"]);
        (await Org.Events(one)).Count(entry => entry == "oauth2.as.updated").ShouldBe(3);

        // Who is gone is trusted no more.
        (await Trust(one, three)).ShouldSucceed();
        (await Org.Delete($"/authorizationServers/{three}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(path + "?trusted=true")).Each("id").ShouldBe(["default"]);
    }

    [Fact]
    public async Task What_is_no_other_server_of_the_org_is_refused()
    {
        var id = await Server("Delta");
        (await Trust(id, "ausNone")).ShouldBeRefused(404, "E0000007");
        (await Trust(id, "")).ShouldBeRefused(404, "E0000007");                                // as the table knows the org's own
        (await Trust(id, id)).ShouldBeRefused(400, "E0000001", "itself");
        (await Trust(id)).ShouldBeRefused(400, "E0000001", "trusted");
        (await Org.Post($"/authorizationServers/{id}/associatedServers", new JsonObject())).ShouldBeRefused(400, "E0000001", "trusted");
        (await Org.Read($"/authorizationServers/{id}/associatedServers?trusted=perhaps")).ShouldBeRefused(400, "E0000001", "trusted");
        (await Trust("ausNone", id)).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/authorizationServers/{id}/associatedServers?trusted=true")).List.ShouldBeEmpty();
    }
}
