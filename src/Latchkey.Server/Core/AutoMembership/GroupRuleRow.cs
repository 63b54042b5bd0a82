using System.Text.Json;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>A row of group_rules, and the one place that turns it into a <see cref="GroupRule"/>.</summary>
internal sealed record GroupRuleRow
{
    public const string Columns = "id, org_id, name, status, expression, group_ids, excluded, run, reached, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public required string Expression { get; init; }
    public required string GroupIds { get; init; }
    public required string Excluded { get; init; }
    public required long Run { get; init; }
    public string? Reached { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public GroupRule ToRule() => new()
    {
        Id = Id, OrgId = OrgId, Name = Name, Active = Status == "ACTIVE", Expression = Expression, GroupIds = Read(GroupIds), Excluded = Read(Excluded),
        Run = Run, Reached = Reached, CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
    };

    public static string Write(IReadOnlyList<string> ids) => JsonSerializer.Serialize(ids);

    private static IReadOnlyList<string> Read(string json) => JsonSerializer.Deserialize<string[]>(json)!;
}
