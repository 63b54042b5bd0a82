namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>One app to be told of one session's end.</summary>
public sealed record PendingNotice
{
    public required string Sid { get; init; }
    public required string ClientId { get; init; }
    public required string ServerId { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    public required long Attempts { get; init; }
    public required DateTimeOffset NextAttemptAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
