using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Protocol;

/// <summary>at_hash, c_hash and ds_hash: the left half of SHA-256, base64url. OpenID Connect Core §3.1.3.6.</summary>
public static class TokenHash
{
    public static string Of(string value) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(value)).AsSpan(0, 16));

    public static bool Matches(string value, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(value)), Encoding.UTF8.GetBytes(hash));
}
