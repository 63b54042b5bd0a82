namespace Latchkey.Server.Faces.Journeys.SignIn;

public enum SignInProblem
{
    IdentifierMissing,
    PasswordMissing,
    /// <summary>Wrong, unknown, locked, suspended: one sentence for all of them.</summary>
    NoMatch,
    /// <summary>Too many wrong passwords, where the policy has that said; of a name that nobody has, too.</summary>
    LockedOut,
    /// <summary>The browser brought no answer of a device, or one to a page that is too old.</summary>
    PasskeyNotUsed,
    /// <summary>Unknown, removed, used before, of a locked account: one sentence for all of them.</summary>
    PasskeyWrong,
    /// <summary>The passkey is right, and the account wants its password.</summary>
    PasswordFirst,
    /// <summary>What another provider answered is none that counts.</summary>
    ProviderFailed,
    /// <summary>It did not sign the person in.</summary>
    ProviderRefused,
    /// <summary>It did, and they are nobody here: one sentence for every reason.</summary>
    ProviderUnknown,
    /// <summary>It cannot be reached, or is none of this org's any more.</summary>
    ProviderAway,
    TooManyAttempts,
    /// <summary>The queue for password checks is full.</summary>
    Busy,
}
