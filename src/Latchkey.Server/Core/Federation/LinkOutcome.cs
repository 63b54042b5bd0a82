using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Federation;

/// <summary>Whether somebody whom a provider sent is somebody here.</summary>
internal abstract record LinkOutcome
{
    private LinkOutcome()
    {
    }

    /// <param name="User">Who they are here.</param>
    /// <param name="Linked">By which name there.</param>
    public sealed record Known(User User, LinkedIdentity Linked) : LinkOutcome;

    /// <summary>They are nobody here. The person is told no more than that; the reason is for the log.</summary>
    /// <param name="User">Whose account it would have been; null: nobody's.</param>
    /// <param name="Reason">Why not.</param>
    public sealed record Refused(User? User, string Reason) : LinkOutcome;
}
