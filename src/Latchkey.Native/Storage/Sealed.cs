using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Native.Storage;

/// <summary>
/// A secret under a key: AES-256-GCM, the secret's name as associated data so that two cannot be swapped.
/// Layout: version byte, 12 bytes nonce, 16 bytes tag, ciphertext.
/// </summary>
internal static class Sealed
{
    public const byte Version = 1;
    private const int HeaderSize = 1 + 12 + 16;

    public static byte[] Close(string name, ReadOnlySpan<byte> secret, byte[] key)
    {
        var content = new byte[HeaderSize + secret.Length];
        content[0] = Version;
        RandomNumberGenerator.Fill(content.AsSpan(1, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(content.AsSpan(1, 12), secret, content.AsSpan(HeaderSize), content.AsSpan(13, 16), Encoding.UTF8.GetBytes(name));
        return content;
    }

    /// <exception cref="CryptographicException">It was changed, or closed with another key or under another name.</exception>
    public static byte[] Open(string name, ReadOnlySpan<byte> content, byte[] key)
    {
        if (content.Length < HeaderSize || content[0] != Version) throw new CryptographicException("the layout is unknown");
        var secret = new byte[content.Length - HeaderSize];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(content.Slice(1, 12), content[HeaderSize..], content.Slice(13, 16), secret, Encoding.UTF8.GetBytes(name));
        return secret;
    }
}
