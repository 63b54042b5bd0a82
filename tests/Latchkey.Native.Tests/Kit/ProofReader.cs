using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Native.Tests.Kit;

/// <summary>Checks DPoP proofs as a server does. RFC 9449 §4.3.</summary>
public sealed class ProofReader
{
    private readonly ConcurrentDictionary<string, byte> seen = new();

    /// <summary>When set, a proof must carry it.</summary>
    public string? Nonce { get; set; }

    public List<string> Refused { get; } = [];

    /// <summary>The thumbprint of the proof's key; null and an error when it does not hold.</summary>
    public string? Read(HttpContext http, DateTimeOffset now, string? accessToken, out string? error)
    {
        error = null;
        if (http.Request.Headers[DPoPProof.Header] is not [{ } proof]) return null;
        var problem = Problem(http, proof, now, accessToken, out var thumbprint, out var nonce);
        if (problem is null && Nonce is not null && nonce != Nonce)
        {
            http.Response.Headers[DPoPProof.NonceHeader] = Nonce;
            error = OAuthError.UseDPoPNonce;
            return null;
        }
        if (problem is null) return thumbprint;
        Refused.Add(problem);
        error = OAuthError.InvalidDPoPProof;
        return null;
    }

    private string? Problem(HttpContext http, string proof, DateTimeOffset now, string? accessToken, out string thumbprint, out string? nonce)
    {
        var parts = proof.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        var (x, y) = ((string)header["jwk"]!["x"]!, (string)header["jwk"]!["y"]!);
        thumbprint = JwkThumbprint.OfEC("P-256", x, y);
        nonce = (string?)claims["nonce"];
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) } });
        if ((string?)header["typ"] != "dpop+jwt" || (string?)header["alg"] != "ES256") return "typ or alg";
        if (header["jwk"]!["d"] is not null) return "private key";
        if (!key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256)) return "signature";
        if ((string?)claims["htm"] != http.Request.Method) return "htm";
        if ((string?)claims["htu"] != $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}") return "htu";
        if (Math.Abs((long)claims["iat"]! - now.ToUnixTimeSeconds()) > 60) return "iat";
        if ((string?)claims["ath"] != (accessToken is null ? null : DPoPProof.AccessTokenHash(accessToken))) return "ath";
        return seen.TryAdd((string)claims["jti"]!, 0) ? null : "jti";
    }
}
