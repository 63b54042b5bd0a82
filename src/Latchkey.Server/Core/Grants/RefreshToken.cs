using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Grants;

/// <summary>
/// A refresh token: the family's key, a generation number, and a MAC over both. The table knows the key by its hash and
/// the current generation, so any generation's token can be made again but none can be forged.
/// </summary>
internal static class RefreshToken
{
    private const byte Version = 1;
    private const int KeySize = 16;
    private const int MacSize = 16;
    private const int Size = 1 + KeySize + sizeof(int) + MacSize;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    public static string KeyHash(ReadOnlySpan<byte> key) => Base64Url.EncodeToString(SHA256.HashData(key));

    public static string Write(MasterKey master, ReadOnlySpan<byte> key, int generation)
    {
        Span<byte> token = stackalloc byte[Size];
        token[0] = Version;
        key.CopyTo(token[1..]);
        BinaryPrimitives.WriteInt32BigEndian(token[(1 + KeySize)..], generation);
        Mac(master, token[..^MacSize]).AsSpan(0, MacSize).CopyTo(token[^MacSize..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The key and the generation of a token we wrote; false for anything else, also for another spelling of one.</summary>
    public static bool TryRead(MasterKey master, string text, out byte[] key, out int generation)
    {
        (key, generation) = ([], 0);
        if (text.Length != (Size * 4 + 2) / 3 || !Base64Url.IsValid(text)) return false;
        var token = Base64Url.DecodeFromChars(text);
        if (token.Length != Size || token[0] != Version || Base64Url.EncodeToString(token) != text) return false;
        if (!CryptographicOperations.FixedTimeEquals(Mac(master, token.AsSpan(..^MacSize)).AsSpan(0, MacSize), token.AsSpan(^MacSize..))) return false;

        key = token[1..(1 + KeySize)];
        generation = BinaryPrimitives.ReadInt32BigEndian(token.AsSpan(1 + KeySize));
        return generation > 0;
    }

    private static byte[] Mac(MasterKey master, ReadOnlySpan<byte> message) => HMACSHA256.HashData(master.Derive("refresh-token"), message);
}
