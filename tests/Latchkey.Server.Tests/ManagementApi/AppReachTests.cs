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
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service", scopes);
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
}
