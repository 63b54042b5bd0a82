using System.Text.Json;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>A row of org_policy_rules, and the one place that turns it into an <see cref="OrgRule"/>.</summary>
internal sealed record RuleRow
{
    public const string Columns = "id, policy_id, name, priority, status, is_system, document, created_at, updated_at";

    public required string Id { get; init; }
    public required string PolicyId { get; init; }
    public required string Name { get; init; }
    public required long Priority { get; init; }
    public required string Status { get; init; }
    public required bool IsSystem { get; init; }
    public required string Document { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public OrgRule ToRule()
    {
        var kept = JsonSerializer.Deserialize<Kept>(Document, OrgPolicies.Stored)!;
        return new()
        {
            Id = Id, PolicyId = PolicyId, Name = Name, Priority = Priority, Active = Status == OrgPolicies.Active, System = IsSystem,
            Conditions = kept.Conditions, Session = kept.Session, App = kept.App, Password = kept.Password, Enroll = kept.Enroll, Profile = kept.Profile,
            Routing = kept.Routing,
            CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
        };
    }

    public static string Write(OrgRule rule) =>
        JsonSerializer.Serialize(new Kept(rule.Conditions, rule.Session, rule.App, rule.Password, rule.Enroll, rule.Profile, rule.Routing), OrgPolicies.Stored);

    private sealed record Kept(
        RuleConditions Conditions, SessionAction? Session, AppAction? App, PasswordAction? Password, EnrollAction? Enroll, ProfileAction? Profile,
        RoutingAction? Routing);
}
