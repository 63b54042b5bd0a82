namespace Latchkey.Server.Core.Roles;

/// <summary>Who has which role in an org, as it is now: small enough to be read whole, and kept until it changes.</summary>
internal sealed class RoleBook
{
    private readonly ILookup<RoleHolder, RoleAssignment> byHolder;
    private readonly ILookup<string, AdminResource> targets;
    private readonly ILookup<string, string> permissions;
    private readonly ILookup<string, AdminResource> resources;

    public RoleBook(IReadOnlyList<RoleAssignment> assignments, IReadOnlyList<RoleTarget> targets, IReadOnlyList<GrantedPermission> permissions,
        IReadOnlyList<SetResource> resources)
    {
        byHolder = assignments.ToLookup(assignment => assignment.Holder);
        GroupIds = assignments.Where(assignment => assignment.GroupId is not null).Select(assignment => assignment.AssigneeId)
            .ToHashSet(StringComparer.Ordinal);
        this.targets = targets.ToLookup(target => target.AssignmentId, target => target.Resource, StringComparer.Ordinal);
        this.permissions = permissions.ToLookup(permission => permission.RoleId, permission => permission.Permission, StringComparer.Ordinal);
        this.resources = resources.ToLookup(resource => resource.SetId, resource => resource.Resource, StringComparer.Ordinal);
    }

    /// <summary>Those that give who is in them a role.</summary>
    public IReadOnlySet<string> GroupIds { get; }

    /// <summary>Which roles: a standard one by its type, a custom one by its id.</summary>
    public IEnumerable<string> RolesOf(RoleHolder holder) =>
        byHolder[holder].Select(assignment => assignment.Type == RoleAssignment.Custom ? assignment.RoleId : assignment.Type);

    /// <summary>Of a person by themselves, a group, or an app: never by the id alone, since that of an app may be chosen.</summary>
    public Authority Of(RoleHolder holder) => byHolder[holder].Aggregate(Authority.None, (sum, assignment) => sum.And(Of(assignment)));

    public Authority Of(RoleAssignment assignment) => assignment.Type == RoleAssignment.Custom ? Of(assignment.RoleId, assignment.SetId)
        : StandardRole.Find(assignment.Type) is { } role ? new(role.For([.. targets[assignment.Id]])) : Authority.None;

    /// <summary>Of a custom role for a set.</summary>
    public Authority Of(string roleId, string setId)
    {
        var rights = permissions[roleId].SelectMany(RolePermission.RightsOf).ToArray();
        var reached = resources[setId].ToArray();
        return rights.Length == 0 || reached.Length == 0 ? Authority.None : new([new(rights, reached)]);
    }
}
