using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Latchkey.Native.Storage;

/// <summary>One named secret holding JSON, and the lock between processes that guards changing it.</summary>
internal sealed class StoredItem<T>(ICredentialStore store, string locks, string name, JsonTypeInfo<T> type, string? lockName = null) where T : class
{
    private const string Aside = "-damaged";

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
            if (IsNewer(json)) throw SignInException.Newer($"The stored '{name}'");
            await SetAsideAsync(json, ct).ConfigureAwait(false);            // else the error would come at every start
            throw SignInException.StorageReset($"The stored '{name}' is not what this version of the app writes; it was set aside as '{name}{Aside}'.",
                "The person signs in again.", e);
        }
    }

    /// <summary>The layout is read even where nothing else can be.</summary>
    private static bool IsNewer(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(nameof(CredentialIndex.Layout), out var layout)
                && layout.ValueKind == JsonValueKind.Number && layout.TryGetInt32(out var number) && number > Credentials.Layout;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>In the same store, which keeps it as safe as it was.</summary>
    private async Task SetAsideAsync(byte[] json, CancellationToken ct)
    {
        await store.WriteAsync(name + Aside, json, ct).ConfigureAwait(false);
        await store.DeleteAsync(name, ct).ConfigureAwait(false);
    }

    public Task WriteAsync(T value, CancellationToken ct) =>
        store.WriteAsync(name, JsonSerializer.SerializeToUtf8Bytes(AsStored is null ? value : AsStored(value), type), ct);

    public Task DeleteAsync(CancellationToken ct) => store.DeleteAsync(name, ct);

    public async Task<StoreLock> LockAsync(CancellationToken ct)
    {
        try
        {
            PrivateFiles.CreateFolder(locks);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SignInException.StorageUnavailable($"The folder '{locks}' cannot be made: {e.Message}",
                "Check that the disk is not full and who owns the folder.", e);
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
