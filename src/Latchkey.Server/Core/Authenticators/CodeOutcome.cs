using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What came of a code. A person is told the same of every refusal; the log is not.</summary>
internal abstract record CodeOutcome
{
    private CodeOutcome() { }

    /// <summary>Right as far as was seen; it counts when <paramref name="Spend"/> says so in the commit of what it is for.</summary>
    /// <param name="Proves">What it says about the person.</param>
    /// <param name="Spend">Uses the code up. Of any number of racing uses one wins.</param>
    public sealed record Right(Evidence Proves, Func<Writing, Task<bool>> Spend) : CodeOutcome
    {
        /// <summary>The factor as its first answer makes it; null where it says nothing of that.</summary>
        public Factor? Becomes { get; init; }
    }

    /// <param name="Reason">For the log.</param>
    /// <param name="NoMoreTries">It is locked, by this one or before: whatever is typed is not looked at.</param>
    public sealed record Refused(string Reason, bool NoMoreTries = false) : CodeOutcome
    {
        /// <summary>For a program and its person, where the org does not take such a device: that is no guess, and says nothing of the account.</summary>
        public string? Told { get; init; }
    }
}
