using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Protocol;

/// <summary>at_hash, c_hash and ds_hash: the left half of SHA-256, base64url. OpenID Connect Core §3.1.3.6.</summary>
public static class TokenHash
{
    public static string Of(string value) => Of(value, "RS256");

    /// <summary>With the hash function of the algorithm the ID token is signed with: SHA-384 for RS384, ES384 and PS384, and so on.</summary>
    public static string Of(string value, string algorithm) => Of(Encoding.ASCII.GetBytes(value), algorithm);

    /// <summary>The same of what is there as ASCII already.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, string algorithm)
    {
        var hash = algorithm.EndsWith("512", StringComparison.Ordinal) ? SHA512.HashData(bytes)
            : algorithm.EndsWith("384", StringComparison.Ordinal) ? SHA384.HashData(bytes)
            : SHA256.HashData(bytes);
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }

    public static bool Matches(string value, string hash) => Matches(value, hash, "RS256");

    public static bool Matches(string value, string hash, string algorithm) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(value, algorithm)), Encoding.UTF8.GetBytes(hash));
}
