using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Protocol;

/// <summary>The SHA-256 of a public key's required members in their one order: the same key always has the same name. RFC 7638 §3.</summary>
public static class JwkThumbprint
{
    /// <summary>Of an elliptic curve key, its coordinates in base64url.</summary>
    public static string OfEC(string curve, string x, string y) => Of($$"""{"crv":"{{curve}}","kty":"EC","x":"{{x}}","y":"{{y}}"}""");

    /// <summary>Of an RSA key, modulus and exponent in base64url.</summary>
    public static string OfRsa(string modulus, string exponent) => Of($$"""{"e":"{{exponent}}","kty":"RSA","n":"{{modulus}}"}""");

    /// <summary>Of the public half of a key pair.</summary>
    public static string Of(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return OfEC(EllipticCurve.Of(key).Name, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>Whether a text has the form of one: the 43 characters of an unpadded base64url SHA-256.</summary>
    public static bool IsWellFormed(string value) => value.Length == 43 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Of(string canonical) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
}
