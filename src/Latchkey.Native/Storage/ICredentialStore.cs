namespace Latchkey.Native;

/// <summary>
/// Keeps named secrets. The SDK's own encrypts files (<see cref="LatchkeyOptions.KeyStorage"/>); replace it for a platform with a store of its own.
/// A failure is a <see cref="SignInException"/> of kind <see cref="SignInErrorKind.StorageUnavailable"/> or
/// <see cref="SignInErrorKind.StorageReset"/>; never an empty answer.
/// </summary>
public interface ICredentialStore
{
    /// <summary>Where the secrets are, in words for a person. Always the same for the same place: it also tells one store from another.</summary>
    string Description { get; }

    /// <summary>Reads a secret; null when none was written under that name.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a secret. When the task ends, the secret survives a crash and a power cut; until then the old one does.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="secret">The bytes to keep.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken);

    /// <summary>Forgets a secret; nothing happens when there is none.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
