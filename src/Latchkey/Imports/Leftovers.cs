using System.Collections.Concurrent;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Imports;

/// <summary>What did not come along, and why: what a person has to look after.</summary>
public sealed class Leftovers
{
    private readonly ConcurrentQueue<(string What, string Name, string Why)> all = new();

    public int Count => all.Distinct().Count();

    public IReadOnlyCollection<(string What, string Name, string Why)> All => all;

    public void Add(string what, string name, string why) => all.Enqueue((what, name, why));

    public void Write(string file) => FileFaults.Write("--report", file, () => File.WriteAllLines(file,
        ["what,name,why", .. all.Distinct().Select(one => string.Join(',', Quoted(one.What), Quoted(one.Name), Quoted(one.Why)))]));

    /// <summary>RFC 4180 §2; what a spreadsheet would take for a formula begins with an apostrophe.</summary>
    private static string Quoted(string text)
    {
        var plain = text.ReplaceLineEndings(" ");
        if (plain.Length > 0 && plain[0] is '=' or '+' or '-' or '@') plain = "'" + plain;
        return $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
