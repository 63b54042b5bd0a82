using System.Collections.Concurrent;
using System.Security.Cryptography;
using Latchkey.Native.OpenId;
using Latchkey.Native.Storage;
using Latchkey.Protocol;

namespace Latchkey.Native.Proofs;

/// <summary>Makes, finds and forgets the keys tokens are bound to. One for each credential, so that two accounts cannot be told to be one device.</summary>
internal sealed class ProofKeys(IProofKeyStore store, DPoP wanted, ServerTime time, Nonces nonces, Func<bool> isInBackground) : IDisposable
{
    private readonly ConcurrentDictionary<string, ProofKey> known = new();

    public bool AreRequired => wanted == DPoP.Required;

    /// <summary>Whether a new sign-in's tokens will be bound.</summary>
    public bool AreUsed(ProviderMetadata metadata)
    {
        var offered = metadata.DPoPSigningAlgorithms?.Contains(EllipticCurve.P256.Algorithm) == true;
        if (AreRequired && !offered)
            throw SignInException.Misconfigured("The provider does not offer DPoP with ES256, which LatchkeyOptions.DPoP requires.",
                "Set DPoP.Automatic, or ask the provider for bound tokens.");
        return offered && wanted != DPoP.Off;
    }

    /// <summary>The key for a new sign-in; null when its tokens will not be bound. That of an ephemeral one stays in memory, as its tokens do.</summary>
    public async Task<ProofKey?> ForSignInAsync(ProviderMetadata metadata, bool ephemeral, CancellationToken ct)
    {
        if (!AreUsed(metadata)) return null;
        var name = (ephemeral ? FleetingStore.Mark : "") + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return known[name] = ephemeral ? new ProofKey(name, ECDsa.Create(ECCurve.NamedCurves.nistP256), time, nonces, isInBackground)
            : await Named(async () => new ProofKey(name, await store.CreateAsync(name, ct).ConfigureAwait(false), time, nonces, isInBackground))
            .ConfigureAwait(false);
    }

    /// <summary>A key made earlier. Without it the tokens are worth nothing, so its loss is an error with a name, never a refusal by the provider.</summary>
    public async Task<ProofKey?> FindAsync(string? name, CancellationToken ct)
    {
        if (name is null) return null;
        if (known.TryGetValue(name, out var found)) return found;
        var key = (FleetingStore.IsFleeting(name) ? null : await Named(() => store.FindAsync(name, ct)).ConfigureAwait(false))
            ?? throw SignInException.StorageReset(
            $"The key the stored tokens are bound to is gone from {store.Description}.",
            "The person signs in again. A data folder copied from another machine, or a reset security chip, explains it.");
        var fresh = new ProofKey(name, key, time, nonces, isInBackground);
        var kept = known.GetOrAdd(name, fresh);
        if (kept != fresh) fresh.Dispose();
        return kept;
    }

    /// <summary>Forgets the key when what it was made for did not come about.</summary>
    public async Task<T> OrForgetAsync<T>(ProofKey? key, Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch
        {
            await ForgetAsync(key?.Name, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Forgets a key that no credential names any more. A failure is left alone: the key by itself opens nothing.</summary>
    public async Task ForgetAsync(string? name, CancellationToken ct)
    {
        if (name is null) return;
        known.TryRemove(name, out _);       // not disposed: a request may be signing with it
        if (FleetingStore.IsFleeting(name)) return;
        try
        {
            await store.DeleteAsync(name, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Said above.
        }
    }

    /// <summary>A place for keys that is not ours may throw what it likes; the app sees one name for it.</summary>
    private async Task<T> Named<T>(Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            throw SignInException.StorageUnavailable($"The key of this device cannot be used ({store.Description}): {e.Message}",
                "Unlock the device and try again; the person stays signed in.", e);
        }
    }

    /// <summary>Shuts the keys that the person opens.</summary>
    public void Lock()
    {
        foreach (var key in known.Values) key.Lock();
    }

    public void Dispose()
    {
        foreach (var key in known.Values) key.Dispose();
    }
}
