using System.Text;

namespace Latchkey.Cli.Imports;

/// <summary>Rows of a CSV file: RFC 4180, with line breaks in quotes, from spreadsheets of either kind of separator.</summary>
public static class CsvReader
{
    /// <param name="text">What is in it.</param>
    /// <param name="name">What it is called, where something is wrong with it.</param>
    public static IEnumerable<string[]> Read(TextReader text, string name)
    {
        var (line, opened) = (1, 0);
        var (fields, field, quoted, separator) = (new List<string>(), new StringBuilder(), false, '\0');
        var any = false;
        for (int read; (read = text.Read()) >= 0;)
        {
            var sign = (char)read;
            if (sign == '\n' || (sign == '\r' && text.Peek() != '\n')) line++;
            any = true;
            if (quoted)
            {
                if (sign != '"') field.Append(sign);
                else if (text.Peek() == '"') field.Append((char)text.Read());
                else quoted = false;
                continue;
            }
            switch (sign)
            {
                case '"' when field.Length == 0:
                    (quoted, opened) = (true, line);
                    break;
                case '\r' when text.Peek() == '\n':
                    break;
                case '\n' or '\r':
                    fields.Add(field.ToString());
                    field.Clear();
                    if (fields.Count > 1 || fields[0].Length > 0) yield return [.. fields];
                    fields.Clear();
                    if (separator == '\0') separator = ',';
                    any = false;
                    break;
                case ',' or ';' when separator == '\0' || separator == sign:
                    // The first one says which it is: a header has no other.
                    separator = sign;
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case '\uFEFF' when fields.Count == 0 && field.Length == 0:
                    break;
                default:
                    field.Append(sign);
                    break;
            }
        }
        if (quoted) throw new CommandException($"{name}: the quote that opens in line {opened} is not closed. Close it, and run this again.");
        if (!any) yield break;
        fields.Add(field.ToString());
        yield return [.. fields];
    }
}
