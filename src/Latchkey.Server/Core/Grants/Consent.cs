namespace Latchkey.Server.Core.Grants;

/// <summary>A person has agreed that an app may have one scope of one authorization server.</summary>
internal sealed record Consent
{
    public const string Columns = "id, org_id, user_id, client_id, server_id, scope, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    public required string ClientId { get; init; }
    public required string ServerId { get; init; }
    public required string Scope { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
