using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Latchkey.Server.Ground.Storage;

/// <summary>PostgreSQL, for more than one server. A single statement commits by itself; several share a READ COMMITTED transaction.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>
    /// Ours first: where the operator's connection string says otherwise, it wins. A PostgreSQL as it is installed takes 100 connections: enough for
    /// four servers with this many each, the one that listens, and somebody who looks what is the matter.
    /// </summary>
    private const string Defaults = "Application Name=Latchkey;Maximum Pool Size=20;Timeout=10;Command Timeout=15;Max Auto Prepare=300;No Reset On Close=true;";

    private const int MostAttempts = 6;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly TimeSpan patience;

    private readonly NpgsqlDataSource source;
    private volatile bool closed;

    public PostgresDatabase(DatabaseSettings settings, TimeProvider clock, ILoggerFactory? log) : base(settings, clock, log)
    {
        patience = settings.Patience;
        ConnectionString = Defaults + settings.PostgresConnectionString;
        var builder = BuilderFor(ConnectionString);
        // An acknowledged write is a durable one, whatever the default of this database or role.
        const string durable = "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";
        builder.UsePhysicalConnectionInitializer(connection => connection.Execute(durable), connection => connection.ExecuteAsync(durable));
        source = builder.Build();
    }

    public override Engine Engine => Engine.Postgres;

    internal string ConnectionString { get; }

    public override Task<T?> One<T>(string sql, object? args, CancellationToken ct) where T : default =>
        Run(statements => statements.One<T>(sql, args, ct), ct, readsOnly: true, one: true);

    public override Task<IReadOnlyList<T>> Many<T>(string sql, object? args, CancellationToken ct) =>
        Run(statements => statements.Many<T>(sql, args, ct), ct, readsOnly: true, one: true);

    // Once a write is on its way it completes: cancelling it would leave the caller not knowing.
    public override Task<int> Change(string sql, object? args, CancellationToken ct) =>
        Counted(Run(statements => statements.Change(sql, args, CancellationToken.None), ct, one: true));

    public override Task<T?> ChangeReturning<T>(string sql, object? args, CancellationToken ct) where T : default =>
        Counted(Run(statements => statements.One<T>(sql, args, CancellationToken.None), ct, one: true));

    public override async Task<T> Write<T>(Func<Writing, Task<T>> work, CancellationToken ct)
    {
        var (result, announced) = await Counted(Run(statements => Transact(statements, work), ct));
        Changes.TellOwn(announced);
        return result;
    }

    /// <summary>A machine that starts both may start us first. What waiting does not mend is said at once.</summary>
    protected override async Task BeforeUse(CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                return;
            }
            catch (NpgsqlException absent) when (MayAppear(absent) && TimeProvider.System.GetElapsedTime(began) is var waited)
            {
                if (waited + Between > patience)
                    throw new DatabaseUnavailableException(
                        $"{Unavailable(absent).Message} Waited for {waited.TotalSeconds:0} seconds. Start PostgreSQL, or look at the connection string "
                            + "(--postgres or LATCHKEY_POSTGRES).", absent);
                Log.LogWarning("{Reason} Waiting for it, {Seconds:0} seconds more at most", Unavailable(absent).Message, (patience - waited).TotalSeconds);
                await Task.Delay(Between, ct);
            }
            catch (PostgresException refused)
            {
                throw new DatabaseUnavailableException(refused.SqlState switch
                {
                    PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                        $"PostgreSQL does not let this user in: {refused.MessageText}. Look at Username and Password in the connection string (--postgres "
                            + "or LATCHKEY_POSTGRES), and at pg_hba.conf.",
                    PostgresErrorCodes.InvalidCatalogName =>
                        $"{refused.MessageText}. Make it first (createdb), or look at Database in the connection string (--postgres or LATCHKEY_POSTGRES).",
                    _ => Unavailable(refused).Message,
                }, refused);
            }
        }
    }

    protected override async Task Close()
    {
        closed = true;
        await source.DisposeAsync();
    }

    private async Task<(T, IReadOnlyList<Announcement>)> Transact<T>(PostgresStatements statements, Func<Writing, Task<T>> work)
    {
        var writing = new Writing(statements);
        await using var transaction = await statements.Begin();
        try
        {
            var result = await work(writing);
            var announced = await writing.Record(Dialect, Clock.GetUtcNow());
            await transaction.CommitAsync(CancellationToken.None);
            return (result, announced);
        }
        finally
        {
            Meters.Ran(writing.Ran);
            writing.Close();
        }
    }

    /// <summary>Two writers that block each other are PostgreSQL's to untie: it ends one of them, which then simply goes again.</summary>
    private async Task<T> Run<T>(Func<PostgresStatements, Task<T>> work, CancellationToken ct, bool readsOnly = false, bool one = false)
    {
        if (!readsOnly) ReadingOnly.RefuseWrite();
        if (one) Meters.Ran();
        ct.ThrowIfCancellationRequested();      // an idle connection would be handed out all the same
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (closed) throw new DatabaseUnavailableException("The database is closed.");
                await using var connection = await source.OpenConnectionAsync(ct);
                try
                {
                    return await work(new PostgresStatements(connection));
                }
                catch (PostgresException outdated)
                when (attempt < MostAttempts && outdated is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" })
                {
                    connection.UnprepareAll();      // another server migrated the table under our prepared statement
                }
            }
            // Connections that others hold come back within milliseconds, as ties are undone.
            catch (PostgresException tied) when (attempt < MostAttempts
            && tied.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.TooManyConnections)
            {
                await Task.Delay(RandomNumberGenerator.GetInt32(1, 1 + 10 * attempt), ct);
            }
            catch (NpgsqlException lost) when (attempt == 1 && readsOnly
            && lost is { IsTransient: true, InnerException: not TimeoutException } and not PostgresException)
            {
                // A connection that died while idle, as after a restart of PostgreSQL. A write might have happened; a read can just go again, but not to
                // wait once more.
            }
            catch (Exception exception) when (Translate(exception) is { } translated)
            {
                throw translated;
            }
        }
    }

    private async Task<T> Counted<T>(Task<T> write)
    {
        var result = await write;
        Meters.Committed(1);
        return result;
    }

    private static bool MayAppear(NpgsqlException absent) =>
        absent is not PostgresException { SqlState: not (PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections) };

    private static NpgsqlDataSourceBuilder BuilderFor(string connectionString)
    {
        try
        {
            return new NpgsqlDataSourceBuilder(connectionString);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new ArgumentException(
                $"The PostgreSQL connection string cannot be read: {unreadable.Message} It looks like "
                    + "Host=db.example.com;Database=latchkey;Username=latchkey;Password=...");
        }
    }

    private Exception? Translate(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique => new NotUniqueException(unique.MessageText, unique),
        // Of connections, of who may connect, of a standby, of ties that were not undone, of resources, of the operator, of the system, of damage.
        PostgresException
        {
            SqlState: [.. "08", _, _, _] or [.. "28", _, _, _] or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.ReadOnlySqlTransaction
            or [.. "40", _, _, _]
                or [.. "53", _, _, _] or PostgresErrorCodes.LockNotAvailable or [.. "57", _, _, _] or [.. "58", _, _, _] or [.. "XX", _, _, _]
        } broken => Unavailable(broken),
        PostgresException => null,
        NpgsqlException or ObjectDisposedException { ObjectName: nameof(NpgsqlDataSource) } => Unavailable(exception),
        _ => null,
    };

    /// <summary>One line, and nothing of what was asked.</summary>
    private DatabaseUnavailableException Unavailable(Exception exception) => new(exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
            $"PostgreSQL has no connection left. This server takes {Most} at most: lower Maximum Pool Size in the connection string of each server, or "
                + "raise max_connections.",
        PostgresException refused => $"PostgreSQL does not answer: {refused.MessageText}.",
        NpgsqlException { InnerException: TimeoutException } => "PostgreSQL takes too long to answer.",
        _ => $"PostgreSQL does not answer: {(exception.InnerException ?? exception).Message.TrimEnd('.')}.",
    }, exception);

    private int Most => new NpgsqlConnectionStringBuilder(ConnectionString).MaxPoolSize;
}
