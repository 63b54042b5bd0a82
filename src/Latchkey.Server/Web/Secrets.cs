using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Web;

/// <summary>A value that must not be printed: a client secret, a token on its way out.</summary>
public readonly record struct Secret(string Value)
{
    /// <summary>Compared in constant time whatever the lengths: the digests are of one size.</summary>
    public bool Is(string? candidate) => candidate is not null && Secrets.Same(Value, candidate);

    public override string ToString() => "(secret)";
}

/// <summary>Fresh random secrets, their hashes at rest, and the one comparison of secrets in the product.</summary>
public static class Secrets
{
    /// <summary>256 random bits, 43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Long enough for each HMAC algorithm (RFC 7518 §3.2): 64 characters of base64url.</summary>
    public static string ForHmac() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));

    /// <summary>What is stored instead of a random secret. Such secrets have at least 128 random bits, so a plain digest is enough.</summary>
    public static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

    /// <summary>Digits for a code a person types.</summary>
    public static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
