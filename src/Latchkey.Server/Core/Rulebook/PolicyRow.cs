using System.Text.Json;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>A row of org_policies, and the one place that turns it into an <see cref="OrgPolicy"/> without its rules.</summary>
internal sealed record PolicyRow
{
    public const string Columns = "id, org_id, type, name, priority, status, is_system, document, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required long Priority { get; init; }
    public required string Status { get; init; }
    public required bool IsSystem { get; init; }
    public required string Document { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public OrgPolicy ToPolicy()
    {
        var kept = JsonSerializer.Deserialize<Kept>(Document, OrgPolicies.Stored)!;
        return new()
        {
            Id = Id, OrgId = OrgId, Type = Type, Name = Name, Priority = Priority, Active = Status == OrgPolicies.Active, System = IsSystem,
            Description = kept.Description, Groups = kept.Groups, Password = kept.Password, Enroll = kept.Enroll, CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
        };
    }

    public static string Write(OrgPolicy policy) =>
        JsonSerializer.Serialize(new Kept(policy.Description, policy.Groups, policy.Password, policy.Enroll), OrgPolicies.Stored);

    private sealed record Kept(string Description, IReadOnlyList<string> Groups, PasswordSettings? Password, EnrollSettings? Enroll);
}
