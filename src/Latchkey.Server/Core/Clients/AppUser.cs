namespace Latchkey.Server.Core.Clients;

/// <summary>A person assigned to an app by name.</summary>
internal sealed record AppUser
{
    internal const string Columns = "app_id, user_id, user_name, profile, created_at, updated_at";

    public required string AppId { get; init; }
    public required string UserId { get; init; }
    public required string UserName { get; init; }
    public required string Profile { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
