using System.Text;

namespace Latchkey.Server.Web;

/// <summary>Files only their owner may read: keys, tokens, <c>dev.json</c>.</summary>
public static class PrivateFile
{
    /// <summary>Written beside and renamed, so that nobody ever reads half of it; the folder is made if need be.</summary>
    /// <param name="file">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="overwrite">False: the first of two racing writers wins, and the other's text is dropped.</param>
    public static void Write(string file, string text, bool overwrite = false)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        Directory.CreateDirectory(folder);
        var draft = $"{file}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        try { File.Move(draft, file, overwrite); }
        catch (IOException) when (!overwrite && File.Exists(file)) { File.Delete(draft); }
    }
}
