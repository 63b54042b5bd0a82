using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Roles;

/// <summary>An app that an administrator signed in to administers for them: as far as its scopes and their roles both allow. Contract §3.0.</summary>
public sealed class PeoplesScopesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<TestApp> App(params string[] scopes)
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code") });
        foreach (var scope in scopes) (await Org.Post($"/apps/{app.ClientId}/grants", new JsonObject { ["scopeId"] = scope, ["issuer"] = Org.Url })).ShouldBe(HttpStatusCode.Created);
        return app with { Issuer = Org.Url };
    }

    private static HttpClient With(TestOrg org, string token)
    {
        var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(org.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    [Fact]                                                             // contract §3.0: scope and role must both allow it
    public async Task A_persons_token_opens_what_scope_and_role_both_open()
    {
        var app = await App("okta.users.read", "okta.users.manage", "okta.apps.read");
        var (desk, role) = await Org.AdminOf("HELP_DESK_ADMIN");
        var someone = await Org.CreatePersonAsync();
        var tokens = await app.TokensAsync(desk, "openid okta.users.read okta.users.manage okta.apps.read offline_access");
        using var api = With(Org, tokens.AccessToken);
        (await Org.As(api, HttpMethod.Get, $"/users/{someone.Id}")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Get, "/users/me")).ShouldSucceed().Id.ShouldBe(desk.Id);
        (await Org.As(api, HttpMethod.Post, $"/users/{someone.Id}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Post, $"/users/{someone.Id}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006", "okta.users.lifecycle.manage");    // no role
        (await Org.As(api, HttpMethod.Get, "/apps")).ShouldBeRefused(403, "E0000006", "okta.apps.read");                                                      // no role
        (await Org.As(api, HttpMethod.Get, "/groups")).ShouldBeRefused(403, "E0000006");                                                                      // no scope
        (await Org.Events(someone.Id!)).ShouldContain("user.account.reset_password");

        (await Org.Delete($"/users/{desk.Id}/roles/{role}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.As(api, HttpMethod.Get, $"/users/{someone.Id}")).ShouldBeRefused(401, "E0000011");
    }

    [Fact]
    public async Task Nobody_gets_them_without_a_role_and_no_app_that_was_not_granted_them()
    {
        var app = await App("okta.users.read");
        var person = await Org.CreatePersonAsync();
        var refused = await app.SignInAsync(person, "openid okta.users.read");
        (refused.Parameter("error"), refused.Parameter("code")).ShouldBe(("access_denied", null));
        var admin = (await Org.AdminOf("READ_ONLY_ADMIN")).Person;
        (await app.SignInAsync(admin, "openid okta.users.read")).Parameter("code").ShouldNotBeNull();
        (await app.SignInAsync(admin, "openid okta.groups.read")).Parameter("error").ShouldBe("invalid_scope");
        (await app.SignInAsync(admin, "openid okta.moon.read")).Parameter("error").ShouldBe("invalid_scope");
        (await (app with { Issuer = Org.Issuer }).SignInAsync(admin, "openid okta.users.read")).Parameter("error").ShouldBe("invalid_scope");                 // another server mints none
    }

    [Fact]                                                             // okta-mcp-server 1.x: by device, at the org's own server, with these scopes
    public async Task A_program_without_a_browser_administers_for_whoever_lets_it_and_has_a_role()
    {
        var app = await App("okta.users.read", "okta.apps.read");
        async Task<TestAnswer> By(TestPerson person)
        {
            var device = await app.PostAsync("/device/authorize", ("scope", "openid profile email offline_access okta.users.read okta.apps.read"));
            using var browser = Org.Browser();
            var page = await browser.SubmitAsync(await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + device["user_code"])), ("identifier", person.Login), ("password", person.Password));
            // Whoever was sent the code by a stranger sees what they would give away.
            if (page.Document.QuerySelector("button[name=answer]") is not null) page.TextOf(".scopes").ShouldNotBeNull().ShouldContain("okta.users.read");
            if (page.Document.QuerySelector("button[name=answer]") is not null) await browser.SubmitAsync(page, ("answer", "approve"));
            return await app.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device["device_code"]));
        }

        var (desk, _) = await Org.AdminOf("HELP_DESK_ADMIN");
        var tokens = await By(desk);
        tokens.Status.ShouldBe(HttpStatusCode.OK);
        tokens["scope"]!.Split(' ').ShouldContain("okta.users.read");
        using var api = With(Org, tokens.AccessToken);
        (await Org.As(api, HttpMethod.Get, "/users?limit=1")).ShouldSucceed();
        (await Org.As(api, HttpMethod.Get, "/apps")).ShouldBeRefused(403, "E0000006", "okta.apps.read");                                                      // the scope, and no role
        (await Org.As(api, HttpMethod.Get, "/groups")).ShouldBeRefused(403, "E0000006");                                                                      // the role, and no scope
        using var renewed = With(Org, (await app.RefreshAsync(tokens.RefreshToken)).AccessToken);
        (await Org.As(renewed, HttpMethod.Get, "/users?limit=1")).ShouldSucceed();
        (await By(await Org.CreatePersonAsync())).ShouldBeRefused("access_denied");
    }

    [Fact]                                                             // what 0092_roles_of_apps says
    public async Task An_app_from_before_there_were_roles_does_what_it_did()
    {
        await using var org = await TestOrg.StartAsync();
        using var key = new AppKey();
        var app = await SigningApp.Create(org, "private_key_jwt", key, "service", ["okta.users.read", "okta.groups.manage"]);
        foreach (var role in (await org.Read(org.Url + $"/oauth2/v1/clients/{app.Id}/roles")).Each("id"))
            (await org.Delete(org.Url + $"/oauth2/v1/clients/{app.Id}/roles/{role}")).ShouldBe(HttpStatusCode.NoContent);
        using var before = With(org, (await app.TokenAsync(org.Url, "okta.users.read okta.groups.manage")).AccessToken);
        (await org.As(before, HttpMethod.Get, "/users")).ShouldBeRefused(403, "E0000006");

        var db = org.Services.GetRequiredService<Database>();
        foreach (var statement in Migration.OfThisProgram.Single(migration => migration.Version == 92).Sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
            if (statement.Contains("insert", StringComparison.Ordinal)) await db.Change(statement.TrimEnd(';', '\n'), null, default);
        await org.AdminOf("READ_ONLY_ADMIN");                           // what was known of roles is read again
        using var after = With(org, (await app.TokenAsync(org.Url, "okta.users.read okta.groups.manage")).AccessToken);
        (await org.As(after, HttpMethod.Get, "/users")).ShouldSucceed();
        (await org.As(after, HttpMethod.Post, "/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "As before" } })).ShouldSucceed();
        (await org.As(after, HttpMethod.Get, "/apps")).ShouldBeRefused(403, "E0000006");                                                                      // it never had that scope
        (await org.Read(org.Url + $"/oauth2/v1/clients/{app.Id}/roles")).Each("label").ShouldBe(["Apps from before roles"]);
    }
}
