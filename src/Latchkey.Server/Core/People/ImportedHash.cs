using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.People;

/// <summary>A PBKDF2 hash brought from another product: checked at the first sign-in, then replaced by one of ours. RFC 8018 §5.2.</summary>
internal sealed record ImportedHash(string Digest, int Iterations, byte[] Salt, byte[] Value)
{
    /// <summary>More rounds than this would let one imported account hold up the queue.</summary>
    public const int MaxIterations = 2_000_000;

    private const string Prefix = "$pbkdf2$";

    private HashAlgorithmName Algorithm => Digest switch
    {
        "SHA256_HMAC" => HashAlgorithmName.SHA256,
        "SHA512_HMAC" => HashAlgorithmName.SHA512,
        _ => throw new InvalidOperationException($"An imported hash uses the unknown digest {Digest}."),
    };

    /// <summary>As the other product wrote it. Contract §3.2, "Import".</summary>
    /// <exception cref="RuleException">It cannot be checked here.</exception>
    public static ImportedHash Of(string? algorithm, string? digest, int? iterations, string? salt, string? value)
    {
        if (algorithm != "PBKDF2") throw new RuleException("algorithm", $"{algorithm} cannot be imported by this server; PBKDF2 can");
        var hmac = digest ?? "SHA256_HMAC";
        if (!Knows(hmac)) throw new RuleException("digestAlgorithm", "must be SHA256_HMAC or SHA512_HMAC");
        return iterations is >= 1 and <= MaxIterations ? new(hmac, iterations.Value, Bytes("salt", salt, 8, 128), Bytes("value", value, 16, 128))
            : throw new RuleException("iterationCount", $"must be between 1 and {MaxIterations}");
    }

    public bool Matches(string typed) =>
        CryptographicOperations.FixedTimeEquals(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(typed), Salt, Iterations, Algorithm, Value.Length), Value);

    public string Stored() =>
        $"{Prefix}{Digest}${Iterations.ToString(CultureInfo.InvariantCulture)}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Value)}";

    public static ImportedHash? TryRead(string stored)
    {
        if (!stored.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = stored[Prefix.Length..].Split('$');
        return new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3]));
    }

    private static bool Knows(string digest) => digest is "SHA256_HMAC" or "SHA512_HMAC";

    private static byte[] Bytes(string name, string? text, int least, int most)
    {
        var buffer = new byte[most + 2];
        return text is not null && text.Length <= most * 4 / 3 && Convert.TryFromBase64String(text, buffer, out var length) && length >= least
            ? buffer[..length] : throw new RuleException(name, $"must be Base64 of {least} to {most} bytes");
    }

    public override string ToString() => "(imported password hash)";
}
