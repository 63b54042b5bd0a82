using System.Text.Json.Nodes;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>What a management request says of a rule. What this server would not do is refused with a sentence. Contract §3.9.</summary>
internal static class RuleBody
{
    public const string Anywhere = "ANYWHERE";
    public const string InZones = "ZONE";
    public const string PasswordFirst = "PASSWORD_IDP";
    public const string AnyFactorFirst = "PASSWORD_IDP_ANY_FACTOR";
    public const string OneFactor = "1FA";
    public const string TwoFactors = "2FA";
    public const string Assurance = "ASSURANCE";

    private const string Identifier = "userIdentifier";

    /// <summary>Conditions that Okta has and that nothing here would look at.</summary>
    private static readonly string[] Elsewhere =
    [
        "apps", "beforeScheduledAction", "clients", "context", "device", "grantTypes", "groups", "mdmEnrollment", "scopes", Identifier, "users",
        "userStatus",
    ];

    /// <summary>All that Okta's rules have, also what it alone says of them.</summary>
    private static readonly string[] Members =
        ["id", "type", "name", "status", "priority", "conditions", "actions", "created", "lastUpdated", "system", "policyId", "_links", "_embedded"];

    private static readonly string[] KnownConditions =
    [
        "app", "authContext", "authProvider", "elCondition", "identityProvider", "network", "people", "platform", "risk", "riskScore", "userType", .. Elsewhere,
    ];

    /// <param name="body">The request.</param>
    /// <param name="policy">Whose rule it is.</param>
    /// <param name="existing">The rule it replaces.</param>
    public static OrgRuleDraft Read(JsonObject body, OrgPolicy policy, OrgRule? existing = null)
    {
        if (body.Text("type") is { } type && type != PolicyType.OfRules(policy.Type))
            throw new RuleException("type", $"must be {PolicyType.OfRules(policy.Type)}");
        Wanted.Known(body, "", Members);
        return OrgRuleDraft.Of(policy, existing, body.Text("name"), body.Text("status"), body.Number("priority"),
            Conditions(body.Object("conditions"), policy.Type), Action(body.Object("actions"), policy.Type));
    }

    private static RuleConditions Conditions(JsonObject? conditions, string type)
    {
        if (conditions is null) return RuleConditions.Always;
        const string c = "conditions.";
        Wanted.Known(conditions, c, KnownConditions);
        Wanted.Known(conditions.Object("people"), $"{c}people.", "users", "groups");
        var (users, groups) = (conditions.Object("people")?.Object("users"), conditions.Object("people")?.Object("groups"));
        Lists(users, $"{c}people.users.");
        Lists(groups, $"{c}people.groups.");
        Lists(conditions.Object("app"), $"{c}app.");
        Wanted.Known(conditions.Object("riskScore"), $"{c}riskScore.", "level");
        Wanted.Only(conditions.Object("authContext"), $"{c}authContext.", "authType", "ANY");
        Wanted.Only(conditions.Object("identityProvider"), $"{c}identityProvider.", "provider", "ANY", "OKTA");
        Wanted.Nothing(conditions.Object("identityProvider"), $"{c}identityProvider.", "idpIds");
        Wanted.Nothing(conditions.Object("risk"), $"{c}risk.", "behaviors");
        Wanted.Nothing(conditions, c, "elCondition");
        Wanted.Nothing(conditions.Object("userType"), $"{c}userType.", "include");
        Wanted.Nothing(conditions.Object("userType"), $"{c}userType.", "exclude");
        foreach (var absent in Elsewhere)
            if (absent != Identifier || type != PolicyType.Discovery) Wanted.Nothing(conditions, c, absent);
        var risk = conditions.Object("riskScore")?.Text("level");
        if (type is not (PolicyType.SignOn or PolicyType.Access)) Wanted.Only(conditions.Object("riskScore"), $"{c}riskScore.", "level", "ANY");
        if (type is not (PolicyType.Enroll or PolicyType.Discovery)) Wanted.Nothing(conditions, c, "app");
        if (type == PolicyType.Discovery) RoutingBody.RequireNobody(users, groups);
        return Network(conditions.Object("network")) with
        {
            Users = users?.Texts("include") ?? [],
            ExcludedUsers = users?.Texts("exclude") ?? [],
            Groups = groups?.Texts("include") ?? [],
            ExcludedGroups = groups?.Texts("exclude") ?? [],
            Apps = AppsOf(conditions.Object("app"), "include"),
            ExcludedApps = AppsOf(conditions.Object("app"), "exclude"),
            Risk = risk == "ANY" ? null : risk,
            SaysAnyPlatform = SaysAnyPlatform(conditions.Object("platform")),
            Identifiers = type == PolicyType.Discovery ? RoutingBody.Patterns(conditions.Object(Identifier)) : [],
        };
    }

    private static void Lists(JsonObject? said, string path) => Wanted.Known(said, path, "include", "exclude");

    private static RuleConditions Network(JsonObject? network)
    {
        Wanted.Known(network, "conditions.network.", "connection", "include", "exclude");
        var connection = TextRules.OneOf("conditions.network.connection", network?.Text("connection"), Anywhere, [Anywhere, InZones]);
        var (included, excluded) = (network?.Texts("include") ?? [], network?.Texts("exclude") ?? []);
        if (connection == InZones && included.Count + excluded.Count == 0)
            throw new RuleException("conditions.network.include", "must name at least one zone, or exclude one");
        if (connection == Anywhere && included.Count + excluded.Count > 0)
            throw new RuleException("conditions.network.connection", "must be ZONE where zones are named");
        return new() { Zones = included, ExcludedZones = excluded };
    }

    /// <summary>Terraform says each that is any, and wants to read what it said.</summary>
    private static bool SaysAnyPlatform(JsonObject? platform)
    {
        const string p = "conditions.platform.";
        Wanted.Nothing(platform, p, "exclude");
        var included = platform?.Objects("include", p) ?? [];
        if (included.Any(one => one.Text("type") is not (null or "ANY") || one.Object("os")?.Text("type") is not (null or "ANY")))
            throw new RuleException($"{p}include", "must be ANY: what a browser says of its platform proves nothing");
        return included.Count > 0;
    }

    public static JsonObject AnyPlatform() =>
        new() { ["include"] = new JsonArray(new JsonObject { ["type"] = "ANY", ["os"] = new JsonObject { ["type"] = "ANY" } }) };

    private static IReadOnlyList<string> AppsOf(JsonObject? condition, string name) =>
        [.. (condition?.Objects(name, "conditions.app.") ?? []).Select(app => app.Text("type") is null or "APP" && app.Text("id") is { } id ? id
            : throw new RuleException($"conditions.app.{name}", "must be a list of apps, each with the type APP and an id"))];

    private static OrgRule Action(JsonObject? actions, string type)
    {
        Wanted.Known(actions, "actions.", type switch
        {
            PolicyType.SignOn => ["signon"],
            PolicyType.Access => ["appSignOn"],
            PolicyType.Password => ["passwordChange", "selfServicePasswordReset", "selfServiceUnlock"],
            PolicyType.Enroll => ["enroll"],
            PolicyType.Profile => ["profileEnrollment"],
            _ => ["idp"],
        });
        var rule = new OrgRule { Id = "", PolicyId = "", Name = "" };
        return type switch
        {
            PolicyType.SignOn => rule with { Session = SignOn(actions?.Object("signon")) },
            PolicyType.Access => rule with { App = AppSignOnBody.Read(actions?.Object("appSignOn")) },
            PolicyType.Password => rule with { Password = Password(actions) },
            PolicyType.Enroll => rule with { Enroll = new(actions?.Object("enroll")?.Text("self") ?? EnrollAction.AtChallenge) },
            PolicyType.Profile => rule with { Profile = ProfileBody.Read(actions?.Object("profileEnrollment")) },
            PolicyType.Discovery => rule with { Routing = RoutingBody.Read(actions?.Object("idp")) },
            _ => throw OrgPolicyDraft.NoType(type),
        };
    }

    private static SessionAction SignOn(JsonObject? signOn)
    {
        const string s = "actions.signon.";
        var (session, usual) = (signOn?.Object("session"), new SessionAction());
        Wanted.Known(signOn, s, "access", "requireFactor", "factorPromptMode", "factorLifetime", "rememberDeviceByDefault", "primaryFactor", "session");
        Wanted.Known(session, $"{s}session.", "maxSessionIdleMinutes", "maxSessionLifetimeMinutes", "usePersistentCookie");
        return new()
        {
            Deny = !Admits(signOn, s),
            RequireFactor = signOn?.Flag("requireFactor") ?? false,
            PromptMode = signOn?.Text("factorPromptMode") ?? usual.PromptMode,
            FactorMinutes = signOn?.Number("factorLifetime") ?? usual.FactorMinutes,
            RememberByDefault = signOn?.Flag("rememberDeviceByDefault") ?? false,
            PasswordFirst = TextRules.OneOf($"{s}primaryFactor", signOn?.Text("primaryFactor"), AnyFactorFirst, [PasswordFirst, AnyFactorFirst])
                == PasswordFirst,
            IdleMinutes = session?.Number("maxSessionIdleMinutes") ?? usual.IdleMinutes,
            LifetimeMinutes = session?.Number("maxSessionLifetimeMinutes") ?? usual.LifetimeMinutes,
            Persistent = session?.Flag("usePersistentCookie") ?? false,
        };
    }

    private static PasswordAction Password(JsonObject? actions)
    {
        const string r = "actions.selfServicePasswordReset.";
        var reset = actions?.Object("selfServicePasswordReset");
        var requirement = reset?.Object("requirement");
        Wanted.Only(requirement, $"{r}requirement.", "accessControl", "LEGACY");
        Wanted.Only(requirement?.Object("stepUp"), $"{r}requirement.stepUp.", "required", false);
        Wanted.Nothing(requirement?.Object("stepUp"), $"{r}requirement.stepUp.", "methods");
        Wanted.Nothing(requirement?.Object("primary"), $"{r}requirement.primary.", "methodConstraints");
        if (requirement?.Object("primary")?.Texts("methods") is { } methods && !methods.SequenceEqual(["email"]))
            throw new RuleException($"{r}requirement.primary.methods", "must be email alone: a forgotten password is replaced by nothing else");
        return new(
            Change: Allowed("actions.passwordChange.access", actions?.Object("passwordChange")),
            Reset: Allowed($"{r}access", reset),
            Unlock: Allowed("actions.selfServiceUnlock.access", actions?.Object("selfServiceUnlock")));
    }

    private static bool Allowed(string field, JsonObject? action) =>
        TextRules.OneOf(field, action?.Text("access"), "DENY", ["ALLOW", "DENY"]) == "ALLOW";

    /// <summary>Whether somebody gets in is said, and never guessed.</summary>
    internal static bool Admits(JsonObject? action, string path) => action?.Text("access") is null
        ? throw new RuleException($"{path}access", "The field cannot be left blank") : Allowed($"{path}access", action);
}
