namespace Latchkey.Server.Core.People;

internal sealed record OneTimeLink
{
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    public required string Purpose { get; init; }
    /// <summary>The address it went to and nowhere else; null: it was handed out another way.</summary>
    public string? MailedTo { get; init; }
    /// <summary>Sealed: see <see cref="OneTimeLinks.FlowOf"/>.</summary>
    public string? Flow { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    public bool Works(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}
