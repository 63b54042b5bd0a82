namespace Latchkey.Server.Core.Networks;

/// <summary>Addresses under one name, for the rules of policies or to be kept out. Contract §3.9, network.</summary>
public sealed record Zone
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    /// <summary>One of <see cref="ZoneUsage"/>.</summary>
    public required string Usage { get; init; }
    public required bool Active { get; init; }
    /// <summary>Where people come from.</summary>
    public required IReadOnlyList<ZoneAddress> Gateways { get; init; }
    /// <summary>Who may speak for a gateway: the word of one of these counts about where a request came from before it.</summary>
    public IReadOnlyList<ZoneAddress> Proxies { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
