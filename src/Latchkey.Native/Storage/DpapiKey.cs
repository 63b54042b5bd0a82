using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Latchkey.Native.Storage;

/// <summary>Windows: the key lies in a file that only this person's Windows account can open (DPAPI, current user).</summary>
internal sealed unsafe partial class DpapiKey(string folder) : IKeyVault
{
    private const int NoPrompt = 1;     // CRYPTPROTECT_UI_FORBIDDEN
    private readonly string path = Path.Combine(folder, "storage.dpapi");

    public string Place => "dpapi";
    public string Description => "Windows data protection (DPAPI)";

    [SupportedOSPlatformGuard("windows")]
    private static bool IsHere => OperatingSystem.IsWindows();

    public byte[]? Find(string id) => PrivateFiles.TryRead(path) is { } kept ? Transform(kept, id, protect: false) : null;

    public void Keep(string id, byte[] key) => PrivateFiles.Write(path, Transform(key, id, protect: true));

    private static byte[] Transform(byte[] input, string id, bool protect)
    {
        if (!IsHere) throw SignInException.StorageUnavailable("DPAPI exists on Windows only.", "Use KeyStorage.Automatic.");
        var entropy = Encoding.UTF8.GetBytes(id);
        fixed (byte* inputBytes = input, entropyBytes = entropy)
        {
            var from = new Blob { Size = input.Length, Data = (nint)inputBytes };
            var with = new Blob { Size = entropy.Length, Data = (nint)entropyBytes };
            var done = protect ? Protect(&from, null, &with, 0, 0, NoPrompt, out var to) : Unprotect(&from, 0, &with, 0, 0, NoPrompt, out to);
            if (done == 0)
                throw StoreFaults.OfDpapi(Marshal.GetLastPInvokeError());
            try
            {
                return new ReadOnlySpan<byte>((void*)to.Data, to.Size).ToArray();
            }
            finally
            {
                new Span<byte>((void*)to.Data, to.Size).Clear();
                LocalFree(to.Data);
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Size;
        public nint Data;
    }

    [LibraryImport("crypt32.dll", EntryPoint = "CryptProtectData", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Protect(Blob* input, string? description, Blob* entropy, nint reserved, nint prompt, int flags, out Blob output);

    [LibraryImport("crypt32.dll", EntryPoint = "CryptUnprotectData", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Unprotect(Blob* input, nint description, Blob* entropy, nint reserved, nint prompt, int flags, out Blob output);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint LocalFree(nint memory);
}
