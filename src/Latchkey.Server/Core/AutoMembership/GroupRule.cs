namespace Latchkey.Server.Core.AutoMembership;

/// <summary>Puts people whose profile satisfies an expression into groups. Contract §3.3, rules.</summary>
internal sealed record GroupRule
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required bool Active { get; init; }
    public required string Expression { get; init; }
    public required IReadOnlyList<string> GroupIds { get; init; }
    /// <summary>People it does not touch.</summary>
    public required IReadOnlyList<string> Excluded { get; init; }
    /// <summary>How often it was switched on.</summary>
    public required long Run { get; init; }
    /// <summary>Of those it is being applied to, the last; null: it has been applied to all.</summary>
    public string? Reached { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
