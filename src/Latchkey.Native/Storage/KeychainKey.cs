using System.Runtime.InteropServices;

namespace Latchkey.Native.Storage;

/// <summary>macOS: a generic password in the login keychain, through the file-based keychain functions, which need no entitlement.</summary>
internal sealed unsafe partial class KeychainKey : IKeyVault
{
    private const string Security = "/System/Library/Frameworks/Security.framework/Security";
    private const string CoreFoundation = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";
    private const string Service = "dev.latchkey.StorageKey";
    private const int NotFound = -25300;        // errSecItemNotFound
    private const int Duplicate = -25299;       // errSecDuplicateItem

    public string Place => "keychain";
    public string Description => "the login keychain";

    public byte[]? Find(string id)
    {
        var status = FindPassword(0, (uint)Service.Length, Service, (uint)id.Length, id, out var length, out var data, out var item);
        if (status == NotFound) return null;
        Check(status, "read");
        try
        {
            return new ReadOnlySpan<byte>((void*)data, (int)length).ToArray();
        }
        finally
        {
            _ = FreeContent(0, data);
            if (item != 0) Release(item);
        }
    }

    public void Keep(string id, byte[] key)
    {
        fixed (byte* bytes = key)
        {
            var status = AddPassword(0, (uint)Service.Length, Service, (uint)id.Length, id, (uint)key.Length, (nint)bytes, 0);
            if (status != Duplicate) Check(status, "written");
        }
    }

    private static void Check(int status, string verb)
    {
        if (status != 0) throw StoreFaults.OfKeychain(status, verb);
    }

    [LibraryImport(Security, EntryPoint = "SecKeychainFindGenericPassword", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FindPassword(nint keychain, uint serviceLength, string service, uint accountLength, string account, out uint length,
    out nint data, out nint item);

    [LibraryImport(Security, EntryPoint = "SecKeychainAddGenericPassword", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddPassword(nint keychain, uint serviceLength, string service, uint accountLength, string account, uint length, nint data,
    nint item);

    [LibraryImport(Security, EntryPoint = "SecKeychainItemFreeContent")]
    private static partial int FreeContent(nint attributes, nint data);

    [LibraryImport(CoreFoundation, EntryPoint = "CFRelease")]
    private static partial void Release(nint reference);
}
