using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Issuers;

/// <summary>What a management request says of an access policy or a rule. Contract §3.4.</summary>
internal static class PolicyBody
{
    public const string PolicyType = "OAUTH_AUTHORIZATION_POLICY";
    public const string RuleType = "RESOURCE_ACCESS";

    /// <param name="body">The request.</param>
    /// <param name="existing">The policy it replaces.</param>
    public static AccessPolicyDraft Read(JsonObject body, AccessPolicy? existing = null)
    {
        RequireType(body, PolicyType);
        return AccessPolicyDraft.Of(existing, body.Text("name"), body.Text("description"), body.Text("status"), body.Number("priority"),
            clients: Included(body.Object("conditions")?.Object("clients")));
    }

    /// <param name="body">The request.</param>
    /// <param name="server">Whose policy has it.</param>
    /// <param name="existing">The rule it replaces.</param>
    public static AccessPolicyRuleDraft ReadRule(JsonObject body, AuthorizationServer server, AccessPolicyRule? existing = null)
    {
        RequireType(body, RuleType);
        var conditions = body.Object("conditions") ?? throw ApiError.Validation("conditions", "conditions: is required");
        var token = body.Object("actions")?.Object("token") ?? [];
        var lifetimes = TokenLifetimes.Of(
            access: token.Number("accessTokenLifetimeMinutes"),
            refresh: token.Number("refreshTokenLifetimeMinutes"),
            window: token.Number("refreshTokenWindowMinutes"));
        return AccessPolicyRuleDraft.Of(server, existing, body.Text("name"), body.Text("status"), body.Number("priority"),
            People(conditions), grantTypes: Included(conditions.Object("grantTypes")), scopes: Included(conditions.Object("scopes")), lifetimes,
            inlineHookId: token.Object("inlineHook")?.Text("id"));
    }

    private static RulePeople People(JsonObject conditions)
    {
        if (conditions.Object("people") is not { } people) return RulePeople.Everybody;
        var (users, groups) = (people.Object("users"), people.Object("groups"));
        return RulePeople.Of(users: Included(users), excludedUsers: Excluded(users), groups: Included(groups), excludedGroups: Excluded(groups));
    }

    private static IReadOnlyList<string>? Included(JsonObject? of) => of?.Texts("include");

    private static IReadOnlyList<string>? Excluded(JsonObject? of) => of?.Texts("exclude");

    private static void RequireType(JsonObject body, string type)
    {
        if (body.Text("type") is { } given && given != type) throw ApiError.Validation("type", $"type: must be {type}");
    }
}
