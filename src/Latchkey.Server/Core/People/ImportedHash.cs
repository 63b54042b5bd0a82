using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Core.People;

/// <summary>A PBKDF2 hash brought from another product: checked at the first sign-in, then replaced by one of ours. RFC 8018 §5.2.</summary>
public sealed record ImportedHash(string Digest, int Iterations, byte[] Salt, byte[] Value)
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

    public static bool Knows(string digest) => digest is "SHA256_HMAC" or "SHA512_HMAC";

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

    public override string ToString() => "(imported password hash)";
}
