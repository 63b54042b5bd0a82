using System.Text.Json;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Ground.Scim;

/// <summary>Reads a filter expression. Its length and depth are bounded: it comes from outside.</summary>
internal sealed class ScimParser
{
    private const int MaxLength = 4000;
    private const int MaxDepth = 20;
    private const int MaxComparisons = 100;

    private static readonly HashSet<string> Operators = ["eq", "ne", "sw", "co", "ew", "gt", "ge", "lt", "le"];

    private readonly string text;
    private int at;
    private int depth;
    private int comparisons;

    private ScimParser(string text) => this.text = text;

    /// <summary>What is answered as a time, by whatever has it.</summary>
    private static readonly HashSet<string> Times =
        ["created", "lastUpdated", "lastMembershipUpdated", "activated", "statusChanged", "lastLogin", "passwordChanged", "published"];

    /// <summary>Null where the parameter is absent or blank.</summary>
    public static Scim? Read(HttpContext http, string parameter) =>
        http.Request.Query[parameter].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? Parse(text) : null;

    /// <summary>The same, where what nothing has is refused: whoever mistypes it would take "none" for an answer. Contract §3.0.</summary>
    public static Scim? Read(HttpContext http, string parameter, Func<string, bool> knows)
    {
        var filter = Read(http, parameter);
        foreach (var compare in filter?.Comparisons() ?? [])
        {
            if (!knows(compare.Path)) throw ApiError.InvalidSearch($"'{compare.Path}' is no attribute by which this list can be asked for.");
            if (Times.Contains(compare.Path) && compare.Operator is ("eq" or "gt" or "ge" or "lt" or "le") && !Scim.TryDate(compare.Value, out _))
                throw ApiError.InvalidSearch($"'{compare.Value}' is not a date and time of ISO 8601.");
        }
        return filter;
    }

    public static Scim Parse(string text)
    {
        if (text.Length > MaxLength) throw ApiError.InvalidSearch("The expression is too long.");
        var parser = new ScimParser(text);
        var expression = parser.Alternatives();
        parser.Blank();
        return parser.at == text.Length ? expression : throw parser.Unexpected();
    }

    private Scim Alternatives()
    {
        if (++depth > MaxDepth) throw ApiError.InvalidSearch("The expression is nested too deeply.");
        var left = Conjunction();
        while (Word("or")) left = new Scim.Or(left, Conjunction());
        depth--;
        return left;
    }

    private Scim Conjunction()
    {
        var left = Term();
        while (Word("and")) left = new Scim.And(left, Term());
        return left;
    }

    private Scim Term()
    {
        if (Word("not")) return new Scim.Not(Bracket() ?? throw Unexpected());
        return Bracket() ?? Comparison();
    }

    private Scim? Bracket()
    {
        Blank();
        if (at >= text.Length || text[at] != '(') return null;
        at++;
        var inner = Alternatives();
        Blank();
        if (at >= text.Length || text[at] != ')') throw Unexpected();
        at++;
        return inner;
    }

    private Scim.Compare Comparison()
    {
        if (++comparisons > MaxComparisons) throw ApiError.InvalidSearch("The expression has too many comparisons.");
        var path = Name();
        var op = Name().ToLowerInvariant();
        if (op == "pr") return new(path, op, "");
        if (!Operators.Contains(op)) throw ApiError.InvalidSearch($"'{op}' is not an operator.");
        return new(path, op, Literal());
    }

    private string Name()
    {
        Blank();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_' or '-' or ':' or '$')) at++;
        return at > start ? text[start..at] : throw Unexpected();
    }

    private string Literal()
    {
        Blank();
        if (at < text.Length && text[at] == '"') return Quoted();
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or '"')) at++;
        return at > start ? text[start..at] : throw Unexpected();
    }

    private string Quoted()
    {
        var start = at++;
        while (at < text.Length && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
        if (at >= text.Length) throw ApiError.InvalidSearch("A quotation mark is missing.");
        at++;
        try
        {
            return JsonSerializer.Deserialize<string>(text.AsSpan(start, at - start))!;
        }
        catch (JsonException)
        {
            throw ApiError.InvalidSearch("A quoted value is not well-formed.");
        }
    }

    private bool Word(string word)
    {
        Blank();
        if (!text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        var end = at + word.Length;
        if (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '(') return false;
        at = end;
        return true;
    }

    private void Blank()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private ApiError Unexpected() =>
        ApiError.InvalidSearch(at >= text.Length ? "The expression ends too early." : $"Unexpected '{text[at]}' at position {at}.");
}
