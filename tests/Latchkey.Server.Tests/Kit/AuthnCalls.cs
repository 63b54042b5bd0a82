using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Signing in the way a program's own form does: no cookie, no API token.</summary>
public static class AuthnCalls
{
    public static Task<ApiAnswer> Authn(this TestOrg org, string path, JsonObject body) => org.CallRaw(HttpMethod.Post, "/authn" + path, body.ToJsonString(), client: org.Http);

    public static Task<ApiAnswer> Authn(this TestOrg org, TestPerson person) => org.Authn("", new JsonObject { ["username"] = person.Login, ["password"] = person.Password });

    public static async Task<string> SessionToken(this TestOrg org, TestPerson person) => (await org.Authn(person)).ShouldSucceed()["sessionToken"]!;

    /// <summary>What a browser, or a program with a browser's cookies, is answered.</summary>
    public static async Task<ApiAnswer> WithCookies(this TestOrg org, TestBrowser browser, HttpMethod method, string path, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.TryAddWithoutValidation("Cookie", browser.Cookies.GetCookieHeader(new Uri(org.Url)));
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        var answer = await org.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer, text);
    }

    public static string? Sid(this TestBrowser browser) => browser.Cookies.GetAllCookies().SingleOrDefault(cookie => cookie.Name == "sid")?.Value;

    /// <summary>Another org on the same server, its API as its admin.</summary>
    public static async Task<(string Url, HttpClient Api)> AnotherOrg(this TestOrg org)
    {
        var asked = await org.Exchange(HttpMethod.Post, "/api/v1/registration/reg/register", Asking.Of("""{"userProfile":{"firstName":"Olga","lastName":"Other","email":"olga@example.com","organization":"Other"}}"""u8.ToArray(), "application/json"));
        var other = (await org.Services.GetRequiredService<Registration>().Redeem(JsonNode.Parse(asked.Text)!["developerOrgCliToken"]!.GetValue<string>(), default))!;
        var api = new HttpClient(new RecordingHandler(TestOrg.LoopbackHandler())) { BaseAddress = new Uri(other.OrgUrl) };
        api.DefaultRequestHeaders.Add("Authorization", "SSWS " + other.ApiToken);
        return (other.OrgUrl, api);
    }
}
