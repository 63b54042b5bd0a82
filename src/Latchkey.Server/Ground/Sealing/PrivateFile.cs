using System.Text;

namespace Latchkey.Server.Ground.Sealing;

/// <summary>Files only their owner may read: keys, tokens, <c>dev.json</c>.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// A folder only its owner may enter, if it is made here or nothing is in it yet; one that others put something into stays as they want it.
    /// </summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        else if (!Directory.EnumerateFileSystemEntries(folder).Any()) TrySetMode(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Takes from everybody else what a copy or a restore gave them. A file that belongs to somebody else stays as it is.</summary>
    public static void Tighten(string file)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & ~OwnerOnly) != 0) TrySetMode(file, OwnerOnly);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void TrySetMode(string path, UnixFileMode mode)
    {
        try { File.SetUnixFileMode(path, mode); }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            // Mounted for us by somebody else, who decides who may read it.
        }
    }

    /// <summary>Written beside and renamed, so that nobody ever reads half of it; the folder is made if need be.</summary>
    /// <param name="file">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="overwrite">False: the first of two racing writers wins, and the other's text is dropped.</param>
    public static void Write(string file, string text, bool overwrite = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        // Two containers over one volume are both process 1.
        var draft = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        if (overwrite)
        {
            File.Move(draft, file, overwrite: true);
            return;
        }
        // File.Move looks whether there is one and then renames over it: of two racing writers both would win.
        using var turn = Turn(file);
        if (File.Exists(file)) File.Delete(draft);
        else File.Move(draft, file);
    }

    /// <summary>One writer at a time, of all processes. Whoever comes after the first finds its file there, whatever has become of the turn.</summary>
    private static FileStream Turn(string file)
    {
        var wait = new SpinWait();
        while (true)
        {
            try { return new FileStream(file + ".turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose); }
            catch (IOException) when (wait.Count < LongestWait) { wait.SpinOnce(); }
        }
    }

    /// <summary>Turns of a wait of a millisecond each, more or less: writing one file takes a few.</summary>
    private const int LongestWait = 20_000;
}
