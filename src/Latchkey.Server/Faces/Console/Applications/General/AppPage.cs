using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Applications.General;

public sealed record AppPage : ConsolePage<AppView>
{
    public required App App { get; init; }
    /// <summary>The name of the part that is open for editing; null: none is.</summary>
    public required string? Editing { get; init; }
    public required FormState Form { get; init; }
    /// <summary>Those that it may show.</summary>
    public required IReadOnlyList<Brand> Brands { get; init; }
    /// <summary>What phones are told of the programs of this app. Empty: it is none.</summary>
    public required IReadOnlyList<ShownFile> Files { get; init; }
    /// <summary>Where the management API is.</summary>
    public required string OrgUrl { get; init; }
}
