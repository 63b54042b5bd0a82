namespace Latchkey.Native;

/// <summary>What came of asking for the person's presence.</summary>
public enum PresenceAnswer
{
    /// <summary>They are there.</summary>
    Confirmed,
    /// <summary>They pressed cancel, or were not recognised.</summary>
    Declined,
    /// <summary>This device cannot ask: nothing is set up, or too many tries have locked it.</summary>
    Unavailable,
}
