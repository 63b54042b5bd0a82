using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Latchkey.Native.Proofs;

namespace Latchkey.Native.Storage;

/// <summary>
/// Around a store that is not ours: whatever it throws gets a name, and an empty answer for something that was written is not believed.
/// For each secret there is an empty file in <c>kept</c>, outside the store; it tells "never written" from "cannot be read now", which
/// keychains of phones answer alike, and a fresh installation from an old one.
/// </summary>
internal sealed class GuardedStore(ICredentialStore store, string? folder, bool forgetAfterReinstall) : ICredentialStore, IDisposable
{
    private const string Probe = "probe";
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile bool isChecked = folder is null || !forgetAfterReinstall;

    public string Description => store.Description;

    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await CheckInstallationAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await Named("read", () => store.ReadAsync(name, cancellationToken)).ConfigureAwait(false) is { } secret) return Own(secret);
        }
        catch (SignInException e) when (e is { Kind: SignInErrorKind.StorageReset, InnerException: CryptographicException })
        {
            await DeleteAsync(name, cancellationToken).ConfigureAwait(false);       // so that the error comes once
            throw;
        }
        if (!WasKept(name)) return null;
        if (!await WorksAsync(cancellationToken).ConfigureAwait(false))
            throw SignInException.StorageUnavailable($"{store.Description} gives nothing back, though something was written.",
                "It is probably locked: try again when the device is unlocked.");
        if (await Named("read", () => store.ReadAsync(name, cancellationToken)).ConfigureAwait(false) is { } late) return Own(late);
        Forget(name);
        throw SignInException.StorageReset($"'{name}' is gone from {store.Description}.",
            "The person signs in again. A restored backup or a changed screen lock explains it.");
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        await CheckInstallationAsync(cancellationToken).ConfigureAwait(false);
        await Named("written", async () =>
        {
            await store.WriteAsync(name, secret, cancellationToken).ConfigureAwait(false);
            if (PathOf(name) is { } path && !File.Exists(path)) Mark(path);
            return (byte[]?)null;
        }).ConfigureAwait(false);
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await CheckInstallationAsync(cancellationToken).ConfigureAwait(false);
        await Named("changed", async () =>
        {
            Forget(name);       // first: a secret without a mark is read all the same, a mark without a secret is an alarm
            await store.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
            return (byte[]?)null;
        }).ConfigureAwait(false);
    }

    /// <summary>A copy: what we read we wipe after use, and the store may hand out the only one it has.</summary>
    private static byte[] Own(byte[] secret) => [.. secret];

    /// <summary>Whether the store takes and gives anything at all now.</summary>
    private async Task<bool> WorksAsync(CancellationToken ct)
    {
        try
        {
            var sent = RandomNumberGenerator.GetBytes(16);
            await store.WriteAsync(Probe, sent, ct).ConfigureAwait(false);
            return (await store.ReadAsync(Probe, ct).ConfigureAwait(false)).AsSpan().SequenceEqual(sent);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The keychain of a phone outlives the app: what an earlier installation left belongs to whoever used the device then.</summary>
    private async Task CheckInstallationAsync(CancellationToken ct)
    {
        if (isChecked) return;
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (isChecked) return;
            await Named("changed", async () =>
            {
                var installed = Path.Combine(Marks, "installed");
                if (File.Exists(installed)) return null;
                if (await store.ReadAsync("index", ct).ConfigureAwait(false) is { } index)
                {
                    foreach (var name in NamesIn(index, await store.ReadAsync("pending", ct).ConfigureAwait(false)))
                        await store.DeleteAsync(name, ct).ConfigureAwait(false);
                    await store.DeleteAsync("pending", ct).ConfigureAwait(false);
                    await store.DeleteAsync("index", ct).ConfigureAwait(false);
                }
                // A locked keychain reads as an empty one: only a store that works now may be called clean.
                else if (!await WorksAsync(ct).ConfigureAwait(false))
                    throw SignInException.StorageUnavailable($"{store.Description} does not work now.",
                        "It is probably locked: try again when the device is unlocked.");
                Mark(installed);
                return (byte[]?)null;
            }).ConfigureAwait(false);
            isChecked = true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Every secret the two lists stand for; what cannot be read stands for nothing.</summary>
    private static List<string> NamesIn(byte[] index, byte[]? pending)
    {
        var names = Parsed(index, StorageJson.Default.CredentialIndex)?.SecretNames() ?? [];
        var waiting = pending is null ? null : Parsed(pending, StorageJson.Default.ListPendingSignIn);
        return [.. names, .. (waiting ?? []).Where(p => p.ProofKey is not null).Select(p => SoftwareProofKeys.SecretName(p.ProofKey!))];
    }

    private static T? Parsed<T>(byte[] json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Marks => Path.Combine(folder!, "kept");

    /// <summary>The description is part of it: what another store held says nothing about this one.</summary>
    private string? PathOf(string name) =>
        folder is null ? null : Path.Combine(Marks,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{store.Description}\n{name}")).AsSpan(0, 12)));

    private bool WasKept(string name) => PathOf(name) is { } path && File.Exists(path);

    private void Mark(string path)
    {
        PrivateFiles.CreateFolder(Marks);
        PrivateFiles.Write(path, []);
    }

    private void Forget(string name)
    {
        if (WasKept(name)) File.Delete(PathOf(name)!);
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Every failure of a platform's store is one of two: it cannot be used now, or what it holds can never be read.</summary>
    private async Task<byte[]?> Named(string verb, Func<Task<byte[]?>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (CryptographicException e)
        {
            throw SignInException.StorageReset($"{store.Description} holds something that cannot be decrypted: {e.Message}",
                "The person signs in again. A restored backup or a changed screen lock explains it.", e);
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            throw SignInException.StorageUnavailable($"{store.Description} cannot be {verb}: {e.Message}",
                "Unlock the device or the keyring, and try again; the person stays signed in.", e);
        }
    }
}
