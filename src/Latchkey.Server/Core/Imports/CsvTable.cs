using System.Buffers;
using System.Text;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Imports;

/// <summary>A file of people: RFC 4180, with a comma, a semicolon or a tab between the columns, as spreadsheets write it.</summary>
/// <param name="Columns">What the first line calls them.</param>
/// <param name="Lines">The others, each with as many cells as there are columns.</param>
internal sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvLine> Lines)
{
    /// <summary>The field of the form.</summary>
    public const string Field = "file";

    public const int MostLines = 10_000;
    public const int MostColumns = 100;
    public const int LongestCell = 4_096;

    /// <exception cref="RuleException">It is no such file, or has more in it than is taken.</exception>
    public static CsvTable Read(ReadOnlyMemory<byte> file)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new RuleException(Field, "is not UTF-8: save it from the spreadsheet as \"CSV UTF-8\"");
        }
        if (text.Contains('\0', StringComparison.Ordinal)) throw new RuleException(Field, "is no text: save it from the spreadsheet as \"CSV UTF-8\"");
        var records = Records(text, SeparatorOf(text)).GetEnumerator();
        if (!records.MoveNext()) throw new RuleException(Field, "is empty");
        var columns = records.Current.Cells.Select(cell => cell.Trim()).ToArray();
        if (columns.Length > MostColumns) throw new RuleException(Field, $"has more than {MostColumns} columns");
        if (columns.Any(column => column.Length == 0)) throw new RuleException(Field, "has a column without a name: the first line names them all");
        if (columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() < columns.Length) throw new RuleException(Field, "has two columns of one name");
        var lines = new List<CsvLine>();
        while (records.MoveNext())
        {
            var (number, cells) = records.Current;
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (cells.Count != columns.Length) throw new RuleException(Field, $"has {cells.Count} columns in line {number}, and {columns.Length} in the first");
            if (lines.Count == MostLines) throw new RuleException(Field, $"has more than {MostLines} lines: split it");
            lines.Add(new(number, [.. cells.Select(cell => Plain(cell.Trim()))]));
        }
        return lines.Count > 0 ? new(columns, lines) : throw new RuleException(Field, "has no line but the first, which names the columns");
    }

    private static readonly SearchValues<char> Quoting = SearchValues.Create("\",;\r\n\t ");

    /// <summary>A line of such a file. What a spreadsheet would compute is a text in it.</summary>
    public static string Written(IEnumerable<string> cells) => string.Join(',', cells.Select(cell =>
    {
        var safe = cell.Length > 0 && cell[0] is ('=' or '+' or '-' or '@' or '\t' or '\r') ? "'" + cell : cell;
        return safe.AsSpan().ContainsAny(Quoting) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    })) + "\r\n";

    /// <summary>What <see cref="Written"/> put before a text that looked like a formula is no part of it: its reports come back mended.</summary>
    private static string Plain(string cell) => cell.Length > 1 && cell[0] == '\'' && cell[1] is ('=' or '+' or '-' or '@') ? cell[1..] : cell;

    /// <summary>What there is most of in the first line, outside quotation marks.</summary>
    private static char SeparatorOf(string text)
    {
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is '\n' or '\r') break;
            else if (!quoted && c == ',') commas++;
            else if (!quoted && c == ';') semicolons++;
            else if (!quoted && c == '\t') tabs++;
        }
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }

    private static IEnumerable<(int Number, IReadOnlyList<string> Cells)> Records(string text, char separator)
    {
        var (cells, cell, line, at) = (new List<string>(), new StringBuilder(), 1, 0);
        while (at < text.Length)
        {
            var (number, over) = (line, false);
            while (!over)
            {
                if (at < text.Length && text[at] == '"')
                {
                    for (at++; ; at++)
                    {
                        if (at >= text.Length) throw new RuleException(Field, $"has a quotation mark in line {number} that never closes");
                        if (text[at] == '"' && (at + 1 >= text.Length || text[at + 1] != '"')) break;
                        if (text[at] == '"') at++;
                        if (text[at] == '\n') line++;
                        Append(cell, text[at], number);
                    }
                    at++;
                }
                while (at < text.Length && text[at] != separator && text[at] is not ('\n' or '\r')) Append(cell, text[at++], number);
                cells.Add(cell.ToString());
                cell.Clear();
                if (cells.Count > MostColumns) throw new RuleException(Field, $"has more than {MostColumns} columns in line {number}");
                over = at >= text.Length || text[at] != separator;
                if (!over) at++;
            }
            if (at < text.Length && text[at] == '\r') at++;
            if (at < text.Length && text[at] == '\n') at++;
            line++;
            yield return (number, cells.ToArray());
            cells.Clear();
        }
    }

    private static void Append(StringBuilder cell, char c, int number)
    {
        if (cell.Length == LongestCell) throw new RuleException(Field, $"has more than {LongestCell} characters in a cell of line {number}");
        cell.Append(c);
    }
}
