using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.People;

/// <summary>A hash brought from another product: checked at the first sign-in, then replaced by one of ours. Contract §3.2, "Import".</summary>
internal abstract record ImportedHash
{
    public abstract bool Matches(string typed);

    /// <summary>To check it takes about as long as to check one of ours, or longer.</summary>
    public virtual bool IsDear => false;

    /// <summary>As it is kept until then.</summary>
    public abstract string Stored();

    /// <summary>As the other product wrote it.</summary>
    /// <exception cref="RuleException">It cannot be checked here.</exception>
    public static ImportedHash Of(WrittenHash written) => written.Algorithm switch
    {
        "PBKDF2" => Pbkdf2Hash.Read(written),
        "BCRYPT" => BcryptHash.Read(written),
        { } name when DigestHash.Knows(name) => DigestHash.Read(written),
        _ => throw new RuleException("algorithm",
            $"{written.Algorithm} cannot be imported by this server; PBKDF2, BCRYPT, {string.Join(", ", DigestHash.Names)} can"),
    };

    /// <summary>Null where it is one of ours.</summary>
    public static ImportedHash? TryRead(string stored) =>
        Pbkdf2Hash.TryRead(stored) ?? (ImportedHash?)BcryptHash.TryRead(stored) ?? DigestHash.TryRead(stored);

    protected static byte[] Bytes(string name, string? text, int least, int most)
    {
        var buffer = new byte[most + 2];
        return text is not null && text.Length <= (most + 2) * 4 / 3 && Convert.TryFromBase64String(text, buffer, out var length) && length >= least
            && length <= most ? buffer[..length] : throw new RuleException(name, $"must be Base64 of {least} to {most} bytes");
    }

    public sealed override string ToString() => "(imported password hash)";
}
