using Latchkey.Native.Sessions;
using Latchkey.Native.Storage;

namespace Latchkey.Native;

/// <summary>
/// Where apps of one maker on this device keep the sign-in they share: the device secret and the ID token it belongs to. OpenID Native SSO §3.
/// Everything that can read the place can sign in as the person, so it must be open to your own apps only.
/// </summary>
public sealed class SharedSignIn : IDisposable
{
    private readonly StorageKey? key;

    /// <summary>A store of the platform that your apps share, such as a keychain access group.</summary>
    /// <param name="store">The store.</param>
    /// <param name="lockFolder">A folder all the apps can write to, for the lock between them.</param>
    public SharedSignIn(ICredentialStore store, string lockFolder)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(lockFolder);
        Item = new(new GuardedStore(store, null, false), Path.GetFullPath(lockFolder), "shared-sign-in", SharedJson.Default.ListSharedSecret);
        Description = store.Description;
    }

    private SharedSignIn(string folder, StorageKey key) : this(new EncryptedFileStore(folder, key), folder) => this.key = key;

    /// <summary>Where it is, in words for a person.</summary>
    public string Description { get; }

    internal StoredItem<List<SharedSecret>> Item { get; }

    /// <summary>Encrypted files in a folder that all the apps name.</summary>
    /// <param name="folder">The folder; created readable by this person only.</param>
    /// <param name="keyStorage">Where the key is kept; must be the same for all the apps.</param>
    public static SharedSignIn InFolder(string folder, KeyStorage keyStorage = KeyStorage.Automatic)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.GetFullPath(folder);
        return new(path, new StorageKey(path, keyStorage, static _ => { }));
    }

    /// <summary>Encrypted files in <c>Latchkey/shared/{maker}</c> of the platform's folder for local application data.</summary>
    /// <param name="maker">A name all your apps use, such as your domain: lower-case letters, digits, dots and hyphens.</param>
    /// <param name="keyStorage">Where the key is kept; must be the same for all the apps.</param>
    public static SharedSignIn Of(string maker, KeyStorage keyStorage = KeyStorage.Automatic)
    {
        if (string.IsNullOrEmpty(maker) || maker.Length > 100 || maker.Trim('.').Length == 0
            || !maker.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
            throw new ArgumentException($"'{maker}' is not a name of lower-case letters, digits, dots and hyphens.", nameof(maker));
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return InFolder(Path.Combine(local, "Latchkey", "shared", maker), keyStorage);
    }

    /// <summary>Lets go of the key in memory. What is stored stays.</summary>
    public void Dispose() => key?.Dispose();
}
