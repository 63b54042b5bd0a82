using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Protocol;

/// <summary>Proof Key for Code Exchange, method S256 only. RFC 7636.</summary>
public static class Pkce
{
    public const string Method = "S256";

    /// <summary>A fresh verifier: 43 characters, 256 random bits. RFC 7636 §4.1.</summary>
    public static string NewVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>code_challenge = BASE64URL(SHA256(ASCII(code_verifier))). RFC 7636 §4.2.</summary>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>Whether the verifier hashes to the challenge, compared in constant time. RFC 7636 §4.6.</summary>
    public static bool Proves(string verifier, string challenge) =>
        IsVerifier(verifier) && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Challenge(verifier)), Encoding.UTF8.GetBytes(challenge));

    /// <summary>43 to 128 unreserved characters. RFC 7636 §4.1.</summary>
    public static bool IsVerifier(string value) => value.Length is >= 43 and <= 128 && value.All(IsUnreserved);

    /// <summary>An S256 challenge is exactly the 43 characters of an unpadded base64url SHA-256. RFC 7636 §4.2.</summary>
    public static bool IsChallenge(string value) => value.Length == 43 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
