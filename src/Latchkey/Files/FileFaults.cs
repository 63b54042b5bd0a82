namespace Latchkey.Cli.Files;

/// <summary>What a file system refuses, in words that say which option or argument named the file and what to do.</summary>
public static class FileFaults
{
    /// <param name="option">What named it, such as <c>--journal</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="work">What reads or writes it.</param>
    public static T Said<T>(string option, string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{option} {path}: {Why(path, fault)}", fault);
        }
    }

    private static string Why(string path, Exception fault) => fault switch
    {
        _ when Directory.Exists(path) => "this is a folder. Give the name of a file in it.",
        DirectoryNotFoundException => $"there is no folder {Path.GetDirectoryName(Path.GetFullPath(path))}. Make it first, or choose another place.",
        FileNotFoundException => "there is no such file, and none can be made here. Choose another place.",
        UnauthorizedAccessException => "this account may not. Choose another place, or change who may write there.",
        _ => $"{fault.Message.TrimEnd('.')}. Choose another place.",
    };
}
