using System.Text.Json;
using Latchkey.Protocol;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Keys;

/// <summary>Somebody else's public key, as a JWK gives it. RFC 7517 §4, RFC 7518 §6. It verifies with the algorithms that fit it and with no other.</summary>
public sealed class PublicKey
{
    /// <summary>Every asymmetric algorithm there is a key for. EdDSA is not among them: the platform has none.</summary>
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly JsonWebKey key;
    private readonly string? onlyAlgorithm;

    private PublicKey(JsonWebKey key, string? keyId, string? onlyAlgorithm) => (this.key, KeyId, this.onlyAlgorithm) = (key, keyId, onlyAlgorithm);

    public string? KeyId { get; }

    /// <summary>RFC 7638, base64url.</summary>
    public string Thumbprint => Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());

    /// <summary>The same for a key that need not be one of ours: of what makes it that key, and of nothing else.</summary>
    public static string ThumbprintOf(JsonElement jwk)
    {
        string[] members = Jws.StringOf(jwk, "kty") == "EC" ? ["crv", "kty", "x", "y"] : ["e", "kty", "n"];
        var canonical = $$"""{{{string.Join(',', members.Select(name => $"\"{name}\":\"{Jws.StringOf(jwk, name)}\""))}}}""";
        return Base64UrlEncoder.Encode(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>The key, or null for one we cannot use: private, for encryption, of another kind, too small, not on its curve.</summary>
    public static PublicKey? Read(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || PrivateKeyMembers.AreIn(jwk)) return null;
        if (Jws.StringOf(jwk, "use") is { } use && use != "sig") return null;
        if (jwk.TryGetProperty("key_ops", out var operations) && !MayVerify(operations)) return null;
        var key = Jws.StringOf(jwk, "kty") switch
        {
            "RSA" when Jws.StringOf(jwk, "n") is { Length: >= 342 and <= 2732 } n && Jws.StringOf(jwk, "e") is { Length: > 0 and <= 12 } e => new JsonWebKey { Kty = "RSA", N = n, E = e },
            "EC" when Jws.StringOf(jwk, "crv") is "P-256" or "P-384" or "P-521" && Jws.StringOf(jwk, "x") is { Length: > 0 and <= 100 } x && Jws.StringOf(jwk, "y") is { Length: > 0 and <= 100 } y =>
                new JsonWebKey { Kty = "EC", Crv = Jws.StringOf(jwk, "crv"), X = x, Y = y },
            _ => null,
        };
        if (key is null) return null;
        var read = new PublicKey(key, Jws.StringOf(jwk, "kid"), Jws.StringOf(jwk, "alg"));
        return read.IsWhole() ? read : null;
    }

    /// <summary>Whether this key may have signed with an algorithm: of its kind, on its curve, and the one it names if it names one (RFC 7517 §4.4).</summary>
    public bool Fits(string algorithm) => (onlyAlgorithm is null || onlyAlgorithm == algorithm) && Algorithms.Contains(algorithm) && (key.Kty, key.Crv, algorithm) switch
    {
        ("RSA", _, ['R' or 'P', ..]) => true,
        ("EC", "P-256", "ES256") or ("EC", "P-384", "ES384") or ("EC", "P-521", "ES512") => true,
        _ => false,
    };

    public bool Verifies(string algorithm, byte[] signed, byte[] signature)
    {
        if (!Fits(algorithm)) return false;
        try
        {
            return CryptoProviderFactory.Default.CreateForVerifying(key, algorithm).Verify(signed, signature);
        }
        catch (Exception refused) when (refused is System.Security.Cryptography.CryptographicException or ArgumentException or InvalidOperationException)
        {
            // A signature no verifier can even look at.
            return false;
        }
    }

    public override string ToString() => $"{key.Kty} key {KeyId}";

    private static bool MayVerify(JsonElement operations) => operations.ValueKind == JsonValueKind.Array
        && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.GetString() == "verify");

    /// <summary>Numbers that are none and points on no curve are found here, not at the first signature.</summary>
    private bool IsWhole()
    {
        try
        {
            var algorithm = onlyAlgorithm is null || !Fits(onlyAlgorithm) ? Algorithms.First(one => onlyAlgorithm is null && Fits(one)) : onlyAlgorithm;
            CryptoProviderFactory.Default.CreateForVerifying(key, algorithm).Verify(new byte[1], new byte[1]);
            return true;
        }
        catch (Exception refused) when (refused is System.Security.Cryptography.CryptographicException or ArgumentException or InvalidOperationException or FormatException or NotSupportedException)
        {
            return false;
        }
    }
}
