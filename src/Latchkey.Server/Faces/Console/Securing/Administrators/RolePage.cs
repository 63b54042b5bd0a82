using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>A custom role that is made, or changed.</summary>
public sealed record RolePage : ConsolePage<RoleView>
{
    /// <summary>Null: a new one.</summary>
    public required CustomRole? Role { get; init; }
    public required FormState Form { get; init; }
    /// <summary>All there are.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }
    public required string OrgUrl { get; init; }
}
