namespace Latchkey.Server.Core.Roles;

/// <summary>What a custom role is for.</summary>
public sealed record ResourceSet
{
    public const string Columns = "id, org_id, label, description, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Label { get; init; }
    public required string Description { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
