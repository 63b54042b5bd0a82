using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>Authorization servers and what belongs to them as the management API answers them. Contract §3.4.</summary>
internal static class AuthorizationServerJson
{
    public static JsonObject Of(AuthorizationServer server, SigningKey key, Org org) => new()
    {
        ["id"] = server.Id,
        ["name"] = server.Name,
        ["description"] = server.Description,
        // The one that every org has from the start. Terraform reads it, and ends where it is missing.
        ["default"] = server.Id == AuthorizationServers.DefaultId,
        ["audiences"] = new JsonArray(server.Audience),
        ["issuer"] = server.Issuer,
        ["issuerMode"] = server.IssuerMode,
        ["status"] = Status(server.Active),
        ["created"] = ApiJson.Date(server.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(server.UpdatedAt),
        ["credentials"] = new JsonObject { ["signing"] = Signing(server, key) },
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"authorizationServers/{server.Id}"),
            [Step(server.Active)] = Lifecycle(org, $"authorizationServers/{server.Id}", server.Active),
            ["scopes"] = Hal.To(org, $"authorizationServers/{server.Id}/scopes"),
            ["claims"] = Hal.To(org, $"authorizationServers/{server.Id}/claims"),
            ["policies"] = Hal.To(org, $"authorizationServers/{server.Id}/policies"),
            ["rotateKey"] = Hal.To(org, $"authorizationServers/{server.Id}/credentials/lifecycle/keyRotate", "POST"),
            ["metadata"] = new JsonArray(
                new JsonObject { ["name"] = "oauth-authorization-server", ["href"] = $"{server.Issuer}/.well-known/oauth-authorization-server" },
                new JsonObject { ["name"] = "openid-configuration", ["href"] = $"{server.Issuer}/.well-known/openid-configuration" }),
        },
    };

    public static JsonObject Of(ScopeDefinition scope, AuthorizationServer server, Org org) => new()
    {
        ["id"] = scope.Id,
        ["name"] = scope.Name,
        ["displayName"] = scope.DisplayName,
        ["description"] = scope.Description,
        ["system"] = scope.System,
        ["default"] = scope.Default,
        ["consent"] = scope.Consent,
        ["optional"] = scope.Optional,
        ["metadataPublish"] = scope.Published ? "ALL_CLIENTS" : "NO_CLIENTS",
        ["_links"] = Self(org, $"authorizationServers/{server.Id}/scopes/{scope.Id}"),
    };

    public static JsonObject Of(ClaimDefinition claim, AuthorizationServer server, Org org)
    {
        var answer = new JsonObject
        {
            ["id"] = claim.Id,
            ["name"] = claim.Name,
            ["status"] = Status(claim.Active),
            ["claimType"] = claim.ClaimType,
            ["valueType"] = claim.ValueType,
            ["value"] = claim.Value,
            ["conditions"] = new JsonObject { ["scopes"] = ApiJson.List(claim.Scopes) },
            ["system"] = claim.System,
            ["alwaysIncludeInToken"] = claim.AlwaysInclude,
            ["_links"] = Self(org, $"authorizationServers/{server.Id}/claims/{claim.Id}"),
        };
        if (claim.GroupFilter is not null) answer["group_filter_type"] = claim.GroupFilter;
        return answer;
    }

    public static JsonObject Of(StoredPolicy stored, AuthorizationServer server, Org org) => ApiJson.Known(new()
    {
        ["id"] = stored.Policy.Id,
        ["type"] = "OAUTH_AUTHORIZATION_POLICY",
        ["name"] = stored.Policy.Name,
        ["description"] = stored.Policy.Description is { Length: > 0 } said ? said : null,
        ["priority"] = stored.Policy.Priority,
        ["status"] = Status(stored.Policy.Active),
        ["system"] = stored.Policy.System,
        ["conditions"] = new JsonObject { ["clients"] = new JsonObject { ["include"] = ApiJson.List(stored.Policy.Clients) } },
        ["created"] = ApiJson.Date(stored.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(stored.UpdatedAt),
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"authorizationServers/{server.Id}/policies/{stored.Policy.Id}"),
            [Step(stored.Policy.Active)] = Lifecycle(org, $"authorizationServers/{server.Id}/policies/{stored.Policy.Id}", stored.Policy.Active),
            ["rules"] = Hal.To(org, $"authorizationServers/{server.Id}/policies/{stored.Policy.Id}/rules"),
        },
    });

    public static JsonObject Of(StoredRule stored, AccessPolicy policy, AuthorizationServer server, Org org)
    {
        var rule = stored.Rule;
        return new()
        {
            ["id"] = rule.Id,
            ["type"] = "RESOURCE_ACCESS",
            ["name"] = rule.Name,
            ["status"] = Status(rule.Active),
            ["priority"] = rule.Priority,
            ["system"] = rule.System,
            ["created"] = ApiJson.Date(stored.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(stored.UpdatedAt),
            ["conditions"] = new JsonObject
            {
                ["people"] = new JsonObject
                {
                    ["users"] = new JsonObject { ["include"] = ApiJson.List(rule.Users), ["exclude"] = ApiJson.List(rule.ExcludedUsers) },
                    ["groups"] = new JsonObject { ["include"] = ApiJson.List(rule.Groups), ["exclude"] = ApiJson.List(rule.ExcludedGroups ?? []) },
                },
                ["grantTypes"] = new JsonObject { ["include"] = ApiJson.List(rule.GrantTypes) },
                ["scopes"] = new JsonObject { ["include"] = ApiJson.List(rule.Scopes) },
            },
            ["actions"] = new JsonObject
            {
                ["token"] = OfTokens(rule),
            },
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(org, $"authorizationServers/{server.Id}/policies/{policy.Id}/rules/{rule.Id}"),
                [Step(rule.Active)] = Lifecycle(org, $"authorizationServers/{server.Id}/policies/{policy.Id}/rules/{rule.Id}", rule.Active),
            },
        };
    }

    private static JsonObject OfTokens(AccessPolicyRule rule)
    {
        var token = new JsonObject
        {
            ["accessTokenLifetimeMinutes"] = rule.AccessTokenMinutes,
            ["refreshTokenLifetimeMinutes"] = rule.RefreshTokenMinutes,
            ["refreshTokenWindowMinutes"] = rule.RefreshWindowMinutes,
        };
        if (rule.InlineHookId is { } hook) token["inlineHook"] = new JsonObject { ["id"] = hook };
        return token;
    }

    private static JsonObject Signing(AuthorizationServer server, SigningKey key)
    {
        var signing = new JsonObject
        {
            ["rotationMode"] = server.RotationMode, ["alg"] = server.SigningAlgorithm, ["kid"] = key.Kid,
            ["lastRotated"] = ApiJson.Date(key.ActivatedAt)
        };
        if (server.RotationMode == "AUTO" && key.ActivatedAt is { } since) signing["nextRotation"] = ApiJson.Date(since + KeyRotation.Period);
        return signing;
    }

    private static JsonObject Self(Org org, string path) => new() { ["self"] = Hal.To(org, path) };

    private static string Step(bool active) => active ? "deactivate" : "activate";

    private static JsonObject Lifecycle(Org org, string path, bool active) => Hal.To(org, $"{path}/lifecycle/{Step(active)}", "POST");

    private static string Status(bool active) => active ? "ACTIVE" : "INACTIVE";
}
