using Latchkey.Cli.Files;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Cli.Commands;

/// <summary>
/// The data folder of a development server, which says so in a file of its own. A production server's folder is never taken for one: `dev` would put
/// people with printed passwords into it, and --fresh would delete its master key. The file is locked while the server runs.
/// </summary>
internal sealed class DevFolder : IDisposable
{
    private const string Mark = "made-by-latchkey-dev";

    private static readonly string[] OfAnyServer =
        [DatabaseSettings.SqliteFile, MasterKey.File, Belonging.NoteFile, SetupToken.FileName];

    private readonly FileStream mark;

    private DevFolder(string path, FileStream mark) => (Path, this.mark) = (path, mark);

    public string Path { get; }

    /// <summary>Takes the folder for as long as the server runs; an empty one becomes its own.</summary>
    public static DevFolder Take(string path)
    {
        if (!IsDevelopment(path) && OfAnyServer.FirstOrDefault(name => File.Exists(System.IO.Path.Combine(path, name))) is { } strange)
            throw new CommandException(
                $"{path} is the folder of a production server: {strange} is in it, and nothing says that \"latchkey dev\" made it. Nothing was changed. "
                    + "Give another folder with --data.");
        return FileFaults.Folder("--data", path, () =>
        {
            PrivateFile.MakeFolder(path);
            return new DevFolder(path, Lock(path));
        });
    }

    /// <summary>What a production server says that is given such a folder; null for any other.</summary>
    public static string? Warning(string path) => !IsDevelopment(path) ? null : $"""
        {path} was made by "latchkey dev": the passwords and the API token of {DevFacts.File} open this server. Delete those people and
        that token, or give it a folder of its own with --data.
        """;

    /// <summary>Only what this program made: everything else in the folder stays.</summary>
    public void Forget()
    {
        foreach (var name in (string[])[.. OfAnyServer, $"{DatabaseSettings.SqliteFile}-wal", $"{DatabaseSettings.SqliteFile}-shm", DevFacts.File])
            File.Delete(System.IO.Path.Combine(Path, name));
    }

    public void Dispose() => mark.Dispose();

    /// <summary>Earlier versions left no mark, but dev.json.</summary>
    private static bool IsDevelopment(string path) =>
        File.Exists(System.IO.Path.Combine(path, Mark)) || File.Exists(System.IO.Path.Combine(path, DevFacts.File));

    private static FileStream Lock(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = System.IO.Path.Combine(path, Mark);
        FileStream mark;
        try
        {
            mark = new FileStream(file, options);
        }
        catch (IOException taken) when (taken is not (DirectoryNotFoundException or FileNotFoundException) && File.Exists(file))
        {
            throw new CommandException($"Another \"latchkey dev\" runs over {path}. Stop it first, or give this one another folder with --data.", taken);
        }
        if (mark.Length > 0) return mark;
        mark.Write("\"latchkey dev\" made what is in this folder, and \"latchkey dev --fresh\" deletes it.\n"u8);
        mark.Flush(flushToDisk: true);
        return mark;
    }
}
