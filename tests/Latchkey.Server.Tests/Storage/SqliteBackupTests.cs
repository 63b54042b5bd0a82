using Dapper;
using Latchkey.Server.Ground.Storage;
using Microsoft.Data.Sqlite;

namespace Latchkey.Server.Tests.Storage;

public sealed class SqliteBackupTests
{
    private const string Filled = "create table rows (id bigint primary key, text text); create index rows_text on rows (text)";

    private static void Edit(string file, params string[] statements)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false;Foreign Keys=False");
        connection.Open();
        foreach (var statement in statements) connection.Execute(statement);
    }

    [Fact]
    public async Task Of_rows_written_together_a_backup_under_way_has_all_or_none()
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await using var server = await data.Start();
        var db = Database.Open(DatabaseSettings.Of(data.Settings), TimeProvider.System);
        Edit(data["latchkey.db"], "create table pairs (id bigint, half bigint)");
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var id = 0; !enough.IsCancellationRequested; id++)
                await db.Write(async w =>
                {
                    foreach (var half in (int[])[1, 2]) await w.Change("insert into pairs (id, half) values (@id, @half)", new { id, half });
                }, default);
        });
        for (var copy = 0; copy < 5; copy++)
        {
            var file = data[$"copy{copy}.db"];
            SqliteBackup.Write(data["latchkey.db"], file).Orgs.ShouldBe(1);
            using var opened = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
            opened.ExecuteScalar<long>("select count(*) from (select id from pairs group by id having count(*) <> 2) torn").ShouldBe(0);
            opened.ExecuteScalar<string>("pragma journal_mode").ShouldBe("delete");
        }
        await enough.CancelAsync();
        await writing;
        await db.DisposeAsync();
    }

    [Fact]
    public async Task A_damaged_database_leaves_no_backup_that_somebody_would_rely_on()
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await (await data.Start()).DisposeAsync();
        var (file, copy) = (data["latchkey.db"], data["copy.db"]);
        Edit(file, Filled, "insert into rows with recursive n (i) as (select 1 union all select i + 1 from n where i < 5000) select i, 'row ' || i from n");
        long root, size;
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=false"))
            (root, size) = (connection.ExecuteScalar<long>("select rootpage from sqlite_master where name = 'rows_text'"), connection.ExecuteScalar<long>("pragma page_size"));
        await using (var pages = File.Open(file, FileMode.Open))
        {
            pages.Position = (root - 1) * size + 200;
            await pages.WriteAsync(new byte[size - 200]);
        }
        Should.Throw<IOException>(() => SqliteBackup.Write(file, copy)).Message.ShouldContain("Keep your last good backup");
        Directory.EnumerateFiles(data.Path, "copy.db*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_refer_to_nothing_are_damage_too()
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await (await data.Start()).DisposeAsync();
        Edit(data["latchkey.db"], "delete from orgs");
        Should.Throw<IOException>(() => SqliteBackup.Write(data["latchkey.db"], data["copy.db"])).Message.ShouldContain("refer to others that are not there");
    }
}
