using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>
/// Whatever Okta publishes as one of a few words may be put back in another case than it was read in, on every resource that can be put back. The lists of
/// words lie beside the repository (../shared/okta), so this is skipped in a clone. Rulings 7 and 23.
/// </summary>
public sealed class WordsInSharedTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly Func<string, string>[] Spellings =
    [
        word => word.ToLowerInvariant(), word => word.ToUpperInvariant(), word => string.Concat(word.Select((c, i) => i % 2 == 0 ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))),
    ];

    private readonly Shapes shapes = new();

    private async Task<int> IsPutBack(string operation, string path)
    {
        var (method, words) = (new HttpMethod(operation.Split(' ')[0]), 0);
        var documented = (await Org.Read(path)).ShouldSucceed().Object;
        foreach (var spell in Spellings)
        {
            var (body, places) = shapes.Respelled(operation, documented, spell);
            words += places.Count;
            if (places.Count == 0) continue;
            ((int)(await Org.Call(method, path, body)).Status).ShouldBeLessThan(300, $"{path} {string.Join(' ', places)}: {(await Org.Call(method, path, body)).Text}");
            var now = (await Org.Read(path)).ShouldSucceed().Object;
            foreach (var mark in (string[])["lastUpdated", "created"])
                if (documented[mark] is { } before) now[mark] = before.DeepClone();
            JsonNode.DeepEquals(now, documented).ShouldBeTrue($"was {documented.ToJsonString()}\nis  {now.ToJsonString()}");
        }
        return words;
    }

    private async Task<string> Made(string path, string body)
    {
        var made = await Org.Post(path, JsonNode.Parse(body));
        ((int)made.Status).ShouldBeInRange(200, 201, $"{path}: {made.Text}");
        return made.Id;
    }

    [SharedFact]
    public async Task Apps_are_put_back_in_any_case()
    {
        foreach (var type in (string[])["native", "web", "browser", "service"])
            (await IsPutBack("PUT /api/v1/apps/{appId}", $"/apps/{(await Org.Post("/apps", ApiCalls.NewApp(type))).ShouldSucceed().Id}")).ShouldBeGreaterThan(10);
    }

    [SharedFact]
    public async Task Authorization_servers_are_put_back_in_any_case()
    {
        const string s = "/authorizationServers/default";
        await IsPutBack("PUT /api/v1/authorizationServers/{authServerId}", s);
        await IsPutBack("PUT /api/v1/authorizationServers/{authServerId}/scopes/{scopeId}", $"{s}/scopes/{await Made(s + "/scopes", """{"name":"cases:all","consent":"REQUIRED","metadataPublish":"ALL_CLIENTS"}""")}");
        await IsPutBack("PUT /api/v1/authorizationServers/{authServerId}/claims/{claimId}", $"{s}/claims/{await Made(s + "/claims", """{"name":"casesOfGroups","claimType":"RESOURCE","valueType":"GROUPS","group_filter_type":"STARTS_WITH","value":"x"}""")}");
        foreach (var policy in (await Org.Read(s + "/policies")).ShouldSucceed().Each("id"))
        {
            await IsPutBack("PUT /api/v1/authorizationServers/{authServerId}/policies/{policyId}", $"{s}/policies/{policy}");
            foreach (var rule in (await Org.Read($"{s}/policies/{policy}/rules")).ShouldSucceed().Each("id"))
                await IsPutBack("PUT /api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules/{ruleId}", $"{s}/policies/{policy}/rules/{rule}");
        }
    }

    [SharedFact]
    public async Task Policies_and_zones_are_put_back_in_any_case()
    {
        var group = await Made("/groups", """{"profile":{"name":"Cases"}}""");
        await Made("/policies", $$$$"""{"type":"MFA_ENROLL","name":"Cases","conditions":{"people":{"groups":{"include":["{{{{group}}}}"]}}},"settings":{"type":"AUTHENTICATORS","authenticators":[{"key":"okta_email","enroll":{"self":"OPTIONAL"}}]}}""");
        var access = await Made("/policies", """{"type":"ACCESS_POLICY","name":"Cases"}""");
        await Made($"/policies/{access}/rules", """
            {"type":"ACCESS_POLICY","name":"Cases","conditions":{"riskScore":{"level":"HIGH"}},"actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"type":"ASSURANCE","factorMode":"2FA",
             "constraints":[{"knowledge":{"methods":["PASSWORD"]},"possession":{"phishingResistant":"REQUIRED","deviceBound":"OPTIONAL","userPresence":"REQUIRED"}}]}}}}
            """);
        foreach (var type in (string[])["OKTA_SIGN_ON", "PASSWORD", "MFA_ENROLL", "ACCESS_POLICY", "PROFILE_ENROLLMENT"])
            foreach (var policy in (await Org.Read("/policies?type=" + type)).ShouldSucceed().Each("id"))
            {
                (await IsPutBack("PUT /api/v1/policies/{policyId}", $"/policies/{policy}")).ShouldBeGreaterThan(0);
                foreach (var rule in (await Org.Read($"/policies/{policy}/rules")).ShouldSucceed().Each("id"))
                    (await IsPutBack("PUT /api/v1/policies/{policyId}/rules/{ruleId}", $"/policies/{policy}/rules/{rule}")).ShouldBeGreaterThan(2);
            }
        var zone = await Made("/zones", """{"type":"IP","name":"Cases","usage":"POLICY","gateways":[{"type":"CIDR","value":"10.1.0.0/16"},{"type":"RANGE","value":"10.2.0.1-10.2.0.9"}],"proxies":[{"type":"CIDR","value":"10.3.0.0/16"}]}""");
        (await IsPutBack("PUT /api/v1/zones/{zoneId}", $"/zones/{zone}")).ShouldBeGreaterThan(5);
    }

    [SharedFact]
    public async Task Everything_else_is_put_back_in_any_case()
    {
        foreach (var id in (await Org.Read("/authenticators")).ShouldSucceed().Each("id"))
        {
            (await IsPutBack("PUT /api/v1/authenticators/{authenticatorId}", $"/authenticators/{id}")).ShouldBeGreaterThan(2);
            foreach (var method in (await Org.Read($"/authenticators/{id}/methods")).ShouldSucceed().Each("type"))
                await IsPutBack("PUT /api/v1/authenticators/{authenticatorId}/methods/{methodType}", $"/authenticators/{id}/methods/{method.ToUpperInvariant()}");
        }
        var group = await Made("/groups", """{"profile":{"name":"More cases"}}""");
        await IsPutBack("PUT /api/v1/groups/rules/{groupRuleId}", "/groups/rules/" + await Made("/groups/rules", $$$$"""
            {"type":"Group_Rule","name":"Cases","conditions":{"expression":{"value":"user.lastName == \"x\"","type":"URN:okta:expression:1.0"}},"actions":{"assignUserToGroups":{"groupIds":["{{{{group}}}}"]}}}
            """));
        await IsPutBack("PUT /api/v1/trustedOrigins/{trustedOriginId}", "/trustedOrigins/" + await Made("/trustedOrigins", """{"name":"Cases","origin":"https://words.example.com","scopes":[{"type":"CORS"},{"type":"REDIRECT"}]}"""));
        var inline = "/inlineHooks/" + await Made("/inlineHooks", HookBodies.Inline("Cases", "https://hooks.example.com/", secret: "x").ToJsonString());
        (await IsPutBack("PUT /api/v1/inlineHooks/{inlineHookId}", inline)).ShouldBeGreaterThan(0);
        (await IsPutBack("PUT /api/v1/eventHooks/{eventHookId}", "/eventHooks/" + await Made("/eventHooks", HookBodies.Event("Cases", "https://hooks.example.com/", "x").ToJsonString()))).ShouldBeGreaterThan(0);
        var person = await Org.CreatePersonAsync();
        await IsPutBack("PUT /api/v1/users/{id}", $"/users/{person.Id}");
        await IsPutBack("POST /api/v1/users/{id}", $"/users/{person.Id}");
        await IsPutBack("POST /api/v1/meta/schemas/user/{schemaId}", "/meta/schemas/user/default");
        await IsPutBack("PUT /api/v1/rate-limit-settings/per-client", "/rate-limit-settings/per-client");
        var brand = (await Org.Read("/brands")).ShouldSucceed().Each("id").First();
        await IsPutBack("PUT /api/v1/brands/{brandId}/templates/email/{templateName}/settings", $"/brands/{brand}/templates/email/UserActivation/settings");
        (await Org.Post("/authenticators", new JsonObject { ["key"] = "GOOGLE_otp" })).ShouldBe(HttpStatusCode.OK)["key"].ShouldBe("google_otp");
    }
}
