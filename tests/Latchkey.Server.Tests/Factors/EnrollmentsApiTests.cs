using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Factors;

/// <summary>/api/v1/users/{id}/authenticator-enrollments. Contract §3.2, enrollments.</summary>
public sealed class EnrollmentsApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task What_a_person_has_set_up_is_listed_and_taken_away()
    {
        var person = await Org.CreatePersonAsync();
        var path = $"/users/{person.Id}/authenticator-enrollments";
        (await Org.Read(path)).ShouldSucceed().Each("key").ShouldBe(["okta_password"]);
        var factor = (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" })).ShouldSucceed().Id;
        var all = (await Org.Read(path)).ShouldSucceed();
        all.Each("key").ShouldBe(["okta_password", "okta_email"]);
        all.Each("status").ShouldAllBe(status => status == "ACTIVE");
        foreach (var id in all.Each("id"))
        {
            var one = (await Org.Read($"{path}/{id}")).ShouldSucceed();
            (one.Id, (await Org.Read(one["_links.authenticator.href"]!)).ShouldSucceed()["key"]).ShouldBe((id, one["key"]));
        }
        (await Org.Delete($"{path}/{all.Each("id")[0]}")).ShouldBeRefused(403, "E0000006");
        (await Org.Delete($"{path}/{factor}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"{path}/{factor}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/users/{person.Id}/factors")).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Read($"/users/{person.Id}/factors/{factor}/transactions/mst1")).ShouldBeRefused(501, "E0000060");
    }

    [Fact]                                                             // RFC 6902 §4: contract §3.1, Assignments
    public async Task The_assignment_of_a_group_is_changed_in_parts()
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed().Id;
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Patched" } })).ShouldSucceed().Id;
        var path = $"/apps/{app}/groups/{group}";
        Task<ApiAnswer> Patch(string body) => Org.CallRaw(HttpMethod.Patch, path, body);
        (await Patch("[]")).ShouldBeRefused(404, "E0000007");
        (await Org.Put(path, JsonNode.Parse("""{"priority":3,"profile":{"role":"x","seat":1}}"""))).ShouldSucceed();
        var changed = (await Patch("""[{"op":"replace","path":"/priority","value":7},{"op":"remove","path":"/profile/seat"},{"op":"replace","path":"/profile/role","value":"y"}]""")).ShouldSucceed();
        (changed["priority"], changed.Object["profile"]!.ToJsonString()).ShouldBe(("7", """{"role":"y"}"""));
        foreach (var (body, cause) in ((string, string)[])[("""[{"op":"add","path":"/priority","value":1}]""", "op"), ("""[{"op":"replace","path":"/id","value":1}]""", "path"), ("""[{"op":"replace","path":"/profile/nobodys","value":1}]""", "cannot be done"),
            ("""[{"op":"replace","path":"/priority","value":1000}]""", "priority"), ("""[{"op":"replace","path":"/priority","value":"x"}]""", "priority")]) (await Patch(body)).ShouldBeRefused(400, "E0000001", cause);
        (await Patch("{}")).ShouldBeRefused(400, "E0000003");
        (await Patch("[1]")).ShouldBeRefused(400, "E0000003");
        (await Org.Read(path))["priority"].ShouldBe("7");
    }
}
