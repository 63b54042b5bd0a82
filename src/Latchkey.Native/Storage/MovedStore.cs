namespace Latchkey.Native.Storage;

/// <summary>
/// Moves everything from the store the app used before, once. The index goes last: until it has arrived the old store is the true one,
/// so that an app killed in the middle starts again, and only then is the old store emptied.
/// </summary>
internal sealed class MovedStore(ICredentialStore store, ICredentialStore previous, string folder) : ICredentialStore, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile bool isMoved;

    public string Description => store.Description;

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await MoveAsync(cancellationToken).ConfigureAwait(false);
        return await store.ReadAsync(name, cancellationToken).ConfigureAwait(false);
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        await MoveAsync(cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(name, secret, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await MoveAsync(cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private async Task MoveAsync(CancellationToken ct)
    {
        if (isMoved) return;
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (isMoved) return;
            var old = new StoredItem<CredentialIndex>(previous, folder, "index", StorageJson.Default.CredentialIndex, "moving");
            using var alone = await old.LockAsync(ct).ConfigureAwait(false);
            if (await old.ReadAsync(ct).ConfigureAwait(false) is { } index)
            {
                var names = index.SecretNames().ToList();
                if (await store.ReadAsync("index", ct).ConfigureAwait(false) is null)
                    foreach (var name in names.Append("index")) await CopyAsync(name, ct).ConfigureAwait(false);
                foreach (var name in names.Prepend("index").Append("pending")) await previous.DeleteAsync(name, ct).ConfigureAwait(false);
            }
            isMoved = true;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task CopyAsync(string name, CancellationToken ct)
    {
        if (await previous.ReadAsync(name, ct).ConfigureAwait(false) is { } secret) await store.WriteAsync(name, secret, ct).ConfigureAwait(false);
    }
}
