using System.Collections.Concurrent;
using Latchkey.Server.Ground.Sealing;
using Microsoft.Data.Sqlite;

namespace Latchkey.Server.Ground.Storage;

/// <summary>The embedded database: a file in WAL mode, one grouping writer, as many readers as there are threads reading.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>How long an empty file may be one that another server of this folder is just making.</summary>
    private static readonly TimeSpan OthersStart = TimeSpan.FromSeconds(5);

    /// <summary>Where a SQLite file keeps its <c>user_version</c>, in four bytes.</summary>
    private const int VersionAt = 60;

    private const int MostIdleReaders = 32;

    private readonly string path;
    /// <summary>How long another process may hold the file before we give up.</summary>
    private readonly TimeSpan patience;
    private readonly SqliteWriter writer;
    private readonly bool wasThere;
    private readonly bool hadItsLog;
    private readonly bool wasInUse;
    private readonly ConcurrentStack<SqliteStatements> readers = new();
    private bool inUse;
    private volatile bool closed;

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    public SqliteDatabase(DatabaseSettings settings, TimeProvider clock, ILoggerFactory? log) : base(settings, clock, log)
    {
        (path, patience) = (Path.GetFullPath(settings.SqlitePath!), settings.Busy);
        // In this order: whoever marked the file as in use had made its log before.
        (wasThere, wasInUse) = Header(path);
        hadItsLog = File.Exists(path + "-wal");
        CreatePrivately(path);
        try
        {
            writer = new SqliteWriter(SqliteStatements.Open(path, patience, write: true), Committed, Translate);
        }
        catch (SqliteException exception)
        {
            throw new DatabaseUnavailableException($"The database {path} cannot be opened: {exception.Message}{Advice(exception)}", exception);
        }
    }

    public override Engine Engine => Engine.Sqlite;

    /// <summary>What SQLite says of a file that is torn, or is none of its own: SQLITE_CORRUPT and SQLITE_NOTADB.</summary>
    internal static string Advice(SqliteException fault) => fault.SqliteErrorCode is 11 or 26
        ? " The file is damaged. Stop the server, keep the file for whoever may mend it, and put your last good backup in its place." : "";

    public override Task<T?> One<T>(string sql, object? args, CancellationToken ct) where T : default => Read(reader => reader.First<T>(sql, args), ct);

    public override Task<IReadOnlyList<T>> Many<T>(string sql, object? args, CancellationToken ct) => Read(reader => reader.All<T>(sql, args), ct);

    public override Task<int> Change(string sql, object? args, CancellationToken ct) =>
        writer.Write((statements, _) => Counted(statements.Execute(sql, args)), ct, one: !sql.Contains(';', StringComparison.Ordinal));

    public override Task<T?> ChangeReturning<T>(string sql, object? args, CancellationToken ct) where T : default =>
        writer.Write((statements, _) => Counted(statements.First<T>(sql, args)), ct);

    public override Task<T> Write<T>(Func<Writing, Task<T>> work, CancellationToken ct) => writer.Write((statements, announced) =>
    {
        var writing = new Writing(statements);
        try
        {
            var result = Done(work(writing));
            announced.AddRange(Done(writing.Record(Dialect, Clock.GetUtcNow())));
            return result;
        }
        finally
        {
            Meters.Ran(writing.Ran);
            writing.Close();
        }
    }, ct);

    internal override bool LacksItsLog => wasThere && wasInUse && !hadItsLog;

    protected override async Task BeforeUse(CancellationToken ct)
    {
        if (!wasThere || hadItsLog) return;
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < OthersStart;)
        {
            if (await One<long>("select count(*) from sqlite_master", null, ct) > 0) return;
            await Task.Delay(50, ct);
        }
        throw new BelongingException(
            $"{path} is there and holds nothing: it was copied without the {Path.GetFileName(path)}-wal beside it, where everything was. Copy both, or "
                + "better, use `latchkey backup`. To begin with an empty database instead, remove the file.");
    }

    /// <summary>
    /// Says so in the file itself, as long as a server uses it: its newest rows then stand in the log beside it, and a copy of the file alone lacks them.
    /// </summary>
    protected override async Task BeginUse(CancellationToken ct)
    {
        inUse = true;
        await Change("pragma user_version = 1", null, ct);
        using var apart = SqliteStatements.Open(path, patience, write: true);
        apart.All<long>("pragma wal_checkpoint(truncate)", null);
    }

    protected override async Task Close()
    {
        Task notInUse = inUse ? Change("pragma user_version = 0", null, CancellationToken.None) : Task.CompletedTask;
        await notInUse.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);      // a broken file is closed all the same
        await writer.Close();
        closed = true;
        while (readers.TryPop(out var reader)) reader.Dispose();
    }

    /// <summary>
    /// Reading is a matter of microseconds out of memory, so it happens on the caller's thread. It ends when the caller leaves, however much there
    /// would be to read.
    /// </summary>
    private Task<T> Read<T>(Func<SqliteStatements, T> read, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return Task.FromCanceled<T>(ct);
        Meters.Ran();
        try
        {
            if (closed) throw new DatabaseUnavailableException("The database is closed.");
            if (!readers.TryPop(out var reader)) reader = SqliteStatements.Open(path, patience, write: false);
            try
            {
                using var leaving = ct.UnsafeRegister(static reader => ((SqliteStatements)reader!).Interrupt(), reader);
                return Task.FromResult(read(reader));
            }
            finally
            {
                if (closed || readers.Count >= MostIdleReaders) reader.Dispose();
                else readers.Push(reader);
            }
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT && ct.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(ct);
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(Translate(exception));
        }
    }

    private T Counted<T>(T result)
    {
        Meters.Ran();
        return result;
    }

    private void Committed(IReadOnlyList<Announcement> announced, int writes)
    {
        Meters.Committed(writes);
        Changes.TellOwn(announced);
    }

    /// <summary>SQLite answers at once, so work that is not done has awaited something else and would hold up every other write.</summary>
    private static T Done<T>(Task<T> work) => work.IsCompleted
        ? work.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The work of a write may await nothing but the methods of Writing.");

    private Exception Translate(Exception exception) => exception switch
    {
        SqliteException { SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE or SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY } unique =>
            new NotUniqueException(unique.Message, unique),
        SqliteException
        {
            SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR
                or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_PROTOCOL
                or SQLitePCL.raw.SQLITE_NOMEM
                or SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB
        } broken => new DatabaseUnavailableException($"The database {path} does not answer: {broken.Message}", broken),
        _ => exception,
    };

    /// <summary>
    /// Whether there is a database, and whether a server says in it that it uses it: looked up before anything is opened, which would make the log.
    /// </summary>
    private static (bool WasThere, bool WasInUse) Header(string path)
    {
        if (!File.Exists(path)) return default;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[VersionAt + sizeof(int)];
        var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return (read > 0, read == header.Length && header[^1] != 0);
    }

    /// <summary>Nobody else on the machine may read it; the files SQLite puts beside it get the same permissions.</summary>
    private static void CreatePrivately(string path)
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"]) PrivateFile.Tighten(file);
        if (File.Exists(path)) return;
        PrivateFile.MakeFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }
}
