namespace Latchkey.Native;

/// <summary>Asks the person in front of the device to show that they are there, by finger, face or the device's code.</summary>
public interface IUserPresence
{
    /// <summary>Asks. The platform shows its own window.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken);
}

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
