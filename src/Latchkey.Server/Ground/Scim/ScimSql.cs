using System.Globalization;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Scim;

/// <summary>
/// The part of a filter that indexed columns can decide, as SQL. It may let too much through, never too little: what it
/// finds is judged once more by <see cref="Scim.Matches"/>.
/// </summary>
internal static class ScimSql
{
    /// <summary>Sorts after every text that starts with what stands before it.</summary>
    private const string Last = "\U0010FFFF";

    /// <param name="filter">What is asked.</param>
    /// <param name="columns">The columns that can answer.</param>
    /// <param name="args">Where the values are added.</param>
    /// <param name="byValue">A query of ids by their values, to which a condition is added; null: none is kept by those.</param>
    /// <returns>A condition, or null where every row has to be looked at.</returns>
    public static string? Of(Scim filter, IReadOnlyDictionary<string, (string Name, Column Kind)> columns, Dictionary<string, object> args,
        string? byValue = null) => filter switch
        {
            Scim.And and => (Of(and.Left, columns, args, byValue), Of(and.Right, columns, args, byValue)) switch
            {
                ({ } left, { } right) => $"({left} and {right})",
                var (left, right) => left ?? right,
            },
            Scim.Or or => Of(or.Left, columns, args, byValue) is { } left && Of(or.Right, columns, args, byValue) is { } right ? $"({left} or {right})" : null,
            Scim.Compare compare when columns.TryGetValue(compare.Path, out var column) => column.Kind != Column.Value ? Of(compare, column, args)
                : byValue is not null && OfValue(compare, column.Name, args) is { } value ? $"id in ({byValue} and {value})" : null,
            _ => null,
        };

    /// <summary>One comparison with one column.</summary>
    public static string? Of(Scim.Compare compare, (string Name, Column Kind) column, Dictionary<string, object> args)
    {
        if (column.Kind == Column.Time)
        {
            if (!Scim.TryDate(compare.Value, out var at)) return null;
            return compare.Operator switch
            {
                "eq" => $"{column.Name} = {Add(args, at)}",
                "gt" => $"{column.Name} > {Add(args, at)}",
                "ge" => $"{column.Name} >= {Add(args, at)}",
                "lt" => $"{column.Name} < {Add(args, at)}",
                "le" => $"{column.Name} <= {Add(args, at)}",
                _ => null,
            };
        }

        var value = column.Kind switch
        {
            Column.Key => Identifiers.Canonical(compare.Value),
            Column.Word => compare.Value.ToUpperInvariant(),
            _ => compare.Value,
        };
        return compare.Operator switch
        {
            "eq" => $"{column.Name} = {Add(args, value)}",
            "sw" when column.Kind == Column.Key => $"({column.Name} >= {Add(args, value)} and {column.Name} < {Add(args, value + Last)})",
            "co" when column.Kind == Column.Key && value.Length <= LongestValue => $"{column.Name} like {Add(args, $"%{Literally(value)}%")} escape '!'",
            "ew" when column.Kind == Column.Key && value.Length <= LongestValue => $"{column.Name} like {Add(args, $"%{Literally(value)}")} escape '!'",
            _ => null,
        };
    }

    /// <summary>
    /// One comparison with the values of an attribute, as a condition on their table. Of a long text its beginning is kept, what may be a date is written in
    /// many ways, and numbers do not sort as texts do: of those only that there is one is asked.
    /// </summary>
    public static string? OfValue(Scim.Compare compare, string name, Dictionary<string, object> args)
    {
        if (compare.Operator == "ne") return null;
        var named = $"name = {Add(args, name)}";
        if (Scim.TryDate(compare.Value, out _)) return named;
        var value = Identifiers.Canonical(compare.Value) is var key && key.Length > LongestValue ? key[..LongestValue] : key;
        return compare.Operator switch
        {
            "eq" => $"{named} and value_key = {Add(args, value)}",
            "sw" => $"{named} and value_key >= {Add(args, value)} and value_key < {Add(args, value + Last)}",
            "co" => $"{named} and (value_key like {Add(args, $"%{Literally(value)}%")} escape '!' or length(value_key) >= {LongestValue})",
            "ew" => $"{named} and (value_key like {Add(args, $"%{Literally(value)}")} escape '!' or length(value_key) >= {LongestValue})",
            _ => named,
        };
    }

    private static string Literally(string text) => text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
        .Replace("_", "!_", StringComparison.Ordinal);

    /// <summary>Of a value, what it is found by.</summary>
    public const int LongestValue = 200;

    /// <summary>The text range that starts with a prefix, for indexed columns.</summary>
    public static string PrefixEnd(string prefix) => prefix + Last;

    private static string Add(Dictionary<string, object> args, object value)
    {
        var name = "f" + args.Count.ToString(CultureInfo.InvariantCulture);
        args.Add(name, value);
        return "@" + name;
    }
}
