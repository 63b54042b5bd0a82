using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.General;

public sealed record AppPage : ConsolePage<AppView>
{
    public required App App { get; init; }
    /// <summary>The name of the part that is open for editing; null: none is.</summary>
    public required string? Editing { get; init; }
    public required FormState Form { get; init; }
    /// <summary>Where the management API is.</summary>
    public required string OrgUrl { get; init; }
}
