using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.People;

/// <summary>One round of a digest over the password and perhaps a salt. Weak where it is read by others, and so gone with the first sign-in.</summary>
internal sealed record DigestHash(string Name, bool SaltFirst, byte[] Salt, byte[] Value) : ImportedHash
{
    private const string Prefix = "$digest$", First = "PREFIX", Last = "POSTFIX";

    private static readonly FrozenDictionary<string, (HashAlgorithmName Algorithm, int Length)> Known =
        new Dictionary<string, (HashAlgorithmName, int)>(StringComparer.Ordinal)
        {
            ["SHA-512"] = (HashAlgorithmName.SHA512, 64), ["SHA-256"] = (HashAlgorithmName.SHA256, 32), ["SHA-1"] = (HashAlgorithmName.SHA1, 20),
            ["MD5"] = (HashAlgorithmName.MD5, 16),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = ["SHA-512", "SHA-256", "SHA-1", "MD5"];

    public static bool Knows(string name) => Known.ContainsKey(name);

    public static DigestHash Read(WrittenHash written)
    {
        var length = Known[written.Algorithm!].Length;
        if (written.SaltOrder is not (null or First or Last)) throw new RuleException("saltOrder", $"must be {First} or {Last}");
        byte[] salt = written.Salt is { Length: > 0 } ? Bytes("salt", written.Salt, 1, 128) : [];
        return new(written.Algorithm!, written.SaltOrder != Last, salt, Bytes("value", written.Value, length, length));
    }

    public override bool Matches(string typed)
    {
        var password = Encoding.UTF8.GetBytes(typed);
        byte[] whole = SaltFirst ? [.. Salt, .. password] : [.. password, .. Salt];
        return CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(Known[Name].Algorithm, whole), Value);
    }

    public override string Stored() => $"{Prefix}{Name}${(SaltFirst ? First : Last)}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Value)}";

    public static new DigestHash? TryRead(string stored)
    {
        if (!stored.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = stored[Prefix.Length..].Split('$');
        return new(parts[0], parts[1] == First, Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3]));
    }
}
