using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>POST and GET /api/v1/policies/simulate: which policies and rules would decide a sign-in that nobody makes. Contract §3.9, simulate.</summary>
internal static class SimulateApi
{
    private const string Evaluated = "EVALUATED";
    private const string WithRules = "RULE";

    /// <summary>What a sign-in to an app asks, in the order in which it is asked.</summary>
    private static readonly IReadOnlyList<string> Types = [PolicyType.SignOn, PolicyType.Access, PolicyType.Enroll, PolicyType.Profile];

    public static void MapSimulation(this RouteGroupBuilder policies)
    {
        policies.MapPost("/simulate", Post);
        policies.MapGet("/simulate", Get);
    }

    private static async Task<IResult> Post(HttpContext http, OrgPolicies policies, Apps apps, Users users, Memberships memberships, Zones zones)
    {
        var body = await ApiJson.RequireBody(http);
        var context = body.Object("policyContext");
        return await Answer(http, policies, apps, users, memberships, zones, new()
        {
            AppId = body.Text("appInstance"), UserId = context?.Object("user")?.Text("id"), GroupIds = context?.Object("groups")?.Texts("ids"),
            ZoneIds = context?.Object("zones")?.Texts("ids"), Ip = context?.Text("ip"), Risk = context?.Object("risk")?.Text("level"),
            Types = body.Texts("policyTypes"),
        });
    }

    /// <summary>The same for a browser's address line: appInstance, userId, groupIds, zoneIds, ip, riskLevel, policyTypes.</summary>
    private static Task<IResult> Get(HttpContext http, OrgPolicies policies, Apps apps, Users users, Memberships memberships, Zones zones)
    {
        string? One(string name) => http.Request.Query[name].ToString() is { Length: > 0 } said ? said : null;
        string[]? Several(string name) => One(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Answer(http, policies, apps, users, memberships, zones, new()
        {
            AppId = One("appInstance"), UserId = One("userId"), GroupIds = Several("groupIds"), ZoneIds = Several("zoneIds"), Ip = One("ip"),
            Risk = One("riskLevel"), Types = Several("policyTypes"),
        });
    }

    /// <summary>What is asked, in either way.</summary>
    private sealed record Question
    {
        public string? AppId { get; init; }
        public string? UserId { get; init; }
        public IReadOnlyList<string>? GroupIds { get; init; }
        public IReadOnlyList<string>? ZoneIds { get; init; }
        public string? Ip { get; init; }
        public string? Risk { get; init; }
        public IReadOnlyList<string>? Types { get; init; }
    }

    private static async Task<IResult> Answer(HttpContext http, OrgPolicies policies, Apps apps, Users users, Memberships memberships, Zones zones,
        Question question)
    {
        var (userId, groupIds, risk, types) = (question.UserId, question.GroupIds, question.Risk, question.Types);
        var app = await apps.Require(http, question.AppId ?? throw ApiError.Validation("appInstance", "appInstance: The field cannot be left blank"));
        if (types?.FirstOrDefault(type => !PolicyType.All.Contains(type)) is { } unknown)
            throw ApiError.Validation("policyTypes", $"policyTypes: '{unknown}' is not one of {string.Join(", ", PolicyType.All)}");
        if (risk is not null && !SignInRisk.All.Contains(risk))
            throw ApiError.Validation("risk", $"risk.level: must be one of {string.Join(", ", SignInRisk.All)}: this server knows no other");
        var set = await policies.Read(http.Org.Id, http.RequestAborted);
        var user = userId is null ? null : await users.Require(http, userId);
        if (user is not null) await UserReach.RequireSeen(http, user);
        var own = user is null ? null : await memberships.Among(set.NamedGroups, user, http.RequestAborted);
        var asked = SimulatedSignOn.Of(app, user, own is null ? groupIds : [.. own, .. groupIds ?? []],
            await ZonesOf(http, zones, question.ZoneIds, question.Ip), risk is null ? null : risk == SignInRisk.Low);
        var expand = http.Request.Query["expand"].ToString().Split(',', StringSplitOptions.TrimEntries);
        bool Expands(string what) => expand.Contains(what, StringComparer.OrdinalIgnoreCase);
        var (evaluated, withRules) = (Expands(Evaluated), Expands(WithRules));
        return ApiAnswers.Json(ApiJson.List((types ?? Types).Distinct(StringComparer.Ordinal)
            .Select(type => Json(type, SignOnSimulation.Of(set, type, asked), evaluated, withRules))));
    }

    private static async Task<IReadOnlySet<string>?> ZonesOf(HttpContext http, Zones zones, IReadOnlyList<string>? zoneIds, string? ip)
    {
        if (zoneIds is not null) return zoneIds.ToHashSet(StringComparer.Ordinal);
        if (ip is null) return null;
        if (!IPAddress.TryParse(ip, out var address)) throw ApiError.Validation("ip", "ip: must be an address");
        return (await zones.Of(http.Org.Id, http.RequestAborted)).Holding(new(address, []));
    }

    private static JsonNode Json(string type, IReadOnlyList<PolicyVerdict> verdicts, bool evaluated, bool withRules)
    {
        var deciding = SignOnSimulation.Deciding(verdicts);
        var undefined = verdicts.Where(policy => policy.Verdict == Verdict.Undefined);
        var answer = new JsonObject
        {
            ["status"] = Word(deciding is not null ? Verdict.Match : undefined.Any() ? Verdict.Undefined : Verdict.NotMatch),
            ["policyType"] = new JsonArray(type),
            ["result"] = Policies(deciding is { } found ? [found.Policy with { Rules = [found.Rule] }] : [], withRules: true),
            ["undefined"] = Policies(undefined, withRules),
        };
        if (evaluated) answer["evaluated"] = Policies(verdicts, withRules);
        return answer;
    }

    private static JsonObject Policies(IEnumerable<PolicyVerdict> verdicts, bool withRules) => new()
    {
        ["policies"] = ApiJson.List(verdicts.Select(JsonNode (one) =>
        {
            var json = new JsonObject
            {
                ["id"] = one.Policy.Id, ["name"] = one.Policy.Name, ["status"] = Word(one.Verdict), ["conditions"] = Conditions(one.Conditions),
            };
            if (withRules)
            {
                json["rules"] = ApiJson.List(one.Rules.Select(JsonNode (rule) =>
                {
                    var found = new JsonObject
                    {
                        ["id"] = rule.Rule.Id, ["name"] = rule.Rule.Name, ["status"] = Word(rule.Verdict), ["conditions"] = Conditions(rule.Conditions),
                    };
                    // What it would want to be shown decides further than that it matches.
                    if (rule.Rule.App is { Deny: false } app && app.Possession.Names is { Count: > 0 } names) found["constraints"] = ApiJson.List(names);
                    return found;
                }));
            }
            return json;
        })),
    };

    private static JsonArray Conditions(IReadOnlyList<(string Name, Verdict Verdict)> conditions) =>
        ApiJson.List(conditions.Select(JsonNode (one) => new JsonObject { ["type"] = one.Name, ["status"] = Word(one.Verdict) }));

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Match => "MATCH",
        Verdict.NotMatch => "NOT_MATCH",
        _ => "UNDEFINED",
    };
}
