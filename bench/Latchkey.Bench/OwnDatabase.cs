using Microsoft.Data.Sqlite;

namespace Latchkey.Bench;

/// <summary>Changes a development org while its server is stopped: what signs, and how much its tables hold. It is made by the program that will serve it.</summary>
internal static class OwnDatabase
{
    /// <summary>Tables that grow with use.</summary>
    private static readonly string[] Growing = ["refresh_families", "authorization_codes", "sessions", "session_apps", "log_events", "log_records"];

    /// <summary>Left there by an earlier run.</summary>
    public static bool IsIn(DirectoryInfo data) => data.GetFiles("*.db").Length > 0;

    public static async Task Prepare(DirectoryInfo data, string program, string algorithm, int depth, CancellationToken ct)
    {
        await using (var server = await ServerProcess.Latchkey(data, ct, program))
        {
            // One sign-in, and every table has a row to be copied.
            if (depth > 0) await Scenarios.SignInOnce(await Target.FromDevJson(new FileInfo(Path.Combine(data.FullName, "dev.json")), server.Url, ct));
        }
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = data.GetFiles("*.db").Single().FullName, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        if (await Change(connection, $"update authorization_servers set signing_algorithm = '{algorithm}'", ct) == 0) throw new InvalidOperationException($"no authorization server in {data}");
        if (depth == 0) return;
        foreach (var table in Growing) await Fill(connection, table, depth, ct);
    }

    /// <summary>Copies of a row that is there, each with keys of its own; those of people and apps are shared by a thousand.</summary>
    private static async Task Fill(SqliteConnection connection, string table, int rows, CancellationToken ct)
    {
        var columns = new List<(string Name, string Type)>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"select name, lower(type) from pragma_table_info('{table}')";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) columns.Add((reader.GetString(0), reader.GetString(1)));
        }
        if (columns.Count == 0) return;
        var values = columns.Select(column => column.Name switch
        {
            "id" or "hash" or "key_hash" or "token_hash" or "sid" or "session_id" or "grant_id" => $"one.{column.Name} || hex(randomblob(8))",
            _ => $"one.{column.Name}",
        });
        Console.Error.WriteLine($"  {rows:N0} rows of {table}");
        await Change(connection, $"""
            insert into {table} ({string.Join(", ", columns.Select(column => column.Name))})
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {rows})
            select {string.Join(", ", values)} from (select * from {table} limit 1) one cross join numbers
            """, ct);
    }

    private static async Task<int> Change(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(ct);
    }
}
