
using Latchkey.Server;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Testing;

/// <summary>Where an org keeps what it knows: a folder, perhaps a PostgreSQL database, and the key pairs it was lent. It is gone when the org is.</summary>
internal sealed class OrgData : IAsyncDisposable
{
    /// <summary>The schema is built once for a process; each org begins with a copy.</summary>
    private static readonly Lazy<Task<byte[]>> SqliteTemplate = new(BuildSqliteTemplate);

    private readonly PostgresCluster? cluster;

    /// <summary>Nothing of the org is kept elsewhere.</summary>
    private bool isWhole;

    private OrgData(string folder, string? postgres, PostgresCluster? cluster) => (Folder, Postgres, this.cluster) = (folder, postgres, cluster);

    public string Folder { get; }

    /// <summary>Null: SQLite, in the folder.</summary>
    public string? Postgres { get; }

    public SparePairs Pairs { get; } = new();

    /// <param name="postgres">A database that somebody else made and will remove; null: SQLite, or a database of the shared cluster if
    /// LATCHKEY_TEST_DATABASE says so.</param>
    public static async Task<OrgData> CreateAsync(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-test-").FullName;
        if (postgres is not null) return new(folder, postgres, null);
        if (Environment.GetEnvironmentVariable("LATCHKEY_TEST_DATABASE") == "postgres")
        {
            var cluster = await PostgresCluster.SharedAsync();
            return new(folder, await cluster.CreateMigratedDatabaseAsync(), cluster);
        }
        return new(folder, null, null);
    }

    /// <summary>Before the first start: the schema need not be built again.</summary>
    /// <param name="chosen">Where the org will really keep everything; the test had the last word.</param>
    public async Task PrepareAsync(ServerSettings chosen)
    {
        var database = DatabaseSettings.Of(chosen);
        isWhole = database.PostgresConnectionString is { } elsewhere ? cluster is not null && elsewhere == Postgres : chosen.DataFolder == Folder;
        if (isWhole && database.SqlitePath is { } path) await File.WriteAllBytesAsync(path, await SqliteTemplate.Value);
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DropDatabaseAsync(Postgres!);
        Directory.Delete(Folder, recursive: true);
        if (isWhole) Pairs.GiveBack();      // in a database that stays, another org would find them again
    }

    private static async Task<byte[]> BuildSqliteTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-test-");
        try
        {
            var path = Path.Combine(folder.FullName, "template.db");
            await MigrateAsync(new(path, null));
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Brings a database to the schema of this program.</summary>
    internal static async Task MigrateAsync(DatabaseSettings settings)
    {
        await using var database = Database.Open(settings with { ChangePoll = Timeout.InfiniteTimeSpan }, TimeProvider.System);
        await database.Migrate(CancellationToken.None);
    }
}
