namespace Latchkey.Tests.Shared;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Debug or release, as these tests themselves were built.</summary>
    public static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The built program of a project in src/ or samples/.</summary>
    public static string Program(string project)
    {
        var assembly = project switch { "Latchkey" => "latchkey", "Desktop" => "LatchkeyDesktop", _ => project };
        var path = Path.Combine(Root, "artifacts", "bin", project, Configuration, assembly + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built: dotnet build Latchkey.slnx", path);
    }

    private static string Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Latchkey.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException($"No Latchkey.slnx above {folder}");
    }
}
