using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Policies;

/// <summary>Whom an access rule is for, by the ids of people and groups; whether they exist is asked when it is written.</summary>
internal sealed record RulePeople
{
    public static readonly RulePeople Everybody = new([], [], [PolicyDecision.Everyone], []);

    private RulePeople(IReadOnlyList<string> users, IReadOnlyList<string> excludedUsers, IReadOnlyList<string> groups, IReadOnlyList<string> excludedGroups) =>
        (Users, ExcludedUsers, Groups, ExcludedGroups) = (users, excludedUsers, groups, excludedGroups);

    public IReadOnlyList<string> Users { get; }
    public IReadOnlyList<string> ExcludedUsers { get; }
    public IReadOnlyList<string> Groups { get; }
    public IReadOnlyList<string> ExcludedGroups { get; }

    /// <exception cref="RuleException">They are too many.</exception>
    public static RulePeople Of(
        IReadOnlyList<string>? users, IReadOnlyList<string>? excludedUsers, IReadOnlyList<string>? groups, IReadOnlyList<string>? excludedGroups) => new(
        Conditions.Names("conditions.people.users.include", users),
        Conditions.Names("conditions.people.users.exclude", excludedUsers),
        Conditions.Names("conditions.people.groups.include", groups),
        Conditions.Names("conditions.people.groups.exclude", excludedGroups));
}
