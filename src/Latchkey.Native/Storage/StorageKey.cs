using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Latchkey.Native.Storage;

/// <summary>
/// The key of the encrypted files and the place it is kept. The place is chosen once for a data folder and noted in <c>storage</c>:
/// falling back to another place later would look like a sign-out.
/// </summary>
internal sealed partial class StorageKey(string folder, KeyStorage wanted, Action<string> warn, IKeyVault? own = null) : IDisposable
{
    /// <summary>The file that says that, and where, a folder has a key.</summary>
    public const string Note = "storage";
    private const int Size = 32;
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
            throw SignInException.StorageUnavailable($"The folder '{folder}' cannot be used: {e.Message}",
                "Check that the disk is not full and who owns the folder.", e);
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            throw SignInException.StorageUnavailable(
                $"The place of the key fails ({vault?.Description ?? own?.Place ?? "the platform's keyring"}): {e.Message}",
                "Unlock the device or the keyring, and try again; the person stays signed in.", e);
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

        if (PrivateFiles.TryRead(note) is { } noted)
        {
            if (!NoteLine().IsMatch(Encoding.UTF8.GetString(noted))) throw Damaged();
            var (place, id) = Encoding.UTF8.GetString(noted).TrimEnd('\n').Split(' ') is [var first, var second] ? (first, second) : ("", "");
            vault = KeyVaults.Named(place, folder, own) ?? throw Elsewhere(place);
            try
            {
                var key = await Task.Run(() => vault.Find(id), ct).ConfigureAwait(false) ?? throw Lost(place);
                return key.Length == Size ? key
                    : throw SignInException.Misconfigured($"{vault.Description} gave a key of {key.Length} bytes, not {Size}.",
                    "LatchkeyOptions.KeyVault must give back what it was given to keep.");
            }
            catch (SignInException e) when (e.Kind == SignInErrorKind.StorageReset)
            {
                SetAside();         // so that the error comes once
                throw;
            }
        }

        var fresh = RandomNumberGenerator.GetBytes(Size);
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

    /// <summary>A place another system has can never be reached from here; one that is known nowhere may be a newer version's.</summary>
    private SignInException Elsewhere(string place)
    {
        if (!KeyVaults.AreKnownElsewhere(place)) return SignInException.Newer($"'{note}', which names '{place}' as the place of the key,");
        SetAside();
        return SignInException.StorageReset(
            $"'{note}' names '{place}', which this machine does not have: the data folder comes from another system. It was set aside.",
            "The person signs in again. Tokens do not travel between machines.");
    }

    private SignInException Damaged()
    {
        SetAside();
        return SignInException.StorageReset($"'{note}' does not say where the key is; it and what the key opened were set aside as '*.damaged'.",
            "The person signs in again. If this happens often, look for a program that changes the app's data folder.");
    }

    [GeneratedRegex("^[a-z0-9-]{1,40} [0-9a-f]{16}\n?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoteLine();

    private SignInException Lost(string place)
    {
        SetAside();
        return SignInException.StorageReset($"The key of the stored credentials is gone from {vault!.Description} ({place}); they can never be read again.",
            "The person signs in again. A keyring that was reset, or a data folder copied from another machine, explains it.");
    }

    private void SetAside()
    {
        foreach (var useless in Directory.GetFiles(folder, "*.secret").Append(note).Where(File.Exists))
            File.Move(useless, useless + ".damaged", overwrite: true);
    }

    public void Dispose() => turn.Dispose();
}
