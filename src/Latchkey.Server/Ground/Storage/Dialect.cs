using System.Text.RegularExpressions;

namespace Latchkey.Server.Ground.Storage;

/// <summary>Everything in which the two engines differ for us. Whatever is not here is the same text on both.</summary>
internal abstract partial class Dialect
{
    public static Dialect Of(Engine engine) => engine == Engine.Sqlite ? Sqlite.Instance : Postgres.Instance;

    /// <summary>
    /// Taken first in a transaction that migrates, so that programs starting at once take turns. Null where beginning to write already does that.
    /// </summary>
    public abstract string? MigrationLock { get; }

    /// <summary>The tables that exist before the first migration.</summary>
    public string Bootstrap => $"""
        create table if not exists schema_versions (
            version    bigint primary key,
            name       text not null,
            checksum   text not null,
            applied_at bigint not null);
        create table if not exists changes (
            seq  {Sequence},
            kind text not null,
            key  text not null,
            at   bigint not null);
        create index if not exists changes_at on changes (at);
        """;

    /// <summary>Adds a line to the feed of changes and, where the engine can, tells the other processes on commit.</summary>
    public abstract string Announce { get; }

    /// <summary>What a migration calls <c>rising_number</c>: a key that only rises, even when the newest rows have been deleted.</summary>
    protected abstract string Sequence { get; }

    /// <summary>For how long a lower number of the feed may still appear behind a higher one, since numbers are given before the commit.</summary>
    public abstract TimeSpan FeedOverlap { get; }

    /// <summary>Writes <c>in @list</c> the way the engine and Dapper want it.</summary>
    public abstract string Expand(string sql);

    /// <summary>What a migration calls <c>folded_text</c>: text compared byte by byte.</summary>
    protected abstract string FoldedText { get; }

    /// <summary>What a migration calls <c>forgetful table</c>: one that may be empty after a crash.</summary>
    protected abstract string ForgetfulTable { get; }

    public string Schema(string sql) =>
        sql.Replace("folded_text", FoldedText, StringComparison.Ordinal).Replace("rising_number", Sequence, StringComparison.Ordinal)
            .Replace("create forgetful table", $"create {ForgetfulTable}", StringComparison.Ordinal);

    private sealed class Sqlite : Dialect
    {
        public static readonly Sqlite Instance = new();

        public override string? MigrationLock => null;

        public override string Announce => "insert into changes (kind, key, at) values (@Kind, @Key, @at) returning seq";

        protected override string Sequence => "integer primary key autoincrement";

        public override TimeSpan FeedOverlap => TimeSpan.Zero;      // one writer at a time: numbers appear in order

        protected override string FoldedText => "text";       // SQLite's own collation is byte by byte

        protected override string ForgetfulTable => "table";

        public override string Expand(string sql) => sql;      // Dapper writes one parameter for each item
    }

    private sealed partial class Postgres : Dialect
    {
        public static readonly Postgres Instance = new();

        // Any number will do as long as every Latchkey agrees on it: the letters "latchkey".
        // PostgreSQL would let a migration run on after the program that asked for it was killed, so it is told to look, where it can.
        public override string MigrationLock => """
            select set_config('client_connection_check_interval', '1000', true)
            where current_setting('server_version_num')::int >= 140000 and version() like '%linux%';
            set local statement_timeout = 0;
            select pg_advisory_xact_lock(7809651199139603833)
            """;

        // A long key would exceed what a notification carries; without one the listener reads the feed.
        public override string Announce => $"""
            with announced as (insert into changes (kind, key, at) values (@Kind, @Key, @at) returning seq, kind, key)
            select seq from announced, pg_notify('{ChangesListener.Channel}', case when length(kind || key) < 1000 then seq || ' ' || kind || ' ' || key
              else '' end)
            """;

        protected override string Sequence => "bigint generated always as identity primary key";

        public override TimeSpan FeedOverlap => TimeSpan.FromSeconds(10);

        // Dapper hands the list to Npgsql as one array, which PostgreSQL takes after "= any" and not after "in".
        protected override string FoldedText => "text collate \"C\"";

        protected override string ForgetfulTable => "unlogged table";

        public override string Expand(string sql) => sql.Contains(" in @", StringComparison.OrdinalIgnoreCase)
            ? InList().Replace(sql, match => match.Groups["not"].Success ? $" <> all({match.Groups["list"].Value})" : $" = any({match.Groups["list"].Value})")
            : sql;

        [GeneratedRegex(@"(?<not>\s+not)?\s+in\s+(?<list>@\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex InList();
    }
}
