namespace Latchkey.Server.Core.Roles;

/// <summary>A permission of a <see cref="CustomRole"/>.</summary>
internal sealed record GrantedPermission
{
    public required string RoleId { get; init; }
    public required string Permission { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
