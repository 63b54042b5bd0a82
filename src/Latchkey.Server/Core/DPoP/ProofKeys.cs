using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.DPoP;

/// <summary>
/// The keys that proved themselves last, imported. A client shows the same key with every proof, and importing one costs
/// several times what the check with it does. At most so many are kept; the one used longest ago goes first.
/// </summary>
internal sealed class ProofKeys(ServerSettings settings)
{
    // The factory has a cache of its own, which would count ours a second time.
    private static readonly CryptoProviderFactory factory = new() { CacheSignatureProviders = false };

    private readonly Lock gate = new();
    private readonly Dictionary<(string Thumbprint, string Algorithm), LinkedListNode<Imported>> known = [];
    private readonly LinkedList<Imported> byUse = new();

    public int Count
    {
        get { lock (gate) return known.Count; }
    }

    public bool Verifies(PresentedProof proof)
    {
        var name = (proof.Key.Thumbprint, proof.Algorithm);
        if (Find(name) is { } imported) return Verify(imported, proof);

        if (Import(proof) is not { } verifier || !Verify(verifier, proof)) return false;
        // Only now: a key nobody signs with would push out one that somebody does.
        Keep(name, verifier);
        return true;
    }

    private static SignatureProvider? Import(PresentedProof proof)
    {
        try
        {
            return factory.CreateForVerifying(proof.Key.Jwk, proof.Algorithm);
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The first use is the import: a point that is not on its curve is noticed here.</summary>
    private static bool Verify(SignatureProvider verifier, PresentedProof proof)
    {
        try
        {
            return verifier.Verify(proof.Signed, proof.Signature);
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }

    private SignatureProvider? Find((string, string) name)
    {
        lock (gate)
        {
            if (!known.TryGetValue(name, out var node)) return null;
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Verifier;
        }
    }

    private void Keep((string, string) name, SignatureProvider verifier)
    {
        if (settings.DPoPKeysRemembered == 0) return;
        lock (gate)
        {
            if (known.ContainsKey(name)) return;
            known[name] = byUse.AddFirst(new Imported(name, verifier));
            if (known.Count <= settings.DPoPKeysRemembered) return;
            // Not disposed: another request may be verifying with it. It is freed when that is done.
            known.Remove(byUse.Last!.Value.Name);
            byUse.RemoveLast();
        }
    }

    private sealed record Imported((string, string) Name, SignatureProvider Verifier);
}
