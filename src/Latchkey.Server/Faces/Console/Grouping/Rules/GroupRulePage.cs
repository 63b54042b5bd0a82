using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Grouping.Rules;

/// <summary>A rule that is made, looked at, or changed.</summary>
public sealed record GroupRulePage : ConsolePage<GroupRuleView>
{
    /// <summary>Null: a new one.</summary>
    public required (string Id, string Name)? Rule { get; init; }
    /// <summary>It is looked at, and not changed.</summary>
    public required bool Active { get; init; }
    public required FormState Form { get; init; }
}
