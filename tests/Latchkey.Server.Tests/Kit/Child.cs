using System.Diagnostics;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Kit;

/// <summary>This assembly started as a program of its own, over the database of a test, so that the test can kill it.</summary>
internal sealed class Child : IDisposable
{
    public const string Rows = "create table rows (id bigint primary key)";

    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    private readonly Process process;

    private Child(Process process) => this.process = process;

    public StreamReader Says => process.StandardOutput;

    public static Child Start(string task, DatabaseSettings settings)
    {
        var start = new ProcessStartInfo(Dotnet, ["exec", typeof(Child).Assembly.Location, "storage", task]) { RedirectStandardOutput = true };
        start.Environment["CHILD_SQLITE"] = settings.SqlitePath;
        start.Environment["CHILD_POSTGRES"] = settings.PostgresConnectionString;
        return new(Process.Start(start)!);
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    public static async Task<int> Run(string[] args)
    {
        var settings = new DatabaseSettings(Environment.GetEnvironmentVariable("CHILD_SQLITE"), Environment.GetEnvironmentVariable("CHILD_POSTGRES"));
        await using var db = Database.Open(settings, TimeProvider.System);
        switch (args)
        {
            case ["write"]:
                await WriteForever(db);
                return 0;
            case ["migrate"]:
                await db.Migrate(TwoSteps(endless: true), default);
                return 0;
            default:
                return 64;
        }
    }

    /// <summary>The second, asked to be endless, never gets past its middle.</summary>
    public static IReadOnlyList<Migration> TwoSteps(bool endless) =>
    [
        new(1, "first", Rows),
        new(2, "second", $"""
            create table before_the_middle (id bigint primary key);
            insert into rows with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < 200000) select i from n;
            insert into rows with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < {(endless ? "1000000000000" : "300000")}) select count(*) from n;
            create table after_the_middle (id bigint primary key);
            """),
    ];

    /// <summary>Many writers at full speed; a number is printed once it is acknowledged.</summary>
    private static async Task WriteForever(Database db)
    {
        var output = TextWriter.Synchronized(Console.Out);
        var last = await db.One<long?>("select max(id) from rows", null, default) ?? 0;
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            while (true)
            {
                var id = Interlocked.Increment(ref last);
                await db.Change("insert into rows (id) values (@id)", new { id }, default);
                output.WriteLine(id);
            }
        }));
    }
}
