using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>The people, groups and apps that policies and their rules name. Contract §3.9.</summary>
internal sealed class NamesInRules(OrgPolicies policies) : INamesOthers
{
    public async Task Forget(Writing writing, Named gone)
    {
        // Of the many people who go, few are named; who is named by a rule of this very moment is nobody in it.
        if (gone.Kind == NamedKind.Person && await writing.One<long?>(
            "select cast(1 as bigint) from org_policy_rules where org_id = @OrgId and document like @like limit 1",
            new { gone.OrgId, like = $"%\"{gone.Id}\"%" }) is null) return;
        // Whoever writes a rule takes this turn, too.
        foreach (var policy in (await policies.Held(writing, gone.OrgId)).All)
        {
            if (!policy.System && Left(gone, NamedKind.Group, policy.Groups) is { } groups)
            {
                if (groups.Count == 0) throw InTheWay($"the policy '{policy.Name}' is");
                await OrgPolicies.Rewrite(writing, policy with { Groups = groups });
            }
            foreach (var rule in policy.Rules)
                if (Without(gone, policy, rule) is { } left) await OrgPolicies.Rewrite(writing, left);
        }
    }

    /// <summary>Null where the rule does not name it, or stays as it is.</summary>
    private static OrgRule? Without(Named gone, OrgPolicy policy, OrgRule rule)
    {
        var when = rule.Conditions;
        var left = when with
        {
            Users = gone.LeftOf(NamedKind.Person, when.Users),
            ExcludedUsers = gone.LeftOf(NamedKind.Person, when.ExcludedUsers),
            Groups = gone.LeftOf(NamedKind.Group, when.Groups),
            ExcludedGroups = gone.LeftOf(NamedKind.Group, when.ExcludedGroups),
            Apps = gone.LeftOf(NamedKind.App, when.Apps),
            ExcludedApps = gone.LeftOf(NamedKind.App, when.ExcludedApps),
        };
        var profile = rule.Profile is { } action ? action with { Groups = gone.LeftOf(NamedKind.Group, action.Groups) } : null;
        if (left == when && profile == rule.Profile) return null;
        if ((left.Users.Count + left.Groups.Count == 0 && when.Users.Count + when.Groups.Count > 0) || (left.Apps.Count == 0 && when.Apps.Count > 0))
            // A person may always go: their id is nobody's from then on, and the rule is for nobody.
            return gone.Kind == NamedKind.Person ? null : throw InTheWay($"the rule '{rule.Name}' of the policy '{policy.Name}' is");
        return rule with { Conditions = left, Profile = profile };
    }

    private static IReadOnlyList<string>? Left(Named gone, NamedKind kind, IReadOnlyList<string> ids) =>
        gone.LeftOf(kind, ids) is var left && left.Count < ids.Count ? left : null;

    private static RuleException InTheWay(string what) => new("id", $"{what} for it alone, and would be for everybody without it: change or delete that first");
}
