using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

public sealed record AssignRolePage : ConsolePage<AssignRoleView>
{
    public required FormState Form { get; init; }
    public required IReadOnlyList<FormOption> Standard { get; init; }
    public required IReadOnlyList<CustomRole> Custom { get; init; }
    public required IReadOnlyList<ResourceSet> Sets { get; init; }
}
