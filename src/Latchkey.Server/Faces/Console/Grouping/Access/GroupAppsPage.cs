using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Grouping.Access;

public sealed record GroupAppsPage : ConsolePage<GroupAppsView>
{
    public required Group Group { get; init; }
    /// <summary>What is looked for.</summary>
    public required string Wanted { get; init; }
    public required IReadOnlyList<App> Found { get; init; }
    public required IReadOnlyList<App> Apps { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
