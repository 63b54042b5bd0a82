using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Faces.Management.Refusals;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.ManagementApi;

public sealed partial class ApiConventionsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.0: E0000008, E0000022
    public async Task Unknown_paths_and_wrong_methods_have_their_codes()
    {
        (await Org.Read("/toasters")).ShouldBeRefused(404, "E0000008");
        (await Org.Read("/apps/x/y/z")).ShouldBeRefused(404, "E0000008");
        (await Org.Call(HttpMethod.Patch, "/users")).ShouldBeRefused(405, "E0000022");
        (await Org.Call(HttpMethod.Delete, "/org")).ShouldBeRefused(405, "E0000022");
    }

    [Fact]                                                             // contract §3.0, Pagination; servers.md: Java asserts a Link on every list
    public async Task Every_list_says_where_it_is_in_a_link()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb") });
        var policy = (await Org.Read("/policies?type=ACCESS_POLICY")).ShouldSucceed().Each("id")[0];
        var known = new Dictionary<string, string>
        {
            ["{userId}"] = person.Id!, ["{appId}"] = app.ClientId, ["{clientId}"] = app.ClientId, ["{serverId}"] = "default", ["{policyId}"] = policy,
            ["{groupId}"] = (await Org.Read("/groups?limit=1")).ShouldSucceed().Each("id")[0],
            ["{brandId}"] = (await Org.Read("/brands")).ShouldSucceed().Each("id")[0],
        };
        var (lists, without) = (0, new List<string>());
        foreach (var route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + route.RoutePattern.RawText!.Trim('/');
            if (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is not true || !path.StartsWith("/api/v1/", StringComparison.Ordinal)) continue;
            foreach (var (name, id) in known) path = path.Replace(name, id, StringComparison.Ordinal);
            if (path.Contains('{', StringComparison.Ordinal)) continue;
            var answer = await Org.Read(path["/api/v1".Length..] + (path.EndsWith("/policies", StringComparison.Ordinal) ? "?type=PASSWORD" : ""));
            if (answer is not { Status: HttpStatusCode.OK, Body: JsonArray }) continue;
            lists++;
            if (answer.Link("self") is null) without.Add(path);
        }
        lists.ShouldBeGreaterThan(30);
        without.ShouldBeEmpty();
    }

    [Theory]                                                           // contract §3.0: E0000003
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"label\":\"a\",\"label\":\"b\"}")]
    [InlineData("{\"label\":\"a\",}")]
    [InlineData("{\"a\":\"\\ud800\"")]
    public async Task What_is_no_json_object_is_refused(string body)
    {
        foreach (var path in (string[])["/apps", "/users", "/groups"])
            (await Org.CallRaw(HttpMethod.Post, path, body)).ShouldBeRefused(400, "E0000003");
    }

    [Fact]                                                             // threats rows 12 and 13
    public async Task Deep_and_large_bodies_are_refused()
    {
        (await Org.CallRaw(HttpMethod.Post, "/apps", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)))).ShouldBeRefused(400, "E0000003");
        (await Org.CallRaw(HttpMethod.Post, "/apps", $"{{\"label\":\"{new string('x', 1_000_000)}\"}}")).ShouldBeRefused(413, "E0000003");
        (await Org.CallRaw(HttpMethod.Post, "/apps", "label=x", "application/x-www-form-urlencoded")).ShouldBeRefused(415, "E0000021");
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    /// <summary>Every address of the management API that is served, with something that nobody has in the place of each id.</summary>
    private (string Method, string Path)[] Served()
    {
        var refused = RefusedOperations.All.Select(one => "/api/v1" + one.Path).ToHashSet(StringComparer.Ordinal);
        return [.. from route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + route.RoutePattern.RawText!.Trim('/')
            where !refused.Contains(path) && route.Metadata.GetMetadata<CalledBy>()?.Kind == CallerKind.ApiToken
            from method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            where method is not ("HEAD" or "OPTIONS")
            select (method, Parameter().Replace(path, "nobodys"))];
    }

    /// <summary>With an end, so that there is a last page.</summary>
    private Task<List<string>> Written() => Org.AllPages("/logs?limit=1000&until=2100-01-01T00:00:00.000Z", "eventType");

    [Fact]                                                             // issue 14: every route × {wrong type, huge, nested, twice the same key, unknown word}
    public async Task No_address_takes_what_is_no_body_or_changes_anything_for_it()
    {
        var served = Served();
        served.Length.ShouldBeGreaterThan(400);
        (string Type, string Body)[] none =
        [
            ("application/json", "["), ("application/json", "[1]"), ("application/json", "\"text\""), ("application/json", "{\"name\":\"a\",\"name\":\"b\"}"),
            ("application/json", string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)), ("application/json", $"{{\"name\":\"{new string('x', 1_000_000)}\"}}"),
            ("application/xml", "<name>a</name>"), ("application/x-www-form-urlencoded", "name=a"),
        ];
        var unknown = new JsonObject { ["name"] = 7, ["label"] = 7, ["type"] = "NONSENSE", ["signOnMode"] = "NONSENSE", ["status"] = new JsonArray(), ["profile"] = "x", ["settings"] = 1 }.ToJsonString();
        var (before, wrong) = ((await Written()).Count, new List<string>());
        foreach (var (method, path) in served.Where(one => one.Method is "POST" or "PUT" or "PATCH"))
        {
            // What takes no body looks into none; with nobody's id it finds nobody first.
            var takes = Recorder.Takes(method, path);
            foreach (var (type, body) in none.Append(("application/json", unknown)))
            {
                var status = (int)(await Org.CallRaw(new HttpMethod(method), Org.Url + path, body, type)).Status;
                if (status >= 500 || (status < 400 && (takes && body != unknown))) wrong.Add($"{method} {path} {type} {body[..Math.Min(body.Length, 20)]}: {status}");
            }
        }
        wrong.ShouldBeEmpty();
        // Partial updates ignore what they do not know (contract §3.0), and are written all the same.
        (await Written()).Skip(before).Where(type => type is not ("system.org.settings.update" or "org.settings.update")).ShouldBeEmpty();
    }

    [Fact]                                                             // issue 14: every route × {no token, wrong scope}
    public async Task No_address_lets_in_a_token_without_its_scope_or_nobody()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.logs.read"], role: "SUPER_ADMIN");
        using var scoped = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        scoped.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await app.TokenAsync(Org.Url, "okta.logs.read")).AccessToken);
        using var nobody = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        (await Org.CallRaw(HttpMethod.Get, "/logs", null, client: scoped)).ShouldSucceed();
        var wrong = new List<string>();
        foreach (var (method, path) in Served().Where(one => one.Path != "/api/v1/logs"))
        {
            var body = method is "GET" or "DELETE" ? null : "{}";
            if (await Org.CallRaw(new HttpMethod(method), Org.Url + path, body, client: scoped) is { Status: not HttpStatusCode.Forbidden } let) wrong.Add($"{method} {path}: {(int)let.Status}");
            if (await Org.CallRaw(new HttpMethod(method), Org.Url + path, body, client: nobody) is { Status: not HttpStatusCode.Unauthorized } let2) wrong.Add($"{method} {path} with nothing: {(int)let2.Status}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.0, §11.12
    public async Task Every_answer_tells_its_rate_limit_and_request()
    {
        foreach (var answer in (ApiAnswer[])[await Org.Read("/org"), await Org.Read("/toasters/1"), await Org.Read("/apps/none"), await Org.Call(HttpMethod.Patch, "/users")])
        {
            answer.Message.Headers.GetValues("x-okta-request-id").Single().ShouldNotBeNullOrEmpty();
            answer.Message.Headers.Date.ShouldNotBeNull();
        }
        var headers = (await Org.Read("/org")).Message.Headers.ToDictionary(header => header.Key, header => header.Value.Single());
        int.Parse(headers["x-rate-limit-remaining"], null).ShouldBeLessThan(int.Parse(headers["x-rate-limit-limit"], null));
        long.Parse(headers["x-rate-limit-reset"], null).ShouldBeGreaterThan(Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]                                                             // contract §11.31
    public async Task Lifecycle_steps_need_no_body()
    {
        var app = await Org.CreateAppAsync();
        (await Org.CallRaw(HttpMethod.Post, $"/apps/{app.ClientId}/lifecycle/deactivate", null)).ShouldSucceed();
        (await Org.CallRaw(HttpMethod.Post, $"/apps/{app.ClientId}/lifecycle/activate", "")).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.10
    public async Task The_org_describes_itself()
    {
        var org = (await Org.Read("/org")).ShouldSucceed();
        org.Id.ShouldStartWith("00o");
        org["status"].ShouldBe("ACTIVE");
        org["companyName"].ShouldNotBeNullOrEmpty();
        (await Org.CallRaw(HttpMethod.Get, Org.Url + "/.well-known/okta-organization", null))["id"].ShouldBe(org.Id);
    }
}
