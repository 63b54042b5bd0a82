using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Ground.Sealing;

/// <summary>Fresh random secrets, their hashes at rest, and the one comparison of secrets in the product.</summary>
internal static class Secrets
{
    /// <summary>256 random bits, 43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Long enough for each HMAC algorithm (RFC 7518 §3.2): 64 characters of base64url.</summary>
    public static string ForHmac() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));

    /// <summary>What is stored instead of a random secret. Such secrets have at least 128 random bits, so a plain digest is enough.</summary>
    public static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Same(string one, string other)
    {
        Span<byte> first = stackalloc byte[SHA256.HashSizeInBytes], second = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(one, first);
        Digest(other, second);
        return CryptographicOperations.FixedTimeEquals(first, second);
    }

    private static void Digest(string text, Span<byte> digest)
    {
        Span<byte> room = stackalloc byte[256];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(text, room, out var length) ? room[..length] : Encoding.UTF8.GetBytes(text), digest);
        CryptographicOperations.ZeroMemory(room);
    }

    /// <summary>Digits for a code a person types.</summary>
    public static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
