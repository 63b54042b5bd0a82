namespace Latchkey.Server.Ground.Outbox;

/// <summary>An item that was given up, and is kept for as long as somebody may ask.</summary>
internal sealed record DeadItem
{
    /// <summary>Its place among all that were queued.</summary>
    public required long Seq { get; init; }
    public required string Id { get; init; }
    public required string Payload { get; init; }
    public required long Attempts { get; init; }
    public required string? LastProblem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    public override string ToString() => Id;
}
