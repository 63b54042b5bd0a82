namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// Applies the migrations this database has not seen, each in a transaction of its own together with the note that it ran.
/// Killed at any moment, it goes on where it was; two programs starting at once take turns.
/// </summary>
internal sealed class Migrator(Database database, IReadOnlyList<Migration> migrations)
{
    public async Task Run(CancellationToken ct)
    {
        RefuseDoubleNumbers();
        await database.Write(async writing =>
        {
            await TakeTurn(writing);
            await writing.Change(database.Dialect.Bootstrap, null);
        }, ct);

        RefuseStrangers(await database.Many<Applied>("select version, name, checksum from schema_versions order by version", null, ct));
        foreach (var migration in migrations) await database.Write(writing => Apply(migration, writing), ct);
    }

    private async Task Apply(Migration migration, Writing writing)
    {
        await TakeTurn(writing);
        if (await writing.One<long?>("select version from schema_versions where version = @Version", new { migration.Version }) is not null) return;

        if (migration.IsFor(database.Engine)) await writing.Change(database.Dialect.Schema(migration.Sql), null);
        await writing.Change(
            "insert into schema_versions (version, name, checksum, applied_at) values (@Version, @Name, @Checksum, @now)",
            new { migration.Version, migration.Name, migration.Checksum, now = database.Clock.GetUtcNow() });
    }

    private async Task TakeTurn(Writing writing)
    {
        writing.TakeYourTime();
        if (database.Dialect.MigrationLock is { } turn) await writing.Change(turn, null);
    }

    private void RefuseDoubleNumbers()
    {
        if (migrations.GroupBy(migration => migration.Version).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new MigrationException(
                $"Two migrations have the number {twice.Key:0000}: {string.Join(" and ", twice.Select(migration => migration.Name))}.");
    }

    private void RefuseStrangers(IReadOnlyList<Applied> applied)
    {
        var newest = migrations.Count == 0 ? 0 : migrations.Max(migration => migration.Version);
        if (applied.LastOrDefault(row => row.Version > newest) is { } later)
            throw new MigrationException(
                $"The database is newer than this program: it has migration {later.Version:0000} ({later.Name}), and this program knows them up to "
                    + $"{newest:0000}. "
                + "Start the newer program, or restore the backup taken before the upgrade.");

        foreach (var row in applied)
        {
            var known = migrations.FirstOrDefault(migration => migration.Version == row.Version)
                ?? throw new MigrationException($"The database has migration {row.Version:0000} ({row.Name}), which this program does not have.");
            if (known.Checksum != row.Checksum)
                throw new MigrationException(
                    $"Migration {row.Version:0000} ({row.Name}) is not the one this database was built with: it was edited after it ran. Add a further "
                        + "migration instead.");
        }
    }

    private sealed record Applied(long Version, string Name, string Checksum);
}
