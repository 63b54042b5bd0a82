using System.Text.Json.Nodes;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>Rules of an org's policies as the management API answers them. Contract §3.9.</summary>
internal static class RuleJson
{
    /// <param name="rule">What is answered.</param>
    /// <param name="policy">Whose rule it is.</param>
    /// <param name="org">Where it is.</param>
    /// <param name="providers">Those that a rule may name.</param>
    public static JsonObject Of(OrgRule rule, OrgPolicy policy, Org org, IReadOnlyList<IdentityProvider> providers) => new()
    {
        ["id"] = rule.Id,
        ["status"] = PolicyJson.Status(rule.Active),
        ["name"] = rule.Name,
        ["priority"] = rule.Priority,
        ["created"] = ApiJson.Date(rule.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(rule.UpdatedAt),
        ["system"] = rule.System,
        ["conditions"] = Conditions(rule, policy.Type),
        ["actions"] = Actions(rule, providers),
        ["_links"] = Links(rule, policy, org),
        ["type"] = PolicyType.OfRules(policy.Type),
    };

    private static JsonObject Links(OrgRule rule, OrgPolicy policy, Org org)
    {
        var path = $"policies/{policy.Id}/rules/{rule.Id}";
        var links = new JsonObject { ["self"] = Hal.To(org, path, rule.System ? ["GET", "PUT"] : ["GET", "PUT", "DELETE"]) };
        if (!rule.Active) links["activate"] = Hal.To(org, $"{path}/lifecycle/activate", "POST");
        else if (!rule.System) links["deactivate"] = Hal.To(org, $"{path}/lifecycle/deactivate", "POST");
        return links;
    }

    private static JsonObject? Conditions(OrgRule rule, string type)
    {
        if (type == PolicyType.Profile || (type == PolicyType.Access && rule.System)) return null;
        var conditions = rule.Conditions;
        var answer = new JsonObject
        {
            ["people"] = new JsonObject
            {
                ["users"] = Lists(conditions.Users, conditions.ExcludedUsers), ["groups"] = Lists(conditions.Groups, conditions.ExcludedGroups),
            },
            ["network"] = Network(conditions),
        };
        if (type == PolicyType.Discovery)
        {
            answer.Remove("people");
            if (conditions.Identifiers.Count > 0) answer["userIdentifier"] = RoutingBody.Json(conditions.Identifiers);
        }
        if (type == PolicyType.SignOn)
        {
            answer["authContext"] = new JsonObject { ["authType"] = "ANY" };
            answer["identityProvider"] = new JsonObject { ["provider"] = "ANY" };
        }
        if (type is PolicyType.SignOn or PolicyType.Access) answer["riskScore"] = new JsonObject { ["level"] = conditions.Risk ?? "ANY" };
        if (conditions.SaysAnyPlatform) answer["platform"] = RuleBody.AnyPlatform();
        if (conditions.Apps.Count + conditions.ExcludedApps.Count > 0)
            answer["app"] = new JsonObject { ["include"] = AppList(conditions.Apps), ["exclude"] = AppList(conditions.ExcludedApps) };
        return answer;
    }

    private static JsonObject Lists(IReadOnlyList<string> included, IReadOnlyList<string> excluded)
    {
        var lists = new JsonObject { ["exclude"] = ApiJson.List(excluded) };
        if (included.Count > 0) lists.Insert(0, "include", ApiJson.List(included));
        return lists;
    }

    private static JsonObject Network(RuleConditions conditions)
    {
        if (conditions.Zones.Count + conditions.ExcludedZones.Count == 0) return new() { ["connection"] = RuleBody.Anywhere };
        var network = new JsonObject { ["connection"] = RuleBody.InZones };
        if (conditions.Zones.Count > 0) network["include"] = ApiJson.List(conditions.Zones);
        if (conditions.ExcludedZones.Count > 0) network["exclude"] = ApiJson.List(conditions.ExcludedZones);
        return network;
    }

    private static JsonArray AppList(IReadOnlyList<string> apps) =>
        ApiJson.List(apps.Select(JsonNode (id) => new JsonObject { ["type"] = "APP", ["id"] = id }));

    private static JsonObject Actions(OrgRule rule, IReadOnlyList<IdentityProvider> providers) => rule switch
    {
        { Session: { } session } => new() { ["signon"] = SignOn(session) },
        { App: { } app } => new() { ["appSignOn"] = AppSignOn(app) },
        { Password: { } password } => new()
        {
            ["passwordChange"] = Access(password.Change), ["selfServicePasswordReset"] = Reset(password.Reset),
            ["selfServiceUnlock"] = Access(password.Unlock),
        },
        { Enroll: { } enroll } => new() { ["enroll"] = new JsonObject { ["self"] = enroll.Self } },
        { Profile: { } profile } => new() { ["profileEnrollment"] = Profile(profile) },
        { Routing: { } routing } => new() { ["idp"] = RoutingBody.Json(routing, providers) },
        _ => throw new InvalidOperationException($"The rule {rule.Id} has no action."),
    };

    private static JsonObject SignOn(SessionAction session)
    {
        var answer = new JsonObject
        {
            ["access"] = AccessOf(!session.Deny),
            ["requireFactor"] = session.RequireFactor,
            ["primaryFactor"] = session.PasswordFirst ? RuleBody.PasswordFirst : RuleBody.AnyFactorFirst,
            ["factorPromptMode"] = session.PromptMode,
            ["rememberDeviceByDefault"] = session.RememberByDefault,
        };
        if (session.PromptMode != PromptMode.Always) answer["factorLifetime"] = session.FactorMinutes;
        answer["session"] = new JsonObject
        {
            ["usePersistentCookie"] = session.Persistent,
            ["maxSessionIdleMinutes"] = session.IdleMinutes,
            ["maxSessionLifetimeMinutes"] = session.LifetimeMinutes,
        };
        return answer;
    }

    private static JsonObject AppSignOn(AppAction app) => new()
    {
        ["access"] = AccessOf(!app.Deny),
        ["verificationMethod"] = new JsonObject
        {
            ["factorMode"] = app.TwoFactors ? RuleBody.TwoFactors : RuleBody.OneFactor,
            ["type"] = RuleBody.Assurance,
            ["reauthenticateIn"] = app.ReauthenticateIn,
            ["constraints"] = JsonNode.Parse(app.Constraints),
        },
    };

    private static JsonObject Profile(ProfileAction profile) => new()
    {
        ["access"] = "ALLOW",
        ["preRegistrationInlineHooks"] = profile.HookId is { } hook ? new JsonArray(new JsonObject { ["inlineHookId"] = hook }) : null,
        ["profileAttributes"] = ProfileBody.Attributes,
        ["targetGroupIds"] = profile.Groups.Count == 0 ? null : ApiJson.List(profile.Groups),
        ["unknownUserAction"] = profile.Register ? ProfileBody.Register : ProfileBody.Deny,
        ["activationRequirements"] = new JsonObject { ["emailVerification"] = true },
        ["uiSchemaId"] = null,
        ["progressiveProfilingAction"] = "DISABLED",
    };

    private static JsonObject Access(bool allowed) => new() { ["access"] = AccessOf(allowed) };

    /// <summary>By mail, and by nothing else.</summary>
    private static JsonObject Reset(bool allowed) => new()
    {
        ["access"] = AccessOf(allowed),
        ["requirement"] = new JsonObject
        {
            ["primary"] = new JsonObject { ["methods"] = new JsonArray("email") }, ["stepUp"] = new JsonObject { ["required"] = false },
        },
    };

    private static string AccessOf(bool allowed) => allowed ? "ALLOW" : "DENY";
}
