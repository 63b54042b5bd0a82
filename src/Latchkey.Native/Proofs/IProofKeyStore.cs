using System.Security.Cryptography;

namespace Latchkey.Native;

/// <summary>
/// Keeps the key pairs that tokens are bound to (DPoP, RFC 9449). The SDK's own keeps them in the encrypted store, or in the machine's
/// security chip on Windows; replace it where a platform has a place the key never leaves. A failure is a <see cref="SignInException"/>
/// of kind <see cref="SignInErrorKind.StorageUnavailable"/>; a key that is gone is null, and only then.
/// </summary>
public interface IProofKeyStore
{
    /// <summary>Where the keys are, in words for a person.</summary>
    string Description { get; }

    /// <summary>Makes a key pair on P-256. When the task ends, the key survives a crash.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens; new for each key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A key that signs and gives out its public half; the private half may stay where it is. Disposed by the caller.</returns>
    Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken);

    /// <summary>Finds a key made earlier; null when it is gone for ever.</summary>
    /// <param name="name">The name it was made with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Forgets a key; nothing happens when there is none.</summary>
    /// <param name="name">The name it was made with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
