namespace Latchkey.Server.Core.People;

/// <summary>The names of <see cref="UserStatus"/> in rows and answers, and when a lock ends by itself.</summary>
public static class UserStatuses
{
    /// <summary>Wrong passwords in a row before the account locks. Contract §3.9, the documented sample policy.</summary>
    public const int MaxAttempts = 10;

    /// <summary>A lock ends by itself, so that a stranger's guesses cannot shut a person out for good.</summary>
    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    private static readonly string[] Names = ["STAGED", "PROVISIONED", "ACTIVE", "SUSPENDED", "LOCKED_OUT", "PASSWORD_EXPIRED", "RECOVERY", "DEPROVISIONED"];

    public static string Wire(this UserStatus status) => Names[(int)status];

    public static bool LockedOut(this User user, DateTimeOffset now) => user.LockedAt is { } at && now < at + LockFor;

    /// <summary>
    /// Where the person stands now. The row keeps the standing beneath a lock, so that unlocking, by an admin or by
    /// time, needs no memory of what was there before.
    /// </summary>
    public static UserStatus StatusAt(this User user, DateTimeOffset now) =>
        user.Status is (UserStatus.Active or UserStatus.PasswordExpired or UserStatus.Recovery) && user.LockedOut(now) ? UserStatus.LockedOut : user.Status;

    public static UserStatus Parse(string wire) => (UserStatus)Array.IndexOf(Names, wire) is var status && status >= 0
        ? status
        : throw new InvalidOperationException($"A stored user has the unknown status {wire}.");
}
