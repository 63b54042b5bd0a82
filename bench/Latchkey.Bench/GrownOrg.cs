using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Latchkey.Bench;

/// <summary>How much an org has.</summary>
/// <param name="People">Each with twenty attributes that this org added.</param>
/// <param name="Groups">Each person is in three.</param>
/// <param name="Rules">None of them switched on.</param>
/// <param name="Apps">Everyone has each of them.</param>
/// <param name="Events">In its log, a few seconds apart.</param>
/// <param name="Families">Refresh tokens that one app has at one authorization server.</param>
internal sealed record OrgSize(int People, int Groups, int Rules, int Apps, int Events, int Families = 0)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{People}-{Groups}-{Rules}-{Apps}-{Events}-{Families}");
}

/// <summary>
/// A development org that has grown. It is made once, by the server where its rules matter and by copying rows where many are needed, and measured on a copy: making
/// it takes longer than asking it.
/// </summary>
internal static class GrownOrg
{
    /// <summary>Everyone's own, a hundred people's, a twentieth of all people's, a tenth's; and what nobody asks for.</summary>
    private static readonly (string Name, string Type, string Value)[] Attributes =
    [
        ("badge", "string", "'B' || n"), ("team", "string", "'team' || (n / 100)"), ("office", "string", "'office' || (n % 20)"), ("grade", "integer", "n % 10"),
        ("remote", "boolean", "case when n % 2 = 0 then 'true' else 'false' end"), ("ward", "string", "'w' || (n % 200)"),
        .. Enumerable.Range(7, 14).Select(i => ($"extra{i}", "string", $"'x{i}-' || (n % {i * 7})")),
    ];

    /// <summary>Makes it in this folder, unless it is there, and copies it into another.</summary>
    public static async Task<DirectoryInfo> Copy(DirectoryInfo kept, DirectoryInfo into, OrgSize size, CancellationToken ct)
    {
        var made = new DirectoryInfo(Path.Combine(kept.FullName, size.Name));
        if (!made.Exists)
        {
            var making = kept.CreateSubdirectory(size.Name + ".making");
            making.Delete(recursive: true);
            making.Create();
            await Make(making, size, ct);
            making.MoveTo(made.FullName);
        }
        var copy = into.CreateSubdirectory(size.Name);
        foreach (var file in made.GetFiles("*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.FullName, Path.GetRelativePath(made.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            file.CopyTo(to);
        }
        return copy;
    }

    public static JsonNode Dev(DirectoryInfo data) => JsonNode.Parse(File.ReadAllText(Path.Combine(data.FullName, "dev.json")))!;

    private static async Task Make(DirectoryInfo data, OrgSize size, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await using (var first = await ServerProcess.Latchkey(data, ct))
        {
            await Scenarios.SignInOnce(await Target.FromDevJson(new FileInfo(Path.Combine(data.FullName, "dev.json")), first.Url, ct));
            using var org = new OrgApi(first.Url, Dev(data));
            await org.Post("/api/v1/meta/schemas/user/default", new JsonObject
            {
                ["definitions"] = new JsonObject
                {
                    ["custom"] = new JsonObject
                    {
                        ["properties"] = new JsonObject(Attributes.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)new JsonObject { ["title"] = one.Name, ["type"] = one.Type }))),
                    },
                },
            }, ct);
            if (size.Families > 0) await org.Post("/api/v1/authorizationServers", new JsonObject { ["name"] = "Deep", ["description"] = "", ["audiences"] = new JsonArray("api://deep") }, ct);
        }
        await using (var db = await Open(data, ct))
        {
            await Run(db, "pragma synchronous = off; pragma cache_size = -2000000; pragma temp_store = memory", ct);
            await People(db, size, ct);
            await Fill(db, "apps", size.Apps, "select * from apps where system_name is null limit 1", new()
            {
                ["id"] = Id("0oa"), ["label"] = "'app' || n", ["label_key"] = "'app' || n", ["document"] = $"replace(one.document, one.id, {Id("0oa")})",
            }, ct);
            await Events(db, size.Events, ct);
            await Families(db, size, ct);
            await Run(db, "pragma wal_checkpoint(truncate)", ct);
        }
        await using (var second = await ServerProcess.Latchkey(data, ct))
        {
            using var org = new OrgApi(second.Url, Dev(data));
            for (var i = 0; i < size.Rules; i++)
            {
                await org.Post("/api/v1/groups/rules", new JsonObject
                {
                    ["type"] = "group_rule",
                    ["name"] = $"Ward {i}",
                    ["conditions"] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "urn:okta:expression:1.0", ["value"] = $"user.ward == \"w{i}\" AND user.grade >= 0" } },
                    ["actions"] = new JsonObject { ["assignUserToGroups"] = new JsonObject { ["groupIds"] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"00g{1 + (i % size.Groups):D17}")) } },
                }, ct);
            }
        }
        await using (var db = await Open(data, ct)) await Run(db, "pragma wal_checkpoint(truncate)", ct);
        Console.Error.WriteLine(Markdown.Say($"  an org of {size.People:N0} people made in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
    }

    private static async Task People(SqliteConnection db, OrgSize size, CancellationToken ct)
    {
        var custom = string.Join(", ", Attributes.Select(one => $"'{one.Name}', {(one.Type == "boolean" ? $"json({one.Value})" : one.Value)}"));
        await Fill(db, "users", size.People, "select * from users where is_admin = 0 limit 1", new()
        {
            ["id"] = Id("00u"),
            ["status"] = "case when n % 50 = 0 then 'SUSPENDED' when n % 100 = 1 then 'STAGED' else 'ACTIVE' end",
            ["login"] = "'person' || n || '@example.com'",
            ["login_key"] = "'person' || n || '@example.com'",
            ["short_login_key"] = "'person' || n",
            ["email"] = "'person' || n || '@example.com'",
            ["email_key"] = "'person' || n || '@example.com'",
            ["first_name_key"] = "'first' || (n / 50)",
            ["last_name_key"] = "'last' || (n / 20)",
            ["profile"] = $"json_object('login', 'person' || n || '@example.com', 'email', 'person' || n || '@example.com', 'firstName', 'First' || (n / 50), 'lastName', 'Last' || (n / 20), "
                + $"'department', 'Department ' || (n / 100), 'title', 'Title ' || (n % 40), {custom})",
            ["created_at"] = "one.created_at - n * 1000",
            ["updated_at"] = "one.updated_at - n * 1000",
        }, ct);
        var org = await Text(db, "select id from orgs limit 1", ct);
        foreach (var (name, value) in Attributes.Select(one => (one.Name, one.Value)).Concat([("department", "'Department ' || (n / 100)"), ("title", "'Title ' || (n % 40)")]))
            await Run(db, $"insert into user_values (org_id, user_id, name, value_key) {Numbers(size.People)} select '{org}', {Id("00u")}, '{name}', lower({value}) from numbers", ct);
        await Fill(db, "groups", size.Groups, "select * from groups limit 1", new()
        {
            ["id"] = Id("00g"), ["type"] = "'OKTA_GROUP'", ["name"] = "'Group ' || n", ["name_key"] = "'group ' || n", ["created_at"] = "one.created_at - n * 1000", ["updated_at"] = "one.updated_at - n * 1000",
            ["members_changed_at"] = "one.members_changed_at - n * 1000",
        }, ct);
        foreach (var step in (int[])[0, size.Groups / 3, size.Groups / 2])
            await Run(db, $"insert or ignore into group_members (group_id, user_id, created_at) {Numbers(size.People)} "
                + $"select printf('00g%017d', 1 + ((n + {step}) % {size.Groups})), {Id("00u")}, 0 from numbers", ct);
        Console.Error.WriteLine($"  {size.People:N0} people, {size.Groups:N0} groups");
    }

    /// <summary>Of every kind there is after a sign-in, and of one that is rare; their ids say when they were, as the server's do.</summary>
    public static Task Events(SqliteConnection db, int events, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var moment = string.Create(CultureInfo.InvariantCulture, $"({now} - n * 2000)");
        var digits = string.Join(" || ", Enumerable.Range(0, 9).Select(i => $"substr('0123456789abcdefghijklmnopqrstuv', (({moment} >> {5 * (8 - i)}) & 31) + 1, 1)"));
        return Fill(db, "log_records", events, "select *, row_number() over () - 1 as k, count(*) over () as kinds from log_records", new()
        {
            ["id"] = $"'evt' || {digits} || printf('%08d', n % 100000000)",
            ["published_at"] = moment,
            ["event_type"] = "case when n % 20000 = 0 then 'user.account.lock' else one.event_type end",
        }, ct, "where n % one.kinds = one.k");
    }

    private static Task Families(SqliteConnection db, OrgSize size, CancellationToken ct) => Fill(db, "refresh_families", size.Families, "select * from refresh_families limit 1", new()
    {
        ["id"] = Id("oar"), ["key_hash"] = "one.key_hash || n", ["user_id"] = $"printf('00u%017d', 1 + n % {size.People})", ["session_id"] = "one.session_id || n",
        ["server_id"] = "(select id from authorization_servers where name = 'Deep')",
    }, ct);

    public static string Id(string prefix) => $"printf('{prefix}%017d', n)";

    private static string Numbers(int rows) => $"with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {rows})";

    /// <summary>Copies of a row, each with something of its own.</summary>
    public static async Task Fill(SqliteConnection db, string table, int rows, string one, Dictionary<string, string> own, CancellationToken ct, string which = "")
    {
        if (rows == 0) return;
        var columns = new List<string>();
        await using (var info = db.CreateCommand())
        {
            info.CommandText = $"select name from pragma_table_info('{table}')";
            await using var reader = await info.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) columns.Add(reader.GetString(0));
        }
        await Run(db, $"""
            insert into {table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
            {Numbers(rows)}
            select {string.Join(", ", columns.Select(column => own.GetValueOrDefault(column, $"one.\"{column}\"")))} from numbers cross join ({one}) one {which}
            """, ct);
    }

    public static async Task<SqliteConnection> Open(DirectoryInfo data, CancellationToken ct, bool write = true)
    {
        var db = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = data.GetFiles("*.db").Single().FullName, Mode = write ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        await db.OpenAsync(ct);
        return db;
    }

    public static async Task Run(SqliteConnection db, string sql, CancellationToken ct)
    {
        await using var command = db.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<string> Text(SqliteConnection db, string sql, CancellationToken ct) => await FindText(db, sql, ct) ?? throw new InvalidOperationException(sql);

    public static async Task<string?> FindText(SqliteConnection db, string sql, CancellationToken ct)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(ct)) is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
    }
}
