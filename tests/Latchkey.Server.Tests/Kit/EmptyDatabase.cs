using System.Diagnostics.Metrics;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A database nobody has used, and the programs that open it.</summary>
public sealed class EmptyDatabase : IAsyncDisposable
{
    private readonly List<Database> opened = [];
    private readonly string? folder;

    private EmptyDatabase(DatabaseSettings settings, string? folder) => (Settings, this.folder) = (settings with { ChangePoll = Timeout.InfiniteTimeSpan }, folder);

    public DatabaseSettings Settings { get; }

    public static async Task<EmptyDatabase> On(Engine engine)
    {
        if (engine == Engine.Postgres) return new(new(null, await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync()), null);
        var folder = Directory.CreateTempSubdirectory("latchkey-storage-").FullName;
        return new(new(Path.Combine(folder, "data", "latchkey.db"), null), folder);
    }

    /// <summary>As one more program would open it.</summary>
    public Database Open(TimeProvider? clock = null, TimeSpan? poll = null)
    {
        var database = Database.Open(Settings with { ChangePoll = poll ?? Settings.ChangePoll }, clock ?? TimeProvider.System);
        opened.Add(database);
        return database;
    }

    public async Task<Database> Migrated(params IReadOnlyList<string> statements)
    {
        var database = Open();
        await database.Migrate([.. statements.Select((sql, index) => new Migration(index + 1, "step", sql))], default);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in opened) await database.DisposeAsync();
        if (Settings.PostgresConnectionString is { } made) await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(made);
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
