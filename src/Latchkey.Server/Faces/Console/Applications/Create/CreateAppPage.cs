using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Create;

/// <summary>New Native App Integration, and its like.</summary>
public sealed record CreateAppPage : ConsolePage<CreateAppView>
{
    public required string Type { get; init; }
    public required FormState Form { get; init; }
    /// <summary>Some of the org's groups, to be ticked.</summary>
    public required IReadOnlyList<Group> Groups { get; init; }
    /// <summary>There are others, to be named.</summary>
    public bool MoreGroups { get; init; }
}
