using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>Which policies and rules would decide, by the same conditions as those that do. Pure. Contract §3.9, simulate.</summary>
internal static class SignOnSimulation
{
    /// <summary>Each active policy of a kind with its verdict, in the order in which they are tried; of kinds that apps name, the app's.</summary>
    public static IReadOnlyList<PolicyVerdict> Of(PolicySet policies, string type, SimulatedSignOn asked)
    {
        var candidates = type switch
        {
            PolicyType.Access => [policies.OfApp(type, asked.AccessPolicyId)],
            PolicyType.Profile => [policies.OfApp(type, asked.EnrollmentPolicyId)],
            _ => policies.Of(type).Where(policy => policy.Active),
        };
        return [.. candidates.Select(policy => Of(policy, asked))];
    }

    /// <summary>The first that decides, and the rule of it that does; null: none for certain.</summary>
    public static (PolicyVerdict Policy, RuleVerdict Rule)? Deciding(IReadOnlyList<PolicyVerdict> verdicts)
    {
        foreach (var policy in verdicts.Where(policy => policy.Verdict == Verdict.Match))
            if (policy.Rules.FirstOrDefault(rule => rule.Verdict == Verdict.Match) is { } rule) return (policy, rule);
        return null;
    }

    private static PolicyVerdict Of(OrgPolicy policy, SimulatedSignOn asked)
    {
        (string, Verdict)[] conditions = policy.System || policy.Groups.Count == 0 ? []
            : [("people.groups", asked.GroupIds is null ? Verdict.Undefined : policy.Groups.Any(asked.GroupIds.Contains) ? Verdict.Match : Verdict.NotMatch)];
        var rules = policy.Rules.Where(rule => rule.Active).Select(rule => Of(rule, asked)).ToArray();
        var own = All(conditions);
        var ofRules = rules.Any(rule => rule.Verdict == Verdict.Match) ? Verdict.Match
            : rules.Any(rule => rule.Verdict == Verdict.Undefined) ? Verdict.Undefined : Verdict.NotMatch;
        return new(policy, All([("", own), ("", ofRules)]), conditions, rules);
    }

    private static RuleVerdict Of(OrgRule rule, SimulatedSignOn asked)
    {
        var facts = new SignOnFacts
        {
            UserId = asked.UserId ?? "", GroupIds = asked.GroupIds ?? [], Zones = asked.Zones ?? new HashSet<string>(),
            KnownDevice = asked.KnownDevice ?? false, AppId = asked.AppId, AccessPolicyId = asked.AccessPolicyId,
            Amr = "", ProvenAt = default, Could = Provable.Nothing, Now = default,
        };
        (string Name, Verdict Verdict)[] conditions = rule.System ? [] : [.. SignOnRules.ConditionsOf(rule, facts)
            .Select(one => (one.Name, !IsKnown(one.Name, asked) ? Verdict.Undefined : one.Holds ? Verdict.Match : Verdict.NotMatch))];
        return new(rule, All(conditions), conditions);
    }

    private static bool IsKnown(string condition, SimulatedSignOn asked) => condition switch
    {
        "network" => asked.Zones is not null,
        "riskScore" => asked.KnownDevice is not null,
        "app" => true,
        _ => asked.UserId is not null && asked.GroupIds is not null,
    };

    private static Verdict All(IReadOnlyCollection<(string Name, Verdict Verdict)> conditions) =>
        conditions.Any(one => one.Verdict == Verdict.NotMatch) ? Verdict.NotMatch
        : conditions.Any(one => one.Verdict == Verdict.Undefined) ? Verdict.Undefined : Verdict.Match;
}
