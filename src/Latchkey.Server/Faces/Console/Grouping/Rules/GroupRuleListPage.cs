using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Grouping.Rules;

public sealed record GroupRuleListPage : ConsolePage<GroupRuleListView>
{
    public required IReadOnlyList<ShownGroupRule> Rules { get; init; }
    /// <summary>The first page, where this is another.</summary>
    public string? First { get; init; }
    public string? Next { get; init; }
}
