namespace Latchkey.Server.Core.Roles;

/// <summary>That somebody has a role: a person, whoever is in a group, or an app. Contract §3.2, roles.</summary>
internal sealed record RoleAssignment
{
    public const string Columns = "id, org_id, assignee_id, user_id, group_id, app_id, type, role_id, set_id, created_at, updated_at";
    /// <summary>The type of those of <see cref="CustomRole"/>.</summary>
    public const string Custom = "CUSTOM";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string AssigneeId { get; init; }
    public string? UserId { get; init; }
    public string? GroupId { get; init; }
    public string? AppId { get; init; }
    /// <summary>A standard role's, or CUSTOM.</summary>
    public required string Type { get; init; }
    /// <summary>Of a custom role; else empty.</summary>
    public required string RoleId { get; init; }
    public required string SetId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public RoleHolder Holder => new(UserId is not null ? RoleHolder.User : GroupId is not null ? RoleHolder.Group : RoleHolder.Client, AssigneeId);
}
