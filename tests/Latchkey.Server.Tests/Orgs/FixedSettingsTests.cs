using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Orgs;

/// <summary>Settings that have one value here, contacts, authenticators, and what is refused. Contract §3.10, fixed settings.</summary>
public sealed class FixedSettingsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]                                                           // contract §3.10, fixed settings
    [InlineData("/org/settings/autoAssignAdminAppSetting", "POST", """{"autoAssignAdminAppSetting":true}""", """{"autoAssignAdminAppSetting":false}""")]
    [InlineData("/org/settings/clientPrivilegesSetting", "PUT", """{"clientPrivilegesSetting":false}""", """{"clientPrivilegesSetting":true}""")]
    [InlineData("/rate-limit-settings/admin-notifications", "PUT", """{"notificationsEnabled":false}""", """{"notificationsEnabled":true}""")]
    [InlineData("/rate-limit-settings/per-client", "PUT", """{"defaultMode":"DISABLE"}""", """{"defaultMode":"ENFORCE"}""")]
    [InlineData("/attack-protection/api/v1/user-lockout-settings", "PUT", """{"preventBruteForceLockoutFromUnknownDevices":false}""", """{"preventBruteForceLockoutFromUnknownDevices":true}""")]
    public async Task A_setting_that_has_one_value_is_told_and_may_be_said_again(string path, string method, string value, string other)
    {
        var at = path.StartsWith("/attack", StringComparison.Ordinal) ? Org.Url + path : path;
        (await Org.Read(at)).ShouldSucceed().Text.ShouldBe(value);
        (await Org.CallRaw(new HttpMethod(method), at, value)).ShouldSucceed().Text.ShouldBe(value);
        (await Org.CallRaw(new HttpMethod(method), at, other)).ShouldBeRefused(400, "E0000001", "is always");
        (await Org.CallRaw(new HttpMethod(method), at, "{}")).ShouldBeRefused(400, "E0000001");
    }

    [Fact]                                                             // contract §3.10, contacts
    public async Task An_org_says_whom_to_turn_to()
    {
        var person = (await Org.Post("/users?activate=false", ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com"))).ShouldSucceed().Id;
        (await Org.Read("/org/contacts")).ShouldSucceed().Each("contactType").ShouldBe(["BILLING", "TECHNICAL"]);
        (await Org.Read("/org/contacts/TECHNICAL")).ShouldSucceed()["userId"].ShouldBeNull();
        (await Org.Put("/org/contacts/technical", new JsonObject { ["userId"] = person })).ShouldSucceed()["userId"].ShouldBe(person);
        (await Org.Read("/org/contacts/TECHNICAL")).ShouldSucceed()["_links.user.href"].ShouldNotBeNull().ShouldEndWith(person);
        (await Org.Put("/org/contacts/BILLING", new JsonObject { ["userId"] = "00unone" })).ShouldBeRefused(400, "E0000001", "no person");
        (await Org.Read("/org/contacts/LEGAL")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // contract §3.10
    public async Task An_org_says_what_it_is_called_and_where_it_is()
    {
        await using var org = await TestOrg.StartAsync();
        var put = (await org.Put("/org", new JsonObject { ["companyName"] = "Acme", ["city"] = "Berlin", ["website"] = "https://acme.example/" })).ShouldSucceed();
        (put["companyName"], put["city"], put["website"]).ShouldBe(("Acme", "Berlin", "https://acme.example/"));
        org.Clock.Advance(TimeSpan.FromSeconds(1));
        var post = (await org.Post("/org", new JsonObject { ["country"] = "DE" })).ShouldSucceed();
        post["lastUpdated"].ShouldNotBe(put["lastUpdated"]);
        (await org.Read("/org")).ShouldSucceed()["lastUpdated"].ShouldBe(post["lastUpdated"]);
        (post["companyName"], post["city"], post["country"]).ShouldBe(("Acme", "Berlin", "DE"));
        (await org.Read("/org")).ShouldSucceed()["country"].ShouldBe("DE");
        (await org.Put("/org", new JsonObject { ["companyName"] = "Acme" })).ShouldSucceed()["city"].ShouldBeNull();
        (await org.Put("/org", new JsonObject { ["city"] = "Berlin" })).ShouldBeRefused(400, "E0000001", "companyName");
        (await org.Post("/org", new JsonObject { ["website"] = "javascript:alert(1)" })).ShouldBeRefused(400, "E0000001", "website");
    }

    [Fact]                                                             // contract §3.9, authenticators
    public async Task Authenticators_are_there_and_stay()
    {
        var all = (await Org.Read("/authenticators")).ShouldSucceed();
        all.Each("key").ShouldBe(["okta_password", "okta_email", "google_otp", "webauthn"]);
        var id = all.Each("id")[2];
        (await Org.Read($"/authenticators/{id}")).ShouldSucceed()["key"].ShouldBe("google_otp");
        (await Org.Read($"/authenticators/{id}/methods")).ShouldSucceed().Each("type").ShouldBe(["otp"]);
        (await Org.Read($"/authenticators/{id}/methods/otp")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Put($"/authenticators/{id}", (await Org.Read($"/authenticators/{id}")).Object.DeepClone())).ShouldSucceed();
        (await Org.Put($"/authenticators/{id}", new JsonObject { ["name"] = "Other" })).ShouldBeRefused(400, "E0000001", "stays");
        (await Org.Post($"/authenticators/{id}/lifecycle/activate")).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Post($"/authenticators/{id}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006", "enrollment policy");
        (await Org.Post("/authenticators", new JsonObject { ["key"] = "webauthn", ["name"] = "Passkeys" })).ShouldSucceed().Id.ShouldBe(all.Each("id")[3]);
        (await Org.Post("/authenticators", new JsonObject { ["key"] = "duo", ["name"] = "Duo" })).ShouldBeRefused(400, "E0000001", "must be one of");
        (await Org.Read("/authenticators/autnone")).ShouldBeRefused(404, "E0000007");
    }

    [Theory]                                                           // contract §3.0, refused operations
    [InlineData("PUT", "/domains/x/certificate"), InlineData("POST", "/templates/sms"), InlineData("GET", "/captchas")]
    [InlineData("POST", "/apps/0oa/connections"), InlineData("GET", "/captchas/x"), InlineData("PUT", "/users/00u/risk")]
    public async Task What_is_not_offered_is_refused_with_one_sentence(string method, string path)
    {
        var refused = await Org.CallRaw(new HttpMethod(method), path, method == "GET" ? null : "{}");
        refused.ShouldBeRefused(501, "E0000060");
        refused.Object["errorCauses"]!.AsArray().Single()!["errorSummary"]!.ToString().ShouldEndWith(".");
        using var nobody = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        (await Org.CallRaw(HttpMethod.Get, path, null, client: nobody)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
