using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Web;

/// <summary>
/// Authenticated encryption under the master key, which lives outside the database. Each purpose has a key of its
/// own, so that what was sealed for one place cannot be opened at another.
/// </summary>
public sealed class Seal(MasterKey master)
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
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(boundTo));
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
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), plain, Encoding.UTF8.GetBytes(boundTo));
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

/// <summary>256 bits kept outside the database: a file only its owner may read, or an environment variable.</summary>
public sealed class MasterKey
{
    public const string Variable = "LATCHKEY_MASTER_KEY";

    private readonly byte[] key;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> derived = new();

    public MasterKey(byte[] key)
    {
        if (key.Length != 32) throw new ArgumentException("The master key is 32 bytes.", nameof(key));
        this.key = key;
    }

    public byte[] Derive(string purpose) => derived.GetOrAdd(purpose,
        static (purpose, key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes("latchkey " + purpose)), key);

    /// <summary>From the environment, else from the file, which is made at the first start.</summary>
    public static MasterKey Load(string file)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return Parse(given, Variable);

        if (!File.Exists(file)) PrivateFile.Write(file, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) + "\n");
        return Parse(File.ReadAllText(file), file);
    }

    private static MasterKey Parse(string text, string source)
    {
        try { return new MasterKey(Base64Url.DecodeFromChars(text.AsSpan().Trim())); }
        catch (Exception broken) when (broken is FormatException or ArgumentException)
        {
            throw new InvalidOperationException($"{source} does not hold a master key (32 bytes in base64url). Restore it from your backup.", broken);
        }
    }

    public override string ToString() => "(master key)";
}
