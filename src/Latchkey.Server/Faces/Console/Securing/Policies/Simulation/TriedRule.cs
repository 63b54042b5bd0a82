using Latchkey.Server.Core.SignOn;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Simulation;

/// <summary>A rule that was asked.</summary>
/// <param name="Policy">What its policy is called.</param>
/// <param name="Rule">What it is called.</param>
/// <param name="Fits">Null: that depends on what was not said.</param>
/// <param name="Missed">The conditions that do not hold, or of which that is unknown, by their names in the management API.</param>
public sealed record TriedRule(string Policy, string Rule, bool? Fits, IReadOnlyList<string> Missed)
{
    internal static TriedRule Of(PolicyVerdict policy, RuleVerdict rule)
    {
        var all = policy.Conditions.Concat(rule.Conditions).ToArray();
        var verdict = all.Any(one => one.Verdict == Verdict.NotMatch) ? Verdict.NotMatch
            : all.Any(one => one.Verdict == Verdict.Undefined) ? Verdict.Undefined : Verdict.Match;
        return new(policy.Policy.Name, rule.Rule.Name, verdict == Verdict.Match ? true : verdict == Verdict.NotMatch ? false : null,
            [.. all.Where(one => one.Verdict != Verdict.Match).Select(one => one.Name).Distinct(StringComparer.Ordinal)]);
    }
}
