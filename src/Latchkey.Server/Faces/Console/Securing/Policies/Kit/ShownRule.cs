using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>A rule as a page shows it: when, and what then.</summary>
public sealed record ShownRule
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required bool Active { get; init; }
    /// <summary>It came with its policy: it is tried last, and for everybody.</summary>
    public required bool System { get; init; }
    /// <summary>Empty: for everybody.</summary>
    public required IReadOnlyList<(string Label, string Text)> When { get; init; }
    public required IReadOnlyList<(string Label, string Text)> Then { get; init; }
    public bool MayRise { get; init; }
    public bool MayFall { get; init; }

    internal static ShownRule Of(OrgRule rule, OrgPolicy policy, IReadOnlyDictionary<string, string> names, Texts texts) => new()
    {
        Id = rule.Id, Name = rule.Name, Active = rule.Active, System = rule.System, When = RuleFacts.When(rule, names, texts),
        Then = RuleFacts.Then(rule, names, texts), MayRise = !rule.System && rule.Priority > 1,
        MayFall = !rule.System && rule.Priority < policy.Rules.Count(one => !one.System),
    };
}
