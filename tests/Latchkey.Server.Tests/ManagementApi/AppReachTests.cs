using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>An app that may manage apps is not thereby every app. Contract §3.0.</summary>
public sealed class AppReachTests(OrgFixture fixture) : OrgTest(fixture)
{
    private readonly AppKey key = new();

    private async Task<(SigningApp App, string Token)> Service(params string[] scopes)
    {
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service", scopes, role: scopes.Contains("okta.appGrants.manage") ? "SUPER_ADMIN" : "ORG_ADMIN");
        return (app, (await app.TokenAsync(Org.Url, string.Join(' ', scopes))).AccessToken);
    }

    private async Task<ApiAnswer> As(string token, HttpMethod method, string path, JsonNode? body = null)
    {
        using var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Org.CallRaw(method, path, body?.ToJsonString(), client: client);
    }

    private async Task<TestAnswer> AtClients(string token, HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, "/oauth2/v1/clients" + path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await TestAnswer.Of(await Org.Http.SendAsync(request));
    }

    [Fact]                                                             // threats §1 row 4: nobody's secret but one's own
    public async Task It_reads_no_secret_of_another_app_wherever_secrets_are_shown()
    {
        var (app, token) = await Service("okta.apps.manage", "okta.clients.manage", "okta.groups.read");
        var web = Org.WebApp;
        var everyone = (await Org.SendListAsync("/api/v1/groups?search=" + Uri.EscapeDataString("profile.name eq \"everyone\"")))[0]!["id"]!.GetValue<string>();
        foreach (var path in (string[])[$"/apps/{web.ClientId}", "/apps?limit=200", $"/apps/{web.ClientId}/credentials/secrets", $"/groups/{everyone}/apps?limit=200"])
        {
            (await As(token, HttpMethod.Get, path)).ShouldSucceed().Text.ShouldNotContain(web.ClientSecret!, Case.Sensitive, path);
            (await Org.Read(path)).ShouldSucceed().Text.ShouldContain(web.ClientSecret!, Case.Sensitive, path);
        }
        (await As(token, HttpMethod.Get, $"/internal/apps/{web.ClientId}/settings/clientcreds")).ShouldBeRefused(403, "E0000006");
        (await AtClients(token, HttpMethod.Get, "/" + web.ClientId)).Text.ShouldNotContain(web.ClientSecret!);
        (await As(token, HttpMethod.Get, $"/apps/{app.Id}")).ShouldSucceed();
        // What it makes it is handed.
        var web2 = new JsonObject { ["application_type"] = "web", ["grant_types"] = new JsonArray("authorization_code"), ["redirect_uris"] = new JsonArray("https://app.example.com/cb") };
        var made = (await As(token, HttpMethod.Post, "/apps", new JsonObject { ["label"] = "Made", ["signOnMode"] = "OPENID_CONNECT", ["settings"] = new JsonObject { ["oauthClient"] = web2 } })).ShouldSucceed();
        made["credentials.oauthClient.client_secret"].ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 row 4: no way to become an app that may do more
    public async Task It_changes_no_app_that_holds_more_scopes_than_its_token()
    {
        var (app, token) = await Service("okta.apps.manage", "okta.clients.manage");
        var (strong, _) = await Service("okta.users.manage");
        var (weak, _) = await Service("okta.apps.manage");
        using var own = new AppKey("ES256", "mine");
        foreach (var (method, path, body) in ((HttpMethod, string, JsonNode?)[])[
            (HttpMethod.Post, "/credentials/jwks", own.Jwk), (HttpMethod.Post, "/credentials/secrets", new JsonObject()), (HttpMethod.Put, "", new JsonObject { ["label"] = "x" }),
            (HttpMethod.Delete, "", null), (HttpMethod.Post, "/lifecycle/deactivate", null)])
            (await As(token, method, $"/apps/{strong.Id}{path}", body)).ShouldBeRefused(403, "E0000006");
        (await AtClients(token, HttpMethod.Put, "/" + strong.Id, new JsonObject { ["client_id"] = strong.Id })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await AtClients(token, HttpMethod.Delete, "/" + strong.Id)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await AtClients(token, HttpMethod.Post, $"/{strong.Id}/lifecycle/newSecret")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await As(token, HttpMethod.Get, $"/apps/{strong.Id}")).ShouldSucceed();

        (await As(token, HttpMethod.Post, $"/apps/{weak.Id}/credentials/jwks", own.Jwk)).ShouldBe(HttpStatusCode.Created);
        (await As(token, HttpMethod.Post, $"/apps/{app.Id}/credentials/jwks", own.Jwk)).ShouldBe(HttpStatusCode.Created);
        (await Org.Post($"/apps/{strong.Id}/credentials/jwks", own.Jwk)).ShouldBe(HttpStatusCode.Created);      // an administrator may
        // With less in the token than the app could ask for, it reaches no further than the token.
        var narrow = (await strong.TokenAsync(Org.Url, "okta.users.manage")).AccessToken;
        (await As(narrow, HttpMethod.Post, $"/apps/{weak.Id}/lifecycle/deactivate")).ShouldBeRefused(403, "E0000006");
    }

    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static JsonObject Web(string label, string? consent = null, params string[] grants)
    {
        var client = new JsonObject
        {
            ["application_type"] = "web", ["redirect_uris"] = new JsonArray("https://app.example.com/cb"),
            ["grant_types"] = new JsonArray([.. grants.Length == 0 ? [JsonValue.Create("authorization_code")] : grants.Select(grant => JsonValue.Create(grant))]),
        };
        if (consent is not null) client["consent_method"] = consent;
        return new JsonObject { ["label"] = label, ["signOnMode"] = "OPENID_CONNECT", ["settings"] = new JsonObject { ["oauthClient"] = client } };
    }

    private async Task<string> Everyone() => (await Org.SendListAsync("/api/v1/groups?search=" + Uri.EscapeDataString("profile.name eq \"everyone\"")))[0]!["id"]!.GetValue<string>();

    [Fact]                                                             // RFC 7523 §3: an app that may vouch for anybody is anybody
    public async Task It_gives_no_grant_without_a_person_that_it_has_not_itself()
    {
        var (app, token) = await Service("okta.apps.manage", "okta.clients.manage");
        foreach (var grant in (string[])[JwtBearer, Exchange, "password", "urn:openid:params:grant-type:ciba"])
        {
            (await As(token, HttpMethod.Post, "/apps", Web("Strong", null, "authorization_code", grant))).ShouldBeRefused(403, "E0000006", grant);
            var own = (await Org.Read($"/apps/{app.Id}")).ShouldSucceed().Object;
            own["settings"]!["oauthClient"]!["grant_types"] = new JsonArray("client_credentials", grant);
            var refused = await As(token, HttpMethod.Put, $"/apps/{app.Id}", own);
            ((int)refused.Status).ShouldBeOneOf(400, 403);
            (await Org.Read($"/apps/{app.Id}"))["settings.oauthClient.grant_types"].ShouldNotBeNull().ShouldNotContain(grant);

            // Nor does it become an app that has one: by its keys, its secret, its addresses, or by opening it to people.
            var strong = (await Org.Post("/apps", Web("Strong", null, "authorization_code", grant))).ShouldSucceed();
            using var key = new AppKey("ES256", "mine");
            foreach (var (method, path, body) in ((HttpMethod, string, JsonNode?)[])[
                (HttpMethod.Post, "/credentials/jwks", key.Jwk), (HttpMethod.Post, "/credentials/secrets", new JsonObject()), (HttpMethod.Put, "", Web("Mine", null, "authorization_code")),
                (HttpMethod.Put, $"/groups/{await Everyone()}", null), (HttpMethod.Post, "/lifecycle/deactivate", null)])
                (await As(token, method, $"/apps/{strong.Id}{path}", body)).ShouldBeRefused(403, "E0000006", grant);
            (await AtClients(token, HttpMethod.Put, "/" + strong.Id, new JsonObject { ["client_id"] = strong.Id, ["redirect_uris"] = new JsonArray("https://evil.example/") })).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await AtClients(token, HttpMethod.Post, $"/{strong.Id}/lifecycle/newSecret")).Status.ShouldBe(HttpStatusCode.Forbidden);
        }
        // What takes a person, and what it has itself, it gives.
        (await As(token, HttpMethod.Post, "/apps", Web("Weak", null, "authorization_code", "refresh_token", "implicit", "urn:ietf:params:oauth:grant-type:device_code", "client_credentials"))).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.0: the scopes of this very API
    public async Task It_hands_out_no_scope_that_its_own_token_does_not_hold()
    {
        var (app, token) = await Service("okta.appGrants.manage", "okta.apps.manage", "okta.groups.read");
        var weak = await SigningApp.Create(Org, "private_key_jwt", key, "service");
        static JsonObject Scope(string scope, string issuer) => new() { ["scopeId"] = scope, ["issuer"] = issuer };
        foreach (var id in (string[])[app.Id, weak.Id])
        {
            (await As(token, HttpMethod.Post, $"/apps/{id}/grants", Scope("okta.users.manage", Org.Url))).ShouldBeRefused(403, "E0000006", "okta.users.manage");
            (await As(token, HttpMethod.Post, $"/apps/{id}/grants", Scope("okta.groups.read", Org.Url))).ShouldBe(HttpStatusCode.Created);
        }
        var (strong, _) = await Service("okta.users.manage");
        var grant = (await Org.Read($"/apps/{strong.Id}/grants")).Each("id")[0];
        (await As(token, HttpMethod.Delete, $"/apps/{strong.Id}/grants/{grant}")).ShouldBeRefused(403, "E0000006");
        (await Org.Post($"/apps/{app.Id}/grants", Scope("okta.users.manage", Org.Url))).ShouldBe(HttpStatusCode.Created);         // an administrator may
    }

    [Fact]                                                             // contract §2.1, Consent: trust is passed on, not made
    public async Task An_app_that_is_not_trusted_trusts_no_other_and_opens_none_to_people()
    {
        var asking = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.apps.manage"], new JsonObject { ["consent_method"] = "REQUIRED" });
        var token = (await asking.TokenAsync(Org.Url, "okta.apps.manage")).AccessToken;
        (await As(token, HttpMethod.Post, "/apps", Web("Trusted", "TRUSTED"))).ShouldBeRefused(403, "E0000006", "TRUSTED");
        (await As(token, HttpMethod.Post, "/apps", Web("Trusted by silence"))).ShouldBeRefused(403, "E0000006", "TRUSTED");
        var made = (await As(token, HttpMethod.Post, "/apps", Web("Asks", "REQUIRED"))).ShouldSucceed();
        (await As(token, HttpMethod.Put, $"/apps/{made.Id}", Web("Trusted", "TRUSTED"))).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Put, $"/apps/{asking.Id}/groups/{await Everyone()}")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Put, $"/apps/{made.Id}/groups/{await Everyone()}")).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Post, $"/apps/{made.Id}/users", new JsonObject { ["id"] = (await Org.Read("/users/me")).Id })).ShouldBeRefused(403, "E0000006");
        (await As(token, HttpMethod.Put, $"/apps/{Org.WebApp.ClientId}", Web("Elsewhere", "REQUIRED"))).ShouldBeRefused(403, "E0000006", "TRUSTED");
        var person = await Org.CreatePersonAsync();
        await Org.SendAsync(HttpMethod.Put, $"/api/v1/apps/{made.Id}/groups/{await Everyone()}");                                 // an administrator may
        using var browser = Org.Browser();
        var page = await new TestApp(Org, made.Id, null, "https://app.example.com/cb").SignInAsync(person, "openid email", browser);
        page.Document.QuerySelector("#allow").ShouldNotBeNull(page.Text);        // nobody vouches for it

        // One that an administrator trusts does both.
        var (_, trusted) = await Service("okta.apps.manage");
        var opened = (await As(trusted, HttpMethod.Post, "/apps", Web("Opened", "TRUSTED"))).ShouldSucceed();
        (await As(trusted, HttpMethod.Put, $"/apps/{opened.Id}/groups/{await Everyone()}")).ShouldSucceed();
        (await new TestApp(Org, opened.Id, null, "https://app.example.com/cb").SignInAsync(person, "openid email", browser)).Parameter("code").ShouldNotBeNull();
    }

    [Theory]                                                           // contract §2.14: an app that registers clients is a stranger all the same
    [InlineData("okta.clients.register")]
    [InlineData("okta.clients.manage")]
    public async Task What_an_app_registers_gets_no_grant_without_a_person_no_trust_and_nobody(string scope)
    {
        using var own = new AppKey("ES256", "mine");
        var (_, token) = await Service(scope, "okta.apps.manage");
        JsonObject Metadata(params (string Name, JsonNode? Value)[] more)
        {
            var body = new JsonObject { ["client_name"] = "Registered by an app", ["redirect_uris"] = new JsonArray("https://app.example.com/cb") };
            foreach (var (name, value) in more) body[name] = value;
            return body;
        }
        foreach (var grant in (string[])[JwtBearer, Exchange, "client_credentials", "password", "urn:openid:params:grant-type:ciba"])
            (await AtClients(token, HttpMethod.Post, "", Metadata(("grant_types", new JsonArray("authorization_code", grant)), ("jwks", AppKey.Jwks(own)), ("token_endpoint_auth_method", "private_key_jwt"))))
                .ShouldBeRefused("invalid_client_metadata");
        (await AtClients(token, HttpMethod.Post, "", new JsonObject { ["application_type"] = "service" })).ShouldBeRefused("invalid_client_metadata");

        var registered = await AtClients(token, HttpMethod.Post, "", Metadata(("consent_method", "TRUSTED")));
        registered.Status.ShouldBe(HttpStatusCode.Created, registered.Text);
        registered["consent_method"].ShouldBe("REQUIRED");
        var id = registered["client_id"]!;
        (await Org.Read($"/apps/{id}/groups")).List.ShouldBeEmpty();
        var (person, app) = (await Org.CreatePersonAsync(), new TestApp(Org, id, registered["client_secret"], "https://app.example.com/cb"));
        (await app.SignInAsync(person, "openid")).Parameter("error").ShouldBe("access_denied");

        // The same app does not go on where it was stopped.
        (await As(token, HttpMethod.Put, $"/apps/{id}/groups/{await Everyone()}")).ShouldBeRefused(403, "E0000006", "administrator");
        (await As(token, HttpMethod.Post, $"/apps/{id}/users", new JsonObject { ["id"] = person.Id })).ShouldBeRefused(403, "E0000006", "administrator");
        (await As(token, HttpMethod.Put, $"/apps/{id}", Web("Trusted", "TRUSTED"))).ShouldBeRefused(403, "E0000006", "administrator");
        (await As(token, HttpMethod.Put, $"/apps/{id}", Web("Said nothing of trust"))).ShouldSucceed()["settings.oauthClient.consent_method"].ShouldBe("REQUIRED");
        var native = await Org.CreateAppAsync("native");
        (await As(token, HttpMethod.Post, $"/apps/{id}/interclient-allowed-apps", new JsonObject { ["id"] = native.ClientId })).ShouldBeRefused(403, "E0000006", "administrator");

        // Nobody until an administrator assigns them, and then they are asked.
        await Org.SendAsync(HttpMethod.Put, $"/api/v1/apps/{id}/groups/{await Everyone()}");
        using var browser = Org.Browser();
        var page = await app.SignInAsync(person, "openid email", browser);
        page.Document.QuerySelector("#allow").ShouldNotBeNull(page.Text);
        (await browser.SubmitAsync(page, ("decision", "allow"))).Parameter("code").ShouldNotBeNull();
    }
}
