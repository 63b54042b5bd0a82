using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Rule;

/// <summary>A rule that is made, or changed.</summary>
public sealed record RulePage : ConsolePage<RuleView>
{
    /// <summary>Of the policy.</summary>
    public required string Type { get; init; }
    public required (string Id, string Name) Policy { get; init; }
    /// <summary>Null: a new one.</summary>
    public required (string Id, string Name)? Rule { get; init; }
    /// <summary>It came with its policy: it is for everybody.</summary>
    public required bool System { get; init; }
    /// <summary>Those that a rule may name.</summary>
    public required IReadOnlyList<(string Id, string Name)> Zones { get; init; }
    /// <summary>Where else people sign in.</summary>
    public required IReadOnlyList<(string Id, string Name)> Providers { get; init; }
    public required FormState Form { get; init; }
}
