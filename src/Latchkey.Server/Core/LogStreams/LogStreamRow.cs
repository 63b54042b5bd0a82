using System.Text.Json;

namespace Latchkey.Server.Core.LogStreams;

/// <summary>A row of log_streams, and the one place that turns it into a <see cref="LogStream"/>.</summary>
internal sealed record LogStreamRow
{
    public const string Columns =
        "id, org_id, name, type, status, settings, sealed_token, published_at, event_id, failures, problem, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string Status { get; init; }
    public required string Settings { get; init; }
    public required string SealedToken { get; init; }
    public required long PublishedAt { get; init; }
    public required string EventId { get; init; }
    public required long Failures { get; init; }
    public string? Problem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public LogStream ToStream() => new()
    {
        Id = Id, OrgId = OrgId, Name = Name, Type = Type, Active = Status == LogStreams.StatusOf(true),
        Settings = JsonSerializer.Deserialize<LogStreamSettings>(Settings)!, SealedToken = SealedToken, At = new(PublishedAt, EventId), Failures = Failures,
        Problem = Problem, CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
    };

    public override string ToString() => Id;
}
