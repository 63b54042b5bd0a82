namespace Latchkey.Server.Ground.Jose;

/// <summary>As stored: the private half sealed under the master key.</summary>
internal sealed record SigningKeyRow
{
    public required string Kid { get; init; }
    public required string OrgId { get; init; }
    public required string ServerId { get; init; }
    public required string Algorithm { get; init; }
    public required string Status { get; init; }
    public required string PublicJwk { get; init; }
    public required string SealedPrivateKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ActivatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}
