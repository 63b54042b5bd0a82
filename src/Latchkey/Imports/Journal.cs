using System.Collections.Concurrent;
using System.Text.Json;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Imports;

/// <summary>
/// What was brought already, a line each, written before the next: a run that ended in the middle goes on where it was. What was refused is tried again.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>What was brought says what it became here, what was lost on the way says why.</summary>
    private sealed record Line(string? Org, string? What, string? There, string? Here, string? Why = null);

    private readonly ConcurrentDictionary<(string What, string There), string> done = new();
    private readonly List<(string What, string Name, string Why)> earlierLosses = [];
    private readonly StreamWriter file;
    private readonly Lock guard = new();

    public Journal(string path, string org)
    {
        var earlier = FileFaults.Read("--journal", path, () => File.Exists(path) ? File.ReadAllLines(path) : []);
        foreach (var text in earlier)
        {
            if (Parse(text) is not { } line) continue;          // the last line of a run that was killed may be half a line
            if (line.Org is { } of && of != org)
                throw new CommandException($"{path} belongs to an import into {of}. Give another file with --journal, or take it away to begin anew.");
            if (line is { What: { } what, There: { } there, Here: { } here }) done[(what, there)] = here;
            if (line is { What: { } lost, There: { } name, Why: { } why }) earlierLosses.Add((lost, name, why));
        }
        file = FileFaults.Write("--journal", path,
            () => new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true });
        if (earlier.Length == 0) Write(new Line(org, null, null, null));
        else file.WriteLine();
    }

    /// <summary>What earlier runs lost of things that they brought, and no later run comes upon again.</summary>
    public IReadOnlyList<(string What, string Name, string Why)> EarlierLosses => earlierLosses;

    public int Count(string what) => done.Keys.Count(key => key.What == what);

    /// <summary>What it became here; null where it was not brought yet.</summary>
    public string? Find(string what, string there) => done.GetValueOrDefault((what, there));

    public void Done(string what, string there, string here)
    {
        done[(what, there)] = here;
        Write(new Line(null, what, there, here));
    }

    /// <summary>Written before the thing itself is done, so that no run that ends in between forgets it.</summary>
    public void Lost(string what, string name, string why) => Write(new Line(null, what, name, null, why));

    public IEnumerable<string> Names(string what) => done.Keys.Where(key => key.What == what).Select(key => key.There);

    public void Dispose() => file.Dispose();

    private void Write(Line line)
    {
        lock (guard) file.WriteLine(JsonSerializer.Serialize(line, JsonSerializerOptions.Web));
    }

    private static Line? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonSerializer.Deserialize<Line>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
