using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Apps;

/// <summary>What Terraform's provider sends after an OIDC app, with an API token. Clients, okta_app_oauth.</summary>
public sealed class AppIdTokenApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task An_apps_issuer_mode_and_groups_claim_are_set_and_read()
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed().Id;
        var path = $"/internal/apps/{app}/settings/oauth/idToken";
        (await Org.Post(path, new JsonObject { ["issuerMode"] = "DYNAMIC" })).ShouldSucceed();
        var plain = (await Org.Read(path)).ShouldSucceed();
        (plain["issuerMode"], plain["name"], plain["value"]).ShouldBe(("DYNAMIC", null, null));

        (await Org.Post(path, new JsonObject { ["issuerMode"] = "ORG_URL", ["name"] = "groups", ["valueType"] = "GROUPS", ["groupFilterType"] = "STARTS_WITH", ["value"] = "app-" })).ShouldSucceed();
        var set = (await Org.Read(path)).ShouldSucceed();
        (set["issuerMode"], set["name"], set["valueType"], set["groupFilterType"], set["value"]).ShouldBe(("ORG_URL", "groups", "GROUPS", "STARTS_WITH", "app-"));
        var document = (await Org.Read($"/apps/{app}")).ShouldSucceed();
        (document["settings.oauthClient.issuer_mode"], document["settings.oauthClient.groups_claim.filter_type"]).ShouldBe(("ORG_URL", "STARTS_WITH"));
        document["credentials.oauthClient.client_secret"].ShouldNotBeNull();

        (await Org.Post(path, new JsonObject { ["name"] = "groups", ["valueType"] = "EXPRESSION", ["value"] = "user.email" })).ShouldSucceed()["valueType"].ShouldBe("EXPRESSION");
        (await Org.Post(path, new JsonObject { ["issuerMode"] = "ORG_URL" })).ShouldSucceed()["name"].ShouldBeNull();
        (await Org.Post(path, new JsonObject { ["name"] = "groups", ["valueType"] = "GROUPS", ["groupFilterType"] = "NONSENSE", ["value"] = "x" })).ShouldBeRefused(400, "E0000001", "groups_claim");
        (await Org.Post(path, new JsonObject { ["issuerMode"] = "NONSENSE" })).ShouldBeRefused(400, "E0000001", "issuer_mode");
        (await Org.Post("/internal/apps/0oanothing/settings/oauth/idToken", new JsonObject())).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // the provider's plugin ends without these two
    public async Task A_server_says_whether_it_is_the_default_and_what_signs()
    {
        (await Org.Read("/authorizationServers/default")).ShouldSucceed()["default"].ShouldBe("true");
        var made = (await Org.Post("/authorizationServers", new JsonObject { ["name"] = "Second", ["audiences"] = new JsonArray("api://second") })).ShouldBe(HttpStatusCode.Created);
        made["default"].ShouldBe("false");
        foreach (var member in (string[])["kid", "rotationMode", "lastRotated", "nextRotation"]) made[$"credentials.signing.{member}"].ShouldNotBeNull(member);
        (await Org.Read("/authorizationServers")).List.Count(server => server!["default"]!.GetValue<bool>()).ShouldBe(1);
    }
}
