using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Latchkey.Server.Storage;

/// <summary>PostgreSQL, for more than one server. A single statement commits by itself; several share a READ COMMITTED transaction.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>Ours first: where the operator's connection string says otherwise, it wins.</summary>
    private const string Defaults = "Application Name=Latchkey;Maximum Pool Size=40;Timeout=10;Command Timeout=15;Max Auto Prepare=300;No Reset On Close=true;";

    private const int MostAttempts = 6;

    private readonly NpgsqlDataSource source;
    private volatile bool closed;

    public PostgresDatabase(DatabaseSettings settings, TimeProvider clock, ILoggerFactory? log) : base(settings, clock, log)
    {
        ConnectionString = Defaults + settings.PostgresConnectionString;
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        // An acknowledged write is a durable one, whatever the default of this database or role.
        const string durable = "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";
        builder.UsePhysicalConnectionInitializer(connection => connection.Execute(durable), connection => connection.ExecuteAsync(durable));
        source = builder.Build();
    }

    public override Engine Engine => Engine.Postgres;

    internal string ConnectionString { get; }

    public override Task<T?> One<T>(string sql, object? args, CancellationToken ct) where T : default => Run(statements => statements.One<T>(sql, args, ct), ct, readsOnly: true);

    public override Task<IReadOnlyList<T>> Many<T>(string sql, object? args, CancellationToken ct) => Run(statements => statements.Many<T>(sql, args, ct), ct, readsOnly: true);

    // Once a write is on its way it completes: cancelling it would leave the caller not knowing.
    public override Task<int> Change(string sql, object? args, CancellationToken ct) =>
        Counted(Run(statements => statements.Change(sql, args, CancellationToken.None), ct));

    public override Task<T?> ChangeReturning<T>(string sql, object? args, CancellationToken ct) where T : default =>
        Counted(Run(statements => statements.One<T>(sql, args, CancellationToken.None), ct));

    public override async Task<T> Write<T>(Func<Writing, Task<T>> work, CancellationToken ct)
    {
        var (result, announced) = await Counted(Run(statements => Transact(statements, work), ct));
        Changes.TellOwn(announced);
        return result;
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
            writing.Close();
        }
    }

    /// <summary>Two writers that block each other are PostgreSQL's to untie: it ends one of them, which then simply goes again.</summary>
    private async Task<T> Run<T>(Func<PostgresStatements, Task<T>> work, CancellationToken ct, bool readsOnly = false)
    {
        if (!readsOnly) ReadingOnly.RefuseWrite();
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
                catch (PostgresException outdated) when (attempt < MostAttempts && outdated is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" })
                {
                    connection.UnprepareAll();      // another server migrated the table under our prepared statement
                }
            }
            catch (PostgresException tied) when (attempt < MostAttempts && tied.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(RandomNumberGenerator.GetInt32(1, 1 + 10 * attempt), ct);
            }
            catch (NpgsqlException lost) when (attempt == 1 && readsOnly && lost is { IsTransient: true } and not PostgresException)
            {
                // A connection that died while idle, as after a restart of PostgreSQL. A write might have happened; a read can just go again.
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

    private static Exception? Translate(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique => new NotUniqueException(unique.MessageText, unique),
        PostgresException { SqlState: [.. "53", _, _, _] or [.. "57", _, _, _] or [.. "58", _, _, _] or [.. "08", _, _, _] } broken => Unavailable(broken),
        PostgresException => null,
        NpgsqlException or ObjectDisposedException { ObjectName: nameof(NpgsqlDataSource) } => Unavailable(exception),
        _ => null,
    };

    private static DatabaseUnavailableException Unavailable(Exception exception) => new($"PostgreSQL does not answer: {exception.Message}", exception);
}
