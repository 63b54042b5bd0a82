using System.Numerics;

namespace Latchkey.Protocol;

/// <summary>
/// Which RSA keys of others are worked with. A check of a signature costs as many multiplications as the exponent has
/// bits, each with the square of the modulus' length: whoever shows a key decides what checking it costs.
/// </summary>
public static class RsaBounds
{
    /// <summary>RFC 7518 §3.3.</summary>
    public const int LeastBits = 2048;
    public const int MostBits = 4096;

    /// <summary>Those that keys are made with: Fermat's primes.</summary>
    public static IReadOnlyList<int> Exponents { get; } = [3, 5, 17, 257, 65_537];

    /// <summary>In words, for whoever shows a key.</summary>
    public static string Words { get; } = $"an RSA key of {LeastBits} to {MostBits} bits with one of the exponents {string.Join(", ", Exponents)}";

    /// <summary>Whether a key keeps to them.</summary>
    /// <param name="modulus">Its first byte first; a zero may stand before it, as some libraries write it (RFC 7518 §6.3.1.1).</param>
    /// <param name="exponent">Likewise.</param>
    public static bool Hold(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        if (modulus.Length > (MostBits / 8) + 1 || exponent.Length > sizeof(int)) return false;
        var bits = Number(modulus).GetBitLength();
        var number = Number(exponent);
        return bits is >= LeastBits and <= MostBits && (modulus[^1] & 1) == 1 && number <= int.MaxValue && Exponents.Contains((int)number);
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
