namespace Latchkey.Native;

/// <summary>
/// Keeps keys that only the person's unlock of this device opens: finger, face or the device's code. Each seals the tokens of one session
/// (<see cref="LatchkeyOptions.Unlock"/>). <c>UseAndroid</c> and <c>UseApple</c> bring one; replace it where a platform has another place.
/// A failure that passes is a <see cref="SignInException"/> of kind <see cref="SignInErrorKind.StorageUnavailable"/>.
/// </summary>
public interface IUnlockVault
{
    /// <summary>Where the keys are, in words for a person.</summary>
    string Description { get; }

    /// <summary>Whether the person could open a key that is kept now: <see cref="UnlockAnswer.Opened"/>, or why not. Asks nobody.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<UnlockAnswer> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a key; asks nobody. When the task ends, it survives a crash.</summary>
    /// <param name="name">Lower-case letters and digits; new for each key.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task KeepAsync(string name, byte[] key, CancellationToken cancellationToken);

    /// <summary>Asks the person, and gives the key when they opened it.</summary>
    /// <param name="name">The name it was kept under.</param>
    /// <param name="cancellationToken">Takes the platform's window away.</param>
    Task<UnlockedKey> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Forgets a key; nothing happens when there is none.</summary>
    /// <param name="name">The name it was kept under.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
