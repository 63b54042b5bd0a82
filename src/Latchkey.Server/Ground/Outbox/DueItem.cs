namespace Latchkey.Server.Ground.Outbox;

/// <summary>An item that may be taken now, as it was when it was looked at.</summary>
internal sealed record DueItem
{
    public required string Id { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required long Attempts { get; init; }
}
