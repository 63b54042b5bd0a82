namespace Latchkey.Server.Core.Federation;

/// <summary>Somebody here is somebody there. Contract §3.12.</summary>
internal sealed record LinkedIdentity
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string IdpId { get; init; }
    public required string UserId { get; init; }
    /// <summary>The <c>sub</c> of the provider.</summary>
    public required string ExternalId { get; init; }
    /// <summary>JSON: the claims it last said of them.</summary>
    public required string Profile { get; init; }
    public string? SealedTokens { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public override string ToString() => Id;
}
