using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Ground.Sealing;

/// <summary>Fresh random secrets, their hashes at rest, and the one comparison of secrets in the product.</summary>
internal static class Secrets
{
    private const int Short = 256;

    /// <summary>256 random bits, 43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Long enough for each HMAC algorithm (RFC 7518 §3.2): 64 characters of base64url.</summary>
    public static string ForHmac() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));

    /// <summary>What is stored instead of a random secret. Such secrets have at least 128 random bits, so a plain digest is enough.</summary>
    public static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>
    /// Takes as long as the first is long, whatever the second is: where they cannot be the same the first is compared with itself, for nothing.
    /// </summary>
    public static bool Same(string kept, string candidate)
    {
        Span<byte> roomForKept = stackalloc byte[Short], roomForCandidate = stackalloc byte[Short];
        var first = Bytes(kept, roomForKept);
        var second = Bytes(candidate, roomForCandidate);
        var same = CryptographicOperations.FixedTimeEquals(first, second.Length == first.Length ? second : first) & second.Length == first.Length;
        CryptographicOperations.ZeroMemory(roomForKept);
        CryptographicOperations.ZeroMemory(roomForCandidate);
        return same;
    }

    private static ReadOnlySpan<byte> Bytes(string text, Span<byte> room) =>
        Encoding.UTF8.TryGetBytes(text, room, out var length) ? room[..length] : Encoding.UTF8.GetBytes(text);

    /// <summary>Digits for a code a person types.</summary>
    public static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
