using System.Buffers.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Ground.Jose;

/// <summary>Somebody else's public key, as a JWK gives it. RFC 7517 §4, RFC 7518 §6. It verifies with the algorithms that fit it and with no other.</summary>
internal sealed class PublicKey
{
    /// <summary>Every asymmetric algorithm there is a key for. EdDSA is not among them: the platform has none.</summary>
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>A modulus of the most bits and a zero before it, in base64url.</summary>
    private const int LongestNumber = (((RsaBounds.MostBits / 8) + 1) * 4 + 2) / 3;

    private readonly JsonWebKey key;
    private readonly string? onlyAlgorithm;

    private readonly int signatureBytes;

    private PublicKey(JsonWebKey key, JsonElement jwk, int signatureBytes) =>
        (this.key, KeyId, onlyAlgorithm, this.signatureBytes) = (key, Jws.StringOf(jwk, "kid"), Jws.StringOf(jwk, "alg"), signatureBytes);

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

    /// <summary>The key, or null for one we cannot use: private, for encryption, of another kind, out of bounds, not on its curve.</summary>
    public static PublicKey? Read(JsonElement jwk) => Of(jwk) is { } key && key.IsWhole() ? key : null;

    /// <summary>The same, but not imported before it is used: whoever publishes a list of keys must not make us work for each of them.</summary>
    public static PublicKey? Of(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || PrivateKeyMembers.AreIn(jwk)) return null;
        if (Jws.StringOf(jwk, "use") is { } use && use != "sig") return null;
        if (jwk.TryGetProperty("key_ops", out var operations) && !MayVerify(operations)) return null;
        var read = Jws.StringOf(jwk, "kty") switch { "RSA" => Rsa(jwk), "EC" => EC(jwk), _ => null };
        return read is not null && Algorithms.Any(read.Fits) ? read : null;
    }

    /// <summary>A signature is as long as the modulus. RFC 7518 §3.3.</summary>
    private static PublicKey? Rsa(JsonElement jwk)
    {
        if (NumberOf(jwk, "n") is not { } modulus || NumberOf(jwk, "e") is not { } exponent || !RsaBounds.Hold(modulus, exponent)) return null;
        return new PublicKey(new JsonWebKey { Kty = "RSA", N = Jws.StringOf(jwk, "n"), E = Jws.StringOf(jwk, "e") }, jwk,
            modulus.AsSpan().TrimStart((byte)0).Length);
    }

    /// <summary>A signature is two numbers as long as a coordinate. RFC 7518 §3.4.</summary>
    private static PublicKey? EC(JsonElement jwk)
    {
        if (EllipticCurve.Find(Jws.StringOf(jwk, "crv")) is not { } curve) return null;
        if (NumberOf(jwk, "x")?.Length != curve.CoordinateSize || NumberOf(jwk, "y")?.Length != curve.CoordinateSize) return null;
        return new PublicKey(new JsonWebKey { Kty = "EC", Crv = curve.Name, X = Jws.StringOf(jwk, "x"), Y = Jws.StringOf(jwk, "y") }, jwk,
            2 * curve.CoordinateSize);
    }

    /// <summary>Whether this key may have signed with an algorithm: of its kind, on its curve, and the one it names if it names one (RFC 7517 §4.4).</summary>
    public bool Fits(string algorithm) =>
        (onlyAlgorithm is null || onlyAlgorithm == algorithm) && Algorithms.Contains(algorithm) && (key.Kty, key.Crv, algorithm) switch
        {
            ("RSA", _, ['R' or 'P', ..]) => true,
            ("EC", { } curve, _) => EllipticCurve.Find(curve)!.Algorithm == algorithm,
            _ => false,
        };

    /// <summary>Whether a signature is as long as those of this key with that algorithm: seen without any work.</summary>
    public bool MayHaveMade(string algorithm, byte[] signature) => Fits(algorithm) && signature.Length == signatureBytes;

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

    /// <summary>The bytes of a member, as many as any key within bounds could have.</summary>
    private static byte[]? NumberOf(JsonElement jwk, string member) =>
        Jws.StringOf(jwk, member) is { Length: > 0 and <= LongestNumber } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    /// <summary>Numbers that are none and points on no curve are found here, not at the first signature.</summary>
    private bool IsWhole()
    {
        try
        {
            var algorithm = Algorithms.First(Fits);
            CryptoProviderFactory.Default.CreateForVerifying(key, algorithm).Verify(new byte[1], new byte[1]);
            return true;
        }
        catch (Exception refused) when (refused is System.Security.Cryptography.CryptographicException or ArgumentException or InvalidOperationException
        or FormatException or NotSupportedException)
        {
            return false;
        }
    }
}
