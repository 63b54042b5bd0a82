using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// The one door to the data, on either engine. Statements are written in the dialect both share: <c>@name</c> parameters,
/// <c>on conflict</c>, <c>returning</c>, <c>in @list</c>; columns are <c>text</c> and <c>bigint</c>, times are milliseconds, booleans 0 or 1.
/// A write is acknowledged after it is durable.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    private bool disposed;

    protected Database(DatabaseSettings settings, TimeProvider clock, ILoggerFactory? log)
    {
        Mapping.Register();
        Clock = clock;
        Log = (log ?? NullLoggerFactory.Instance).CreateLogger<Database>();
        Meters = new StorageMeters(this);
        Changes = new Changes(this, settings.ChangePoll, Log);
    }

    public static Database Open(DatabaseSettings settings, TimeProvider clock, ILoggerFactory? log = null) => settings switch
    {
        { SqlitePath: not null, PostgresConnectionString: null } => new SqliteDatabase(settings, clock, log),
        { SqlitePath: null, PostgresConnectionString: not null } => new PostgresDatabase(settings, clock, log),
        _ => throw new ArgumentException("Name one database: a SQLite file or a PostgreSQL connection string."),
    };

    public abstract Engine Engine { get; }

    /// <summary>What writers announced, here and in other processes. Flows once <see cref="Migrate(CancellationToken)"/> has run.</summary>
    public Changes Changes { get; }

    /// <summary>The first row, or default. A value type without a row is its zero: ask for <c>long?</c> where that matters.</summary>
    public abstract Task<T?> One<T>(string sql, object? args, CancellationToken ct);

    public abstract Task<IReadOnlyList<T>> Many<T>(string sql, object? args, CancellationToken ct);

    /// <summary>One durable statement; how many rows it changed.</summary>
    public abstract Task<int> Change(string sql, object? args, CancellationToken ct);

    /// <summary>One durable statement: did it win.</summary>
    public async Task<bool> Changed(string sql, object? args, CancellationToken ct) => await Change(sql, args, ct) > 0;

    /// <summary>One durable statement with <c>returning</c>; default when it changed nothing.</summary>
    public abstract Task<T?> ChangeReturning<T>(string sql, object? args, CancellationToken ct);

    /// <summary>
    /// Several statements, one commit; an exception undoes them all. The work may await nothing but the methods of <see cref="Writing"/>,
    /// and may run again after a deadlock, so it changes nothing outside.
    /// </summary>
    public abstract Task<T> Write<T>(Func<Writing, Task<T>> work, CancellationToken ct);

    public Task Write(Func<Writing, Task> work, CancellationToken ct) => Write(async writing =>
    {
        await work(writing);
        return true;
    }, ct);

    /// <summary>Brings the schema up to this program's, then follows the feed of changes.</summary>
    public Task Migrate(CancellationToken ct) => Migrate(Migration.OfThisProgram, ct);

    public async Task Migrate(IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await BeforeUse(ct);
        await new Migrator(this, migrations).Run(ct);
        await BeginUse(ct);
        await Changes.Follow(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;
        await Changes.DisposeAsync();
        await Close();
        Meters.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Finishes the writes already taken, then lets go of the connections.</summary>
    protected abstract Task Close();

    /// <summary>Waits for a database that is about to be there, and refuses one that cannot be what is meant.</summary>
    protected abstract Task BeforeUse(CancellationToken ct);

    /// <summary>From here on a server writes.</summary>
    protected virtual Task BeginUse(CancellationToken ct) => Task.CompletedTask;

    /// <summary>The file was in use when it was last written, and what belongs beside it then is gone.</summary>
    internal virtual bool LacksItsLog => false;

    internal Dialect Dialect => Dialect.Of(Engine);

    internal StorageMeters Meters { get; }

    internal TimeProvider Clock { get; }

    internal ILogger Log { get; }
}
