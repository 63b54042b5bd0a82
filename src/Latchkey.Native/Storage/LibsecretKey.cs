using System.Runtime.InteropServices;

namespace Latchkey.Native.Storage;

/// <summary>
/// GNOME Keyring, KWallet and others, through libsecret. Only its "v" functions are called: the others take variable arguments,
/// for which a fixed list is wrong on some processors.
/// </summary>
internal sealed unsafe partial class LibsecretKey : IKeyVault
{
    private const string Library = "libsecret-1.so.0";
    private const string GLib = "libglib-2.0.so.0";
    private const string Hint = "Unlock the keyring (start a desktop session, or gnome-keyring-daemon --unlock), or set KeyStorage.File.";

    public string Place => "libsecret";
    public string Description => "the desktop's keyring (libsecret)";

    public byte[]? Find(string id) => Call(id, (schema, attributes) =>
    {
        var password = Lookup(schema, attributes, 0, out var error);
        Check(error, "read");
        if (password is null) return IsUnlocked() ? null : throw Unavailable("The keyring is locked.");
        try
        {
            return Convert.FromBase64String(Marshal.PtrToStringUTF8((nint)password)!);
        }
        finally
        {
            FreePassword(password);
        }
    });

    public void Keep(string id, byte[] key) => Call(id, (schema, attributes) =>
    {
        var stored = Store(schema, attributes, "default", "Latchkey: key of an app's stored sign-ins", Convert.ToBase64String(key), 0, out var error);
        Check(error, "written");
        return stored != 0 ? key : throw Unavailable("The keyring refused to store a key.");
    });

    private static byte[]? Call(string id, Func<nint, nint, byte[]?> call)
    {
        try
        {
            var types = NewTable(HashOf(), EqualsOf());
            var attributes = NewTable(HashOf(), EqualsOf());
            var idName = Marshal.StringToCoTaskMemUTF8("id");
            var idValue = Marshal.StringToCoTaskMemUTF8(id);
            try
            {
                _ = Insert(types, idName, 0);           // SECRET_SCHEMA_ATTRIBUTE_STRING
                _ = Insert(attributes, idName, idValue);
                var schema = NewSchema("dev.latchkey.StorageKey", 0, types);
                try
                {
                    return call(schema, attributes);
                }
                finally
                {
                    FreeSchema(schema);
                }
            }
            finally
            {
                FreeTable(types);
                FreeTable(attributes);
                Marshal.FreeCoTaskMem(idName);
                Marshal.FreeCoTaskMem(idValue);
            }
        }
        catch (DllNotFoundException e)
        {
            throw Unavailable("libsecret is not installed", e);
        }
    }

    /// <summary>A locked keyring finds nothing and reports no error: only an unlocked one can say that something is gone.</summary>
    private static bool IsUnlocked()
    {
        var service = Service(0, 0, out var error);
        Check(error, "read");
        var collection = Collection(service, "default", 0, 0, out error);
        try
        {
            Check(error, "read");
            return collection != 0 && IsLocked(collection) == 0;
        }
        finally
        {
            if (collection != 0) Unreference(collection);
            Unreference(service);
        }
    }

    private static nint HashOf() => NativeLibrary.GetExport(NativeLibrary.Load(GLib), "g_str_hash");
    private static nint EqualsOf() => NativeLibrary.GetExport(NativeLibrary.Load(GLib), "g_str_equal");

    private static void Check(GError* error, string verb)
    {
        if (error is null) return;
        var message = Marshal.PtrToStringUTF8(error->Message) ?? "no reason given";
        FreeError(error);
        throw Unavailable($"The keyring cannot be {verb}: {message}");
    }

    private static SignInException Unavailable(string message, Exception? inner = null) => SignInException.StorageUnavailable(message, Hint, inner);

    [StructLayout(LayoutKind.Sequential)]
    private struct GError
    {
        public uint Domain;
        public int Code;
        public nint Message;
    }

    [LibraryImport(Library, EntryPoint = "secret_schema_newv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NewSchema(string name, int flags, nint attributeNamesAndTypes);

    [LibraryImport(Library, EntryPoint = "secret_schema_unref")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void FreeSchema(nint schema);

    [LibraryImport(Library, EntryPoint = "secret_password_storev_sync", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Store(nint schema, nint attributes, string collection, string label, string password, nint cancellable, out GError* error);

    [LibraryImport(Library, EntryPoint = "secret_password_lookupv_sync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* Lookup(nint schema, nint attributes, nint cancellable, out GError* error);

    [LibraryImport(Library, EntryPoint = "secret_service_get_sync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Service(int flags, nint cancellable, out GError* error);

    [LibraryImport(Library, EntryPoint = "secret_collection_for_alias_sync", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Collection(nint service, string alias, int flags, nint cancellable, out GError* error);

    [LibraryImport(Library, EntryPoint = "secret_collection_get_locked")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int IsLocked(nint collection);

    [LibraryImport("libgobject-2.0.so.0", EntryPoint = "g_object_unref")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Unreference(nint instance);

    [LibraryImport(Library, EntryPoint = "secret_password_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void FreePassword(byte* password);

    [LibraryImport(GLib, EntryPoint = "g_hash_table_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NewTable(nint hash, nint equals);

    [LibraryImport(GLib, EntryPoint = "g_hash_table_insert")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Insert(nint table, nint key, nint value);

    [LibraryImport(GLib, EntryPoint = "g_hash_table_unref")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void FreeTable(nint table);

    [LibraryImport(GLib, EntryPoint = "g_error_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void FreeError(GError* error);
}
