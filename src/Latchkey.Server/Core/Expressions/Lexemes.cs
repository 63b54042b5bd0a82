using System.Globalization;
using System.Text;

namespace Latchkey.Server.Core.Expressions;

/// <summary>Cuts an expression into its pieces.</summary>
internal static class Lexemes
{
    private const string Single = "(){}[],.?:!<>+-";
    private static readonly string[] Double = ["==", "!=", "<=", ">=", "&&", "||"];

    public static List<Lexeme> Of(string text)
    {
        var lexemes = new List<Lexeme>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length)
            {
                lexemes.Add(new(LexemeKind.End, "the end", at));
                return lexemes;
            }
            var next = Next(text, at, out at);
            lexemes.Add(next);
        }
    }

    private static Lexeme Next(string text, int start, out int end)
    {
        var c = text[start];
        if (char.IsAsciiLetter(c) || c == '_') return Name(text, start, out end);
        if (char.IsAsciiDigit(c)) return Number(text, start, out end);
        if (c is '"' or '\'') return Quoted(text, start, out end);

        if (Double.FirstOrDefault(symbol => string.CompareOrdinal(text, start, symbol, 0, 2) == 0) is { } two)
        {
            end = start + 2;
            return new(LexemeKind.Symbol, two, start);
        }
        end = start + 1;
        return Single.Contains(c, StringComparison.Ordinal) ? new(LexemeKind.Symbol, c.ToString(), start)
            : throw new ExpressionException("Unexpected character", start);
    }

    private static Lexeme Name(string text, int start, out int end)
    {
        end = start + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return new(LexemeKind.Name, text[start..end], start);
    }

    private static Lexeme Number(string text, int start, out int end)
    {
        end = start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        var whole = true;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            whole = false;
            end += 2;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        }
        var digits = text[start..end];
        if (whole) return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(LexemeKind.Number, digits, start, number) : throw new ExpressionException("The number is too large", start);
        return new(LexemeKind.Number, digits, start, double.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
    }

    /// <summary>Text in either kind of quotes. A quote inside is doubled, or follows a backslash.</summary>
    private static Lexeme Quoted(string text, int start, out int end)
    {
        var (quote, value) = (text[start], new StringBuilder());
        for (end = start + 1; end < text.Length; end++)
        {
            var c = text[end];
            if (c == quote)
            {
                if (end + 1 == text.Length || text[end + 1] != quote)
                {
                    end++;
                    return new(LexemeKind.Text, "text", start, value.ToString());
                }
                end++;
            }
            else if (c == '\\')
            {
                if (++end == text.Length) break;
                c = text[end] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    '\\' or '"' or '\'' => text[end],
                    _ =>
                    throw new ExpressionException("Unknown escape", end - 1)
                };
            }
            value.Append(c);
        }
        throw new ExpressionException("The text has no closing quote", start);
    }
}
