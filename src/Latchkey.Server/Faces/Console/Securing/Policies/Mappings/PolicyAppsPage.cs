using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Mappings;

public sealed record PolicyAppsPage : ConsolePage<PolicyAppsView>
{
    public required (string Id, string Name, string Type) Policy { get; init; }
    /// <summary>Every org has it: it is that of the apps that name none.</summary>
    public required bool System { get; init; }
    /// <summary>What is looked for.</summary>
    public required string Wanted { get; init; }
    public required IReadOnlyList<App> Found { get; init; }
    public required IReadOnlyList<App> Apps { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
