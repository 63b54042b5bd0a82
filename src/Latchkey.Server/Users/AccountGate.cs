namespace Latchkey.Server.Users;

/// <summary>
/// May this account act? The one gate: every grant, page and API token asks it, so that no side door stays open to a
/// locked, suspended or removed person.
/// </summary>
public static class AccountGate
{
    /// <summary>Null: it may.</summary>
    public static AccountRefusal? Refusal(User? user, DateTimeOffset now) => user?.StatusAt(now) switch
    {
        UserStatus.Active => null,
        UserStatus.LockedOut => new(AccountStanding.Locked, "The account is locked after too many wrong passwords."),
        UserStatus.PasswordExpired => new(AccountStanding.PasswordExpired, "The password has expired and must be changed."),
        UserStatus.Recovery => new(AccountStanding.Recovery, "The password has been reset and a new one must be set."),
        UserStatus.Suspended => new(AccountStanding.Suspended, "The account is suspended."),
        UserStatus.Deprovisioned => new(AccountStanding.Deactivated, "The account is deactivated."),
        UserStatus.Staged or UserStatus.Provisioned => new(AccountStanding.NotActivated, "The account has not been activated."),
        _ => new(AccountStanding.Unknown, "There is no such account."),
    };
}

public enum AccountStanding { Unknown, NotActivated, Locked, PasswordExpired, Recovery, Suspended, Deactivated }

/// <summary>Why an account may not act. The explanation is for the log and for whoever has already proven to be the person.</summary>
public sealed record AccountRefusal(AccountStanding Standing, string Explanation)
{
    /// <summary>It ends by itself: answer "later", and do not end the person's grants, or a stranger's guesses would sign their phone out.</summary>
    public bool Temporary => Standing == AccountStanding.Locked;
}
