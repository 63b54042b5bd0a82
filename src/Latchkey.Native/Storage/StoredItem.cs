using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Latchkey.Native.Storage;

/// <summary>One named secret holding JSON, and the lock between processes that guards changing it.</summary>
internal sealed class StoredItem<T>(ICredentialStore store, string locks, string name, JsonTypeInfo<T> type, string? lockName = null) where T : class
{
    /// <summary>What becomes of a value on its way into the store.</summary>
    public Func<T, T>? AsStored { get; init; }

    public async Task<T?> ReadAsync(CancellationToken ct)
    {
        if (await store.ReadAsync(name, ct).ConfigureAwait(false) is not { } json) return null;
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException e)
        {
            await store.DeleteAsync(name, ct).ConfigureAwait(false);        // else the error would come at every start
            throw SignInException.StorageReset($"The stored '{name}' is not what this version of the app writes.", "Update the app, or sign in again.", e);
        }
    }

    public Task WriteAsync(T value, CancellationToken ct) => store.WriteAsync(name, JsonSerializer.SerializeToUtf8Bytes(AsStored is null ? value : AsStored(value), type), ct);

    public Task DeleteAsync(CancellationToken ct) => store.DeleteAsync(name, ct);

    public async Task<StoreLock> LockAsync(CancellationToken ct)
    {
        try
        {
            PrivateFiles.CreateFolder(locks);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInException.StorageUnavailable($"The folder '{locks}' cannot be made: {e.Message}", "Check that the disk is not full and who owns the folder.", e);
        }
        return await StoreLock.TakeAsync(Path.Combine(locks, (lockName ?? name) + ".lock"), ct).ConfigureAwait(false);
    }

    public async Task<T?> ChangeAsync(Func<T?, T?> change, CancellationToken ct)
    {
        using var alone = await LockAsync(ct).ConfigureAwait(false);
        var changed = change(await ReadAsync(ct).ConfigureAwait(false));
        if (changed is null) await DeleteAsync(ct).ConfigureAwait(false);
        else await WriteAsync(changed, ct).ConfigureAwait(false);
        return changed;
    }
}
