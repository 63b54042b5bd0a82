using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.Networks;

/// <summary>/api/v1/zones. Contract §3.9, network.</summary>
public sealed class ZonesApiTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private TestOrg Org => fixture.Org;

    [Fact]
    public async Task A_zone_lives_from_its_creation_to_its_deletion()
    {
        var body = Zone("203.0.113.0/24", name: "Office");
        body["proxies"] = new JsonArray(new JsonObject { ["type"] = "RANGE", ["value"] = "198.51.100.1-198.51.100.9" });
        var created = (await Org.Post("/zones", body)).ShouldSucceed();
        created.Id.ShouldMatch("^nzo[0-9A-Za-z]{17}$");
        (created["type"], created["status"], created["usage"], created["system"]).ShouldBe(("IP", "ACTIVE", "POLICY", "false"));
        created.Object["proxies"]!.ToJsonString().ShouldBe("""[{"type":"RANGE","value":"198.51.100.1-198.51.100.9"}]""");
        (await Org.Put($"/zones/{created.Id}", created.Object.DeepClone())).ShouldSucceed()["name"].ShouldBe("Office");
        (await Org.Post($"/zones/{created.Id}/lifecycle/deactivate")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        (await Org.Post($"/zones/{created.Id}/lifecycle/activate")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Read($"/zones?filter={Uri.EscapeDataString("usage eq \"POLICY\"")}")).ShouldSucceed().Each("id").ShouldContain(created.Id);
        (await Org.Post("/zones", Zone("203.0.113.0/24", name: "office"))).ShouldBeRefused(400, "E0000001", "name");
        (await Org.Delete($"/zones/{created.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/zones/{created.Id}")).ShouldBeRefused(404, "E0000007");
    }

    [Theory]
    [InlineData("""{"type":"DYNAMIC","name":"x","locations":[{"country":"DE"}]}""", "dynamic zone")]
    [InlineData("""{"type":"IP","name":"x"}""", "gateways")]
    [InlineData("""{"type":"IP","name":"","gateways":[{"type":"CIDR","value":"10.0.0.0/8"}]}""", "name")]
    [InlineData("""{"type":"IP","name":"x","gateways":[{"type":"CIDR","value":"10.0.0.1/8"}]}""", "gateways")]
    [InlineData("""{"type":"IP","name":"x","gateways":[{"type":"RANGE","value":"10.0.0.9-10.0.0.1"}]}""", "gateways")]
    [InlineData("""{"type":"IP","name":"x","gateways":[{"type":"RANGE","value":"10.0.0.1-::1"}]}""", "gateways")]
    [InlineData("""{"type":"IP","name":"x","gateways":[{"type":"NAME","value":"example.com"}]}""", "gateways")]
    [InlineData("""{"type":"IP","name":"x","usage":"BLOCKLIST","gateways":[{"type":"CIDR","value":"127.0.0.0/8"}]}""", "your own address")]
    public async Task What_is_no_zone_is_refused(string body, string cause) => (await Org.Post("/zones", JsonNode.Parse(body))).ShouldBeRefused(400, "E0000001", cause);

    [Fact]                                                             // a rule whose zone is gone would be for nobody, or for everybody
    public async Task A_zone_that_a_rule_names_stays()
    {
        var zone = (await Org.Post("/zones", Zone("203.0.113.0/24"))).ShouldSucceed().Id;
        var policy = await Org.SignOnPolicy(await Org.Group(), OfSession("DENY"), InZone(zone));
        (await Org.Delete($"/zones/{zone}")).ShouldBeRefused(400, "E0000001", "names the zone");
        (await Org.Post($"/zones/{zone}/lifecycle/deactivate")).ShouldBeRefused(400, "E0000001", "names the zone");
        await Org.DeletePolicy(policy);
        (await Org.Delete($"/zones/{zone}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // BLOCKLIST: every address of the org, for programs and for people
    public async Task Who_comes_from_a_blocked_network_gets_nothing()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { TrustedProxies = ["127.0.0.1"] });
        var zone = (await org.Post("/zones", Zone("203.0.113.7", "BLOCKLIST"))).ShouldSucceed().Id;
        async Task<(HttpStatusCode Status, string Text)> From(string address, string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-For", address);
            var answer = await org.Http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        (await From("203.0.113.7", "/.well-known/openid-configuration")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await From("203.0.113.7", "/api/v1/org")).Text.ShouldContain("E0000006");
        (await From("203.0.113.7", "/signin")).Text.ShouldContain("your network");
        (await From("203.0.113.8", "/.well-known/openid-configuration")).Status.ShouldBe(HttpStatusCode.OK);
        (await org.Post($"/zones/{zone}/lifecycle/deactivate")).ShouldSucceed();
        (await From("203.0.113.7", "/.well-known/openid-configuration")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // each address as it is written, and the families apart
    [InlineData("CIDR", "10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("CIDR", "10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("CIDR", "2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("CIDR", "::/0", "10.1.2.3", false)]
    [InlineData("RANGE", "10.0.0.250-10.0.1.5", "10.0.1.0", true)]
    [InlineData("RANGE", "10.0.0.250-10.0.1.5", "10.0.1.6", false)]
    [InlineData("RANGE", "10.0.0.1", "10.0.0.1", true)]
    [InlineData("RANGE", "2001:db8::1-2001:db8::ff", "2001:db8::a0", true)]
    public void A_range_holds_what_is_in_it(string type, string value, string address, bool held) =>
        AddressRange.Of("gateways", new ZoneAddress(type, value)).Contains(IPAddress.Parse(address)).ShouldBe(held);

    [Theory]
    [InlineData("10.1", "CIDR"), InlineData("010.0.0.1", "RANGE"), InlineData("[::1]", "RANGE"), InlineData("", "CIDR"), InlineData("1.2.3.4-", "RANGE")]
    public void What_is_none_is_refused(string value, string type) => Should.Throw<RuleException>(() => AddressRange.Of("gateways", new ZoneAddress(type, value)));

    [Theory]                                                           // who comes through a proxy of the zone is where the last one was that none of them stands for
    [InlineData("203.0.113.5", "", true)]
    [InlineData("198.51.100.1", "203.0.113.5", true)]
    [InlineData("198.51.100.1", "203.0.113.5 198.51.100.2", true)]
    [InlineData("198.51.100.1", "203.0.113.5 192.0.2.1", false)]
    [InlineData("192.0.2.1", "203.0.113.5", false)]
    [InlineData("198.51.100.1", "", false)]
    public void The_word_of_a_zones_own_proxy_counts(string address, string before, bool inside)
    {
        var set = new ZoneSet([new Zone
        {
            Id = "z", OrgId = "o", Name = "z", Usage = ZoneUsage.Policy, Active = true, Gateways = [new("CIDR", "203.0.113.0/24")], Proxies = [new("CIDR", "198.51.100.0/24")],
            CreatedAt = default, UpdatedAt = default,
        }]);
        set.Holding(new CameFrom(IPAddress.Parse(address), [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)])).Contains("z").ShouldBe(inside);
    }
}
