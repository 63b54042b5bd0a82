using System.Globalization;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// How many connections this process can hold. Each is an open file, and the runtime, which opens files for code it meets for the first time, ends the process
/// when there is none left. So callers are turned away before that.
/// </summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Open = "/proc/self/fd";

    /// <summary>
    /// Code that is loaded later, the database's files or connections, outgoing calls; and the queue of the listener, 512 long, since whoever is turned
    /// away has been let in first, and a whole queue may be at once.
    /// </summary>
    private const long Reserved = 320 + 512;

    private const long Least = 16;

    /// <summary>Null where the system does not say.</summary>
    /// <exception cref="InvalidOperationException">The limit leaves no room for callers.</exception>
    public static long? MostConnections()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Limits) || !Directory.Exists(Open)) return null;
        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        if (line?["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var soft, ..]
            || !long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)) return null;
        var most = limit - Directory.EnumerateFileSystemEntries(Open).LongCount() - Reserved;
        return most >= Least ? most : throw new InvalidOperationException(
            $"This process may have only {limit} files open, which leaves no room for callers. Allow it 2048 or more: `ulimit -n 2048` in a shell, "
                + "LimitNOFILE= in a systemd unit.");
    }
}
