using System.Security.Cryptography;

namespace Latchkey.Protocol;

/// <summary>A curve of RFC 7518 §6.2.1.1 and the one signature algorithm that belongs to it (§3.4).</summary>
public sealed record EllipticCurve(string Name, string Algorithm, HashAlgorithmName Hash, int CoordinateSize)
{
    public static readonly EllipticCurve P256 = new("P-256", "ES256", HashAlgorithmName.SHA256, 32);
    public static readonly EllipticCurve P384 = new("P-384", "ES384", HashAlgorithmName.SHA384, 48);
    public static readonly EllipticCurve P521 = new("P-521", "ES512", HashAlgorithmName.SHA512, 66);

    public static EllipticCurve? Find(string? name) => name switch { "P-256" => P256, "P-384" => P384, "P-521" => P521, _ => null };

    public static EllipticCurve Of(ECDsa key) => key.KeySize switch
    {
        256 => P256,
        384 => P384,
        521 => P521,
        _ => throw new ArgumentException("The key must be on P-256, P-384 or P-521.", nameof(key)),
    };
}
