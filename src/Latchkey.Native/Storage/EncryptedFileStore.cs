using System.Security.Cryptography;

namespace Latchkey.Native.Storage;

/// <summary>
/// One file for each secret, sealed under a key from the vault; its name goes into the seal, so that files cannot be swapped. A later layout begins
/// with <c>LKS</c>, so that it can be told from damage.
/// </summary>
internal sealed class EncryptedFileStore(string folder, StorageKey key) : ICredentialStore
{

    public string Description => $"encrypted files in {folder}; the key is kept in {key.Description}";

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;        // only this is "not there": File.Exists also says no when it may not look
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInException.StorageUnavailable($"'{path}' cannot be read: {e.Message}", "Check who owns the app's data folder.", e);
        }
        return Decrypt(name, path, content, await key.GetAsync(cancellationToken).ConfigureAwait(false));
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        var secretKey = await key.GetAsync(cancellationToken).ConfigureAwait(false);
        var content = Sealed.Close(name, secret.Span, secretKey);
        try
        {
            PrivateFiles.CreateFolder(folder);
            PrivateFiles.Write(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInException.StorageUnavailable($"'{path}' cannot be written: {e.Message}", "Check that the disk is not full and the folder is writable.",
                e);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(folder)) File.Delete(PathOf(name));
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInException.StorageUnavailable($"'{PathOf(name)}' cannot be deleted: {e.Message}", "Check who owns the app's data folder.", e);
        }
    }

    private static byte[] Decrypt(string name, string path, byte[] content, byte[] key)
    {
        try
        {
            if (content.AsSpan().StartsWith("LKS"u8)) throw SignInException.Newer($"'{path}'");
            return Sealed.Open(name, content, key);
        }
        catch (CryptographicException e)
        {
            SetAside(path);
            throw SignInException.StorageReset($"'{path}' was changed by somebody else or belongs to another key; it was set aside as '{path}.damaged'.",
                "The person signs in again. If this happens often, look for a backup or sync program that restores the app's data folder.", e);
        }
    }

    private static void SetAside(string path)
    {
        try
        {
            File.Move(path, path + ".damaged", overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error about the damage says more than this one would.
        }
    }

    private string PathOf(string name) =>
        name.Length is > 0 and <= 80 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? Path.Combine(folder, name + ".secret") : throw new ArgumentException($"'{name}' is not a name for a secret.", nameof(name));
}
