using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

public sealed record RoleListPage : ConsolePage<RoleListView>
{
    /// <summary>Type, label and rights.</summary>
    public required IReadOnlyList<FormOption> Standard { get; init; }
    public required IReadOnlyList<CustomRole> Custom { get; init; }
}
