using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Latchkey.Cli;

/// <summary>The terminal of one run: where the answer goes, where the talking goes, who is asked.</summary>
public sealed class Terminal
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,      // for a terminal, not for a page: keep & and ' readable
    };

    private readonly TextWriter talk;
    private readonly bool bold;

    private Terminal(bool batch, bool json, bool verbose)
    {
        Json = json;
        Verbose = verbose;
        talk = json ? Console.Error : Console.Out;
        bold = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        Ask = new Prompt(talk, batch);
    }

    /// <summary>The result is wanted as one JSON value on standard output.</summary>
    public bool Json { get; }

    public bool Verbose { get; }

    public Prompt Ask { get; }

    public static Terminal For(ParseResult args) =>
        new(args.GetValue(GlobalOptions.Batch), args.GetValue(GlobalOptions.Json), args.GetValue(GlobalOptions.Verbose));

    /// <summary>A line to the person: progress, or the result in words.</summary>
    public void Say(string line) => talk.WriteLine(Printable(line));

    public void Say(string key, string value) => talk.WriteLine(bold && !Json ? $"\e[1m{key}\e[0m{Printable(value)}" : key + Printable(value));

    /// <summary>Rows under their heads where somebody reads them, and fields parted by tabs where a program does; nothing where JSON is wanted.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string?>> rows)
    {
        if (Json) return;
        var all = rows.Select(row => row.Select(cell => Printable(cell ?? "").ReplaceLineEndings(" ")).ToArray()).ToArray();
        if (Console.IsOutputRedirected)
        {
            foreach (var row in all) talk.WriteLine(string.Join('\t', row));
            return;
        }
        var wide = heads.Select((head, at) => all.Select(row => row[at].Length).Append(head.Length).Max()).ToArray();
        string Line(IReadOnlyList<string> cells) => string.Join("  ", cells.Select((cell, at) => at == cells.Count - 1 ? cell : cell.PadRight(wide[at])));
        talk.WriteLine(bold ? $"\e[1m{Line(heads)}\e[0m" : Line(heads));
        foreach (var row in all) talk.WriteLine(Line(row));
    }

    /// <summary>A line about something that went wrong while the command goes on.</summary>
    public void Warn(string line) => Console.Error.WriteLine(Printable(line));

    public void Trace(string line)
    {
        if (Verbose) Console.Error.WriteLine(line);
    }

    /// <summary>The result for a program, when it asked for one.</summary>
    public void Answer(object result)
    {
        if (Json) Console.Out.WriteLine(JsonSerializer.Serialize(result, Indented));
    }

    /// <summary>Names come from a server: none of them may move the cursor, colour the screen or ring the bell.</summary>
    public static string Printable(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Select(sign => char.IsControl(sign) && sign is not ('\n' or '\t') ? '\uFFFD' : sign));
}
