using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.People;

/// <summary>What came of an identifier and a password.</summary>
internal abstract record PasswordOutcome
{
    private PasswordOutcome() { }

    /// <summary>Right as far as was seen; it counts when <see cref="Users.RecordSuccess(Writing, User)"/> says so in the commit of the session.</summary>
    /// <param name="User">Who it is.</param>
    /// <param name="Old">The stored hash is cheaper than today's: see <see cref="PasswordSignIn.Renew"/>.</param>
    public sealed record Ok(User User, bool Old) : PasswordOutcome
    {
        /// <summary>When it will have had its time, where that is soon; null: it is not.</summary>
        public DateTimeOffset? EndsAt { get; init; }
    }

    /// <summary>Right, but to be exchanged for a new one first.</summary>
    public sealed record Expired(User User) : PasswordOutcome;

    /// <summary>Wrong, unknown, or an account that may not act: a person is told the same of all three, the log is not.</summary>
    /// <param name="User">Whose account it is; null: nobody's.</param>
    /// <param name="Reason">For the log.</param>
    public sealed record Refused(User? User, string Reason) : PasswordOutcome
    {
        /// <summary>The name is locked, and the policy has that said.</summary>
        public bool ShowsLock { get; init; }
    }
}
