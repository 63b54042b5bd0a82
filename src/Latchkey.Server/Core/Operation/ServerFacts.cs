using System.Reflection;
using System.Runtime.InteropServices;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Operation;

/// <summary>What runs here.</summary>
internal sealed class ServerFacts(Database db, ServerSettings settings, TimeProvider clock)
{
    public static string Version { get; } = typeof(ServerFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? typeof(ServerFacts).Assembly.GetName().Version!.ToString();

    public static string Runtime => RuntimeInformation.FrameworkDescription;

    public static string System => $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})";

    /// <summary>Since when this process runs.</summary>
    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    public string Engine => settings.Postgres is null ? "SQLite" : "PostgreSQL";

    /// <summary>The newest change of the tables that this database has.</summary>
    public Task<long> Schema(CancellationToken ct) => db.One<long>("select max(version) from schema_versions", null, ct);
}
