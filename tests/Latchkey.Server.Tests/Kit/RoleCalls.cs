using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Administrators with roles, and what they may.</summary>
public static class RoleCalls
{
    public static JsonObject Role(string type) => new() { ["type"] = type };

    /// <summary>A person with a role by themselves, and the assignment's id.</summary>
    public static async Task<(TestPerson Person, string RoleId)> AdminOf(this TestOrg org, string type)
    {
        var person = await org.CreatePersonAsync();
        return (person, (await org.Post($"/users/{person.Id}/roles", Role(type))).ShouldBe(System.Net.HttpStatusCode.Created).Id);
    }

    /// <summary>Calls as this person, with an API token of theirs.</summary>
    public static async Task<HttpClient> ApiOf(this TestOrg org, string userId)
    {
        var orgId = (await org.SendAsync(HttpMethod.Get, "/api/v1/org"))["id"]!.GetValue<string>();
        var user = (await org.Services.GetRequiredService<Core.People.Users>().Read(orgId, userId, default))!;
        var (_, secret) = await org.Services.GetRequiredService<ApiTokens>().Issue(user, "Theirs", default);
        var client = new HttpClient(new RecordingHandler(TestOrg.LoopbackHandler())) { BaseAddress = new Uri(org.Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("SSWS", secret.Value);
        return client;
    }

    public static Task<ApiAnswer> As(this TestOrg org, HttpClient caller, HttpMethod method, string path, JsonNode? body = null) =>
        org.CallRaw(method, path.StartsWith("/oauth2", StringComparison.Ordinal) ? org.Url + path : path, body?.ToJsonString(), client: caller);

    public static async Task<string> MakeGroup(this TestOrg org, params string[] members)
    {
        var group = (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Group {Secrets.Digits(12)}" } })).ShouldSucceed().Id;
        foreach (var member in members) (await org.Put($"/groups/{group}/users/{member}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        return group;
    }
}
