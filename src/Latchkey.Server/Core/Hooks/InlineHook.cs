namespace Latchkey.Server.Core.Hooks;

/// <summary>A service of a customer that is asked while somebody waits. Contract §3.11.</summary>
internal sealed record InlineHook
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    /// <summary>One of <see cref="InlineHookType"/>.</summary>
    public required string Type { get; init; }
    public required string Version { get; init; }
    public required bool Active { get; init; }
    public required HookChannel Channel { get; init; }
    public required string? SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public override string ToString() => Id;
}
