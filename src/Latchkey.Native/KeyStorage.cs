namespace Latchkey.Native;

/// <summary>Where the key of the encrypted store is kept.</summary>
public enum KeyStorage
{
    /// <summary>
    /// The platform's keyring where there is one (libsecret, DPAPI, Keychain), else a file only this person may read, with a warning.
    /// Chosen once for a data folder and then kept: a keyring that is locked later is an error, not a sign-out.
    /// </summary>
    Automatic,
    /// <summary>The platform's keyring; <see cref="SignInErrorKind.StorageUnavailable"/> where there is none.</summary>
    Keyring,
    /// <summary>
    /// A file beside the credentials, mode 0600. It keeps secrets out of backups of single files and of search, not from somebody who can read the
    /// whole folder.
    /// </summary>
    File,
}
