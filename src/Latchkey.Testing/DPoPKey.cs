using System.Security.Cryptography;
using Latchkey.Protocol;

namespace Latchkey.Testing;

/// <summary>A key an app proves its requests with, and the nonce it was told last. RFC 9449.</summary>
public sealed class DPoPKey
{
    private readonly ECDsa pair;

    /// <summary>A fresh key on P-256, or on another curve.</summary>
    public DPoPKey(ECCurve? curve = null) => pair = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);

    /// <summary>Its RFC 7638 thumbprint: what tokens are bound to.</summary>
    public string Thumbprint => JwkThumbprint.Of(pair);

    /// <summary>What the server told last; sent with the next proof.</summary>
    public string? Nonce { get; set; }

    /// <summary>How far this client's clock is wrong.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>A proof for one request, with the nonce known so far.</summary>
    public string Proof(TestOrg org, HttpMethod method, Uri address, string? accessToken = null) =>
        DPoPProof.Create(pair, method.Method, address, org.Clock.GetUtcNow() + Skew, DPoPProof.NewId(), Nonce, accessToken);

    /// <summary>Sends what <paramref name="request"/> makes with a proof, and once more if the server asks for a nonce, as a client does.</summary>
    public async Task<TestAnswer> SendAsync(TestOrg org, Func<HttpRequestMessage> request, string? accessToken = null)
    {
        var answer = await OnceAsync(org, request, accessToken);
        var asksForNonce = answer["error"] == OAuthError.UseDPoPNonce
            || (answer.Headers.TryGetValue("WWW-Authenticate", out var challenge) && challenge.Contains(OAuthError.UseDPoPNonce, StringComparison.Ordinal));
        return asksForNonce ? await OnceAsync(org, request, accessToken) : answer;
    }

    private async Task<TestAnswer> OnceAsync(TestOrg org, Func<HttpRequestMessage> make, string? accessToken)
    {
        using var request = make();
        request.Headers.TryAddWithoutValidation(DPoPProof.Header, Proof(org, request.Method, request.RequestUri!, accessToken));
        var answer = await TestAnswer.Of(await org.Http.SendAsync(request));
        if (answer.Headers.TryGetValue(DPoPProof.NonceHeader, out var nonce)) Nonce = nonce;
        return answer;
    }
}
