using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Latchkey.Server.Ground.Storage;

/// <summary>One SQLite connection that keeps its statements prepared; preparing costs more than running most of ours. For one thread at a time.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : Statements, IDisposable
{
    /// <summary>Far above the number of texts in this program; only texts built from filters could reach it.</summary>
    private const int MostPrepared = 500;

    private readonly PreparingConnection prepared = (PreparingConnection)connection;

    public static SqliteStatements Open(string path, TimeSpan patience, bool write)
    {
        var connection = new PreparingConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = false,                                     // we keep connections ourselves
            DefaultTimeout = (int)patience.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            // "like" tells cases apart, as PostgreSQL's does. FULL: an acknowledged write survives a power cut.
            connection.Execute($"""
                pragma busy_timeout = {patience.TotalMilliseconds};
                pragma synchronous = full;
                pragma case_sensitive_like = on;
                pragma temp_store = memory;
                pragma wal_autocheckpoint = 4000;
                pragma journal_size_limit = 67108864;
                """);
            connection.Execute(write ? "pragma journal_mode = wal" : "pragma query_only = on");
            return new SqliteStatements(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>False once SQLite has undone the transaction by itself, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Ends the statement that is running, if one is, on whatever thread. It fails with <c>SQLITE_INTERRUPT</c>.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(connection.Handle);

    public override Task<T?> One<T>(string sql, object? args, CancellationToken ct) where T : default => Task.FromResult(First<T>(sql, args));

    public override Task<IReadOnlyList<T>> Many<T>(string sql, object? args, CancellationToken ct) => Task.FromResult(All<T>(sql, args));

    public override Task<int> Change(string sql, object? args, CancellationToken ct) => Task.FromResult(Execute(sql, args));

    /// <summary>Past the layers that make a command of each row: their work would be most of it.</summary>
    public override Task ChangeEach<T>(string sql, IReadOnlyList<T> rows, Action<RowValues, T> values)
    {
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        using (statement)
        {
            var row = new BoundValues(this, statement);
            for (var i = 0; i < rows.Count; i++)
            {
                row.Begin();
                values(row, rows[i]);
                Check(raw.sqlite3_step(statement));
                Check(raw.sqlite3_reset(statement));
            }
        }
        return Task.CompletedTask;
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }

    public T? First<T>(string sql, object? args) => prepared.For(sql).QueryFirstOrDefault<T>(sql, args);

    public IReadOnlyList<T> All<T>(string sql, object? args) => prepared.For(sql).Query<T>(sql, args).AsList();

    public int Execute(string sql, object? args = null) => prepared.For(sql).Execute(sql, args);

    public void Dispose() => connection.Dispose();

    /// <summary>What stays the same from row to row, the org and mostly the type of an event, stays bound.</summary>
    private sealed class BoundValues(SqliteStatements of, sqlite3_stmt statement) : RowValues
    {
        private const int Most = 16;
        private const int Short = 256;

        private readonly string?[] bound = new string?[Most];
        private int at;

        public void Begin() => at = 0;

        public override void Add(long number) => of.Check(raw.sqlite3_bind_int64(statement, ++at, number));

        public override void Add(string text)
        {
            if (ReferenceEquals(bound[at], text))
            {
                at++;
                return;
            }
            bound[at++] = text;
            Span<byte> utf8 = stackalloc byte[Short];
            of.Check(text.Length > 0 && Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? raw.sqlite3_bind_text(statement, at, utf8[..length])
                : raw.sqlite3_bind_text(statement, at, text));
        }

        public override void Add(byte[] text) =>
            of.Check(text.Length > 0 ? raw.sqlite3_bind_text(statement, ++at, text.AsSpan()) : raw.sqlite3_bind_text(statement, ++at, ""));
    }

    /// <summary>Hands Dapper the command that already ran this text, instead of a new one. A command whose text is unchanged stays prepared.</summary>
    private sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
    {
        private readonly Dictionary<string, PreparedCommand> commands = new(StringComparer.Ordinal);
        private string? next;

        public PreparingConnection For(string sql)
        {
            next = sql;
            return this;
        }

        public override SqliteCommand CreateCommand()
        {
            if (next is not { } sql) return base.CreateCommand();
            next = null;
            if (commands.TryGetValue(sql, out var command)) return command;
            if (commands.Count == MostPrepared) Forget();
            return commands[sql] = new PreparedCommand { Connection = this };
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) Forget();
            base.Dispose(disposing);
        }

        private void Forget()
        {
            foreach (var command in commands.Values) command.Discard();
            commands.Clear();
        }
    }

    /// <summary>Being disposed of by Dapper, it only lets go of the values.</summary>
    private sealed class PreparedCommand : SqliteCommand
    {
        private bool discarded;

        public void Discard()
        {
            discarded = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            Parameters.Clear();
            if (discarded) base.Dispose(disposing);
        }
    }
}
