using System.Buffers.Text;
using System.Security.Cryptography;

namespace Latchkey.Server.Ground.Sealing;

/// <summary>
/// Random bytes for the names of things, taken from a block: the generator takes as long for 24 bytes as for 1,536. Each
/// thread has a block of its own, and what was taken from it is wiped. Secrets do not come from here, lest one wait in memory before it is one.
/// </summary>
internal static class RandomBlock
{
    private const int Size = 1536;

    [ThreadStatic] private static byte[]? block;
    [ThreadStatic] private static int left;

    public static void Fill(Span<byte> bytes)
    {
        block ??= new byte[Size];
        if (left < bytes.Length)
        {
            RandomNumberGenerator.Fill(block);
            left = Size;
        }
        var taken = block.AsSpan(left - bytes.Length, bytes.Length);
        taken.CopyTo(bytes);
        taken.Clear();
        left -= bytes.Length;
    }

    /// <summary>So many characters of an alphabet of at most 128, each as likely as any other.</summary>
    public static void Fill(Span<char> text, ReadOnlySpan<char> alphabet)
    {
        var fair = 256 - 256 % alphabet.Length;
        Span<byte> bytes = stackalloc byte[32];
        for (var (at, from) = (0, bytes.Length); at < text.Length; from++)
        {
            if (from == bytes.Length)
            {
                Fill(bytes);
                from = 0;
            }
            if (bytes[from] < fair) text[at++] = alphabet[bytes[from] % alphabet.Length];
        }
    }

    /// <summary>As many bytes as wanted, in base64url.</summary>
    public static void FillBase64Url(Span<char> text, int bytes)
    {
        Span<byte> random = stackalloc byte[bytes];
        Fill(random);
        Base64Url.EncodeToChars(random, text);
    }
}
