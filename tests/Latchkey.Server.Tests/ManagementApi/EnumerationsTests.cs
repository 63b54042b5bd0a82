using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.ApiAccess;
using Latchkey.Server.Faces.Management.Bodies;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>Words of a closed list are taken in any case and answered in the documented one: some of Okta's SDKs write another case than they read.</summary>
public sealed class EnumerationsTests(OrgFixture fixture) : OrgTest(fixture)
{
    /// <summary>What a client made of an answer that it read, before it puts it back.</summary>
    private static JsonNode Recased(JsonNode? node, Func<string, string> recase, string place = "") => node switch
    {
        JsonObject parent => new JsonObject(parent.Where(member => member.Key != "_links").Select(member => KeyValuePair.Create(member.Key, Member(member.Value, recase, place.Length == 0 ? member.Key : $"{place}.{member.Key}")))),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static JsonNode? Member(JsonNode? value, Func<string, string> recase, string place) => value switch
    {
        JsonObject inner => Recased(inner, recase, place),
        JsonArray list => new JsonArray([.. list.Select(item => Member(item, recase, place + "[]"))]),
        JsonValue text when Enumerations.Places.TryGetValue(place, out var words) && words.Contains(text.ToString()) => recase(text.ToString()),
        _ => value?.DeepClone(),
    };

    private static readonly Func<string, string>[] Cases = [text => text.ToLowerInvariant(), text => text.ToUpperInvariant(), text => string.Concat(text.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)))];

    private async Task IsPutBack(string path)
    {
        var documented = (await Org.Read(path)).ShouldSucceed().Object;
        foreach (var recase in Cases)
        {
            (await Org.Put(path, Recased(documented, recase))).ShouldSucceed();
            var now = (await Org.Read(path)).ShouldSucceed().Object;
            if (documented["lastUpdated"] is { } before) now["lastUpdated"] = before.DeepClone();
            JsonNode.DeepEquals(now, documented).ShouldBeTrue($"was {documented.ToJsonString()}\nis {now.ToJsonString()}");
        }
    }

    [Theory]
    [InlineData("native"), InlineData("web"), InlineData("browser"), InlineData("service")]
    public async Task An_app_is_put_back_as_it_was_read_in_whatever_case(string type)
    {
        var client = new JsonObject { ["consent_method"] = "REQUIRED", ["issuer_mode"] = "ORG_URL", ["request_object_signing_alg"] = "ES256", ["id_token_signed_response_alg"] = "RS256", ["groups_claim"] = new JsonObject { ["type"] = "FILTER", ["filter_type"] = "STARTS_WITH", ["name"] = "groups", ["value"] = "x" } };
        if (type != "service") client["grant_types"] = new JsonArray("authorization_code", "refresh_token", "implicit");
        if (type is "native" or "browser") client["refresh_token"] = new JsonObject { ["rotation_type"] = "ROTATE" };
        await IsPutBack($"/apps/{(await Org.Post("/apps", ApiCalls.NewApp(type, client))).ShouldSucceed().Id}");
    }

    [Fact]
    public async Task So_are_an_authorization_server_and_all_that_belongs_to_it()
    {
        var server = "/authorizationServers/" + (await Org.Post("/authorizationServers", new JsonObject { ["name"] = "Cases", ["audiences"] = new JsonArray("api://cases"), ["issuerMode"] = "org_url", ["credentials"] = new JsonObject { ["signing"] = new JsonObject { ["rotationMode"] = "manual" } } })).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Read(server))["issuerMode"].ShouldBe("ORG_URL");
        await IsPutBack(server);
        var scope = (await Org.Post(server + "/scopes", new JsonObject { ["name"] = "cases:read", ["consent"] = "required", ["metadataPublish"] = "all_clients" })).ShouldBe(HttpStatusCode.Created);
        (scope["consent"], scope["metadataPublish"]).ShouldBe(("REQUIRED", "ALL_CLIENTS"));
        await IsPutBack($"{server}/scopes/{scope.Id}");
        var claim = (await Org.Post(server + "/claims", new JsonObject { ["name"] = "teams", ["status"] = "active", ["claimType"] = "resource", ["valueType"] = "groups", ["group_filter_type"] = "regex", ["value"] = ".*" })).ShouldBe(HttpStatusCode.Created);
        await IsPutBack($"{server}/claims/{claim.Id}");
        var policy = (await Org.Post(server + "/policies", new JsonObject
        {
            ["type"] = "oauth_authorization_policy", ["name"] = "P", ["status"] = "active", ["conditions"] = new JsonObject { ["clients"] = new JsonObject { ["include"] = new JsonArray("all_clients") } },
        })).ShouldBe(HttpStatusCode.Created);
        await IsPutBack($"{server}/policies/{policy.Id}");
        var rule = (await Org.Post($"{server}/policies/{policy.Id}/rules", new JsonObject
        {
            ["type"] = "resource_access", ["name"] = "R", ["conditions"] = new JsonObject
            {
                ["people"] = new JsonObject { ["groups"] = new JsonObject { ["include"] = new JsonArray("everyone") } },
                ["grantTypes"] = new JsonObject { ["include"] = new JsonArray("Authorization_Code") }, ["scopes"] = new JsonObject { ["include"] = new JsonArray("*") },
            },
        })).ShouldBe(HttpStatusCode.Created);
        await IsPutBack($"{server}/policies/{policy.Id}/rules/{rule.Id}");
    }

    [Fact]
    public async Task So_are_trusted_origins_factors_and_the_use_of_a_key()
    {
        var origin = (await Org.Post("/trustedOrigins", new JsonObject { ["name"] = "C", ["origin"] = "https://cases.example.com", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "cors" }) })).ShouldSucceed();
        origin.Object["scopes"]![0]!["type"]!.GetValue<string>().ShouldBe("CORS");
        await IsPutBack($"/trustedOrigins/{origin.Id}");
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "TOKEN:software:TOTP", ["provider"] = "google" })).ShouldSucceed()["factorType"].ShouldBe("token:software:totp");
        Clock.Advance(TimeSpan.FromMinutes(12));
        (await Org.Post("/authorizationServers/default/credentials/lifecycle/keyRotate", new JsonObject { ["use"] = "SIG" })).ShouldSucceed();
    }

    [Fact]
    public async Task So_are_policies_their_rules_and_who_is_put_where()
    {
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Words" } })).ShouldSucceed().Id;
        var enroll = (await Org.Post("/policies", JsonNode.Parse($$$$"""
            {"type":"mfa_enroll","name":"Words","status":"active","conditions":{"people":{"groups":{"include":["{{{{group}}}}"]}}},
             "settings":{"type":"authenticators","authenticators":[{"key":"OKTA_EMAIL","enroll":{"self":"optional"}}]}}
            """))).ShouldSucceed();
        (enroll["type"], enroll.Object["settings"]!["authenticators"]![0]!["key"]!.ToString()).ShouldBe(("MFA_ENROLL", "okta_email"));
        await IsPutBack($"/policies/{enroll.Id}");

        var access = (await Org.Post("/policies", new JsonObject { ["type"] = "access_policy", ["name"] = "Words" })).ShouldSucceed();
        var rule = (await Org.Post($"/policies/{access.Id}/rules", JsonNode.Parse("""
            {"type":"access_policy","name":"Words","conditions":{"network":{"connection":"anywhere"},"platform":{"include":[{"type":"any","os":{"type":"any"}}]}},"actions":{"appSignOn":{"access":"allow",
             "verificationMethod":{"type":"assurance","factorMode":"2fa","constraints":[{"possession":{"phishingResistant":"required","userPresence":"Required"}}]}}}}
            """))).ShouldSucceed();
        rule.Object["actions"]!["appSignOn"]!["verificationMethod"]!["constraints"]![0]!["possession"]!["phishingResistant"]!.ToString().ShouldBe("REQUIRED");
        await IsPutBack($"/policies/{access.Id}/rules/{rule.Id}");

        var forgotten = (await Org.Read("/policies?type=Password")).ShouldSucceed().List.Single(one => one!["system"]!.GetValue<bool>())!["id"]!.ToString();
        await IsPutBack($"/policies/{forgotten}/rules/{(await Org.Read($"/policies/{forgotten}/rules")).Each("id").First()}");

        var filled = (await Org.Post("/groups/rules", JsonNode.Parse($$$$"""
            {"type":"GROUP_RULE","name":"Words","conditions":{"expression":{"value":"user.lastName == 'x'","type":"URN:OKTA:EXPRESSION:1.0"}},"actions":{"assignUserToGroups":{"groupIds":["{{{{group}}}}"]}}}
            """))).ShouldSucceed();
        filled["type"].ShouldBe("group_rule");
        await IsPutBack($"/groups/rules/{filled.Id}");
        (await Org.Post("/authenticators", new JsonObject { ["key"] = "WebAuthn" })).ShouldSucceed()["key"].ShouldBe("webauthn");
        (await Org.Post("/apps", WithName("OIDC_CLIENT"))).ShouldSucceed()["name"].ShouldBe("oidc_client");

        static JsonObject WithName(string name)
        {
            var app = ApiCalls.NewApp("web");
            app["name"] = name;
            return app;
        }
    }

    [Fact]                                                             // rulings: OAuth's and OpenID Connect's own values keep their case
    public async Task A_client_that_registers_itself_says_it_as_the_specification_does()
    {
        var body = new JsonObject { ["application_type"] = "NATIVE", ["redirect_uris"] = new JsonArray("com.example.app:/callback"), ["token_endpoint_auth_method"] = "none" };
        (await Org.Exchange(HttpMethod.Post, "/oauth2/v1/clients", Asking.Of(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json"))).Status.ShouldBe(400);
        (await Org.NativeApp.TokenAsync(("grant_type", "Refresh_Token"), ("refresh_token", "x"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_none_of_the_words_is_refused_and_what_people_wrote_stays()
    {
        (await Org.Post("/apps", ApiCalls.NewApp("nativ"))).ShouldBeRefused(400, "E0000001", "application_type");
        var named = (await Org.Post("/apps", ApiCalls.NewApp("web", label: "ACTIVE trusted OKTA"))).ShouldSucceed();
        named["label"].ShouldBe("ACTIVE trusted OKTA");
        (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "active" } })).ShouldSucceed()["profile.name"].ShouldBe("active");
    }
}
