using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What a production server is given: a folder, on PostgreSQL a database beside it. Servers start over it as <c>latchkey serve</c> does, without listening.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private readonly bool ownsDatabase;

    private DataFolder(string path, string? postgres, bool ownsDatabase) => (Path, Postgres, this.ownsDatabase) = (path, postgres, ownsDatabase);

    public string Path { get; }

    public string? Postgres { get; }

    public ServerSettings Settings => new() { BaseUrl = new Uri("https://id.example.com"), DataFolder = Path, Postgres = Postgres, ChangePollInterval = Timeout.InfiniteTimeSpan };

    public static async Task<DataFolder> On(Engine engine) =>
        new(NewFolder(), engine == Engine.Postgres ? await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync() : null, ownsDatabase: true);

    /// <summary>Another folder over the same PostgreSQL, or with these files of this one.</summary>
    public DataFolder Beside(params string[] copied)
    {
        var other = new DataFolder(NewFolder(), Postgres, ownsDatabase: false);
        foreach (var file in copied) File.Copy(this[file], other[file]);
        return other;
    }

    /// <summary>This folder, with another database.</summary>
    public async Task<DataFolder> WithAnotherDatabase() => new(Path, await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync(), ownsDatabase: true);

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>A server that has found or made its org.</summary>
    public async Task<WebApplication> Start(ILoggerProvider? log = null)
    {
        var app = await LatchkeyServer.Build(Settings, builder =>
        {
            builder.Logging.ClearProviders();
            if (log is not null) builder.Logging.AddProvider(log);
        });
        await app.Services.GetRequiredService<OrgSeed>().Home("Home", CancellationToken.None);
        return app;
    }

    /// <summary>Why a server does not start here.</summary>
    public async Task<string> Refusal() => (await Should.ThrowAsync<BelongingException>(async () => await (await Start()).DisposeAsync())).Message;

    public async ValueTask DisposeAsync()
    {
        if (ownsDatabase && Postgres is not null) await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(Postgres);
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("latchkey-data-").FullName;
}
