namespace Latchkey.Server.Core.Federation;

/// <summary>Somebody else whose word an org takes for who a person is. OpenID Connect Core; contract §3.12.</summary>
internal sealed record IdentityProvider
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    /// <summary>One of <see cref="ProviderType"/>.</summary>
    public required string Type { get; init; }
    public required bool Active { get; init; }
    public required Upstream Upstream { get; init; }
    public required LinkingRules Rules { get; init; }
    public required string? SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public override string ToString() => Id;
}
