using System.Text.Json;

namespace Latchkey.Server.Core.Networks;

/// <summary>A row of zones, and the one place that turns it into a <see cref="Zone"/>.</summary>
internal sealed record ZoneRow
{
    public const string Columns = "id, org_id, name, usage, status, gateways, proxies, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string Usage { get; init; }
    public required string Status { get; init; }
    public required string Gateways { get; init; }
    public required string Proxies { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Zone ToZone() => new()
    {
        Id = Id, OrgId = OrgId, Name = Name, Usage = Usage, Active = Status == "ACTIVE", Gateways = Read(Gateways), Proxies = Read(Proxies),
        CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
    };

    public static string Write(IReadOnlyList<ZoneAddress> addresses) => JsonSerializer.Serialize(addresses);

    private static IReadOnlyList<ZoneAddress> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<ZoneAddress>>(json)!;
}
