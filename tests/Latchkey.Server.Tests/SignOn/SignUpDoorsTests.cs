using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>Whether strangers make accounts for themselves is a matter of the policy that an app names. Contract §3.9, PROFILE_ENROLLMENT.</summary>
public sealed class SignUpDoorsTests : IAsyncLifetime
{
    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await org.DisposeAsync();

    private async Task<string> ProfilePolicy(TestApp app, string unknown, params string[] groups)
    {
        var policy = (await org.Post("/policies", Policy("PROFILE_ENROLLMENT"))).ShouldSucceed().Id;
        var rule = (await org.Read($"/policies/{policy}/rules")).ShouldSucceed().List.Single()!.AsObject();
        var body = rule.DeepClone().AsObject();
        body["actions"]!["profileEnrollment"]!["unknownUserAction"] = unknown;
        body["actions"]!["profileEnrollment"]!["targetGroupIds"] = new JsonArray([.. groups]);
        (await org.Put($"/policies/{policy}/rules/{rule["id"]}", body)).ShouldSucceed();
        (await org.Put($"/apps/{app.ClientId}/policies/{policy}")).ShouldBe(HttpStatusCode.NoContent);
        return policy;
    }

    private static string Create(TestApp app) => app.AuthorizeUrl(changes: ("prompt", "create"));

    [Theory]                                                           // what the org says, what the app's policy says
    [InlineData(true, "DENY"), InlineData(false, "REGISTER")]
    public async Task An_app_decides_for_its_own_way_in(bool everywhere, string here)
    {
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = everywhere })).ShouldSucceed();
        var app = await org.CreateAppAsync();
        var group = await org.Group();
        await ProfilePolicy(app, here, group);
        var may = here == "REGISTER";

        using var browser = org.Browser();
        (await browser.OpenAsync(app.AuthorizeUrl())).Shows("a[href^='/signup']").ShouldBe(may);
        (await browser.OpenAsync(org.WebApp.AuthorizeUrl())).Shows("a[href^='/signup']").ShouldBe(everywhere);
        var page = await browser.OpenAsync(Create(app));
        if (!may)
        {
            page.Parameter("error").ShouldBe("invalid_request");
            var flow = new Uri((await browser.OpenAsync(app.AuthorizeUrl())).Url.ToString()).Query;
            (await browser.OpenAsync("/signup" + flow)).Status.ShouldBe(HttpStatusCode.NotFound);
            return;
        }
        page = await browser.SubmitAsync(page, ("firstName", "Nora"), ("lastName", "New"), ("email", "nora@example.com"), ("password", "Better-Horse-8"));
        page = await browser.SubmitAsync(page, ("code", await org.MailedCodeAsync("nora@example.com")));
        page.Parameter("code").ShouldNotBeNull(page.Text);
        (await org.Read($"/groups/{group}/users")).ShouldSucceed().Each("profile.login").ShouldBe(["nora@example.com"]);
    }

    [Fact]                                                             // the org's setting and the policy that every org has are one thing
    public async Task The_policy_that_every_org_has_says_what_the_org_says()
    {
        async Task<string> Action() => (await org.Read($"/policies/{(await org.SystemPolicy("PROFILE_ENROLLMENT")).Id}/rules")).List.Single()!["actions"]!["profileEnrollment"]!["unknownUserAction"]!.ToString();
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = false })).ShouldSucceed();
        (await Action()).ShouldBe("DENY");
        using var browser = org.Browser();
        (await browser.OpenAsync(Create(org.NativeApp))).Parameter("error").ShouldBe("invalid_request");
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = true })).ShouldSucceed();
        (await Action()).ShouldBe("REGISTER");
        (await browser.OpenAsync(Create(org.NativeApp))).Url.AbsolutePath.ShouldBe("/signup");
    }
}
