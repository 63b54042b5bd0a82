using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.People;

/// <summary>A person in an org's directory. Contract §3.2.</summary>
public sealed record User
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    /// <summary>Which attributes there are in their profile.</summary>
    public string TypeId { get; init; } = "";
    public required UserStatus Status { get; init; }
    public required string Login { get; init; }
    public required string Email { get; init; }
    /// <summary>Every profile attribute under its contract name: login, email, firstName, lastName, nickName, …</summary>
    public required JsonObject Profile { get; init; }
    public string? PasswordHash { get; init; }
    public DateTimeOffset? PasswordChangedAt { get; init; }
    public int FailedAttempts { get; init; }
    public DateTimeOffset? LockedAt { get; init; }
    /// <summary>When a lock ends by itself, as the policy said when it began.</summary>
    public DateTimeOffset? UnlocksAt { get; init; }
    public bool EmailVerified { get; init; }
    /// <summary>May call the management API and make API tokens.</summary>
    public bool IsAdmin { get; init; }
    /// <summary>How often everything of theirs has ended: what they proved and were handed before counts no more.</summary>
    public long Era { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ActivatedAt { get; init; }
    public DateTimeOffset? StatusChangedAt { get; init; }
    public DateTimeOffset? LastLoginAt { get; init; }
    /// <summary>What they are asked when the password is gone; null: nothing.</summary>
    public string? RecoveryQuestion { get; init; }

    /// <summary>How often they were offered to set a second factor up and said not now.</summary>
    public int EnrollSkips { get; init; }
    public DateTimeOffset? EnrollSkippedAt { get; init; }

    public string? this[string attribute] =>
        Profile[attribute]?.GetValueKind() is System.Text.Json.JsonValueKind.String ? Profile[attribute]!.GetValue<string>() : null;

    /// <summary>What a person is called on a page: display name, else first and last name, else the login.</summary>
    public string DisplayName => this["displayName"] is { Length: > 0 } display ? display
        : $"{this["firstName"]} {this["lastName"]}".Trim() is { Length: > 0 } name ? name : Login;
}
