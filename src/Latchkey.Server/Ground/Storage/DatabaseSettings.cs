namespace Latchkey.Server.Ground.Storage;

/// <summary>Which database holds everything: a file beside the server, or a PostgreSQL. Exactly one of the two is set.</summary>
public sealed record DatabaseSettings(string? SqlitePath, string? PostgresConnectionString)
{
    /// <summary>In the data folder.</summary>
    public const string SqliteFile = "latchkey.db";

    /// <summary>Where a server with these settings keeps everything.</summary>
    public static DatabaseSettings Of(ServerSettings server) =>
        new(server.Postgres is null ? Path.Combine(server.DataFolder, SqliteFile) : null, server.Postgres)
        {
            ChangePoll = server.ChangePollInterval,
            Patience = server.DatabasePatience, Busy = server.DatabaseBusy
        };

    /// <summary>How often other processes' changes are looked for, beside being told. <see cref="Timeout.InfiniteTimeSpan"/> turns it off.</summary>
    public TimeSpan ChangePoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a request waits for a SQLite file that another process holds. Whole seconds; PostgreSQL's are in its connection string.</summary>
    public TimeSpan Busy { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a start waits for a PostgreSQL that is not there yet.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
