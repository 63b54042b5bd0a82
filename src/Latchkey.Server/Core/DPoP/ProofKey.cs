using System.Buffers.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.DPoP;

/// <summary>The public key in the header of a proof. It is not imported yet; its thumbprint is its name. RFC 7517, RFC 7638.</summary>
internal sealed record ProofKey(string Thumbprint, JsonWebKey Jwk)
{
    /// <summary>Null for what is no public key, or not one for this algorithm. A private key shown to us is one to distrust (RFC 9449 §4.3, step 7).</summary>
    public static ProofKey? Read(JsonElement jwk, string algorithm)
    {
        if (jwk.ValueKind != JsonValueKind.Object || PrivateKeyMembers.AreIn(jwk)) return null;
        return (Jws.StringOf(jwk, "kty"), algorithm[0]) switch
        {
            ("EC", 'E') => EC(jwk, algorithm),
            ("RSA", 'R' or 'P') => Rsa(jwk),
            _ => null,
        };
    }

    private static ProofKey? EC(JsonElement jwk, string algorithm)
    {
        if (EllipticCurve.Find(Jws.StringOf(jwk, "crv")) is not { } curve || curve.Algorithm != algorithm) return null;
        if (Number(jwk, "x") is not var (x, across) || Number(jwk, "y") is not var (y, up) || across.Length != curve.CoordinateSize
            || up.Length != curve.CoordinateSize) return null;
        return new ProofKey(JwkThumbprint.OfEC(curve.Name, x, y), new JsonWebKey { Kty = "EC", Crv = curve.Name, X = x, Y = y });
    }

    private static ProofKey? Rsa(JsonElement jwk)
    {
        if (Number(jwk, "n") is not var (n, modulus) || Number(jwk, "e") is not var (e, exponent)) return null;
        if (!RsaBounds.Hold(modulus, exponent) || modulus[0] == 0 || exponent[0] == 0) return null;
        return new ProofKey(JwkThumbprint.OfRsa(n, e), new JsonWebKey { Kty = "RSA", N = n, E = e });
    }

    /// <summary>A number in the one spelling it has, so that one key has one thumbprint. RFC 7518 §2.</summary>
    private static (string Text, byte[] Bytes)? Number(JsonElement jwk, string member)
    {
        if (Jws.StringOf(jwk, member) is not { Length: > 0 and <= 2048 } text || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text && bytes.Length > 0 ? (text, bytes) : null;
    }
}
