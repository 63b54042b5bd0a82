namespace Latchkey.Server.Core.People;

/// <summary>The names of <see cref="UserStatus"/> in rows and answers, and when a lock ends by itself.</summary>
internal static class UserStatuses
{
    /// <summary>Wrong passwords in a row before the account locks, where no policy says otherwise. Contract §3.9, lockout.</summary>
    public const int MaxAttempts = 10;

    /// <summary>The same of a lock: it ends by itself, so that a stranger's guesses cannot shut a person out for good.</summary>
    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    /// <summary>Of a row: its lock is over, at @now. One of an older server says only when it began.</summary>
    internal const string LockOver = "coalesce(unlocks_at, locked_at + 900000) <= @now";

    private static readonly DateTimeOffset Never = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_000);

    private static readonly string[] Names = ["STAGED", "PROVISIONED", "ACTIVE", "SUSPENDED", "LOCKED_OUT", "PASSWORD_EXPIRED", "RECOVERY", "DEPROVISIONED"];

    public static string Wire(this UserStatus status) => Names[(int)status];

    public static bool LockedOut(this User user, DateTimeOffset now) => user.LockedAt is { } at && now < (user.UnlocksAt ?? at + LockFor);

    /// <summary>When a lock ends that begins now.</summary>
    internal static DateTimeOffset UnlockAt(PasswordSettings settings, DateTimeOffset now) =>
        settings.UnlockMinutes == 0 ? Never : now.AddMinutes(settings.UnlockMinutes);

    /// <summary>
    /// Where the person stands now. The row keeps the standing beneath a lock, so that unlocking, by an admin or by
    /// time, needs no memory of what was there before.
    /// </summary>
    public static UserStatus StatusAt(this User user, DateTimeOffset now) =>
        user.Status is (UserStatus.Active or UserStatus.PasswordExpired or UserStatus.Recovery) && user.LockedOut(now) ? UserStatus.LockedOut : user.Status;

    /// <summary>Every step of the status machine, by its name in the contract (§3.2).</summary>
    public static readonly IReadOnlyList<string> AllSteps =
        ["activate", "reactivate", "deactivate", "suspend", "unsuspend", "unlock", "reset_password", "expire_password"];

    /// <summary>Those that are possible from there.</summary>
    public static IReadOnlyList<string> StepsFrom(UserStatus status) => status switch
    {
        UserStatus.Staged => ["activate", "deactivate"],
        UserStatus.Provisioned => ["reactivate", "deactivate"],
        UserStatus.Active => ["suspend", "reset_password", "expire_password", "deactivate"],
        UserStatus.Suspended => ["unsuspend", "deactivate"],
        UserStatus.LockedOut => ["unlock", "reset_password", "deactivate"],
        UserStatus.PasswordExpired => ["reset_password", "expire_password", "deactivate"],
        UserStatus.Recovery => ["reactivate", "reset_password", "deactivate"],
        UserStatus.Deprovisioned => ["activate"],
        _ => [],
    };

    public static UserStatus Parse(string wire) => (UserStatus)Array.IndexOf(Names, wire) is var status && status >= 0
        ? status
        : throw new InvalidOperationException($"A stored user has the unknown status {wire}.");
}
