namespace Latchkey.Native;

/// <summary>Asks the person in front of the device to show that they are there, by finger, face or the device's code.</summary>
public interface IUserPresence
{
    /// <summary>Asks. The platform shows its own window.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken);
}
