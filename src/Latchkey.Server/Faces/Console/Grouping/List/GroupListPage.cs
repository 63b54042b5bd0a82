using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Grouping.List;

public sealed record GroupListPage : ConsolePage<GroupListView>
{
    public required IReadOnlyList<Group> Groups { get; init; }
    /// <summary>How many people and apps each has, by its id.</summary>
    public required IReadOnlyDictionary<string, GroupStats> Stats { get; init; }
    /// <summary>What is looked for.</summary>
    public required string Wanted { get; init; }
    /// <summary>There is none but the one that every org has.</summary>
    public required bool OnlyBuiltIn { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
