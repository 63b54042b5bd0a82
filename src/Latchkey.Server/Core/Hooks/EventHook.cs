namespace Latchkey.Server.Core.Hooks;

/// <summary>A service of a customer that is told of what stands in the log. Contract §3.11, event hooks.</summary>
internal sealed record EventHook
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required bool Active { get; init; }
    /// <summary>It has answered a challenge where it is now; before that it is told of nothing.</summary>
    public required bool Verified { get; init; }
    /// <summary>The types of event it is told of.</summary>
    public required IReadOnlyList<string> Events { get; init; }
    public required HookChannel Channel { get; init; }
    public required string? SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public override string ToString() => Id;
}
