using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Origins;

public sealed class TrustedOriginsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonObject Body(string origin, string name = "My site", params string[] scopes) => new()
    {
        ["name"] = name, ["origin"] = origin,
        ["scopes"] = new JsonArray([.. (scopes.Length == 0 ? ["CORS", "REDIRECT"] : scopes).Select(scope => new JsonObject { ["type"] = scope })]),
    };

    [Fact]                                                             // contract §3.7
    public async Task A_trusted_origin_lives_from_its_creation_to_its_deletion()
    {
        var created = (await Org.Post("/trustedOrigins", Body("https://shop.example.com"))).ShouldSucceed();
        created.Id.ShouldMatch("^tos[0-9A-Za-z]{17}$");
        created["status"].ShouldBe("ACTIVE");
        created.Object["scopes"]!.ToJsonString().ShouldBe("""[{"type":"CORS"},{"type":"REDIRECT"}]""");
        foreach (var member in (string[])["created", "createdBy", "lastUpdated", "lastUpdatedBy"]) created[member].ShouldNotBeNullOrEmpty(member);
        created["_links.deactivate.href"].ShouldBe($"{Org.Url}/api/v1/trustedOrigins/{created.Id}/lifecycle/deactivate");

        var changed = (await Org.Put($"/trustedOrigins/{created.Id}", Body("https://shop.example.org", "The shop", "CORS"))).ShouldSucceed();
        (changed.Id, changed["name"], changed["origin"]).ShouldBe((created.Id, "The shop", "https://shop.example.org"));
        changed.Object["scopes"]!.ToJsonString().ShouldBe("""[{"type":"CORS"}]""");

        (await Org.Post($"/trustedOrigins/{created.Id}/lifecycle/deactivate")).ShouldSucceed()["status"].ShouldBe("INACTIVE");
        (await Org.Read($"/trustedOrigins/{created.Id}")).ShouldSucceed()["_links.activate.href"].ShouldNotBeNull();
        (await Org.Post($"/trustedOrigins/{created.Id}/lifecycle/activate")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Read("/trustedOrigins")).ShouldSucceed().Each("id").ShouldContain(created.Id);
        (await Org.Read($"/trustedOrigins?filter={Uri.EscapeDataString("origin eq \"https://shop.example.org\"")}")).ShouldSucceed().Each("id").ShouldBe([created.Id]);
        (await Org.Read("/trustedOrigins?q=THE%20shop")).ShouldSucceed().Each("id").ShouldBe([created.Id]);

        (await Org.Delete($"/trustedOrigins/{created.Id}")).ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await Org.Read($"/trustedOrigins/{created.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(created.Id)).ShouldBe(["security.trusted_origin.create", "security.trusted_origin.update", "security.trusted_origin.deactivate", "security.trusted_origin.activate", "security.trusted_origin.delete"]);
    }

    [Fact]                                                             // contract §3.7: origin unique
    public async Task An_origin_is_trusted_once_however_it_is_written()
    {
        var first = (await Org.Post("/trustedOrigins", Body("https://Once.Example.com:443/"))).ShouldSucceed();
        first["origin"].ShouldBe("https://once.example.com");
        (await Org.Post("/trustedOrigins", Body("https://once.example.com", "Again"))).ShouldBeRefused(400, "E0000001", "origin: An object with this field already exists");
        var second = (await Org.Post("/trustedOrigins", Body("https://twice.example.com"))).ShouldSucceed();
        (await Org.Put($"/trustedOrigins/{second.Id}", Body("https://once.example.com"))).ShouldBeRefused(400, "E0000001", "origin: An object with this field already exists");
        (await Org.Put($"/trustedOrigins/{first.Id}", Body("https://once.example.com", "The same"))).ShouldSucceed();
    }

    [Fact]
    public async Task Of_sixty_four_who_add_one_origin_at_once_one_does()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Org.Post("/trustedOrigins", Body("https://race.example.com"))));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Status == HttpStatusCode.BadRequest);
    }

    [Theory]                                                           // RFC 6454 §6.2
    [InlineData("https://*.example.com"), InlineData("https://a.example.com/path"), InlineData("https://user@a.example.com"), InlineData("javascript:alert(1)"), InlineData("null")]
    [InlineData("ftp://a.example.com"), InlineData("https://"), InlineData("a.example.com"), InlineData("https://a.example.com?x"), InlineData("https://a.example.com#x"), InlineData("https://a b.example.com")]
    public async Task What_is_no_origin_is_not_trusted(string origin) => (await Org.Post("/trustedOrigins", Body(origin))).ShouldBeRefused(400, "E0000001", "origin: must");

    [Fact]                                                             // contract §3.7
    public async Task An_origin_is_trusted_for_something_this_server_does()
    {
        (await Org.Post("/trustedOrigins", Body("https://frame.example.com", "Frame", "IFRAME_EMBED"))).ShouldBeRefused(400, "E0000001", "scopes");
        (await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = "https://none.example.com" })).ShouldBeRefused(400, "E0000001", "scopes");
        foreach (var wrong in (string[])["\"CORS\"", "{}", "[\"CORS\"]"])
            (await Org.Post("/trustedOrigins", new JsonObject { ["name"] = "Wrong", ["origin"] = "https://wrong.example.com", ["scopes"] = JsonNode.Parse(wrong) })).ShouldBeRefused(400, "E0000001", "scopes");
        (await Org.Post("/trustedOrigins", Body("capacitor://localhost", "Web view"))).ShouldSucceed();
        (await Org.CallRaw(HttpMethod.Get, "/trustedOrigins", null, client: Org.Http)).ShouldBeRefused(401, "E0000011");
    }
}
