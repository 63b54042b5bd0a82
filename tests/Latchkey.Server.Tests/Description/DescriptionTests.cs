using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Faces.Management.Description;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.Refusals;
using Latchkey.Server.Ground.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Description;

/// <summary>/api/openapi.json says what the routes are, and what they answer.</summary>
public sealed partial class DescriptionTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();

    private async Task<JsonObject> Document() => JsonNode.Parse(await Org.Http.GetStringAsync("/api/openapi.json"))!.AsObject();

    private static IEnumerable<(string Name, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!.AsObject());

    /// <summary>What is served below the addresses of the API, as the routes themselves say it.</summary>
    private HashSet<string> Served()
    {
        var refused = RefusedOperations.All.Select(one => "/api/v1" + one.Path).ToHashSet(StringComparer.Ordinal);
        return [.. from route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + route.RoutePattern.RawText!.Trim('/')
            where !refused.Contains(path)
                && (path.StartsWith("/api/v1/", StringComparison.Ordinal) || path.StartsWith("/attack-protection/", StringComparison.Ordinal)
                    || path.StartsWith("/oauth2/v1/clients", StringComparison.Ordinal) || path == "/oauth2/v1/global-token-revocation")
            from method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            where Methods.Contains(method)
            select $"{method} {path}"];
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_for_whoever_asks()
    {
        var answer = await Org.Exchange(HttpMethod.Get, Org.Url + "/api/openapi.json", null);
        answer.Status.ShouldBe(200);
        answer.MediaType.ShouldBe("application/json");
        answer.Headers.Single(header => header.Key.Equals("Access-Control-Allow-Origin", StringComparison.OrdinalIgnoreCase)).Value.ShouldBe("*");
        var document = JsonNode.Parse(answer.Text)!;
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1.");
        document["info"]!["title"].ShouldNotBeNull();
        // No host of a request or of an org stands in it.
        answer.Text.ShouldNotContain("localhost");
        document["servers"]![0]!["url"]!.GetValue<string>().ShouldBe("/");
    }

    [Fact]
    public async Task Every_route_is_in_it_and_nothing_that_is_not_served()
    {
        var (served, described) = (Served(), Operations(await Document()).Select(one => one.Name).ToHashSet());
        served.Count.ShouldBeGreaterThan(300);
        served.Except(described).ShouldBeEmpty("These routes are not described.");
        described.Except(served).ShouldBeEmpty("These are described and not served.");
        served.Select(DescribedBodies.Key).Except(DescribedBodies.Load().Operations).ShouldBeEmpty("Of these, bodies.json says neither what they take nor what they answer.");
    }

    [Fact]
    public async Task What_is_said_of_an_operation_is_said_of_one_that_is_there()
    {
        var served = Served();
        var keys = served.Select(DescribedBodies.Key).ToHashSet();
        DescribedBodies.Load().Operations.Except(keys).ShouldBeEmpty("bodies.json has these, and no route.");
        DescribedQuery.Operations.Except(served).ShouldBeEmpty("DescribedQuery has these, and no route.");
        Operations(await Document()).Select(one => one.Operation["operationId"]!.GetValue<string>()).ShouldBeUnique();
    }

    [Fact]
    public async Task Each_operation_says_who_may_call_it_what_it_takes_and_how_it_is_refused()
    {
        foreach (var (name, operation) in Operations(await Document()))
        {
            var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
            operation["summary"]!.GetValue<string>().ShouldNotBeEmpty(name);
            operation["parameters"].AsArrayOrEmpty().Where(one => one!["in"]!.GetValue<string>() == "path").Select(one => $"{{{one!["name"]}}}")
                .ShouldBe(Parameter().Matches(path).Select(match => match.Value), name);
            var said = operation["security"]!.AsArray().Select(way => way!.AsObject()).ToArray();
            said.ShouldNotBeEmpty(name);
            foreach (var scope in said.Where(way => way.ContainsKey("oauth2")).SelectMany(way => way["oauth2"]!.AsArray()).Select(scope => scope!.GetValue<string>()))
            {
                ManagementScopes.All.ShouldContain(scope, name);
                var request = new DefaultHttpContext { Request = { Method = method, Path = Parameter().Replace(path, "one") } }.Request;
                ApiScopes.Needed(request).ShouldContain(scope, name);
            }
            var answers = operation["responses"]!.AsObject();
            answers.ShouldContain(answer => answer.Key.StartsWith('2'), name);
            if (said.All(way => way.Count > 0)) answers.ShouldContainKey("401", name);
            if (path.Contains('{')) answers.ShouldContainKey("404", name);
        }
    }

    [Fact]
    public async Task References_lead_somewhere()
    {
        var document = await Document();
        var open = new Stack<JsonNode?>([document]);
        while (open.TryPop(out var node))
        {
            if (node is JsonArray list) foreach (var item in list) open.Push(item);
            if (node is not JsonObject members) continue;
            foreach (var (_, value) in members) open.Push(value);
            if (members["$ref"] is not JsonValue reference) continue;
            JsonNode? found = document;
            foreach (var part in reference.GetValue<string>()["#/".Length..].Split('/')) found = found?[part];
            found.ShouldNotBeNull(reference.ToJsonString());
        }
    }

    /// <summary>Lists and single things of a seeded org.</summary>
    [Fact]
    public async Task Answers_are_as_it_says()
    {
        var document = await Document();
        (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Described" } })).ShouldSucceed();
        (await Org.Post("/trustedOrigins", JsonNode.Parse("""{"name":"D","origin":"https://d.example.com","scopes":[{"type":"CORS"}]}""")!)).ShouldSucceed();
        (await Org.Post("/zones", JsonNode.Parse("""{"type":"IP","name":"D","gateways":[{"type":"CIDR","value":"192.0.2.0/24"}]}""")!)).ShouldSucceed();
        var ids = await Ids();
        var (asked, wrong) = (0, new List<string>());
        foreach (var (name, operation) in Operations(document).Where(one => one.Name.StartsWith("GET ", StringComparison.Ordinal)))
        {
            if (name.Split(' ')[1] is not { } path || Filled(path, ids) is not { } address) continue;
            var answer = await Org.Read(address);
            if ((int)answer.Status is 400 or 404) continue;
            asked++;
            if (operation["responses"]![$"{(int)answer.Status}"] is null) wrong.Add($"{name}: answered {(int)answer.Status}");
            else wrong.AddRange(Recorder.Differences("GET", path, (int)answer.Status, answer.Body).Select(problem => $"{name}: {problem}"));
        }
        asked.ShouldBeGreaterThan(110);
        Reports.Say("described", $"{DescribedBodies.Load().Operations.Count()} of {Served().Count} operations say what they take and answer; {asked - wrong.Select(one => one.Split(':')[0]).Distinct().Count()} of {asked} answers asked for are as described.");
        wrong.Distinct().ShouldBeEmpty();
    }

    /// <summary>Whole addresses are sent as they are.</summary>
    private string Beside => Org.Url;

    private string? Filled(string path, IReadOnlyList<(string Name, string Id)> ids)
    {
        var filled = path.StartsWith("/api/v1/", StringComparison.Ordinal) ? path["/api/v1".Length..] : Beside + path;
        if (filled is "/policies") return "/policies?type=PASSWORD";
        if (filled.StartsWith("/authn", StringComparison.Ordinal) || filled.Contains("/internal/", StringComparison.Ordinal) || filled is "/sessions/me" or "/policies/simulate") return null;
        filled = filled.Replace("/{path}", "/assetlinks.json", StringComparison.Ordinal).Replace("linkedObjects/{name}", "linkedObjects/dBoss", StringComparison.Ordinal)
            .Replace("/email/{name}", "/email/UserActivation", StringComparison.Ordinal);
        foreach (var (name, id) in ids) filled = filled.Replace(name.Contains('{', StringComparison.Ordinal) ? name : $"{{{name}}}", id, StringComparison.Ordinal);
        return filled.Contains('{') ? null : filled;
    }

    /// <summary>One of each kind, some of them made for it.</summary>
    private async Task<IReadOnlyList<(string Name, string Id)>> Ids()
    {
        var (me, app, group) = ((await Org.Read("/users/me")).Id, Org.WebApp.ClientId, (await Org.Read("/groups?q=Described")).Each("id")[0]);
        var role = (await Org.Post("/iam/roles", JsonNode.Parse("""{"label":"D","description":"D","permissions":["okta.users.read"]}""")!)).ShouldSucceed().Id;
        var set = (await Org.Post("/iam/resource-sets", new JsonObject { ["label"] = "D", ["description"] = "D", ["resources"] = new JsonArray($"{Org.Url}/api/v1/users") })).ShouldSucceed().Id;
        (await Org.Post($"/iam/resource-sets/{set}/bindings", new JsonObject { ["role"] = role, ["members"] = new JsonArray($"{Org.Url}/api/v1/groups/{group}") })).ShouldSucceed();
        var given = (await Org.Post($"/groups/{group}/roles", new JsonObject { ["type"] = "GROUP_MEMBERSHIP_ADMIN" })).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Put($"/groups/{group}/roles/{given}/targets/groups/{group}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Post($"/groups/{group}/owners", new JsonObject { ["id"] = me, ["type"] = "USER" })).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
        (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = me })).ShouldSucceed();
        (await Org.Put($"/apps/{app}/groups/{group}", new JsonObject())).ShouldSucceed();
        var domain = (await Org.Post("/domains", JsonNode.Parse("""{"domain":"described.example.com","certificateSourceType":"MANUAL"}""")!)).ShouldSucceed();
        var provider = (await Org.Post("/idps", JsonNode.Parse("""
            {"type":"OIDC","name":"D","protocol":{"type":"OIDC","issuer":{"url":"https://id.example.com"},"scopes":["openid"],"credentials":{"client":{"client_id":"us","client_secret":"x"}},
             "endpoints":{"authorization":{"url":"https://id.example.com/a","binding":"HTTP-REDIRECT"},"token":{"url":"https://id.example.com/t","binding":"HTTP-POST"},"jwks":{"url":"https://id.example.com/k","binding":"HTTP-REDIRECT"}}},
             "policy":{"provisioning":{"action":"AUTO","groups":{"action":"NONE"}},"accountLink":{"action":"AUTO"},"subject":{"userNameTemplate":{"template":"idpuser.email"},"matchType":"USERNAME"}}}
            """)!)).ShouldSucceed().Id;
        (await Org.Post($"/idps/{provider}/users/{me}", new JsonObject { ["externalId"] = "d" })).ShouldSucceed();
        (await Org.Post("/meta/schemas/user/linkedObjects", JsonNode.Parse("""{"primary":{"name":"dBoss","title":"B","type":"USER"},"associated":{"name":"dSub","title":"S","type":"USER"}}""")!)).ShouldBe(HttpStatusCode.Created);
        var key = (await Org.Post("/hook-keys", new JsonObject { ["name"] = "D" })).ShouldSucceed();
        var inline = (await Org.Post("/inlineHooks", HookBodies.Inline("D", "https://hooks.example.com/", secret: "x"))).ShouldSucceed().Id;
        var stream = (await Org.Post("/logStreams", HookBodies.LogStream("D", "https://collector.example.com"))).ShouldSucceed().Id;
        var mail = (await Org.Post("/email-servers", new JsonObject
        {
            ["alias"] = "D", ["authType"] = "BASIC_SMTP_AUTH", ["enabled"] = false, ["host"] = "mail.example.com", ["port"] = 587, ["username"] = "d", ["password"] = "d",
        })).ShouldBe(HttpStatusCode.Created).Id;
        var told = (await Org.Post("/eventHooks", HookBodies.Event("D", "https://hooks.example.com/", "x"))).ShouldSucceed().Id;
        // Where somebody is put by a rule, nobody gets a role.
        var ruled = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Ruled" } })).ShouldSucceed().Id;
        var rule = (await Org.Post("/groups/rules", JsonNode.Parse($$$$"""
            {"type":"group_rule","name":"D","conditions":{"expression":{"value":"user.login == 'x'","type":"urn:okta:expression:1.0"}},"actions":{"assignUserToGroups":{"groupIds":["{{{{ruled}}}}"]}}}
            """)!)).ShouldSucceed().Id;
        var grant = (await Org.Post($"/apps/{app}/grants", new JsonObject { ["scopeId"] = "okta.users.read", ["issuer"] = Org.Url })).Id;
        var secret = (await Org.Post($"/apps/{app}/credentials/secrets", new JsonObject())).Object["id"]?.ToString() ?? "none";
        var brand = (await Org.Read("/brands")).Each("id")[0];
        (await Org.Put($"/brands/{brand}/pages/error/preview", new JsonObject { ["pageContent"] = "<!DOCTYPE html><html><body>x</body></html>" })).Status.ShouldNotBe(HttpStatusCode.InternalServerError);
        (await Org.Put($"/brands/{brand}/well-known-uris/assetlinks.json/customized", new JsonObject { ["representation"] = new JsonArray() })).Status.ShouldNotBe(HttpStatusCode.InternalServerError);
        var sender = (await Org.Post("/email-domains", new JsonObject { ["brandId"] = brand, ["domain"] = "d.example.com", ["displayName"] = "D", ["userName"] = "d" })).ShouldSucceed().Id;
        var server = "default";
        return
        [
            ("/zones/{id}", $"/zones/{(await Org.Read("/zones")).Each("id")[0]}"), ("/trustedOrigins/{id}", $"/trustedOrigins/{(await Org.Read("/trustedOrigins")).Each("id")[0]}"),
            ("userId", me), ("serverId", server), ("schemaId", "default"), ("typeId", "default"), ("contactType", "TECHNICAL"), ("type", "TECHNICAL"),
            ("appId", app), ("clientId", app), ("groupId", group), ("brandId", brand), ("policyId", (await Org.Read("/policies?type=PASSWORD")).Each("id")[0]),
            ("originId", (await Org.Read("/trustedOrigins")).Each("id")[0]), ("zoneId", (await Org.Read("/zones")).Each("id")[0]), ("role", role), ("set", set),
            ("permission", "okta.users.read"), ("resource", (await Org.Read($"/iam/resource-sets/{set}/resources")).Object["resources"]![0]!["id"]!.ToString()),
            ("member", (await Org.Read($"/iam/resource-sets/{set}/bindings/{role}/members")).Object["members"]![0]!["id"]!.ToString()), ("roleId", given),
            ("domainId", domain.Id), ("idpId", provider), ("hookKeyId", key.Id), ("publicKeyId", key["keyId"]!), ("inlineHookId", inline), ("eventHookId", told),
            ("ruleId", rule), ("emailServerId", mail), ("emailDomainId", sender), ("logStreamId", stream), ("logStreamType", "splunk_cloud_logstreaming"), ("grantId", grant), ("secretId", secret), ("templateId", "none"), ("themeId", (await Org.Read($"/brands/{brand}/themes")).Each("id")[0]),
            ("tokenId", (await Org.Read("/api-tokens")).Each("id")[0]), ("scopeId", (await Org.Read($"/authorizationServers/{server}/scopes")).Each("id")[0]),
            ("claimId", (await Org.Read($"/authorizationServers/{server}/claims")).Each("id")[0]), ("id", (await Org.Read("/authenticators")).Each("id")[0]),
            ("method", (await Org.Read($"/authenticators/{(await Org.Read("/authenticators")).Each("id")[0]}/methods")).Each("type")[0]),
        ];
    }

    [Fact]
    public async Task Its_page_takes_no_script_from_elsewhere()
    {
        var page = await Org.Exchange(HttpMethod.Get, Org.Url + "/api/reference/", null);
        if (page.Status is 301 or 302) page = await Org.Exchange(HttpMethod.Get, new Uri(new Uri(Org.Url), page.Location).AbsoluteUri, null);
        page.Status.ShouldBe(200, page.Text);
        page.Headers["Content-Security-Policy"].ShouldContain("default-src 'none'; script-src 'self' 'nonce-");
        page.Headers["Content-Security-Policy"].ShouldNotContain("http");
        page.Text.ShouldContain("openapi.json", customMessage: page.Text);
        Regex.Matches(page.Text, "(src|href)=\"(?<at>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)).Select(match => match.Groups["at"].Value)
            .ShouldAllBe(at => !at.Contains("//", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_for_others_has_the_page_only_where_its_operator_wants_it()
    {
        foreach (var wanted in (bool[])[false, true])
        {
            await using var data = await DataFolder.On(Engine.Sqlite);
            await using var server = await LatchkeyServer.Build(data.Settings with { ApiReference = wanted }, builder => builder.Logging.ClearProviders());
            var paths = ((IEndpointRouteBuilder)server).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Select(route => "/" + route.RoutePattern.RawText!.Trim('/')).ToArray();
            paths.Any(path => path.StartsWith("/api/reference", StringComparison.Ordinal)).ShouldBe(wanted);
            paths.ShouldContain("/api/openapi.json");
        }
    }
}

file static class Nodes
{
    public static JsonArray AsArrayOrEmpty(this JsonNode? node) => node as JsonArray ?? [];
}
