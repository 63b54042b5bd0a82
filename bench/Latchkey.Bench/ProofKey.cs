using System.Security.Cryptography;
using Latchkey.Protocol;

namespace Latchkey.Bench;

/// <summary>One caller's key, and the nonce it was told last. RFC 9449.</summary>
internal sealed class ProofKey
{
    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string? nonce;

    public ValueTask<Reply> Post(Wire wire, Uri address, string form) =>
        Send(wire, () => Request.Post(address, form, proof: Proof("POST", address, null)));

    public ValueTask<Reply> Get(Wire wire, Uri address, string token) =>
        Send(wire, () => Request.Get(address, $"{DPoPProof.Header} {token}", proof: Proof("GET", address, token)));

    private string Proof(string method, Uri address, string? token) => DPoPProof.Create(pair, method, address, TimeProvider.System.GetUtcNow(), DPoPProof.NewId(), nonce, token);

    /// <summary>Once more when the server hands out a nonce instead of an answer.</summary>
    private async ValueTask<Reply> Send(Wire wire, Func<byte[]> request)
    {
        var reply = await wire.Send(request());
        if (reply.Header(DPoPProof.NonceHeader) is not { } given) return reply;
        nonce = given;
        return reply.Status is 400 or 401 ? await wire.Send(request()) : reply;
    }
}
