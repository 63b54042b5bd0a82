using System.Text.Json.Nodes;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>Policies of an org as the management API answers them. Contract §3.9.</summary>
internal static class PolicyJson
{
    /// <param name="policy">What is answered.</param>
    /// <param name="org">Where it is.</param>
    /// <param name="providers">Those that its rules may name; null: its rules do not come along.</param>
    public static JsonObject Of(OrgPolicy policy, Org org, IReadOnlyList<IdentityProvider>? providers)
    {
        var answer = new JsonObject
        {
            ["id"] = policy.Id,
            ["status"] = Status(policy.Active),
            ["name"] = policy.Name,
            ["description"] = policy.Description,
            ["priority"] = policy.Priority,
            ["system"] = policy.System,
            ["conditions"] = Conditions(policy),
            ["created"] = ApiJson.Date(policy.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(policy.UpdatedAt),
        };
        if (policy.Password is { } password) answer["settings"] = Settings(password);
        if (policy.Enroll is { } enroll) answer["settings"] = Settings(enroll);
        if (providers is not null)
            answer["_embedded"] = new JsonObject { ["rules"] = ApiJson.List(policy.Rules.Select(rule => RuleJson.Of(rule, policy, org, providers))) };
        answer["_links"] = Links(policy, org);
        answer["type"] = policy.Type;
        return answer;
    }

    public static string Status(bool active) => active ? "ACTIVE" : "INACTIVE";

    /// <summary>Those that are valid as things stand: what every org has is neither switched off nor deleted.</summary>
    private static JsonObject Links(OrgPolicy policy, Org org)
    {
        var path = $"policies/{policy.Id}";
        var links = new JsonObject { ["self"] = Hal.To(org, path, policy.System ? ["GET", "PUT"] : ["GET", "PUT", "DELETE"]) };
        if (!policy.Active) links["activate"] = Hal.To(org, $"{path}/lifecycle/activate", "POST");
        else if (!policy.System) links["deactivate"] = Hal.To(org, $"{path}/lifecycle/deactivate", "POST");
        links["rules"] = Hal.To(org, $"{path}/rules", "GET", "POST");
        if (PolicyType.IsOfApps(policy.Type)) links["mappings"] = Hal.To(org, $"{path}/mappings", "GET", "POST");
        return links;
    }

    private static JsonObject? Conditions(OrgPolicy policy)
    {
        // Who somebody is nobody knows before they have signed in: its rules ask, and the policy itself of nobody.
        if (PolicyType.IsOfApps(policy.Type) || policy.Type == PolicyType.Discovery) return null;
        var conditions = new JsonObject
        {
            ["people"] = new JsonObject { ["groups"] = new JsonObject { ["include"] = ApiJson.List(policy.Groups) } },
        };
        if (policy.Type == PolicyType.Password) conditions["authProvider"] = new JsonObject { ["provider"] = "OKTA" };
        return conditions;
    }

    /// <summary>Every number of it: Terraform reads them all once their parent is there.</summary>
    private static JsonObject Settings(PasswordSettings password)
    {
        var complexity = new JsonObject
        {
            ["minLength"] = password.MinLength,
            ["minLowerCase"] = password.MinLower,
            ["minUpperCase"] = password.MinUpper,
            ["minNumber"] = password.MinNumber,
            ["minSymbol"] = password.MinSymbol,
            ["excludeUsername"] = password.ExcludeLogin,
            ["dictionary"] = new JsonObject { ["common"] = new JsonObject { ["exclude"] = password.ExcludeCommon } },
            ["excludeAttributes"] = ApiJson.List(password.ExcludedAttributes),
        };
        if (password.MaxRepeated is { } repeated) complexity["maxConsecutiveCharacters"] = repeated;
        return new()
        {
            ["password"] = new JsonObject
            {
                ["complexity"] = complexity,
                ["age"] = new JsonObject
                {
                    ["maxAgeDays"] = password.MaxAgeDays, ["expireWarnDays"] = password.WarnDays, ["minAgeMinutes"] = password.MinAgeMinutes,
                    ["historyCount"] = password.History,
                },
                ["lockout"] = new JsonObject
                {
                    ["maxAttempts"] = password.MaxAttempts, ["autoUnlockMinutes"] = password.UnlockMinutes,
                    ["userLockoutNotificationChannels"] = new JsonArray(), ["showLockoutFailures"] = password.ShowsLocks,
                },
            },
            ["recovery"] = new JsonObject { ["factors"] = Recovery(password) },
            ["delegation"] = new JsonObject { ["options"] = new JsonObject { ["skipUnlock"] = false } },
        };
    }

    private static JsonObject Recovery(PasswordSettings password) => new()
    {
        ["recovery_question"] = new JsonObject
        {
            ["status"] = Status(password.AsksQuestion),
            ["properties"] = new JsonObject { ["complexity"] = new JsonObject { ["minLength"] = PasswordBody.QuestionLength } },
        },
        ["okta_email"] = new JsonObject
        {
            ["status"] = Status(password.RecoveredByMail),
            ["properties"] = new JsonObject { ["recoveryToken"] = new JsonObject { ["tokenLifetimeMinutes"] = password.RecoveryMinutes } },
        },
        ["okta_sms"] = new JsonObject { ["status"] = "INACTIVE" },
        ["okta_call"] = new JsonObject { ["status"] = "INACTIVE" },
    };

    private static JsonObject Settings(EnrollSettings enroll) => new()
    {
        ["type"] = "AUTHENTICATORS",
        ["authenticators"] = ApiJson.List(enroll.Authenticators.Select(JsonNode (each) => Authenticator(each.Key, each.Value, enroll))),
    };

    private static JsonObject Authenticator(string key, string self, EnrollSettings enroll)
    {
        var json = new JsonObject { ["key"] = key, ["enroll"] = new JsonObject { ["self"] = self } };
        if (key == AuthenticatorKeys.Passkey && enroll.DeviceGroups.Count > 0)
            json["constraints"] = new JsonObject { ["aaguidGroups"] = ApiJson.List(enroll.DeviceGroups) };
        return json;
    }
}
