using System.Globalization;

namespace Latchkey.Bench;

/// <summary>What Linux says a process has used. proc(5).</summary>
internal static class ProcFs
{
    private const double MillisecondsPerTick = 10;      // USER_HZ is 100 on every Linux that .NET runs on

    /// <summary>User and system time of the processes together; null when there are none to ask.</summary>
    public static double? CpuMilliseconds(IReadOnlyList<int> pids)
    {
        if (pids.Count == 0) return null;
        return pids.Sum(pid =>
        {
            // The second field is the name in brackets and may itself contain spaces: count from its end.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) * MillisecondsPerTick;
        });
    }

    public static double ResidentMegabytes(IReadOnlyList<int> pids) => pids.Sum(pid =>
        Number(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0);

    /// <summary>The memory file system a folder is on; null where a write to it reaches a disk, as far as Linux can tell.</summary>
    public static string? MemoryFileSystem(string folder) => File.ReadLines("/proc/mounts").Select(line => line.Split(' '))
        .Where(mount => folder == mount[1] || folder.StartsWith(mount[1].TrimEnd('/') + "/", StringComparison.Ordinal))
        .MaxBy(mount => mount[1].Length) is [_, _, "tmpfs" or "ramfs" or "overlay-tmpfs", ..] memory ? memory[2] : null;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
