using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a rule is to be, and satisfies the rules of one; whether whom it names exists is asked when it is written. Contract §3.9.</summary>
internal sealed record OrgRuleDraft
{
    private const int LongestName = 255;
    private const int MostNames = 500;
    private const int MostPatterns = 100;
    private static readonly TimeSpan LongestReauthentication = TimeSpan.FromHours(43_800);

    private OrgRuleDraft(OrgRule rule, long? priority) => (Rule, Priority) = (rule, priority);

    /// <summary>Without an id while it is a new one.</summary>
    public OrgRule Rule { get; }

    /// <summary>Where it is to stand; null leaves it where it is, or puts it last.</summary>
    public long? Priority { get; }

    /// <param name="policy">Whose rule it is.</param>
    /// <param name="existing">The rule it replaces.</param>
    /// <param name="name">Of no other rule of its policy.</param>
    /// <param name="status">Left out, it is active.</param>
    /// <param name="priority">Left out, it stays where it is, or comes last.</param>
    /// <param name="conditions">When it is for somebody.</param>
    /// <param name="action">A rule with nothing but the action of its policy's kind.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static OrgRuleDraft Of(OrgPolicy policy, OrgRule? existing, string? name, string? status, int? priority, RuleConditions conditions, OrgRule action)
    {
        if (priority is < 1) throw new RuleException("priority", "must be at least 1");
        var active = TextRules.IsActive(status);
        var rule = action with
        {
            Id = existing?.Id ?? "",
            PolicyId = policy.Id,
            Name = TextRules.Name(name, LongestName),
            Active = active,
            Conditions = Checked(conditions),
            System = existing?.System ?? false,
            CreatedAt = existing?.CreatedAt ?? default,
        };
        RequireAction(policy, rule);
        if (existing is not { System: true }) return new(rule, priority);

        if (rule.Name != existing.Name) throw new RuleException("name", $"of a rule that came with its policy is {existing.Name} and stays so");
        if (!active) throw new RuleException("status", "of a rule that came with its policy is ACTIVE and stays so");
        if (!IsAlways(rule.Conditions))
            throw new RuleException("conditions", "a rule that came with its policy is for everybody: another one above it may be for some");
        return new(rule, null);
    }

    private static void RequireAction(OrgPolicy policy, OrgRule rule)
    {
        if (rule.Session is { } session)
        {
            if (!PromptMode.All.Contains(session.PromptMode))
                throw new RuleException("actions.signon.factorPromptMode", $"must be one of {string.Join(", ", PromptMode.All)}");
            Between("actions.signon.factorLifetime", session.FactorMinutes, 0, 525_600, "minutes");
            Between("actions.signon.session.maxSessionIdleMinutes", session.IdleMinutes, 1, SessionAction.LongestMinutes, "minutes");
            Between("actions.signon.session.maxSessionLifetimeMinutes", session.LifetimeMinutes, 1, SessionAction.LongestMinutes,
                "minutes, for no session lasts longer than 30 days here");
            if (session.IdleMinutes > session.LifetimeMinutes)
                throw new RuleException("actions.signon.session.maxSessionIdleMinutes", "must not be more than maxSessionLifetimeMinutes");
        }
        if (rule.App is { } app)
        {
            const string method = "actions.appSignOn.verificationMethod.";
            Lasting(method + "reauthenticateIn", app.ReauthenticateIn);
            Lasting(method + "constraints.knowledge.reauthenticateIn", app.PasswordAgainIn ?? AppAction.NeverAgain);
        }
        if (rule.Enroll is { } enroll && !EnrollAction.All.Contains(enroll.Self))
            throw new RuleException("actions.enroll.self", $"must be one of {string.Join(", ", EnrollAction.All)}");
        if (rule.Profile is { Groups.Count: > 100 }) throw new RuleException("actions.profileEnrollment.targetGroupIds", "at most 100");
        if (policy.Type == PolicyType.Profile && !rule.System)
            throw new RuleException("type", "a policy of this type has the one rule that came with it");
    }

    private static void Lasting(string field, string given)
    {
        if (Durations.Read(given) is not { } span || span > LongestReauthentication)
            throw new RuleException(field, "must be an ISO 8601 duration of days, hours, minutes and seconds, at most PT43800H");
    }

    private static void Between(string field, int given, int least, int most, string what)
    {
        if (given < least || given > most) throw new RuleException(field, $"must be between {least} and {most} {what}");
    }

    private static RuleConditions Checked(RuleConditions given)
    {
        if (given.Risk is { } risk && !SignInRisk.All.Contains(risk))
            throw new RuleException("conditions.riskScore.level",
                "must be ANY, LOW (the person has signed in with this device before) or HIGH (they have not): this server knows no other risk");
        if (given.Identifiers.Count > MostPatterns) throw new RuleException("conditions.userIdentifier.patterns", $"at most {MostPatterns}");
        foreach (var pattern in given.Identifiers)
            if (!IdentifierPattern.All.Contains(pattern.Match))
                throw new RuleException("conditions.userIdentifier.patterns.matchType", $"must be one of {string.Join(", ", IdentifierPattern.All)}");
            else if (pattern.Value.Trim() is not { Length: > 0 and <= LongestName })
                throw new RuleException("conditions.userIdentifier.patterns.value", $"must have between 1 and {LongestName} characters");
        return given with
        {
            Users = Names("conditions.people.users.include", given.Users),
            ExcludedUsers = Names("conditions.people.users.exclude", given.ExcludedUsers),
            Groups = Names("conditions.people.groups.include", given.Groups),
            ExcludedGroups = Names("conditions.people.groups.exclude", given.ExcludedGroups),
            Zones = Names("conditions.network.include", given.Zones),
            ExcludedZones = Names("conditions.network.exclude", given.ExcludedZones),
            Apps = Names("conditions.app.include", given.Apps),
            ExcludedApps = Names("conditions.app.exclude", given.ExcludedApps),
        };
    }

    private static IReadOnlyList<string> Names(string field, IReadOnlyList<string> given)
    {
        var names = given.Distinct(StringComparer.Ordinal).ToArray();
        return names.Length <= MostNames ? names : throw new RuleException(field, $"at most {MostNames}");
    }

    private static bool IsAlways(RuleConditions conditions) => conditions is { Risk: null, Identifiers.Count: 0 } && ((IReadOnlyList<string>[])
        [conditions.Users, conditions.ExcludedUsers, conditions.Groups, conditions.ExcludedGroups, conditions.Zones, conditions.ExcludedZones, conditions.Apps,
            conditions.ExcludedApps]).All(names => names.Count == 0);
}
