using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What came of a passkey that somebody wants to sign in with.</summary>
internal abstract record PasskeyOutcome
{
    private PasskeyOutcome() { }

    /// <summary>Right as far as was seen; it counts when <paramref name="Spend"/> says so in the commit of what it is for.</summary>
    /// <param name="User">Whose it is.</param>
    /// <param name="Proves">Two factors where the device has made sure of its owner, else one.</param>
    /// <param name="Spend">Of any number of racing uses one wins.</param>
    public sealed record Ok(User User, Evidence Proves, Func<Writing, Task<bool>> Spend) : PasskeyOutcome;

    /// <param name="User">Whose it is, where it is anybody's.</param>
    /// <param name="Reason">For the log.</param>
    public sealed record Refused(User? User, string Reason) : PasskeyOutcome
    {
        /// <summary>The passkey, where nobody here has it: its device may forget it.</summary>
        public string? Forgotten { get; init; }

        /// <summary>Its owner has to choose a new password first.</summary>
        public bool PasswordExpired { get; init; }
    }
}
