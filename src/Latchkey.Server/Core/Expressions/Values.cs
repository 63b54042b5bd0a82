using System.Globalization;

namespace Latchkey.Server.Core.Expressions;

/// <summary>How values of an expression behave: null, text, whole and other numbers, true and false, lists of those.</summary>
internal static class Values
{
    /// <summary>Text may grow to this.</summary>
    public const int LongestText = 16_384;
    /// <summary>A list may grow to this.</summary>
    public const int LongestList = 1_000;

    /// <summary>What is not there counts as false.</summary>
    public static bool Truth(object? value, int position) => value switch
    {
        null => false,
        bool truth => truth,
        _ => throw new ExpressionException("Expected true or false", position),
    };

    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (long one, double other) => one == other,
        (double one, long other) => one == other,
        (object?[] one, object?[] other) => one.Length == other.Length && one.Zip(other).All(pair => Same(pair.First, pair.Second)),
        _ => Equals(left, right),
    };

    public static int Compare(object? left, object? right, int position) => (left, right) switch
    {
        (long one, long other) => one.CompareTo(other),
        (long or double, long or double) => Double(left).CompareTo(Double(right)),
        (string one, string other) => string.CompareOrdinal(one, other),
        _ => throw new ExpressionException("Only two numbers or two texts can be compared", position),
    };

    /// <summary>Numbers are added, anything else is put one after the other as text.</summary>
    public static object Add(object? left, object? right, int position) => (left, right) switch
    {
        (long one, long other) => Whole((Int128)one + other, position),
        (long or double, long or double) => Finite(Double(left) + Double(right), position),
        _ => Bounded(Text(left, position) ?? "", Text(right, position) ?? "", position),
    };

    public static object Subtract(object? left, object? right, int position) => (left, right) switch
    {
        (long one, long other) => Whole((Int128)one - other, position),
        (long or double, long or double) => Finite(Double(left) - Double(right), position),
        _ => throw new ExpressionException("Only numbers can be subtracted", position),
    };

    /// <summary>As it stands in a sentence; null for null.</summary>
    public static string? Text(object? value, int position) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ExpressionException("Expected a text", position),
    };

    /// <summary>What a list can hold.</summary>
    public static object? Item(object? value, int position) =>
        value is null or string or bool or long or double ? value : throw new ExpressionException("A list holds texts, numbers, true and false", position);

    public static double Double(object? number) => number is long whole ? whole : (double)number!;

    public static string Bounded(string first, string second, int position) =>
        (long)first.Length + second.Length <= LongestText ? first + second
            : throw new ExpressionException($"The text becomes longer than {LongestText} characters", position);

    public static object Finite(double number, int position) =>
        double.IsFinite(number) ? number : throw new ExpressionException("The number is too large", position);

    private static object Whole(Int128 number, int position) =>
        number >= long.MinValue && number <= long.MaxValue ? (long)number : throw new ExpressionException("The number is too large", position);
}
