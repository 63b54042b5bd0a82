using System.Globalization;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.People;

/// <summary>bcrypt, in its own text: <c>$2b$10$</c>, 22 signs of salt, 31 of hash.</summary>
internal sealed partial record BcryptHash(string Text) : ImportedHash
{
    /// <summary>Each step doubles it: more would let one imported account hold up the queue.</summary>
    public const int MinFactor = 4, MaxFactor = 15;

    private const string Prefix = "$2b$";

    public static BcryptHash Read(WrittenHash written)
    {
        if (written.WorkFactor is not (>= MinFactor and <= MaxFactor)) throw new RuleException("workFactor", $"must be between {MinFactor} and {MaxFactor}");
        if (written.Salt is null || !Salt().IsMatch(written.Salt)) throw new RuleException("salt", "must be 22 signs of bcrypt's alphabet");
        if (written.Value is null || !Value().IsMatch(written.Value)) throw new RuleException("value", "must be 31 signs of bcrypt's alphabet");
        return new($"{Prefix}{written.WorkFactor.Value.ToString("00", CultureInfo.InvariantCulture)}${written.Salt}{written.Value}");
    }

    /// <summary>From this factor on it is about as dear as one of ours.</summary>
    private const int DearFactor = 10;

    public override bool IsDear => int.Parse(Text.AsSpan(Prefix.Length, 2), CultureInfo.InvariantCulture) >= DearFactor;

    public override bool Matches(string typed) => BCrypt.Net.BCrypt.Verify(typed, Text);

    public override string Stored() => Text;

    public static new BcryptHash? TryRead(string stored) => stored.StartsWith(Prefix, StringComparison.Ordinal) ? new(stored) : null;

    [GeneratedRegex("^[./A-Za-z0-9]{22}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Salt();

    [GeneratedRegex("^[./A-Za-z0-9]{31}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();
}
