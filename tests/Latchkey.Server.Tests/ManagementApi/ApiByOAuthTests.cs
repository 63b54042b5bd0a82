using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.ApiAccess;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>A service app calls the management API with an access token of the org's own server. Contract §3.0.</summary>
public sealed class ApiByOAuthTests(OrgFixture fixture) : OrgTest(fixture)
{
    private readonly AppKey key = new();

    private Task<SigningApp> Service(params string[] scopes) => SigningApp.Create(Org, "private_key_jwt", key, "service", scopes);

    private async Task<ApiAnswer> As(string token, HttpMethod method, string path, string? body = null, string scheme = "Bearer")
    {
        using var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, token);
        return await Org.CallRaw(method, path, body, client: client);
    }

    [Fact]                                                             // contract §3.0
    public async Task A_scope_opens_its_resource_and_no_other()
    {
        var app = await Service("okta.users.read", "okta.groups.manage");
        var answer = await app.TokenAsync(Org.Url, "okta.users.read okta.groups.manage");
        answer["token_type"].ShouldBe("Bearer");
        answer["scope"].ShouldBe("okta.users.read okta.groups.manage");
        var token = answer.AccessToken;

        (await As(token, HttpMethod.Get, "/users")).ShouldSucceed();
        (await As(token, HttpMethod.Get, "/groups")).ShouldSucceed();                           // to manage is to read too
        var group = (await As(token, HttpMethod.Post, "/groups", """{"profile":{"name":"By a service"}}""")).ShouldSucceed();
        (await Org.Events(group.Id)).ShouldContain("group.lifecycle.create");

        var refused = await As(token, HttpMethod.Post, "/users", """{"profile":{"login":"x@example.com"}}""");
        refused.ShouldBeRefused(403, "E0000006");
        var challenge = refused.Message.Headers.WwwAuthenticate.ToString();
        challenge.ShouldStartWith("Bearer ");
        challenge.ShouldContain("error=\"insufficient_scope\"");
        challenge.ShouldContain("okta.users.manage");
        (await As(token, HttpMethod.Get, "/apps")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Get, "/logs")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Get, "/api-tokens")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Get, "/users/me")).ShouldBeRefused(404, "E0000007");        // it is nobody
    }

    [Theory]                                                           // contract §3.0: {resource} is the address
    [InlineData("GET", "/api/v1/users/00u", "okta.users.read")]
    [InlineData("PUT", "/api/v1/users/00u", "okta.users.manage")]
    [InlineData("GET", "/api/v1/org", "okta.orgs.read")]
    [InlineData("DELETE", "/api/v1/api-tokens/current", "okta.apiTokens.manage")]
    [InlineData("GET", "/api/v1/internal/apps/0oa/settings/clientcreds", "okta.apps.read")]
    [InlineData("POST", "/api/v1/apps/0oa/grants", "okta.appGrants.manage")]
    [InlineData("DELETE", "/api/v1/apps/0oa/grants/oag", "okta.appGrants.manage")]
    [InlineData("POST", "/api/v1/apps/0oa/credentials/jwks", "okta.apps.manage")]
    [InlineData("GET", "/api/v1/authorizationServers/default/scopes", "okta.authorizationServers.read")]
    [InlineData("GET", "/api/v1/trustedOrigins", "okta.trustedOrigins.read")]
    [InlineData("GET", "/api/v1/logs", "okta.logs.read")]
    [InlineData("POST", "/api/v1/eventHooks/who/lifecycle/verify", "okta.eventHooks.manage")]
    [InlineData("POST", "/api/v1/hook-keys", "okta.inlineHooks.manage")]
    [InlineData("GET", "/api/v1/inlineHooks/cal", "okta.inlineHooks.read")]
    [InlineData("POST", "/oauth2/v1/clients", "okta.clients.register")]
    [InlineData("GET", "/oauth2/v1/clients/0oa", "okta.clients.read")]
    [InlineData("POST", "/api/v1/apps/0oa/GRANTS", "okta.appGrants.manage")]                     // routes match in any case
    [InlineData("POST", "/API/V1/Apps/0oa/Grants", "okta.appGrants.manage")]
    [InlineData("GET", "/api/v1/authorizationservers", "okta.authorizationServers.read")]
    [InlineData("POST", "/oauth2/v1/CLIENTS", "okta.clients.register")]
    [InlineData("GET", "/api/v1/Internal/Apps/0oa/settings/clientcreds", "okta.apps.read")]
    public void Each_address_needs_its_own_scope(string method, string path, string scope)
    {
        ApiScopes.Needed(new DefaultHttpContext { Request = { Method = method, Path = path } }.Request)[0].ShouldBe(scope);
        ManagementScopes.All.ShouldContain(scope);
    }

    [Fact]                                                             // contract §1.2, §2.2: minted only here, only so
    public async Task Only_a_service_app_with_a_key_gets_such_a_token_and_only_from_the_orgs_own_server()
    {
        var app = await Service("okta.users.read");
        (await app.TokenAsync(Org.Url, "okta.users.read okta.users.manage")).ShouldBeRefused("invalid_scope", "One or more scopes are not configured for the authorization server resource.");
        (await app.TokenAsync(Org.Url, "openid")).ShouldBeRefused("invalid_scope");
        (await app.TokenAsync(Org.Url, "")).ShouldBeRefused("invalid_scope", "No scopes were requested.");
        (await app.TokenAsync(Org.Issuer, "okta.users.read")).ShouldBeRefused("invalid_scope");
        var service = new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "") { Issuer = Org.Url };
        (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "okta.users.read")))
            .ShouldBeRefused("invalid_client", "Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.", 401);
        (await (Org.NativeApp with { Issuer = Org.Url }).SignInAsync(Org.Person, "openid okta.users.read")).Parameter("error").ShouldBe("invalid_scope");
    }

    [Fact]                                                             // contract §3.0: what comes along is read, too
    public async Task A_scope_for_apps_alone_tells_of_no_profile()
    {
        var app = await Service("okta.apps.read", "okta.users.read", "okta.groups.read");
        var path = $"/apps/{Org.Facts.Apps.Native.ClientId}";
        var token = (await app.TokenAsync(Org.Url, "okta.apps.read")).AccessToken;
        (await As(token, HttpMethod.Get, path + "/users")).ShouldSucceed();
        (await As(token, HttpMethod.Get, path + "/users?expand=user")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Get, path + "/groups?expand=group")).ShouldBeRefused(403, "E0000006");
        token = (await app.TokenAsync(Org.Url, "okta.apps.read okta.users.read okta.groups.read")).AccessToken;
        (await As(token, HttpMethod.Get, path + "/users?expand=user")).ShouldSucceed();
        (await As(token, HttpMethod.Get, path + "/groups?expand=group")).ShouldSucceed();
    }

    [Fact]                                                             // threats row 4: a token of another kind
    public async Task No_other_token_opens_the_management_api()
    {
        var app = await Service("okta.users.read");
        var person = await (Org.NativeApp with { Issuer = Org.Url }).TokensAsync(Org.Person);
        var custom = await Org.NativeApp.TokensAsync(Org.Person);
        var good = (await app.TokenAsync(Org.Url, "okta.users.read")).AccessToken;
        foreach (var token in (string[])[person.AccessToken, person.IdToken, custom.AccessToken, custom.IdToken, good[..^2], good + "A", "x", Org.Facts.ApiToken])
            (await As(token, HttpMethod.Get, "/users")).ShouldBeRefused(401, "E0000011");
        (await As(good, HttpMethod.Get, "/users", scheme: "SSWS")).ShouldBeRefused(401, "E0000011");
        (await As(good, HttpMethod.Get, "/users", scheme: "DPoP")).ShouldBeRefused(401, "E0000011");
        (await As(good, HttpMethod.Get, "/users")).ShouldSucceed();
    }

    [Fact]                                                             // whatever ends it ends it at once
    public async Task A_token_ends_with_its_grant_its_app_and_its_hour()
    {
        var app = await Service("okta.users.read", "okta.groups.read");
        var token = (await app.TokenAsync(Org.Url, "okta.users.read okta.groups.read")).AccessToken;
        var grants = (await Org.Read($"/apps/{app.Id}/grants")).ShouldSucceed();
        grants.Each("scopeId").ShouldBe(["okta.users.read", "okta.groups.read"], ignoreOrder: true);
        var one = grants.List.Single(grant => grant!["scopeId"]!.GetValue<string>() == "okta.users.read")!["id"]!.GetValue<string>();
        (await Org.Delete($"/apps/{app.Id}/grants/{one}")).ShouldBe(HttpStatusCode.NoContent);
        (await As(token, HttpMethod.Get, "/users")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Get, "/groups")).ShouldSucceed();
        Clock.Advance(TimeSpan.FromMinutes(61));
        (await As(token, HttpMethod.Get, "/groups")).ShouldBeRefused(401, "E0000011");
        var fresh = (await app.TokenAsync(Org.Url, "okta.groups.read")).AccessToken;
        (await As(fresh, HttpMethod.Get, "/groups")).ShouldSucceed();
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{app.Id}/lifecycle/deactivate");
        (await As(fresh, HttpMethod.Get, "/groups")).ShouldBeRefused(401, "E0000011");
    }

    [Fact]                                                             // contract §3.1: 201, list, get, 204
    public async Task Scopes_are_granted_listed_and_taken_back()
    {
        var app = await Service();
        var body = new JsonObject { ["scopeId"] = "okta.apps.read", ["issuer"] = Org.Url };
        var granted = (await Org.Post($"/apps/{app.Id}/grants", body)).ShouldBe(HttpStatusCode.Created);
        granted.Id.ShouldStartWith("oag");
        (granted["scopeId"], granted["issuer"], granted["clientId"], granted["status"], granted["createdBy.type"]).ShouldBe(("okta.apps.read", Org.Url, app.Id, "ACTIVE", "User"));
        (await Org.Post($"/apps/{app.Id}/grants", body)).ShouldBe(HttpStatusCode.Created).Id.ShouldBe(granted.Id);
        (await Org.Read($"/apps/{app.Id}/grants")).ShouldSucceed().Each("id").ShouldBe([granted.Id]);
        (await Org.Read($"/apps/{app.Id}/grants/{granted.Id}")).ShouldSucceed()["scopeId"].ShouldBe("okta.apps.read");
        (await Org.Read($"/apps/{Org.WebApp.ClientId}/grants/{granted.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"/apps/{app.Id}/grants/{granted.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/apps/{app.Id}/grants/{granted.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(app.Id)).ShouldContain("app.oauth2.consent.grant");
        (await Org.Post($"/apps/{app.Id}/grants", new JsonObject { ["scopeId"] = "openid", ["issuer"] = Org.Url })).ShouldBeRefused(400, "E0000001", "not a scope of the management API");
        (await Org.Post($"/apps/{app.Id}/grants", new JsonObject { ["scopeId"] = "okta.apps.read", ["issuer"] = Org.Issuer })).ShouldBeRefused(400, "E0000001", "issuer");
        (await Org.Post("/apps/0oaUnknown/grants", body)).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // managing apps is not handing out scopes
    public async Task An_app_cannot_raise_itself()
    {
        var app = await Service("okta.apps.manage");
        var token = (await app.TokenAsync(Org.Url, "okta.apps.manage")).AccessToken;
        (await As(token, HttpMethod.Get, "/apps")).ShouldSucceed();
        (await As(token, HttpMethod.Post, $"/apps/{app.Id}/grants", $$"""{"scopeId":"okta.users.manage","issuer":"{{Org.Url}}"}""")).ShouldBeRefused(403, "E0000006");
        foreach (var spelt in (string[])[$"/apps/{app.Id}/GRANTS", $"/Apps/{app.Id}/Grants", $"/apps/{app.Id}/gr%61nts", $"/apps/{app.Id}/%47rants/"])
            (await As(token, HttpMethod.Post, spelt, $$"""{"scopeId":"okta.users.manage","issuer":"{{Org.Url}}"}""")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Delete, "/api-tokens/current")).ShouldBeRefused(403, "E0000006");
    }
}
