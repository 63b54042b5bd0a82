namespace Latchkey.Cli.Files;

/// <summary>What a file system refuses, in words that say which option or argument named the file and what to do.</summary>
public static class FileFaults
{
    /// <param name="option">What named it, such as <c>--root</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="work">What reads it.</param>
    public static T Read<T>(string option, string path, Func<T> work) => Said(option, path, work, fault => fault switch
    {
        _ when Directory.Exists(path) => "this is a folder. Give the name of a file in it.",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException => "this account may not read it.",
        _ => fault.Message,
    });

    /// <param name="option">What named it, such as <c>--journal</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="work">What writes it.</param>
    public static T Write<T>(string option, string path, Func<T> work) => Said(option, path, work, fault => fault switch
    {
        _ when Directory.Exists(path) => "this is a folder. Give the name of a file in it.",
        DirectoryNotFoundException => $"there is no folder {Path.GetDirectoryName(Path.GetFullPath(path))}. Make it first, or choose another place.",
        FileNotFoundException => "no file can be made here. Choose another place.",
        UnauthorizedAccessException => "this account may not write it. Choose another place, or change who may write there.",
        _ => $"{fault.Message.TrimEnd('.')}. Choose another place.",
    });

    /// <inheritdoc cref="Write{T}"/>
    public static void Write(string option, string path, Action work) => Write(option, path, Done(work));

    /// <summary>Tried before work is done whose result would have no place; nothing is left behind.</summary>
    public static void RequireWritable(string option, string path) => Write(option, path, () =>
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!File.Exists(path)) options.Options = FileOptions.DeleteOnClose;
        new FileStream(path, options).Dispose();
    });

    /// <param name="option">What named it, such as <c>--data</c>.</param>
    /// <param name="path">The folder.</param>
    /// <param name="work">What makes it, or something in it.</param>
    public static T Folder<T>(string option, string path, Func<T> work) => Said(option, path, work, fault => fault switch
    {
        _ when File.Exists(path) => "this is a file. Give the name of a folder.",
        FileNotFoundException or DirectoryNotFoundException => "no folder can be made here. Choose another place.",
        UnauthorizedAccessException => "this account may not write there. Choose another place, or change who may write there.",
        _ => $"{fault.Message.TrimEnd('.')}. Choose another place.",
    });

    /// <inheritdoc cref="Folder{T}"/>
    public static void Folder(string option, string path, Action work) => Folder(option, path, Done(work));

    private static Func<bool> Done(Action work) => () =>
    {
        work();
        return true;
    };

    private static T Said<T>(string option, string path, Func<T> work, Func<Exception, string> why)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{option} {path}: {why(fault)}", fault);
        }
    }
}
