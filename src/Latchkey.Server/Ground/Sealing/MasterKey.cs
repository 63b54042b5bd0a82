using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Ground.Sealing;

/// <summary>256 bits kept outside the database: a file only its owner may read, or an environment variable.</summary>
internal sealed class MasterKey
{
    public const string Variable = "LATCHKEY_MASTER_KEY";
    public const string File = "master.key";

    private readonly ConcurrentDictionary<string, byte[]> derived = new();
    private byte[] key;
    private bool keptHere;

    public MasterKey(byte[] key)
    {
        if (key.Length != 32) throw new ArgumentException("The master key is 32 bytes.", nameof(key));
        this.key = key;
    }

    /// <summary>Where it came from, for whoever has to look there.</summary>
    public string Source { get; private init; } = "the master key";

    /// <summary>Made just now because there was none, and kept nowhere yet.</summary>
    public bool IsFresh { get; private set; }

    public byte[] Derive(string purpose) => derived.GetOrAdd(purpose,
        static (purpose, key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes("latchkey " + purpose)), key);

    /// <summary>
    /// From the environment, else from the file; a fresh one where there is neither, which nobody has until it is <see cref="Keep">kept</see>.
    /// </summary>
    public static MasterKey Load(string dataFolder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new(Parse(given, Variable)) { Source = Variable };

        var file = Path.Combine(dataFolder, File);
        if (!System.IO.File.Exists(file)) return new(RandomNumberGenerator.GetBytes(32)) { Source = file, IsFresh = true };
        PrivateFile.Tighten(file);
        return new(Parse(System.IO.File.ReadAllText(file), file)) { Source = file };
    }

    /// <summary>Writes a fresh one into its file. Where another server of the same folder was faster, this becomes that one's.</summary>
    internal void Keep()
    {
        PrivateFile.Write(Source, Base64Url.EncodeToString(key) + "\n");
        key = Parse(System.IO.File.ReadAllText(Source), Source);
        derived.Clear();
        (IsFresh, keptHere) = (false, true);
    }

    /// <summary>Servers of one folder start together: what another one kept since this one looked is the key of both. False: there is still none.</summary>
    internal bool TryAdopt()
    {
        if (!IsFresh || !System.IO.File.Exists(Source)) return !IsFresh;
        key = Parse(System.IO.File.ReadAllText(Source), Source);
        derived.Clear();
        IsFresh = false;
        return true;
    }

    /// <summary>A key that was made here and belongs to nothing must not lie where the right one is looked for.</summary>
    internal void Forget()
    {
        if (keptHere) System.IO.File.Delete(Source);
    }

    private static byte[] Parse(string text, string source)
    {
        try
        {
            if (Base64Url.DecodeFromChars(text.AsSpan().Trim()) is { Length: 32 } key) return key;
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new BelongingException($"{source} does not hold a master key (32 bytes in base64url). Restore it from your backup.");
    }

    public override string ToString() => "(master key)";
}
