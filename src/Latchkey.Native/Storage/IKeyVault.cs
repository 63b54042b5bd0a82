namespace Latchkey.Native;

/// <summary>
/// Where the key of the encrypted store is kept: a keyring, a keychain, a keystore. It is asked once in the life of a process. A failure is a
/// <see cref="SignInException"/> of kind <see cref="SignInErrorKind.StorageUnavailable"/>; a key that is gone for ever is null, and only then:
/// what it opened is set aside, and the person signs in again.
/// </summary>
public interface IKeyVault
{
    /// <summary>The word by which a data folder remembers this place: lower-case letters.</summary>
    string Place { get; }

    /// <summary>The place in words for a person.</summary>
    string Description { get; }

    /// <summary>Finds a key kept earlier; null when it is gone for ever.</summary>
    /// <param name="id">The name it was kept under.</param>
    byte[]? Find(string id);

    /// <summary>Keeps a key. When the call ends, it survives a crash and a power cut.</summary>
    /// <param name="id">Lower-case hexadecimal digits; new for each data folder.</param>
    /// <param name="key">32 bytes.</param>
    void Keep(string id, byte[] key);
}
