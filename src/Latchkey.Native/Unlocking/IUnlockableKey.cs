namespace Latchkey.Native;

/// <summary>A key pair of an <see cref="IProofKeyStore"/> that the person opens before it signs: it is asked to before each signature.</summary>
public interface IUnlockableKey
{
    /// <summary>Whether the next signature asks nobody.</summary>
    bool IsOpen { get; }

    /// <summary>Opens it for the next signature at least. Asks the person unless it is open still.</summary>
    /// <param name="cancellationToken">Takes the platform's window away.</param>
    Task<UnlockAnswer> UnlockAsync(CancellationToken cancellationToken);

    /// <summary>Shuts it: the next signature asks.</summary>
    void Lock();
}
