using System.Security.Cryptography;

namespace Latchkey.Native.Storage;

internal static class KeyVaults
{
    public static IKeyVault ForThisPlatform(string folder) =>
        OperatingSystem.IsWindows() ? new DpapiKey(folder) : OperatingSystem.IsMacOS() ? new KeychainKey() : new LibsecretKey();

    /// <summary>Whether only another system has it. On its own system a place that is not there was left out by the app, or is a newer version's.</summary>
    public static bool AreKnownElsewhere(string place) => place switch
    {
        "libsecret" => !OperatingSystem.IsLinux() && !OperatingSystem.IsFreeBSD(),
        "dpapi" => !OperatingSystem.IsWindows(),
        "keychain" => !OperatingSystem.IsMacOS() && !OperatingSystem.IsIOS() && !OperatingSystem.IsMacCatalyst() && !OperatingSystem.IsTvOS(),
        "keystore" => !OperatingSystem.IsAndroid(),
        _ => false,
    };

    public static IKeyVault? Named(string place, string folder, IKeyVault? own) => place switch
    {
        _ when place == own?.Place => own,
        "file" => new KeyFile(folder),
        "libsecret" => OperatingSystem.IsLinux() || OperatingSystem.IsFreeBSD() ? new LibsecretKey() : null,
        "dpapi" => OperatingSystem.IsWindows() ? new DpapiKey(folder) : null,
        "keychain" => OperatingSystem.IsMacOS() ? new KeychainKey() : null,
        _ => null,
    };
}

/// <summary>The last resort: a file beside the credentials, mode 0600.</summary>
internal sealed class KeyFile(string folder) : IKeyVault
{
    private readonly string path = Path.Combine(folder, "storage.key");

    public string Place => "file";
    public string Description => $"the file {path}";

    public byte[]? Find(string id)
    {
        if (PrivateFiles.TryRead(path) is not { } key) return null;
        if (PrivateFiles.OthersCanRead(path))
            throw SignInException.StorageUnavailable($"'{path}' can be read or written by other people.",
                $"chmod 600 '{path}' if nobody else had access; else delete the folder and sign in again.");
        return key.Length == 32 ? key : throw SignInException.StorageReset($"'{path}' is not a key.", "Delete the folder and sign in again.");
    }

    public void Keep(string id, byte[] key) => PrivateFiles.Write(path, key);
}
