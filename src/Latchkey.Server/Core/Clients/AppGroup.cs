namespace Latchkey.Server.Core.Clients;

/// <summary>A group assigned to an app.</summary>
internal sealed record AppGroup
{
    internal const string Columns = "app_id, group_id, priority, profile, updated_at";

    public required string AppId { get; init; }
    public required string GroupId { get; init; }
    public required long Priority { get; init; }
    public required string Profile { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
