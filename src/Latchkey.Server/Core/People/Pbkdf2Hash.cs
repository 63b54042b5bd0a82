using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.People;

/// <summary>PBKDF2 of RFC 8018 §5.2, by HMAC of SHA-256 or SHA-512.</summary>
internal sealed record Pbkdf2Hash(string Digest, int Iterations, byte[] Salt, byte[] Value) : ImportedHash
{
    /// <summary>More rounds than this would let one imported account hold up the queue.</summary>
    public const int MaxIterations = 2_000_000;

    private const string Prefix = "$pbkdf2$", Sha256 = "SHA256_HMAC", Sha512 = "SHA512_HMAC";

    private HashAlgorithmName Algorithm => Digest switch
    {
        Sha256 => HashAlgorithmName.SHA256,
        Sha512 => HashAlgorithmName.SHA512,
        _ => throw new InvalidOperationException($"An imported hash uses the unknown digest {Digest}."),
    };

    public static Pbkdf2Hash Read(WrittenHash written)
    {
        var hmac = written.DigestAlgorithm ?? Sha256;
        if (hmac is not (Sha256 or Sha512)) throw new RuleException("digestAlgorithm", $"must be {Sha256} or {Sha512}");
        return written.Iterations is >= 1 and <= MaxIterations and var rounds
            ? new(hmac, rounds, Bytes("salt", written.Salt, 8, 128), Bytes("value", written.Value, 16, 128))
            : throw new RuleException("iterationCount", $"must be between 1 and {MaxIterations}");
    }

    public override bool Matches(string typed) =>
        CryptographicOperations.FixedTimeEquals(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(typed), Salt, Iterations, Algorithm, Value.Length), Value);

    public override string Stored() =>
        $"{Prefix}{Digest}${Iterations.ToString(CultureInfo.InvariantCulture)}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Value)}";

    public static new Pbkdf2Hash? TryRead(string stored)
    {
        if (!stored.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = stored[Prefix.Length..].Split('$');
        return new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3]));
    }
}
