using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.List;

public sealed record AppListPage : ConsolePage<AppListView>
{
    public required IReadOnlyList<App> Apps { get; init; }
    public required FormState Search { get; init; }
    /// <summary>Not all are asked for.</summary>
    public required bool Narrowed { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
