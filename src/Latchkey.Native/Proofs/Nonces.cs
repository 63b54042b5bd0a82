using System.Collections.Concurrent;
using Latchkey.Native.OpenId;
using Latchkey.Protocol;

namespace Latchkey.Native.Proofs;

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
