using System.Text.RegularExpressions;

namespace Latchkey.Server.Core.Issuers;

/// <summary>Which groups a claim of the value type GROUPS lists, by name. Contract §3.4, <c>group_filter_type</c>.</summary>
internal sealed class GroupFilter
{
    public const int Longest = 1_024;

    /// <summary>A last resort, far above what any pattern takes: a machine that is short of time must not make a token fail.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(5);

    public static readonly IReadOnlyList<string> Types = ["STARTS_WITH", "EQUALS", "CONTAINS", "REGEX"];

    private readonly Func<string, bool> matches;

    private GroupFilter(Func<string, bool> matches) => this.matches = matches;

    /// <exception cref="ArgumentException">There is no such type, or the pattern is none that can be matched in linear time.</exception>
    public static GroupFilter Of(string type, string value) => new(type switch
    {
        "STARTS_WITH" => name => name.StartsWith(value, StringComparison.Ordinal),
        "EQUALS" => name => name.Equals(value, StringComparison.Ordinal),
        "CONTAINS" => name => name.Contains(value, StringComparison.Ordinal),
        "REGEX" => Pattern(value).IsMatch,
        _ => throw new ArgumentException($"must be one of {string.Join(", ", Types)}", nameof(type)),
    });

    public bool Matches(string name) => matches(name);

    /// <summary>The whole name must match. Without backtracking no pattern takes longer than the name is long; threats row 13.</summary>
    private static Regex Pattern(string value)
    {
        try
        {
            return new Regex($@"\A(?:{value})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (NotSupportedException)
        {
            throw new ArgumentException("must be a regular expression without look-around, back-references and very large repetitions", nameof(value));
        }
    }
}
