namespace Latchkey.Server.Core.Rulebook;

/// <summary>A rule of a policy: when, and what then. One of the actions is there, that of its policy's kind. Contract §3.9.</summary>
internal sealed record OrgRule
{
    public required string Id { get; init; }
    public required string PolicyId { get; init; }
    public required string Name { get; init; }
    /// <summary>From 1.</summary>
    public long Priority { get; init; } = 1;
    public bool Active { get; init; } = true;
    /// <summary>It came with its policy, is tried last, and for everybody.</summary>
    public bool System { get; init; }
    public RuleConditions Conditions { get; init; } = RuleConditions.Always;
    public SessionAction? Session { get; init; }
    public AppAction? App { get; init; }
    public PasswordAction? Password { get; init; }
    public EnrollAction? Enroll { get; init; }
    public ProfileAction? Profile { get; init; }
    public RoutingAction? Routing { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}
