using System.Text.Json.Nodes;
using Latchkey.Server.Core.Schemas;

namespace Latchkey.Server.Core.People;

/// <summary>A row of users, and the one place that turns it into a <see cref="User"/>.</summary>
internal record UserRow
{
    public const string Columns = """
        id, org_id, type_id, status, login, email, profile, password_hash, password_changed_at, failed_attempts, locked_at, unlocks_at,
        email_verified, is_admin, era, created_at, updated_at, activated_at, status_changed_at, last_login_at, recovery_question,
        enroll_skips, enroll_skipped_at
        """;

    /// <summary>The same columns of <c>users u</c>, for joins.</summary>
    public static readonly string ColumnsOfU = string.Join(", ",
        Columns.Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries).Select(column => $"u.{column}"));

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string TypeId { get; init; }
    public required string Status { get; init; }
    public required string Login { get; init; }
    public required string Email { get; init; }
    public required string Profile { get; init; }
    public string? PasswordHash { get; init; }
    public DateTimeOffset? PasswordChangedAt { get; init; }
    public long FailedAttempts { get; init; }
    public DateTimeOffset? LockedAt { get; init; }
    public DateTimeOffset? UnlocksAt { get; init; }
    public bool EmailVerified { get; init; }
    public bool IsAdmin { get; init; }
    public long Era { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ActivatedAt { get; init; }
    public DateTimeOffset? StatusChangedAt { get; init; }
    public DateTimeOffset? LastLoginAt { get; init; }
    public string? RecoveryQuestion { get; init; }

    public long EnrollSkips { get; init; }
    public DateTimeOffset? EnrollSkippedAt { get; init; }

    public sealed override string ToString() => Id;

    /// <summary>As a row says of which type somebody is.</summary>
    public static string KeptType(string orgId, string? typeId) => typeId is null || typeId == UserType.DefaultIdOf(orgId) ? "" : typeId;

    public User ToUser() => new()
    {
        Id = Id,
        OrgId = OrgId,
        TypeId = TypeId.Length == 0 ? UserType.DefaultIdOf(OrgId) : TypeId,
        Status = UserStatuses.Parse(Status),
        Login = Login,
        Email = Email,
        Profile = (JsonObject)JsonNode.Parse(Profile)!,
        PasswordHash = PasswordHash,
        PasswordChangedAt = PasswordChangedAt,
        FailedAttempts = (int)FailedAttempts,
        LockedAt = LockedAt,
        UnlocksAt = UnlocksAt,
        EmailVerified = EmailVerified,
        IsAdmin = IsAdmin,
        Era = Era,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        ActivatedAt = ActivatedAt,
        StatusChangedAt = StatusChangedAt,
        LastLoginAt = LastLoginAt,
        RecoveryQuestion = RecoveryQuestion,
        EnrollSkips = (int)EnrollSkips,
        EnrollSkippedAt = EnrollSkippedAt,
    };
}
