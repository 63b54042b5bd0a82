namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>Where a sign-in by a program stands between two of its calls. Contract §3.5; the wire names are these.</summary>
internal static class AuthnStatus
{
    public const string Success = "SUCCESS";
    /// <summary>The password was right, and must be exchanged for a new one.</summary>
    public const string PasswordExpired = "PASSWORD_EXPIRED";
    /// <summary>The password was right, and will have had its time soon.</summary>
    public const string PasswordWarn = "PASSWORD_WARN";
    /// <summary>A link from a mail was right: a new password may be set.</summary>
    public const string PasswordReset = "PASSWORD_RESET";
    /// <summary>There have been too many wrong passwords, and the policy has that said.</summary>
    public const string LockedOut = "LOCKED_OUT";
    /// <summary>A link from a mail was right, and so has to be the answer to their question.</summary>
    public const string Recovery = "RECOVERY";
    /// <summary>The same of a lock; on the wire it has the other's name.</summary>
    public const string RecoveryOfLock = "RECOVERY UNLOCK";
    public const string RecoveryChallenge = "RECOVERY_CHALLENGE";
    /// <summary>A second factor is to be given, and the program chooses which.</summary>
    public const string MfaRequired = "MFA_REQUIRED";
    /// <summary>It has chosen, and a code is waited for.</summary>
    public const string MfaChallenge = "MFA_CHALLENGE";

    /// <summary>A factor is to be set up, and the program chooses which.</summary>
    public const string MfaEnroll = "MFA_ENROLL";
    /// <summary>It has chosen, and the first answer of the new one is waited for.</summary>
    public const string MfaEnrollActivate = "MFA_ENROLL_ACTIVATE";

    public static bool Enrolls(string status) => status is MfaEnroll or MfaEnrollActivate;

    public static bool AsksQuestion(string status) => status is Recovery or RecoveryOfLock;

    public static bool WantsFactor(string status) => status is MfaRequired or MfaChallenge;
}
