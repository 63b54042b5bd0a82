namespace Latchkey.Server.Core.Hooks;

/// <summary>A key pair with which this server proves itself where a hook gets its tokens. Its private half is in the database, sealed.</summary>
internal sealed record HookKey
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string Kid { get; init; }
    public required string PublicJwk { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    /// <summary>Whether a hook names it.</summary>
    public required bool Used { get; init; }
}
