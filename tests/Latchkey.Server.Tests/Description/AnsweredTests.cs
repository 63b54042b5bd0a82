using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Description;

/// <summary>Operations that no other test needs for what it is about: each is answered once, and so is held against what is said and published of it.</summary>
public sealed class AnsweredTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task Same(string read, HttpMethod method, string? write = null)
    {
        var there = (await Org.Read(read)).ShouldSucceed().Body!.DeepClone();
        var now = (await Org.Call(method, write ?? read, there)).ShouldSucceed().Body!;
        foreach (var answer in (JsonNode[])[there, now]) (answer as JsonObject)?.Remove("lastUpdated");
        JsonNode.DeepEquals(now, there).ShouldBeTrue($"{method} {write ?? read}: {now} is not {there}");
    }

    [Fact]                                                             // contract §3.10: what was read may be said again
    public async Task What_has_one_value_takes_that_value()
    {
        await Same("/org/settings/autoAssignAdminAppSetting", HttpMethod.Post);
        await Same("/org/settings/clientPrivilegesSetting", HttpMethod.Put);
        await Same("/rate-limit-settings/admin-notifications", HttpMethod.Put);
        await Same("/rate-limit-settings/per-client", HttpMethod.Put);
        await Same($"{Org.Url}/attack-protection/api/v1/authenticator-settings", HttpMethod.Put);
        await Same($"{Org.Url}/attack-protection/api/v1/user-lockout-settings", HttpMethod.Put);
        await Same("/meta/schemas/group/default", HttpMethod.Post);
        await Same("/org/settings/clientRegistration", HttpMethod.Put);
        await Same("/org", HttpMethod.Put);
        (await Org.Post("/org/preferences/hideEndUserFooter")).ShouldSucceed();
    }

    [Fact]
    public async Task What_is_in_a_role_and_in_a_set_is_said_again()
    {
        var role = (await Org.Post("/iam/roles", new JsonObject { ["label"] = "Said again", ["description"] = "", ["permissions"] = new JsonArray("okta.users.read") })).ShouldSucceed().Id;
        (await Org.Put($"/iam/roles/{role}/permissions/okta.groups.read", new JsonObject())).ShouldSucceed()["label"].ShouldBe("okta.groups.read");
        var set = (await Org.Post("/iam/resource-sets", new JsonObject { ["label"] = "Said again", ["description"] = "", ["resources"] = new JsonArray($"{Org.Url}/api/v1/groups") })).ShouldSucceed().Id;
        var resource = (await Org.Read($"/iam/resource-sets/{set}/resources")).ShouldSucceed().Object["resources"]![0]!["id"]!.ToString();
        (await Org.Put($"/iam/resource-sets/{set}/resources/{resource}", new JsonObject())).ShouldSucceed()["id"].ShouldBe(resource);
    }

    [Fact]
    public async Task Assignments_and_trust_of_apps_are_changed_and_taken_back()
    {
        var (web, native, person) = (await Org.CreateAppAsync("web", assigned: false), await Org.CreateAppAsync("native", assigned: false), await Org.CreatePersonAsync());
        (await Org.Post($"/apps/{web.ClientId}/users", new JsonObject { ["id"] = person.Id })).ShouldSucceed();
        (await Org.Post($"/apps/{web.ClientId}/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["userName"] = "another" } })).ShouldSucceed()["credentials.userName"].ShouldBe("another");
        var pair = (await Org.Post($"/apps/{web.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = native.ClientId })).ShouldBe(HttpStatusCode.Created);
        (pair["appInstanceId"], pair["trustedAppInstanceId"], pair["orgId"]).ShouldBe((web.ClientId, native.ClientId, (await Org.Read("/org"))["id"]));
        // Ids alone, which Okta's SDKs read.
        (await Org.Read($"/apps/{web.ClientId}/interclient-allowed-apps")).ShouldSucceed().List.Single()!.GetValue<string>().ShouldBe(native.ClientId);
        (await Org.Read($"/apps/{native.ClientId}/interclient-target-apps")).ShouldSucceed().List.Single()!.GetValue<string>().ShouldBe(web.ClientId);
        (await Org.Delete($"/apps/{web.ClientId}/interclient-allowed-apps/{native.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Pages_of_a_brand_are_read_as_they_were_written()
    {
        var error = $"/brands/{(await Org.Read("/brands")).Each("id")[0]}/pages/error";
        foreach (var state in (string[])["customized", "preview"])
        {
            (await Org.Put($"{error}/{state}", new JsonObject { ["pageContent"] = "<!DOCTYPE html><html><body>{{errorSummary}}</body></html>" })).ShouldSucceed();
            (await Org.Read($"{error}/{state}")).ShouldSucceed()["pageContent"].ShouldNotBeNull();
            (await Org.Delete($"{error}/{state}")).ShouldBe(HttpStatusCode.NoContent);
        }
    }
}
