using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Faces.Management.Refusals;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Threats;

/// <summary>
/// Each address of the management API, asked by the administrator of another org for what is here. The list is the
/// server's own, so that a new address is asked, too. Threats §1 row 4.
/// </summary>
public sealed partial class TenantTests(OrgFixture fixture) : OrgTest(fixture)
{
    /// <summary>A name that is nobody's leads to an empty list, or to nothing being taken back.</summary>
    private static readonly string[] NobodysIsEmpty = ["GET /api/v1/users/{userId}/clients/{clientId}/grants", "HEAD /api/v1/users/{userId}/clients/{clientId}/grants", "DELETE /api/v1/users/{userId}/clients/{clientId}/grants"];

    /// <summary>Parts of an address that are words, the same for every org.</summary>
    private static readonly string[] Words = ["name", "path", "type", "method", "lifecycle", "featureId", "permission", "appName", "logStreamType", "factorType"];

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.None, 60_000)]
    private static partial Regex Parameter();

    [Fact]                                                             // threats §1 row 4: nothing of one org is anything at another, at whatever depth of an address
    public async Task Nothing_of_one_org_is_reached_by_the_administrator_of_another()
    {
        var (url, api) = await Org.AnotherOrg();
        using (api)
        {
            var (here, there) = (await Furnish(Org.Api, Org.Url), await Furnish(api, url));
            var routes = Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Method: method, Pattern: "/" + route.RoutePattern.RawText!.Trim('/'))))
                .Where(route => route.Method != "OPTIONS")               // a preflight is answered before anything is looked for
                .Where(route => route.Pattern.Contains('{', StringComparison.Ordinal) && (route.Pattern.StartsWith("/api/v1/", StringComparison.Ordinal) || route.Pattern.StartsWith("/oauth2/v1/clients/", StringComparison.Ordinal)) && !route.Pattern.Contains("/registration/", StringComparison.Ordinal))
                // What is refused is refused to everybody, by the same sentence.
                .Where(route => RefusedOperations.All.All(refused => "/api/v1" + refused.Path != route.Pattern))
                // What deletes comes last: what is asked before it must still be there.
                .OrderBy(route => route.Method == "DELETE").ToList();
            routes.Count.ShouldBeGreaterThan(70);

            var reached = new List<string>();
            foreach (var (method, pattern) in routes)
            {
                var names = Parameter().Matches(pattern).Select(match => match.Groups["name"].Value).Except(Words).ToArray();
                if (names.Length == 0) continue;
                // Everything from here; and, one after the other, all of the org's own but for one name from here.
                foreach (var foreign in names.Select(name => (string[])[name]).Append(names))
                {
                    var path = Parameter().Replace(pattern, match => Uri.EscapeDataString(Of(foreign.Contains(match.Groups["name"].Value) ? here : there, pattern, match.Groups["name"].Value)));
                    using var request = new HttpRequestMessage(new HttpMethod(method), path);
                    if (method is "POST" or "PUT") request.Content = JsonContent.Create(new { });
                    using var answer = await api.SendAsync(request);
                    if (answer.IsSuccessStatusCode && !NobodysIsEmpty.Contains($"{method} {pattern}")) reached.Add($"{(int)answer.StatusCode} {method} {pattern} with {string.Join(", ", foreign)} from here");
                    ((int)answer.StatusCode).ShouldBeLessThan(500, $"{method} {path}");
                    (await answer.Content.ReadAsStringAsync()).ShouldNotContain("of-one-org");
                }
            }
            reached.ShouldBeEmpty();

            // And all of it is still here, as it was.
            foreach (var path in (string[])["/apps/{appId}", "/users/{userId}", "/groups/{groupId}", "/authorizationServers/{serverId}/policies/{policyId}/rules/{ruleId}", "/authorizationServers/{serverId}/claims/{claimId}", "/authorizationServers/{serverId}/scopes/{scopeId}",
                "/users/{userId}/factors/{factorId}", "/apps/{appId}/credentials/secrets/{secretId}", "/apps/{appId}/credentials/jwks/{keyId}", "/apps/{appId}/grants/{grantId}", "/trustedOrigins/{id}", "/sessions/{sessionId}", "/apps/{appId}/groups/{groupId}", "/apps/{appId}/users/{userId}", "/brands/{brandId}/templates/email/{name}/customizations/{id}"])
                (await Org.Read(Parameter().Replace(path, match => Of(here, "/api/v1" + path, match.Groups["name"].Value)))).ShouldSucceed();
        }
    }

    private static string Of(Dictionary<string, string> things, string pattern, string name) => name switch
    {
        "keyId" when pattern.Contains("/apps/{appId}/credentials/keys", StringComparison.Ordinal) => things["appKey"],
        "keyId" when pattern.Contains("/credentials/keys", StringComparison.Ordinal) => things["signingKey"],
        "type" when pattern.Contains("/subscriptions/", StringComparison.Ordinal) => "USER_LOCKED_OUT",
        "grantId" when pattern.Contains("/users/", StringComparison.Ordinal) => things["consent"],
        "ownerId" => things["userId"],
        "enrollmentId" => things["factorId"],
        "tokenId" when !pattern.Contains("/api-tokens/", StringComparison.Ordinal) => things["refreshToken"],
        "id" when pattern.Contains("/associatedServers/", StringComparison.Ordinal) => things["serverId"],
        "id" when pattern.Contains("/templates/", StringComparison.Ordinal) => things["customization"],
        "id" when pattern.Contains("/zones/", StringComparison.Ordinal) => things["zone"],
        "id" when pattern.Contains("/aaguids", StringComparison.Ordinal) => things["passkeys"],
        "id" when pattern.Contains("/authenticators/", StringComparison.Ordinal) => things["authenticator"],
        "policyId" when !pattern.Contains("/authorizationServers/", StringComparison.Ordinal) => things["signOnPolicy"],
        "ruleId" when !pattern.Contains("/authorizationServers/", StringComparison.Ordinal) => things[pattern.Contains("/groups/", StringComparison.Ordinal) ? "groupRule" : "signOnRule"],
        _ => things[name],
    };

    private static JsonObject Provider(string name)
    {
        JsonObject At(string url) => new() { ["url"] = "https://idp.example.com" + url };
        return new()
        {
            ["type"] = "OIDC", ["name"] = name,
            ["protocol"] = new JsonObject
            {
                ["type"] = "OIDC", ["scopes"] = new JsonArray("openid"), ["issuer"] = At(""),
                ["endpoints"] = new JsonObject { ["authorization"] = At("/authorize"), ["token"] = At("/token"), ["jwks"] = At("/keys") },
                ["credentials"] = new JsonObject { ["client"] = new JsonObject { ["client_id"] = "latchkey", ["client_secret"] = "upstream-secret" } },
            },
            ["policy"] = new JsonObject { ["subject"] = new JsonObject { ["userNameTemplate"] = new JsonObject { ["template"] = "idpuser.email" } } },
        };
    }

    private static JsonObject GroupRule(string name, string group) => new()
    {
        ["type"] = "group_rule", ["name"] = name,
        ["conditions"] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "urn:okta:expression:1.0", ["value"] = "user.city == \"Berlin\"" } },
        ["actions"] = new JsonObject { ["assignUserToGroups"] = new JsonObject { ["groupIds"] = new JsonArray(group) } },
    };

    /// <summary>One of everything that has an address.</summary>
    private async Task<Dictionary<string, string>> Furnish(HttpClient api, string url)
    {
        async Task<ApiAnswer> Do(HttpMethod method, string path, JsonNode? body = null)
        {
            var answer = await Org.CallRaw(method, path, body?.ToJsonString(), client: api);
            ((int)answer.Status).ShouldBeInRange(200, 299, $"{method} {path}: {answer.Text}");
            return answer;
        }
        Task<ApiAnswer> Make(string path, JsonNode? body = null) => Do(HttpMethod.Post, path, body);
        using var key = new AppKey("ES256", "k1");

        var mark = url == Org.Url ? "of-one-org" : "theirs";
        var app = (await Make("/apps", ApiCalls.NewApp("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code") }, new JsonObject { ["token_endpoint_auth_method"] = "client_secret_basic" }, mark))).Id;
        var login = $"someone{Secrets.Digits(8)}@example.com";
        var user = (await Make("/users?activate=true", ApiCalls.NewUser(login, "Correct-Horse-7"))).Id;
        var group = (await Make("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = mark } })).Id;
        await Do(HttpMethod.Put, $"/apps/{app}/groups/{group}", new JsonObject());
        await Make($"/apps/{app}/users", new JsonObject { ["id"] = user });
        var server = (await Make("/authorizationServers", CustomServers.Server())).Id;
        var policy = (await Make($"/authorizationServers/{server}/policies", CustomServers.Policy("All"))).Id;
        var session = JsonNode.Parse((await Org.CallRaw(HttpMethod.Post, url + "/api/v1/authn", new JsonObject { ["username"] = login, ["password"] = "Correct-Horse-7" }.ToJsonString(), client: api)).Text)!["sessionToken"]!.GetValue<string>();
        var brand = (await Do(HttpMethod.Get, "/brands")).Each("id").Single();
        var signOn = (await Do(HttpMethod.Get, "/policies?type=ACCESS_POLICY")).Each("id").First();
        var zone = new JsonObject { ["type"] = "IP", ["name"] = mark, ["gateways"] = new JsonArray(new JsonObject { ["type"] = "CIDR", ["value"] = "192.0.2.0/24" }) };
        var type = (await Make("/meta/types/user", new JsonObject { ["name"] = "some", ["displayName"] = mark })).Id;
        var hookKey = await Make("/hook-keys", new JsonObject { ["name"] = mark });
        var words = new JsonObject { ["language"] = "en", ["subject"] = mark, ["body"] = "${resetPasswordLink}" };
        var customRole = (await Make("/iam/roles", JsonNode.Parse($$"""{"label":"{{mark}}","description":"","permissions":["okta.users.read"]}"""))).Id;
        var set = (await Make("/iam/resource-sets", new JsonObject { ["label"] = mark, ["description"] = "", ["resources"] = new JsonArray($"{url}/api/v1/users") })).Id;
        var member = (await Make($"/users/{user}/roles", new JsonObject { ["type"] = "CUSTOM", ["role"] = customRole, ["resource-set"] = set })).Id;
        using var maker = new PasskeyMaker(mark);
        var passkeys = (await Do(HttpMethod.Get, "/authenticators")).List.Single(one => one!["key"]!.ToString() == "webauthn")!["id"]!.ToString();
        await Make($"/authenticators/{passkeys}/aaguids", new JsonObject
        {
            ["aaguid"] = maker.Model.ToString(), ["name"] = mark, ["attestationRootCertificates"] = new JsonArray(new JsonObject { ["x5c"] = maker.Root }),
        });
        return new()
        {
            ["aaguid"] = maker.Model.ToString(), ["passkeys"] = passkeys,
            ["idpId"] = (await Make("/idps", Provider(mark))).Id, ["domainId"] = (await Make("/domains", new JsonObject { ["domain"] = $"{mark}.login.example", ["certificateSourceType"] = "MANUAL" })).Id,
            ["brandId"] = brand, ["themeId"] = "thd" + brand[3..], ["name"] = "ForgotPassword", ["path"] = "webauthn", ["schemaId"] = "osc" + type[3..], ["typeId"] = type,
            ["type"] = "TECHNICAL", ["method"] = "password", ["lifecycle"] = "enable", ["featureId"] = "ftrNobodys", ["primaryUserId"] = user,
            ["zone"] = (await Make("/zones", zone)).Id, ["authenticator"] = (await Do(HttpMethod.Get, "/authenticators")).Each("id").First(),
            ["signOnPolicy"] = signOn, ["signOnRule"] = (await Do(HttpMethod.Get, $"/policies/{signOn}/rules")).Each("id").First(),
            ["groupRule"] = (await Make("/groups/rules", GroupRule(mark, group))).Id, ["roleId"] = (await Make($"/users/{user}/roles", new JsonObject { ["type"] = "SUPER_ADMIN" })).Id,
            ["emailDomainId"] = (await Make("/email-domains", new JsonObject { ["brandId"] = brand, ["domain"] = $"{mark}.example", ["displayName"] = mark, ["userName"] = "hello" })).Id,
            ["emailServerId"] = (await Make("/email-servers", new JsonObject { ["alias"] = mark, ["authType"] = "BASIC_SMTP_AUTH", ["enabled"] = false, ["host"] = "mail.example.com", ["port"] = 587, ["username"] = mark, ["password"] = mark })).Id,
            ["logStreamId"] = (await Make("/logStreams", HookBodies.LogStream(mark, "https://collector.example.com"))).Id, ["logStreamType"] = "splunk_cloud_logstreaming",
            ["eventHookId"] = (await Make("/eventHooks", HookBodies.Event(mark, "https://hooks.example.com/"))).Id, ["hookKeyId"] = hookKey.Id, ["publicKeyId"] = hookKey["keyId"]!, ["inlineHookId"] = (await Make("/inlineHooks", HookBodies.Inline(mark, "https://hooks.example.com/"))).Id,
            ["role"] = customRole, ["set"] = set, ["resource"] = (await Do(HttpMethod.Get, $"/iam/resource-sets/{set}/resources")).Object["resources"]![0]!["id"]!.ToString(), ["member"] = member, ["permission"] = "okta.users.read", ["appName"] = "oidc_client",
            ["targetGroupId"] = group, ["targetAppId"] = app,
            ["customization"] = (await Make($"/brands/{brand}/templates/email/ForgotPassword/customizations", words)).Id,
            ["appId"] = app, ["mappingId"] = app, ["clientId"] = app, ["allowedAppId"] = app, ["userId"] = user, ["groupId"] = group, ["serverId"] = server, ["policyId"] = policy,
            ["ruleId"] = (await Make($"/authorizationServers/{server}/policies/{policy}/rules", CustomServers.Rule("All"))).Id,
            ["scopeId"] = (await Make($"/authorizationServers/{server}/scopes", new JsonObject { ["name"] = "orders" })).Id,
            ["claimId"] = (await Make($"/authorizationServers/{server}/claims", new JsonObject { ["name"] = "nick", ["claimType"] = "RESOURCE", ["valueType"] = "EXPRESSION", ["value"] = "user.nickName" })).Id,
            ["factorId"] = (await Make($"/users/{user}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" })).Id,
            ["secretId"] = (await Make($"/apps/{app}/credentials/secrets")).Id,
            ["keyId"] = (await Make($"/apps/{app}/credentials/jwks", key.Jwk)).Id,
            ["appKey"] = (await Make($"/apps/{app}/credentials/keys/generate?validityYears=2"))["kid"]!, ["roleRef"] = customRole,
            ["csrId"] = (await Make($"/apps/{app}/credentials/csrs", new JsonObject { ["subject"] = new JsonObject { ["commonName"] = mark } })).Id,
            ["grantId"] = (await Make($"/apps/{app}/grants", new JsonObject { ["scopeId"] = "okta.apps.read", ["issuer"] = url })).Id,
            ["id"] = (await Make("/trustedOrigins", new JsonObject { ["name"] = "Shop", ["origin"] = "https://shop.example.com", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) })).Id,
            ["tokenId"] = (await Do(HttpMethod.Get, "/api-tokens")).List[0]!["id"]!.GetValue<string>(),
            ["sessionId"] = (await Make("/sessions", new JsonObject { ["sessionToken"] = session })).Id,
            ["signingKey"] = (await Do(HttpMethod.Get, $"/authorizationServers/{server}/credentials/keys")).List[0]!["kid"]!.GetValue<string>(),
            ["consent"] = "oagNobodysConsent1", ["refreshToken"] = "oarNobodysToken123",
        };
    }
}
