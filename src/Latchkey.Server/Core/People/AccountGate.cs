namespace Latchkey.Server.Core.People;

/// <summary>
/// May this account act? The one gate: every grant, page and API token asks it, so that no side door stays open to a
/// suspended or removed person. A lock is on guessing who somebody is: it shuts every door where that is proven, and takes
/// nothing from who has proven it, or a stranger's wrong passwords would sign people out. Threats row 7.
/// </summary>
internal static class AccountGate
{
    /// <summary>For who has yet to prove that they are the person. Null: they may try.</summary>
    public static AccountRefusal? RefusalToSignIn(User? user, DateTimeOffset now) => user?.StatusAt(now) == UserStatus.LockedOut
        ? new(AccountStanding.Locked, "The account is locked after too many wrong passwords.") : Refusal(user);

    /// <summary>
    /// For an administrator's API token. It stands for the account and not for its password: one that has expired, or has been
    /// reset, stops the person at the sign-in page and no program (as Okta does). Null: it may act.
    /// </summary>
    public static AccountRefusal? RefusalOfApiToken(User? user) =>
        Refusal(user) is { Standing: not (AccountStanding.PasswordExpired or AccountStanding.Recovery) } refusal ? refusal : null;

    /// <summary>For who has proven it already. Null: it may.</summary>
    public static AccountRefusal? Refusal(User? user) => user?.Status switch
    {
        UserStatus.Active => null,
        UserStatus.PasswordExpired => new(AccountStanding.PasswordExpired, "The password has expired and must be changed."),
        UserStatus.Recovery => new(AccountStanding.Recovery, "The password has been reset and a new one must be set."),
        UserStatus.Suspended => new(AccountStanding.Suspended, "The account is suspended."),
        UserStatus.Deprovisioned => new(AccountStanding.Deactivated, "The account is deactivated."),
        UserStatus.Staged or UserStatus.Provisioned => new(AccountStanding.NotActivated, "The account has not been activated."),
        _ => new(AccountStanding.Unknown, "There is no such account."),
    };
}
