using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Core.Administration;

/// <summary>What the role of an assignment is called.</summary>
internal sealed class RoleLabels(CustomRoles roles)
{
    public async Task<string> Of(RoleAssignment assignment, CancellationToken ct) =>
        StandardRole.Find(assignment.Type)?.Label ?? (await roles.Find(assignment.OrgId, assignment.RoleId, ct))?.Label ?? assignment.Type;
}
