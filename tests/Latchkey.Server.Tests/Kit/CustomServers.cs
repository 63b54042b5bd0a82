using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What a test posts to make an authorization server of its own.</summary>
internal static class CustomServers
{
    public static JsonObject Server(string name = "Orders", string audience = "api://orders") => new() { ["name"] = name, ["description"] = "For orders", ["audiences"] = new JsonArray(audience) };

    public static JsonObject Policy(string name, string client = "ALL_CLIENTS") => new()
    {
        ["type"] = "OAUTH_AUTHORIZATION_POLICY", ["name"] = name, ["description"] = name, ["conditions"] = new JsonObject { ["clients"] = new JsonObject { ["include"] = new JsonArray(client) } },
    };

    public static JsonObject Rule(string name, string scope = "*", string group = "EVERYONE", params string[] grants) => new()
    {
        ["type"] = "RESOURCE_ACCESS", ["name"] = name,
        ["conditions"] = new JsonObject
        {
            ["people"] = new JsonObject { ["groups"] = new JsonObject { ["include"] = new JsonArray(group) } },
            ["grantTypes"] = new JsonObject { ["include"] = new JsonArray([.. (grants.Length == 0 ? ["authorization_code", "client_credentials"] : grants).Select(grant => JsonValue.Create(grant))]) },
            ["scopes"] = new JsonObject { ["include"] = new JsonArray(scope) },
        },
        ["actions"] = new JsonObject { ["token"] = new JsonObject { ["accessTokenLifetimeMinutes"] = 30 } },
    };

    /// <summary>A server with a policy and a rule that allow everything.</summary>
    public static async Task<string> Open(TestOrg org, string name = "Orders")
    {
        var id = (await org.Post("/authorizationServers", Server(name))).ShouldBe(HttpStatusCode.Created).Id;
        var policy = (await org.Post($"/authorizationServers/{id}/policies", Policy("All"))).ShouldBe(HttpStatusCode.Created).Id;
        (await org.Post($"/authorizationServers/{id}/policies/{policy}/rules", Rule("All"))).ShouldBe(HttpStatusCode.Created);
        return id;
    }

    public static JsonObject Claim(string name, string value, string type = "RESOURCE", string valueType = "EXPRESSION", bool always = true, string? filter = null, params string[] scopes)
    {
        var claim = new JsonObject { ["name"] = name, ["status"] = "ACTIVE", ["claimType"] = type, ["valueType"] = valueType, ["value"] = value, ["alwaysIncludeInToken"] = always, ["conditions"] = new JsonObject { ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) } };
        if (filter is not null) claim["group_filter_type"] = filter;
        return claim;
    }
}
