namespace Latchkey.Server.Core.Work;

/// <summary>Whether a form may go on.</summary>
public enum WorkOutcome
{
    Done,
    /// <summary>The sum is wrong, too old, too small by now, or was used before: here is another one.</summary>
    Again,
    /// <summary>There was none, and the org wants one of everybody.</summary>
    NeedsScript,
    /// <summary>There was none, and by now too many have come without.</summary>
    Slow,
}
