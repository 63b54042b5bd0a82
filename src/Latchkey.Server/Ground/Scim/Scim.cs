using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Scim;

/// <summary>
/// A <c>filter</c> or <c>search</c> expression. RFC 7644 §3.4.2.2: eq ne sw co ew gt ge lt le pr, and, or, not, brackets.
/// It is judged against the object as it is answered, so whatever a caller can see they can ask for; the database only
/// narrows down what has to be looked at (<see cref="ScimSql"/>).
/// </summary>
internal abstract record Scim
{
    private Scim()
    {
    }

    public sealed record And(Scim Left, Scim Right) : Scim;
    public sealed record Or(Scim Left, Scim Right) : Scim;
    public sealed record Not(Scim Inner) : Scim;

    /// <param name="Path">E.g. <c>profile.login</c>.</param>
    /// <param name="Operator">In lower case.</param>
    /// <param name="Value">A JSON literal as text; empty for <c>pr</c>.</param>
    public sealed record Compare(string Path, string Operator, string Value) : Scim;

    /// <summary>What has to fit both; null: nothing is asked.</summary>
    public static Scim? Both(Scim? one, Scim? other) => one is not null && other is not null ? new And(one, other) : one ?? other;

    public bool Matches(JsonObject subject) => this switch
    {
        And and => and.Left.Matches(subject) && and.Right.Matches(subject),
        Or or => or.Left.Matches(subject) || or.Right.Matches(subject),
        Not not => !not.Inner.Matches(subject),
        Compare { Operator: "ne" } compare => !Values(subject, compare.Path.Split('.')).Any(value => Judge("eq", value.Text, value.IsNumber, compare.Value)),
        Compare compare => Values(subject, compare.Path.Split('.')).Any(value => Judge(compare.Operator, value.Text, value.IsNumber, compare.Value)),
        _ => throw new InvalidOperationException("A filter is one of four things."),
    };

    /// <summary>Every comparison in it, for whoever must refuse attributes that do not exist.</summary>
    public IEnumerable<Compare> Comparisons() => this switch
    {
        And and => and.Left.Comparisons().Concat(and.Right.Comparisons()),
        Or or => or.Left.Comparisons().Concat(or.Right.Comparisons()),
        Not not => not.Inner.Comparisons(),
        Compare compare => [compare],
        _ => [],
    };

    /// <summary>What a path leads to; through a list, to each of its members.</summary>
    private static IEnumerable<(string Text, bool IsNumber)> Values(JsonNode? node, ReadOnlyMemory<string> path)
    {
        switch (node)
        {
            case JsonArray list:
                return list.SelectMany(item => Values(item, path)).ToArray();
            case JsonObject found when path.Length > 0:
                return Values(found[path.Span[0]], path[1..]);
            case JsonValue value when path.Length == 0:
                var kind = value.GetValueKind();
                return [kind == JsonValueKind.String ? (value.GetValue<string>(), false) : (value.ToJsonString(), kind == JsonValueKind.Number)];
            default:
                return [];
        }
    }

    private static bool Judge(string op, string found, bool isNumber, string wanted)
    {
        if (op == "pr") return true;
        if (op is "gt" or "ge" or "lt" or "le")
        {
            var order = isNumber && TryNumber(found, out var number) && TryNumber(wanted, out var bound) ? number.CompareTo(bound)
                : TryDate(found, out var one) && TryDate(wanted, out var other) ? one.CompareTo(other)
                : string.CompareOrdinal(Identifiers.Canonical(found), Identifiers.Canonical(wanted));
            return op switch { "gt" => order > 0, "ge" => order >= 0, "lt" => order < 0, _ => order <= 0 };
        }
        var (has, needle) = (Identifiers.Canonical(found), Identifiers.Canonical(wanted));
        return op switch
        {
            "eq" => has == needle || (TryDate(found, out var one) && TryDate(wanted, out var other) && one == other),
            "sw" => has.StartsWith(needle, StringComparison.Ordinal),
            "ew" => has.EndsWith(needle, StringComparison.Ordinal),
            _ => has.Contains(needle, StringComparison.Ordinal),
        };
    }

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    internal static bool TryDate(string text, out DateTimeOffset at)
    {
        at = default;
        return text.Length >= 10 && char.IsAsciiDigit(text[0]) && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
    }
}
