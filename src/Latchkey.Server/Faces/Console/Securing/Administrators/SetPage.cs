using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>A resource set that is made, or changed.</summary>
public sealed record SetPage : ConsolePage<SetView>
{
    /// <summary>Null: a new one.</summary>
    public required ResourceSet? Set { get; init; }
    public required FormState Form { get; init; }
    public required string OrgUrl { get; init; }
}
