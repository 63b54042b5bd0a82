namespace Latchkey.Server.Core.Roles;

/// <summary>A role that the org has made.</summary>
public sealed record CustomRole
{
    public const string Columns = "id, org_id, label, description, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Label { get; init; }
    public required string Description { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
