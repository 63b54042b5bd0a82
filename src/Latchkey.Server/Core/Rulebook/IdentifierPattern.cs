namespace Latchkey.Server.Core.Rulebook;

/// <summary>What somebody types to say who they are.</summary>
/// <param name="Match">How it is compared, one of <see cref="All"/>.</param>
/// <param name="Value">With what; of a suffix, the domain.</param>
internal sealed record IdentifierPattern(string Match, string Value)
{
    public const string Suffix = "SUFFIX", IsEqual = "EQUALS", StartsWith = "STARTS_WITH", Contains = "CONTAINS";

    public static readonly IReadOnlyList<string> All = [Suffix, IsEqual, StartsWith, Contains];

    /// <param name="identifier">In its canonical form.</param>
    public bool Fits(string identifier) => Match switch
    {
        Suffix => identifier.EndsWith('@' + Value.TrimStart('@'), StringComparison.OrdinalIgnoreCase),
        IsEqual => identifier.Equals(Value, StringComparison.OrdinalIgnoreCase),
        StartsWith => identifier.StartsWith(Value, StringComparison.OrdinalIgnoreCase),
        Contains => identifier.Contains(Value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
