using System.Text.Json.Nodes;

namespace Latchkey.Server.Faces.Management.Description;

/// <summary>What stands behind the question mark: read by the handlers as they need it, so it is said here.</summary>
internal static class DescribedQuery
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["limit"] = "i:How many at most on a page. More than the largest page are not given.",
        ["after"] = "s:Where the page begins: as the link of the page before says, never made up.",
        ["q"] = "s:Those whose names begin so.",
        ["search"] = "s:A SCIM filter over attributes, as profile.email sw \"ann\". RFC 7644 §3.4.2.2.",
        ["filter"] = "s:A SCIM filter over the attributes that an index has. RFC 7644 §3.4.2.2.",
        ["sortBy"] = "s:The attribute to sort by; with search alone.",
        ["sortOrder"] = "w:asc,desc:Which way.",
        ["expand"] = "s:What to answer along with it, in _embedded; several by commas.",
        ["activate"] = "b:Whether it is in force at once.",
        ["sendEmail"] = "b:Whether the person is told by mail. Otherwise the answer holds the link.",
        ["since"] = "d:Not before this time.", ["until"] = "d:Before this time.",
        ["type"] = "s:Of this type alone.", ["status"] = "w:ACTIVE,INACTIVE:In this state alone.",
        ["oauthTokens"] = "b:End the refresh tokens of the apps, too.",
        ["nextLogin"] = "w:changePassword:The password is to be changed when it is first used.",
        ["tempPassword"] = "b:Answer with a password that serves once.",
        ["removeUsers"] = "b:Take those out of the groups whom the rule put in.",
        ["trusted"] = "b:Those it trusts, or those it does not.",
        ["scopeId"] = "s:Of this scope alone.", ["resourceId"] = "s:What applies to this app.",
        ["language"] = "s:A tag of RFC 5646.", ["additionalFields"] = "w:cookieToken:Answer with a token for the cookie, too.",
        ["strict"] = "b:Refuse the password where a policy would.",
        ["includeClaims"] = "b:Say the claims of the server along with it.",
        ["validityYears"] = "i:For how many years the certificate is valid, 2 to 10.",
        ["targetAid"] = "s:The app that gets the copy.",
    };

    private static readonly string[] List = ["limit", "after"];

    private static readonly Dictionary<string, string[]> ByOperation = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/apps"] = ["q", "filter", "expand", .. List], ["POST /api/v1/apps"] = ["activate"],
        ["GET /api/v1/apps/{appId}/users"] = ["q", "expand", .. List], ["GET /api/v1/apps/{appId}/users/{userId}"] = ["expand"],
        ["GET /api/v1/apps/{appId}/groups"] = ["expand", .. List], ["GET /api/v1/apps/{appId}/groups/{groupId}"] = ["expand"],
        ["GET /api/v1/apps/{appId}/grants"] = ["expand", .. List], ["GET /api/v1/apps/{appId}/grants/{grantId}"] = ["expand"],
        ["GET /api/v1/apps/{clientId}/tokens"] = ["expand", .. List],
        ["GET /api/v1/users"] = ["q", "search", "filter", "sortBy", "sortOrder", .. List],
        ["GET /api/v1/users/{userId}"] = ["expand"],
        ["POST /api/v1/users"] = ["activate", "nextLogin", "sendEmail"], ["DELETE /api/v1/users/{userId}"] = ["sendEmail"],
        ["POST /api/v1/users/{userId}/lifecycle/activate"] = ["sendEmail"], ["POST /api/v1/users/{userId}/lifecycle/reactivate"] = ["sendEmail"],
        ["POST /api/v1/users/{userId}/lifecycle/reset_password"] = ["sendEmail"], ["POST /api/v1/users/{userId}/lifecycle/expire_password"] = ["tempPassword"],
        ["POST /api/v1/apps/{appId}/credentials/keys/generate"] = ["validityYears"],
        ["POST /api/v1/apps/{appId}/credentials/keys/{keyId}/clone"] = ["targetAid"],
        ["POST /api/v1/users/{userId}/lifecycle/deactivate"] = ["sendEmail"],
        ["POST /api/v1/users/{userId}/credentials/forgot_password"] = ["sendEmail"],
        ["DELETE /api/v1/users/{userId}/sessions"] = ["oauthTokens"], ["POST /api/v1/users/{userId}/factors"] = ["activate"],
        ["GET /api/v1/users/{userId}/grants"] = ["scopeId", "expand", .. List], ["GET /api/v1/users/{userId}/grants/{grantId}"] = ["expand"],
        ["GET /api/v1/groups"] = ["q", "search", "filter", "sortBy", "sortOrder", "expand", .. List], ["GET /api/v1/groups/{groupId}/users"] = List,
        ["GET /api/v1/groups/{groupId}"] = ["expand"],
        ["GET /api/v1/groups/{groupId}/apps"] = List, ["GET /api/v1/groups/rules"] = ["search", "expand", .. List],
        ["GET /api/v1/groups/rules/{ruleId}"] = ["expand"], ["DELETE /api/v1/groups/rules/{ruleId}"] = ["removeUsers"],
        ["GET /api/v1/authorizationServers"] = ["q", .. List], ["GET /api/v1/authorizationServers/{serverId}/scopes"] = ["q", "filter", .. List],
        ["GET /api/v1/authorizationServers/{serverId}/claims"] = ["q", .. List], ["GET /api/v1/authorizationServers/{serverId}/associatedServers"] =
            ["trusted", .. List],
        ["GET /api/v1/policies"] = ["type", "status", "q", "expand", "sortBy", "resourceId", .. List], ["POST /api/v1/policies"] = ["activate"],
        ["POST /api/v1/policies/{policyId}/rules"] = ["activate"], ["POST /api/v1/policies/simulate"] = ["expand"],
        ["GET /api/v1/trustedOrigins"] = ["q", "filter", .. List], ["GET /api/v1/zones"] = ["filter", .. List],
        ["GET /api/v1/inlineHooks"] = ["type"], ["GET /api/v1/logs"] = ["since", "until", "filter", "q", "sortOrder", .. List],
        ["GET /api/v1/brands"] = ["q", "expand", .. List], ["GET /api/v1/brands/{brandId}"] = ["expand"],
        ["POST /api/v1/sessions"] = ["additionalFields"], ["GET /oauth2/v1/clients"] = ["q", .. List],
    };

    /// <summary>Of the operations that take any, for a test: each is served.</summary>
    public static IEnumerable<string> Operations => ByOperation.Keys;

    public static IEnumerable<JsonNode> Of(string method, string path) =>
        (ByOperation.GetValueOrDefault($"{method} {path}") ?? []).Select(name => Parameter(name, Known[name]));

    private static JsonObject Parameter(string name, string said)
    {
        var schema = said[0] switch
        {
            'i' => new JsonObject { ["type"] = "integer", ["minimum"] = -1 },
            'b' => new JsonObject { ["type"] = "boolean" },
            'd' => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            'w' => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. said.Split(':')[1].Split(',').Select(word => (JsonNode)word)]) },
            _ => new JsonObject { ["type"] = "string" },
        };
        return new JsonObject
        {
            ["name"] = name, ["in"] = "query", ["description"] = said[(said.IndexOf(':', said[0] == 'w' ? 2 : 0) + 1)..],
            ["schema"] = schema
        };
    }
}
