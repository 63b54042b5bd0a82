using System.Net;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AuthorizationServers;

public sealed class AuthorizationServersApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §1.2, §3.4, §11.14: the command line looks for the key "default"
    public async Task The_list_holds_the_server_whose_id_is_default()
    {
        var list = (await Org.Read("/authorizationServers")).ShouldSucceed();
        list.Each("id").ShouldBe(["default"]);
        list.Each("name").ShouldBe(["default"]);
        list.Each("issuer").ShouldBe([Org.Issuer]);

        var server = (await Org.Read("/authorizationServers/default")).ShouldSucceed();
        server["audiences"].ShouldNotBeNull().ShouldContain("api://default");
        server["status"].ShouldBe("ACTIVE");
        server["credentials.signing.rotationMode"].ShouldBe("AUTO");
        var keys = await Org.CallRaw(HttpMethod.Get, Org.Issuer + "/v1/keys", null);
        keys.Text.ShouldContain(server["credentials.signing.kid"]!);
        (await Org.Read("/authorizationServers/ausNone")).ShouldBeRefused(404, "E0000007");
        (await Org.Read("/authorizationServers/ausNone"))["errorSummary"].ShouldBe("Not found: Resource not found: ausNone (AuthorizationServer)");
    }

    [Fact]                                                             // contract §3.4
    public async Task Its_scopes_are_those_of_the_discovery_document()
    {
        var scopes = (await Org.Read("/authorizationServers/default/scopes")).ShouldSucceed();
        var discovery = await Org.CallRaw(HttpMethod.Get, Org.Issuer + "/.well-known/openid-configuration", null);
        scopes.Each("name").ShouldBe(discovery.Object["scopes_supported"]!.AsArray().Select(scope => scope!.ToString()), ignoreOrder: true);
        scopes.Each("name").ShouldContain("offline_access");

        var openid = scopes.List.Single(scope => scope!["name"]!.ToString() == "openid")!;
        openid["system"]!.GetValue<bool>().ShouldBeTrue();
        openid["consent"]!.ToString().ShouldBe("IMPLICIT");
        openid["id"]!.ToString().ShouldStartWith("scp");
        (await Org.Read($"/authorizationServers/default/scopes/{openid["id"]}")).ShouldSucceed()["name"].ShouldBe("openid");
        (await Org.Read("/authorizationServers/default/scopes/scpNone")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // contract §1.2: the seeded policy that newcomers miss at Okta
    public async Task A_policy_and_a_rule_are_there_from_the_start()
    {
        var policy = (await Org.Read("/authorizationServers/default/policies")).ShouldSucceed().List.ShouldHaveSingleItem()!;
        policy["name"]!.ToString().ShouldBe("Default Policy");
        policy["type"]!.ToString().ShouldBe("OAUTH_AUTHORIZATION_POLICY");
        policy["conditions"]!["clients"]!["include"]![0]!.ToString().ShouldBe("ALL_CLIENTS");

        var rules = (await Org.Read($"/authorizationServers/default/policies/{policy["id"]}/rules")).ShouldSucceed();
        var rule = rules.List.ShouldHaveSingleItem()!;
        rule["name"]!.ToString().ShouldBe("Default Policy Rule");
        rule["conditions"]!["people"]!["groups"]!["include"]![0]!.ToString().ShouldBe("EVERYONE");
        rule["conditions"]!["scopes"]!["include"]![0]!.ToString().ShouldBe("*");
        rule["actions"]!["token"]!["accessTokenLifetimeMinutes"]!.GetValue<int>().ShouldBe(60);
        rule["actions"]!["token"]!["refreshTokenLifetimeMinutes"]!.GetValue<int>().ShouldBe(0);
        rule["actions"]!["token"]!["refreshTokenWindowMinutes"]!.GetValue<int>().ShouldBe(10080);
        (await Org.Read($"/authorizationServers/default/policies/{policy["id"]}/rules/{rule["id"]}")).ShouldSucceed();
        (await Org.Read("/authorizationServers/default/policies/00pNone")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // contract §2.3, §3.4: sub is a system claim
    public async Task The_subject_is_a_system_claim()
    {
        var claim = (await Org.Read("/authorizationServers/default/claims")).ShouldSucceed().List.ShouldHaveSingleItem()!;
        claim["name"]!.ToString().ShouldBe("sub");
        claim["claimType"]!.ToString().ShouldBe("RESOURCE");
        claim["system"]!.GetValue<bool>().ShouldBeTrue();
        (await Org.Read($"/authorizationServers/default/claims/{claim["id"]}")).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.0, Pagination; §3.4
    public async Task A_page_goes_on_where_the_one_before_ended_though_its_servers_are_gone()
    {
        await using var org = await TestOrg.StartAsync();
        for (var i = 0; i < 4; i++) (await org.Post("/authorizationServers", CustomServers.Server($"Server {i}", $"api://server{i}"))).ShouldBe(HttpStatusCode.Created);
        var all = await org.AllPages("/authorizationServers?limit=2");
        all.Count.ShouldBe(5);

        var found = new List<string>();
        for (string? next = "/authorizationServers?limit=2"; next is not null;)
        {
            var page = (await org.Read(next)).ShouldSucceed();
            found.AddRange(page.Each("id"));
            next = page.Link("next");
            foreach (var id in page.Each("id").Where(id => id != "default")) (await org.Delete($"/authorizationServers/{id}")).ShouldBe(HttpStatusCode.NoContent);
        }
        found.ShouldBe(all);
    }

    [Fact]                                                             // contract §3.4, Scope; §3.0: whoever narrows a list does not get all of it
    public async Task Scopes_and_claims_are_given_a_page_at_a_time_and_scopes_by_a_filter()
    {
        const string scopes = "/authorizationServers/default/scopes";
        (await Org.Read(scopes + "?filter=" + Uri.EscapeDataString("name eq \"openid\""))).ShouldSucceed().Each("name").ShouldBe(["openid"]);
        (await Org.Read(scopes + "?filter=" + Uri.EscapeDataString("name eq \"nobodys\""))).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Read(scopes + "?filter=" + Uri.EscapeDataString("bogus eq \"x\""))).ShouldBeRefused(400, "E0000031");
        (await Org.Read(scopes + "?filter=zzz")).Status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var path in (string[])[scopes, "/authorizationServers/default/claims"])
        {
            (await Org.Read(path + "?limit=1")).ShouldSucceed().List.Count.ShouldBeLessThanOrEqualTo(1);
            (await Org.AllPages(path + "?limit=1")).ShouldBe((await Org.Read(path)).ShouldSucceed().Each("id"));
        }
    }
}
