using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Native.Storage;

/// <summary>
/// The key of the encrypted files and the place it is kept. The place is chosen once for a data folder and noted in <c>storage</c>:
/// falling back to another place later would look like a sign-out.
/// </summary>
internal sealed class StorageKey(string folder, KeyStorage wanted, Action<string> warn, IKeyVault? own = null) : IDisposable
{
    /// <summary>The file that says that, and where, a folder has a key.</summary>
    public const string Note = "storage";
    private readonly string note = Path.Combine(folder, Note);
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile byte[]? known;
    private IKeyVault? vault;

    public string Description => vault?.Description ?? "a place chosen at first use";

    public async Task<byte[]> GetAsync(CancellationToken ct)
    {
        if (known is { } key) return key;
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return known ??= await LoadAsync(ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInException.StorageUnavailable($"The folder '{folder}' cannot be used: {e.Message}", "Check that the disk is not full and who owns the folder.", e);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<byte[]> LoadAsync(CancellationToken ct)
    {
        PrivateFiles.CreateFolder(folder);
        using var alone = await StoreLock.TakeAsync(Path.Combine(folder, "storage.lock"), ct).ConfigureAwait(false);

        if (PrivateFiles.TryRead(note) is { } noted && Encoding.UTF8.GetString(noted).Split(' ', '\n') is [var place, var id, ..])
        {
            vault = KeyVaults.Named(place, folder, own) ?? throw SignInException.StorageUnavailable(
                $"'{note}' names '{place}', which this machine does not have.", "The data folder comes from another system: use a fresh one.");
            try
            {
                return await Task.Run(() => vault.Find(id), ct).ConfigureAwait(false) ?? throw Lost(place);
            }
            catch (SignInException e) when (e.Kind == SignInErrorKind.StorageReset)
            {
                SetAside();         // so that the error comes once
                throw;
            }
        }

        var fresh = RandomNumberGenerator.GetBytes(32);
        var freshId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        vault = await Task.Run(() => Choose(freshId, fresh), ct).ConfigureAwait(false);
        PrivateFiles.Write(note, Encoding.UTF8.GetBytes($"{vault.Place} {freshId}\n"));
        return fresh;
    }

    private IKeyVault Choose(string id, byte[] key)
    {
        var reason = "it was asked for";
        if (wanted != KeyStorage.File)
        {
            var keyring = own ?? KeyVaults.ForThisPlatform(folder);
            try
            {
                keyring.Keep(id, key);
                if (keyring.Find(id) is { } read && read.AsSpan().SequenceEqual(key)) return keyring;
                reason = $"{keyring.Description} did not give back what was stored";
            }
            catch (SignInException e) when (MayFallBack && e.Kind == SignInErrorKind.StorageUnavailable)
            {
                reason = e.Message;
            }
            if (!MayFallBack) throw SignInException.StorageUnavailable(reason, "Unlock or install a keyring, or allow KeyStorage.File.");
        }

        var file = new KeyFile(folder);
        file.Keep(id, key);
        if (wanted == KeyStorage.Automatic)
            warn($"No keyring can be used ({reason}). Tokens are encrypted with a key in '{folder}' that everything running as this person can read.");
        return file;
    }

    /// <summary>A phone has a place for keys, always: when it fails, that passes.</summary>
    private bool MayFallBack => wanted == KeyStorage.Automatic && own is null;

    private SignInException Lost(string place)
    {
        SetAside();
        return SignInException.StorageReset($"The key of the stored credentials is gone from {vault!.Description} ({place}); they can never be read again.",
            "The person signs in again. A keyring that was reset, or a data folder copied from another machine, explains it.");
    }

    private void SetAside()
    {
        foreach (var useless in Directory.GetFiles(folder, "*.secret").Append(note).Where(File.Exists)) File.Move(useless, useless + ".damaged", overwrite: true);
    }

    public void Dispose() => turn.Dispose();
}
