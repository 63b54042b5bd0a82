namespace Latchkey.Native.Storage;

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
