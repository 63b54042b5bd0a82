using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Ground.Sealing;

/// <summary>
/// Authenticated encryption under the master key, which lives outside the database. Each purpose has a key of its
/// own, so that what was sealed for one place cannot be opened at another.
/// </summary>
internal sealed class Seal(MasterKey master)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <param name="purpose">Where it will be opened, e.g. <c>signing-key</c>.</param>
    /// <param name="text">What is to be hidden.</param>
    /// <param name="boundTo">What must be presented again to open it, e.g. an org and a browser.</param>
    public string Close(string purpose, string text, string boundTo = "")
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(master.Derive(purpose), TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length),
            Encoding.UTF8.GetBytes(boundTo));
        return Base64Url.EncodeToString(box);
    }

    /// <summary>The text, or null when it was not sealed here, for this purpose and this binding.</summary>
    public string? TryOpen(string purpose, string? closed, string boundTo = "")
    {
        if (closed is null || !Base64Url.IsValid(closed)) return null;
        byte[] box;
        try { box = Base64Url.DecodeFromChars(closed); }
        catch (FormatException) { return null; }
        if (box.Length < NonceSize + TagSize) return null;

        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(master.Derive(purpose), TagSize);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), plain,
                Encoding.UTF8.GetBytes(boundTo));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>What was sealed by us and kept in our own database. Not opening it means the master key is another one.</summary>
    public string Open(string purpose, string closed, string boundTo = "") => TryOpen(purpose, closed, boundTo)
        ?? throw new InvalidOperationException($"A stored {purpose} does not open with this master key. Restore the master key that belongs to this database.");
}
