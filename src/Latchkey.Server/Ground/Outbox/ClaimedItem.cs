namespace Latchkey.Server.Ground.Outbox;

/// <summary>An item this process is delivering. <see cref="Attempts"/> counts this attempt too, and tells it from any other process's.</summary>
internal sealed record ClaimedItem
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Recipient { get; init; }
    public required string Payload { get; init; }
    public required long Attempts { get; init; }
    public required string? LastProblem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    public override string ToString() => Id;
}
