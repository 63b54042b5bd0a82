using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Ground.Storage;

/// <summary>One numbered step of the schema. Once released it never changes: a correction is a further step.</summary>
public sealed record Migration(long Version, string Name, string Sql)
{
    private const string Folder = ".Ground.Storage.Migrations.";

    public static IReadOnlyList<Migration> OfThisProgram { get; } = Embedded(typeof(Migration).Assembly, Folder);

    /// <summary>What only SQLite needs ends in <c>_on_sqlite</c>. The other engine notes that it ran, so that both count alike.</summary>
    public bool IsFor(Engine engine) => engine == Engine.Sqlite || !Name.EndsWith("_on_sqlite", StringComparison.Ordinal);

    /// <summary>The same for either kind of line ending, which depends on who checked the file out.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The files <c>NNNN_name.sql</c> of a folder inside an assembly, in order.</summary>
    public static IReadOnlyList<Migration> Embedded(Assembly assembly, string folder) =>
    [
        .. from resource in assembly.GetManifestResourceNames()
           let at = resource.IndexOf(folder, StringComparison.Ordinal)
           where at >= 0 && resource.EndsWith(".sql", StringComparison.Ordinal)
           let file = resource[(at + folder.Length)..^".sql".Length]
           let version = long.Parse(file[..file.IndexOf('_', StringComparison.Ordinal)], NumberStyles.None, CultureInfo.InvariantCulture)
           orderby version
           select new Migration(version, file[(file.IndexOf('_', StringComparison.Ordinal) + 1)..], Read(assembly, resource)),
    ];

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
