namespace Latchkey.Server.Core.Roles;

/// <summary>What an assignment of a standard role is for.</summary>
internal sealed record RoleTarget
{
    public required string AssignmentId { get; init; }
    public required string Kind { get; init; }
    public required string Target { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public AdminResource Resource => new(Kind, Target);
}
