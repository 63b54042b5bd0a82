using System.Security.Cryptography;
using Latchkey.Native.OpenId;
using Latchkey.Native.Unlocking;
using Latchkey.Protocol;

namespace Latchkey.Native.Proofs;

/// <summary>The key a credential's tokens are bound to, and the proofs it makes. Safe to use from many threads.</summary>
internal sealed class ProofKey(string name, ECDsa key, ServerTime time, Nonces nonces, Func<bool> isInBackground) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public string Name => name;

    /// <summary>What the authorization request names the key by. RFC 9449 §10.</summary>
    public string Thumbprint { get; } = JwkThumbprint.Of(key);

    /// <summary>A proof for one request, on its server's time and with the nonce its server handed out last. RFC 9449 §4.2, §8.</summary>
    private string Prove(HttpMethod method, Uri address, string? accessToken) =>
        DPoPProof.Create(key, method.Method, address, time.At(address), DPoPProof.NewId(), nonces.Of(address), accessToken);

    /// <summary>Puts a fresh proof on a request. RFC 9449 §4.1. A key that the person opens may ask them first: one request at a time.</summary>
    public async Task ProveAsync(HttpRequestMessage request, string? accessToken, CancellationToken ct)
    {
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (key is IUnlockableKey locked)
            {
                if (isInBackground() && !locked.IsOpen) throw UnlockFaults.Of(UnlockAnswer.NotNow);
                var answer = await locked.UnlockAsync(ct).ConfigureAwait(false);
                if (answer is not UnlockAnswer.Opened) throw UnlockFaults.Of(answer);
            }
            request.Headers.Remove(DPoPProof.Header);
            request.Headers.Add(DPoPProof.Header, Prove(request.Method, request.RequestUri!, accessToken));
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            // Hardware, or a key of the app's own IProofKeyStore.
            throw SignInException.StorageUnavailable($"The key of this device cannot sign: {e.Message}",
                "Unlock the device and try again; the person stays signed in.", e);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Shuts a key that the person opens.</summary>
    public void Lock() => (key as IUnlockableKey)?.Lock();

    public void Dispose()
    {
        if (turn.Wait(0)) key.Dispose();        // else somebody signs, or is being asked, and nothing here waits for them
    }
}
