using Npgsql;

namespace Latchkey.Server.Tests.Kit;

/// <summary>
/// Holds every commit that adds a row to one table of a PostgreSQL, after all its statements have run: the moment in which
/// two requests do not see each other. What a slow disk, or <c>commit_delay</c>, does to a busy server, without a clock.
/// </summary>
public sealed class HeldCommits : IAsyncDisposable
{
    private const long Lock = 20_26;

    private readonly NpgsqlConnection holder;

    private HeldCommits(NpgsqlConnection holder) => this.holder = holder;

    public static async Task<HeldCommits> On(string connectionString, string table)
    {
        var holder = new NpgsqlConnection(connectionString + ";Pooling=false");
        await holder.OpenAsync();
        var held = new HeldCommits(holder);
        await held.Run($"""
            create or replace function wait_for_release() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared({Lock}); return null; end $$;
            create constraint trigger held after insert on {table} deferrable initially deferred for each row execute function wait_for_release();
            select pg_advisory_lock({Lock});
            """);
        return held;
    }

    /// <summary>At least so many commits wait here.</summary>
    public Task UntilHeld(int many = 1) => Until("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())", many);

    /// <summary>So many wait, here or for somebody who does.</summary>
    public Task UntilWaiting(int many) => Until("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", many);

    /// <summary>Returns when <paramref name="task"/> is done, or waits for a row that a held commit has.</summary>
    public async Task UntilDoneOrBlocked(Task task)
    {
        while (!task.IsCompleted && await Count("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event <> 'advisory'") == 0) await Task.Yield();
    }

    public Task Release() => Run("select pg_advisory_unlock_all()");

    public async ValueTask DisposeAsync() => await holder.DisposeAsync();

    private async Task Until(string sql, long least)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Count(sql) < least)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<long> Count(string sql)
    {
        await using var command = new NpgsqlCommand(sql, holder);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task Run(string sql)
    {
        await using var command = new NpgsqlCommand(sql, holder);
        await command.ExecuteNonQueryAsync();
    }
}
