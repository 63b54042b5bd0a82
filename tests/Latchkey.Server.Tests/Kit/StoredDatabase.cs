using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Latchkey.Server.Tests.Kit;

/// <summary>
/// A whole org as an earlier program left it: database, master key, and what people and apps still hold of it. Made once by
/// <c>dotnet exec Latchkey.Server.Tests.dll store FOLDER</c> and then kept, so that every later program is seen to take it over.
/// </summary>
internal sealed record StoredDatabase(string OrgUrl, DateTimeOffset StoredAt, string Session, string NativeRefresh, string NativePredecessor, string WebRefresh,
    string AccessToken, string IdToken, string Code, string PersonId, string GroupId, string Totp)
{
    private const string Facts = "held.json";
    private const string SqliteFile = "latchkey.db.gz";
    private const string PostgresFile = "latchkey.sql";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>All that was kept so far: a folder for each schema, and in it one for each engine.</summary>
    public static IEnumerable<string> Schemas => Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(Repository.Root, "tests", "Latchkey.Server.Tests", "Storage", "Stored");

    public static StoredDatabase Read(string schema, Engine engine) =>
        JsonSerializer.Deserialize<StoredDatabase>(File.ReadAllText(Path.Combine(Folder, schema, NameOf(engine), Facts)), JsonSerializerOptions.Web)!;

    /// <summary>Puts it where a server will look for it.</summary>
    public static async Task Restore(string schema, Engine engine, string dataFolder, string? postgres)
    {
        var stored = Path.Combine(Folder, schema, NameOf(engine));
        foreach (var file in (string[])["master.key", "dev.json"]) File.Copy(Path.Combine(stored, file), Path.Combine(dataFolder, file));
        if (postgres is null)
        {
            await using var packed = new GZipStream(File.OpenRead(Path.Combine(stored, SqliteFile)), CompressionMode.Decompress);
            await using var database = File.Create(Path.Combine(dataFolder, "latchkey.db"));
            await packed.CopyToAsync(database);
            return;
        }
        await using var connection = new NpgsqlConnection(postgres + ";Pooling=false");
        // What begins with a backslash is for psql.
        await connection.ExecuteAsync(string.Join('\n', (await File.ReadAllLinesAsync(Path.Combine(stored, PostgresFile))).Where(line => !line.StartsWith('\\'))));
    }

    /// <summary>Makes one of each engine with the schema of this program.</summary>
    public static async Task<int> Make(string folder)
    {
        var cluster = await PostgresCluster.SharedAsync();
        foreach (var engine in Enum.GetValues<Engine>())
        {
            var (target, data) = (Path.Combine(folder, NameOf(engine)), Directory.CreateTempSubdirectory("latchkey-stored-").FullName);
            Directory.CreateDirectory(target);
            var postgres = engine == Engine.Postgres ? await cluster.CreateDatabaseAsync() : null;
            StoredDatabase held;
            await using (var org = await TestOrg.StartAsync(settings => settings with { DataFolder = data, Postgres = postgres })) held = await Live(org);

            foreach (var file in (string[])["master.key", "dev.json"]) File.Copy(Path.Combine(data, file), Path.Combine(target, file), overwrite: true);
            await File.WriteAllTextAsync(Path.Combine(target, Facts), JsonSerializer.Serialize(held, Readable) + "\n");
            if (postgres is null) await PackSqlite(Path.Combine(data, "latchkey.db"), Path.Combine(target, SqliteFile));
            else await DumpPostgres(postgres, Path.Combine(target, PostgresFile));
            Directory.Delete(data, recursive: true);
        }
        await cluster.DisposeAsync();
        return 0;
    }

    /// <summary>People sign in, apps refresh, an administrator administers: a row of whatever an upgrade must not lose.</summary>
    private static async Task<StoredDatabase> Live(TestOrg org)
    {
        using var browser = org.Browser();
        var first = await org.NativeApp.RedeemAsync(await org.NativeApp.CodeAsync(org.Person, "openid profile offline_access device_sso", browser));
        var second = await org.NativeApp.RefreshAsync(first.RefreshToken);
        var web = await org.WebApp.TokensAsync(org.Person);
        var person = await org.CreatePersonAsync("totp@example.com");
        var authenticator = await org.EnrollAppAsync(person);
        var group = (await org.SendAsync(HttpMethod.Post, "/api/v1/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Stored" } }))["id"]!.GetValue<string>();
        await org.SendAsync(HttpMethod.Put, $"/api/v1/groups/{group}/users/{person.Id}");
        await org.SendAsync(HttpMethod.Post, "/api/v1/trustedOrigins", new JsonObject
        {
            ["name"] = "Stored", ["origin"] = "https://app.example.com", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }),
        });
        await org.SendAsync(HttpMethod.Post, "/api/v1/authorizationServers", new JsonObject { ["name"] = "Stored", ["audiences"] = new JsonArray("api://stored") });
        var code = await org.NativeApp.CodeAsync(org.Person, browser: browser);
        return new(org.Url, org.Clock.GetUtcNow(), browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "sid").Value, second.RefreshToken, first.RefreshToken, web.RefreshToken,
            second.AccessToken, web.IdToken, code, person.Id!, group, authenticator.Secret);
    }

    private static async Task PackSqlite(string database, string target)
    {
        await using (var connection = new SqliteConnection($"Data Source={database};Pooling=false")) await connection.ExecuteAsync("pragma wal_checkpoint(truncate); pragma journal_mode = delete; vacuum");
        await using var plain = File.OpenRead(database);
        await using var packed = new GZipStream(File.Create(target), CompressionLevel.SmallestSize);
        await plain.CopyToAsync(packed);
    }

    private static async Task DumpPostgres(string connectionString, string target)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        using var dump = Process.Start(new ProcessStartInfo("pg_dump", ["--inserts", "--no-owner", "--host", settings.Host!, "--username", settings.Username!, "--file", target, settings.Database!]))!;
        await dump.WaitForExitAsync();
        if (dump.ExitCode != 0) throw new InvalidOperationException("pg_dump failed.");
    }

    private static string NameOf(Engine engine) => engine == Engine.Sqlite ? "sqlite" : "postgres";
}
