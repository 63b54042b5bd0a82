using System.Security.Cryptography;

namespace Latchkey.Server.Ground.Jose;

/// <summary>HMAC with a secret both sides hold. RFC 7518 §3.2.</summary>
internal static class SharedKey
{
    public static readonly IReadOnlyList<string> Algorithms = ["HS256", "HS384", "HS512"];

    /// <summary>A key shorter than the digest is weaker than the algorithm it is for, so it is not used with it.</summary>
    public static int LeastBytes(string algorithm) => algorithm switch { "HS256" => 32, "HS384" => 48, _ => 64 };

    public static bool Verifies(string algorithm, byte[] key, byte[] signed, byte[] signature) => key.Length >= LeastBytes(algorithm) && algorithm switch
    {
        "HS256" => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), signature),
        "HS384" => CryptographicOperations.FixedTimeEquals(HMACSHA384.HashData(key, signed), signature),
        "HS512" => CryptographicOperations.FixedTimeEquals(HMACSHA512.HashData(key, signed), signature),
        _ => false,
    };
}
