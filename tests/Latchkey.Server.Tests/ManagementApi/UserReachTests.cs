using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>An app that may manage people is not thereby their administrator. Contract §3.0; threats §1 rows 4 and 8.</summary>
public sealed class UserReachTests(OrgFixture fixture) : OrgTest(fixture)
{
    private readonly AppKey key = new();

    private async Task<string> Token(params string[] scopes) =>
        (await (await SigningApp.Create(Org, "private_key_jwt", key, "service", scopes)).TokenAsync(Org.Url, string.Join(' ', scopes))).AccessToken;

    private async Task<ApiAnswer> As(string token, HttpMethod method, string path, JsonNode? body = null)
    {
        using var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Org.CallRaw(method, path, body?.ToJsonString(), client: client);
    }

    private static JsonObject Password(string value) => new() { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = value } } };

    [Fact]                                                             // threats §1 row 4: nobody becomes an administrator by managing people
    public async Task No_app_changes_an_administrator_whatever_its_scopes()
    {
        var token = await Token("okta.users.manage", "okta.groups.manage", "okta.sessions.manage", "okta.apps.manage", "okta.appGrants.manage");
        var admin = (await Org.Read("/users/me")).ShouldSucceed();
        var (id, login) = (admin.Id, admin["profile.login"]!);
        using var browser = Org.Browser();
        var person = new TestPerson(Org.Facts.Admin.Login, Org.Facts.Admin.Password, id);
        await Org.NativeApp.SignInAsync(person, browser: browser);
        var session = JsonNode.Parse((await browser.OpenAsync("/api/v1/sessions/me")).Text)!["id"]!.GetValue<string>();
        var moved = new JsonObject { ["profile"] = new JsonObject { ["login"] = login, ["email"] = "thief@example.com", ["firstName"] = "A", ["lastName"] = "B" } };
        foreach (var (method, path, body) in ((HttpMethod, string, JsonNode?)[])[
            (HttpMethod.Post, $"/users/{id}", Password("Stolen-Horse-7")), (HttpMethod.Post, $"/users/{Uri.EscapeDataString(login)}", Password("Stolen-Horse-7")), (HttpMethod.Post, $"/USERS/{id}", Password("Stolen-Horse-7")),
            (HttpMethod.Post, $"/users/{id}", moved), (HttpMethod.Put, $"/users/{id}", moved),
            (HttpMethod.Post, $"/users/{id}/lifecycle/reset_password?sendEmail=false", null), (HttpMethod.Post, $"/users/{id}/lifecycle/expire_password", null),
            (HttpMethod.Post, $"/users/{id}/lifecycle/expire_password_with_temp_password", null), (HttpMethod.Post, $"/users/{id}/lifecycle/reset_factors", null),
            (HttpMethod.Post, $"/users/{id}/lifecycle/suspend", null), (HttpMethod.Post, $"/users/{id}/lifecycle/deactivate", null), (HttpMethod.Post, $"/users/{id}/lifecycle/activate?sendEmail=false", null),
            (HttpMethod.Post, $"/users/{id}/lifecycle/unlock", null), (HttpMethod.Delete, $"/users/{id}", null), (HttpMethod.Delete, $"/users/{id}/sessions", null), (HttpMethod.Delete, $"/users/{id}/grants", null),
            (HttpMethod.Post, $"/users/{id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" }),
            (HttpMethod.Post, $"/users/{id}/credentials/change_password", new JsonObject { ["oldPassword"] = new JsonObject { ["value"] = "x" }, ["newPassword"] = new JsonObject { ["value"] = "Stolen-Horse-7" } }),
            (HttpMethod.Delete, $"/users/{id}/clients/{Org.NativeApp.ClientId}/tokens", null), (HttpMethod.Delete, $"/sessions/{session}", null),
            (HttpMethod.Post, $"/sessions/{session}/lifecycle/refresh", null)])
            (await As(token, method, path, body)).ShouldBeRefused(403, "E0000006", "administrator");

        (await As(token, HttpMethod.Get, $"/users/{id}")).ShouldSucceed();                       // to look is not to change
        (await As(token, HttpMethod.Get, $"/users/{id}/factors")).ShouldSucceed();
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task It_changes_everybody_else_and_an_administrator_changes_anybody()
    {
        var token = await Token("okta.users.manage");
        var person = await Org.CreatePersonAsync();
        (await As(token, HttpMethod.Post, $"/users/{person.Id}", Password("Better-Horse-8"))).ShouldSucceed();
        (await Org.NativeApp.SignInAsync(person with { Password = "Better-Horse-8" })).Parameter("code").ShouldNotBeNull();
        var admin = (await Org.Read("/users/me")).Id;
        (await Org.Post($"/users/{admin}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = "Boss" } })).ShouldSucceed();
    }
}
