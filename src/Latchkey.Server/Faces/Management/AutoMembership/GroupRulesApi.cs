using System.Text.Json.Nodes;
using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.AutoMembership;

/// <summary>/api/v1/groups/rules. Contract §3.3, rules.</summary>
internal static class GroupRulesApi
{
    private const int OrdinaryPage = 50;
    private const int LargestPage = 200;
    private const string NamesOfGroups = "groupIdToGroupNameMap";

    public static RouteGroupBuilder MapGroupRules(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/groups/rules");
        rules.MapGet("", List);
        rules.MapPost("", Create);
        rules.MapGet("/{ruleId}", Get);
        rules.MapPut("/{ruleId}", Replace);
        rules.MapDelete("/{ruleId}", Delete);
        rules.MapPost("/{ruleId}/lifecycle/activate", (HttpContext http, string ruleId, GroupRules all, GroupRuleChanges changes) =>
            Switch(http, ruleId, all, changes.Activate));
        rules.MapPost("/{ruleId}/lifecycle/deactivate", (HttpContext http, string ruleId, GroupRules all, GroupRuleChanges changes) =>
            Switch(http, ruleId, all, changes.Deactivate));
        return api;
    }

    private static async Task<IResult> List(HttpContext http, GroupRules rules, GroupSearch groups)
    {
        var paging = Paging.Of(http, OrdinaryPage, LargestPage);
        var part = Identifiers.Canonical(http.Request.Query["search"].ToString());
        var found = (await rules.All(http.Org.Id, http.RequestAborted)).Where(rule => string.CompareOrdinal(rule.Id, paging.After) > 0 && Sees(http, rule))
            .Where(rule => Identifiers.Canonical(rule.Name).Contains(part, StringComparison.Ordinal)).Take(paging.Fetch).ToArray();
        var names = await NamesOf(http, groups, found);
        return Pages.Of(http, found, paging, rule => rule.Id, rule => Json(http, rule, names));
    }

    private static async Task<IResult> Create(HttpContext http, GroupRuleChanges changes, GroupSearch groups, ProfileSchemas schemas)
    {
        var draft = await Read(http, schemas);
        return await Answer(http, await changes.Create(http.Doing, draft), groups);
    }

    private static async Task<IResult> Get(HttpContext http, string ruleId, GroupRules rules, GroupSearch groups) =>
        await Answer(http, await Require(http, ruleId, rules), groups);

    private static async Task<IResult> Replace(HttpContext http, string ruleId, GroupRules rules, GroupRuleChanges changes, GroupSearch groups,
        ProfileSchemas schemas)
    {
        var rule = await Require(http, ruleId, rules);
        return await Answer(http, await changes.Replace(http.Doing, rule, await Read(http, schemas)), groups);
    }

    private static async Task<IResult> Delete(HttpContext http, string ruleId, GroupRules rules, GroupRuleChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, ruleId, rules), http.Flag("removeUsers") == true);
        return Results.StatusCode(202);
    }

    private static async Task<IResult> Switch(HttpContext http, string ruleId, GroupRules rules, Func<Core.Log.Doing, GroupRule, Task> step)
    {
        await step(http.Doing, await Require(http, ruleId, rules));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> Answer(HttpContext http, GroupRule rule, GroupSearch groups) =>
        ApiAnswers.Json(Json(http, rule, await NamesOf(http, groups, [rule])));

    /// <summary>A rule whose group is gone puts nobody there, and says that it is not valid.</summary>
    private static JsonObject Json(HttpContext http, GroupRule rule, IReadOnlyDictionary<string, string> names)
    {
        var valid = rule.GroupIds.All(names.ContainsKey);
        var json = new JsonObject
        {
            ["type"] = GroupRuleDraft.Type,
            ["id"] = rule.Id,
            ["status"] = !valid ? "INVALID" : rule.Active ? "ACTIVE" : "INACTIVE",
            ["name"] = rule.Name,
            ["created"] = ApiJson.Date(rule.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(rule.UpdatedAt),
            ["conditions"] = new JsonObject
            {
                ["people"] = new JsonObject
                {
                    ["users"] = new JsonObject { ["exclude"] = ApiJson.List(rule.Excluded) },
                    ["groups"] = new JsonObject { ["exclude"] = new JsonArray() },
                },
                ["expression"] = new JsonObject { ["value"] = rule.Expression, ["type"] = GroupRuleDraft.ExpressionType },
            },
            ["actions"] = new JsonObject { ["assignUserToGroups"] = new JsonObject { ["groupIds"] = ApiJson.List(rule.GroupIds) } },
            ["allGroupsValid"] = valid,
            ["_links"] = Links(rule, http.Org),
        };
        if (http.Word("expand", NamesOfGroups) is null) return json;
        json["_embedded"] = new JsonObject
        {
            [NamesOfGroups] = new JsonObject(rule.GroupIds.Where(names.ContainsKey).Select(id => KeyValuePair.Create(id, (JsonNode?)names[id]))),
        };
        return json;
    }

    private static JsonObject Links(GroupRule rule, Org org)
    {
        var step = rule.Active ? "deactivate" : "activate";
        return new()
        {
            ["self"] = Hal.To(org, $"groups/rules/{rule.Id}"), [step] = Hal.To(org, $"groups/rules/{rule.Id}/lifecycle/{step}", "POST"),
        };
    }

    private static async Task<Dictionary<string, string>> NamesOf(HttpContext http, GroupSearch groups, IReadOnlyList<GroupRule> rules) =>
        (await groups.Of(http.Org.Id, [.. rules.SelectMany(rule => rule.GroupIds).Distinct(StringComparer.Ordinal)], http.RequestAborted))
            .ToDictionary(group => group.Id, group => group.Name);

    private static async Task<GroupRuleDraft> Read(HttpContext http, ProfileSchemas schemas)
    {
        var body = await ApiJson.RequireBody(http);
        if (body.Text("type") is { } type && type != GroupRuleDraft.Type) throw ApiError.Validation("type", $"type: must be {GroupRuleDraft.Type}");
        var conditions = body.Object("conditions");
        var people = conditions?.Object("people");
        if (people?.Object("groups")?.Texts("exclude") is { Count: > 0 })
            throw ApiError.Validation("groups", "groups.exclude: a rule looks at profiles, and not at who is in which group");
        var expression = conditions?.Object("expression");
        if (expression?.Text("type") is { } kind && kind != GroupRuleDraft.ExpressionType)
            throw ApiError.Validation("expression", $"expression.type: must be {GroupRuleDraft.ExpressionType}");
        return GroupRuleDraft.Of(body.Text("name"), expression?.Text("value"), body.Object("actions")?.Object("assignUserToGroups")?.Texts("groupIds") ?? [],
            people?.Object("users")?.Texts("exclude") ?? [], await schemas.KnownOfPeople(http.Org.Id, http.RequestAborted));
    }

    private static async Task<GroupRule> Require(HttpContext http, string ruleId, GroupRules rules) =>
        await rules.Find(http.Org.Id, ruleId, http.RequestAborted) is { } rule && Sees(http, rule) ? rule : throw ApiError.NotFound(ruleId, "GroupRule");

    /// <summary>Who sees all of the groups that it puts people into.</summary>
    private static bool Sees(HttpContext http, GroupRule rule) => http.Caller.Authority.SeesGroups(rule.GroupIds);
}
