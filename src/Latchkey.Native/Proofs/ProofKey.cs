using System.Collections.Concurrent;
using System.Security.Cryptography;
using Latchkey.Native.OpenId;
using Latchkey.Protocol;

namespace Latchkey.Native.Proofs;

/// <summary>The key a credential's tokens are bound to, and the proofs it makes. Safe to use from many threads.</summary>
internal sealed class ProofKey(string name, ECDsa key, ServerTime time, Nonces nonces) : IDisposable
{
    private readonly Lock guard = new();

    public string Name => name;

    /// <summary>What the authorization request names the key by. RFC 9449 §10.</summary>
    public string Thumbprint { get; } = JwkThumbprint.Of(key);

    /// <summary>A proof for one request, on its server's time and with the nonce its server handed out last. RFC 9449 §4.2, §8.</summary>
    public string Prove(HttpMethod method, Uri address, string? accessToken)
    {
        try
        {
            lock (guard) return DPoPProof.Create(key, method.Method, address, time.At(address), DPoPProof.NewId(), nonces.Of(address), accessToken);
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            // Hardware, or a key of the app's own IProofKeyStore.
            throw SignInException.StorageUnavailable($"The key of this device cannot sign: {e.Message}", "Unlock the device and try again; the person stays signed in.", e);
        }
    }

    /// <summary>Puts a fresh proof on a request. RFC 9449 §4.1.</summary>
    public void Prove(HttpRequestMessage request, string? accessToken)
    {
        request.Headers.Remove(DPoPProof.Header);
        request.Headers.Add(DPoPProof.Header, Prove(request.Method, request.RequestUri!, accessToken));
    }

    public void Dispose()
    {
        lock (guard) key.Dispose();
    }
}

/// <summary>The nonce each server handed out last. RFC 9449 §8.2: for the server that gave it, not for others.</summary>
internal sealed class Nonces
{
    private readonly ConcurrentDictionary<string, string> known = new();

    public string? Of(Uri address) => known.GetValueOrDefault(SecureAddress.Origin(address));

    /// <summary>Remembers what an answer brings; true when that is news.</summary>
    public bool Learn(HttpResponseMessage answer)
    {
        if (answer.RequestMessage?.RequestUri is not { } address || !answer.Headers.TryGetValues(DPoPProof.NonceHeader, out var values)) return false;
        var nonce = values.First();
        var origin = SecureAddress.Origin(address);
        if (known.GetValueOrDefault(origin) == nonce) return false;
        known[origin] = nonce;
        return true;
    }
}
