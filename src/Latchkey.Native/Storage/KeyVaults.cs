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
