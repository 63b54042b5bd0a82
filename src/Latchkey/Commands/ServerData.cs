using System.CommandLine;
using Latchkey.Server;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Cli.Commands;

/// <summary>What a server keeps, opened beside it by a command of the same machine. It makes nothing that is not there.</summary>
internal sealed class ServerData : IAsyncDisposable
{
    private ServerData(ServerSettings settings, Database db, MasterKey master)
    {
        var (marks, seal) = (new DatabaseMarks(db), new Seal(master));
        (Settings, Database, Master) = (settings, db, master);
        Belonging = new(db, marks, master, seal, settings, LatchkeyServer.Sealed, NullLogger<Belonging>.Instance);
        SetupToken = new(db, marks, seal, settings);
    }

    public ServerSettings Settings { get; }

    public Database Database { get; }

    public MasterKey Master { get; }

    public SetupToken SetupToken { get; }

    private Belonging Belonging { get; }

    public static Option<string> DataOption() => new("--data")
    {
        Description = "Folder for the database, the master key (master.key; LATCHKEY_MASTER_KEY, 32 bytes in base64url, takes its place) and the set-up token",
        Required = true,
    };

    public static Option<string?> PostgresOption() => new("--postgres")
    {
        Description = "PostgreSQL connection string (or LATCHKEY_POSTGRES); without it, one SQLite file in the data folder. A server takes up to 20 "
            + "connections: \"Maximum Pool Size=N\" in it says otherwise",
    };

    public static string Folder(ParseResult args, Option<string> data) => Path.GetFullPath(args.GetValue(data)!);

    public static string? Postgres(ParseResult args, Option<string?> postgres) =>
        args.GetValue(postgres) ?? (Environment.GetEnvironmentVariable("LATCHKEY_POSTGRES") is { Length: > 0 } given ? given : null);

    /// <summary>With the master key that belongs to it.</summary>
    public static async Task<ServerData> Open(string folder, string? postgres, CancellationToken ct)
    {
        var settings = new ServerSettings { BaseUrl = new Uri("http://localhost"), DataFolder = folder, Postgres = postgres };
        var database = DatabaseSettings.Of(settings) with { ChangePoll = Timeout.InfiniteTimeSpan };
        if (database.SqlitePath is { } file && !File.Exists(file))
            throw new CommandException(File.Exists(Path.Combine(folder, Belonging.NoteFile))
                ? $"There is no {file}, but a server used {folder}: if its database is a PostgreSQL, give --postgres as that server has it, "
                    + "or LATCHKEY_POSTGRES."
                : $"There is no Latchkey in {folder} yet: {file} does not exist. Give the folder of a server, or start one there first: latchkey serve");
        var opened = new ServerData(settings, Database.Open(database, TimeProvider.System), MasterKey.Load(folder));
        try
        {
            await opened.Belonging.RequireKnown(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
