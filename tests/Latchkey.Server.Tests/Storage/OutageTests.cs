using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Latchkey.Server.Tests.Storage;

/// <summary>A database that is away, full or not to be written: everybody is told to come back, the log says it in a line, and nothing that was answered is forgotten.</summary>
public sealed class OutageTests
{
    private static Notebook Listen(TestOrg org)
    {
        var notebook = new Notebook();
        org.Services.GetRequiredService<ILoggerFactory>().AddProvider(notebook);
        return notebook;
    }

    private static void ShouldBePutOff(Seen answer, TestOrg org, string type)
    {
        Refusals.ShouldSayWhenToComeBack(org, answer, 503);
        answer.MediaType.ShouldBe(type);
        answer.Headers["Retry-After"].ShouldBe("5");
    }

    /// <summary>Each way in which a refusal is told, at an address that needs what is away.</summary>
    private static async Task EveryFaceIsPutOff(TestOrg org, string accessToken, string refreshToken, bool reads = true, bool remembers = false)
    {
        var refreshed = await org.PostForm(org.Issuer + "/v1/token", $"grant_type=refresh_token&client_id={org.NativeApp.ClientId}&refresh_token={refreshToken}");
        ShouldBePutOff(refreshed, org, "application/json");
        JsonNode.Parse(refreshed.Text)!["error"]!.GetValue<string>().ShouldBe("temporarily_unavailable");       // never invalid_grant: nobody is signed out

        ShouldBePutOff(await org.Exchange(HttpMethod.Post, org.Url + "/api/v1/groups", Asking.Of("""{"profile":{"name":"G"}}"""u8.ToArray(), "application/json"), ("Authorization", "SSWS " + org.Facts.ApiToken)), org, "application/json");
        var named = Asking.Of(System.Text.Encoding.UTF8.GetBytes($$"""{"username":"{{org.Person.Login}}","password":"{{org.Person.Password}}"}"""), "application/json");
        ShouldBePutOff(await org.Exchange(HttpMethod.Post, org.Url + "/api/v1/authn", named), org, "application/json");
        ShouldBePutOff(await org.PostForm(org.Issuer + "/v1/revoke", $"client_id={org.NativeApp.ClientId}&token={refreshToken}"), org, "application/json");
        if (!reads) return;

        ShouldBePutOff(await org.PostForm(org.Issuer + "/v1/introspect", $"client_id={org.NativeApp.ClientId}&token={refreshToken}"), org, "application/json");
        ShouldBePutOff(await org.Visit(org.Url + "/api/v1/sessions/me", ("Cookie", "sid=x; __Host-sid=x")), org, "application/json");
        ShouldBePutOff(await org.Visit(org.NativeApp.AuthorizeUrl(), ("Cookie", "sid=x; __Host-sid=x"), ("Accept", "text/html")), org, "text/html");

        // Where changes are still heard of, people are known from memory.
        if (!remembers) ShouldBePutOff(await org.Visit(org.Issuer + "/v1/userinfo", ("Authorization", "Bearer " + accessToken)), org, "application/json");
        var api = await org.Visit(org.Url + "/api/v1/users", ("Authorization", "SSWS " + org.Facts.ApiToken));
        ShouldBePutOff(api, org, "application/json");
        JsonNode.Parse(api.Text)!["errorCode"]!.GetValue<string>().ShouldBe("E0000010");
        var page = await org.Visit(org.Url + "/account", ("Cookie", "sid=x; __Host-sid=x"), ("Accept", "text/html"));
        ShouldBePutOff(page, org, "text/html");
        page.Text.ShouldContain("request-id");
    }

    private static void ShouldBeShort(Notebook log)
    {
        log.Lines.ShouldNotBeEmpty();
        // Each job of the server that tries again may say so, more often on a slow machine; of the requests, dozens, none has a line of its own.
        log.Lines.Count(line => line.Contains("Requests are put off", StringComparison.Ordinal)).ShouldBeLessThan(4);
        log.Lines.Count.ShouldBeLessThan(45);
        log.Lines.ShouldAllBe(line => line.Length < 400 && !line.Contains("   at "));
    }

    [Fact]
    public async Task A_PostgreSQL_that_goes_away_puts_everybody_off_and_forgets_no_event()
    {
        await using var door = await PostgresDoor.Shut();
        door.Open();
        await using var org = await TestOrg.StartAsync(postgres: door.ConnectionString);
        var service = new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "");
        Task<TestAnswer> Token() => service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"));
        var tokens = await org.NativeApp.TokensAsync(org.Person);
        (await Token()).Status.ShouldBe(HttpStatusCode.OK);
        var log = Listen(org);

        await door.Close();
        for (var round = 0; round < 5; round++) await EveryFaceIsPutOff(org, tokens.AccessToken, tokens.RefreshToken);
        var meanwhile = Enumerable.Range(0, 40).Select(_ => Token()).ToList();      // what these need is in memory: only the log stands in their way
        door.Open();
        var answered = (await Task.WhenAll(meanwhile)).Count(answer => answer.Status == HttpStatusCode.OK);
        answered.ShouldBe(40);

        (await org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);      // the same token, once it is back
        (await org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString("eventType eq \"app.oauth2.as.token.grant.access_token\"")}")).ShouldSucceed()
            .List.Count.ShouldBe(1 + 1 + answered + 1);
        ShouldBeShort(log);
    }

    [Fact]                                                             // a backup, somebody's shell: who reads goes on, who writes is told to come back
    public async Task A_file_that_another_process_holds_puts_off_who_writes_and_forgets_no_event()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { Postgres = null, DatabaseBusy = TimeSpan.FromSeconds(1) });
        var service = new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "");
        var tokens = await org.NativeApp.TokensAsync(org.Person);
        using var browser = org.Browser();
        var signIn = await browser.OpenAsync(org.NativeApp.AuthorizeUrl());
        await org.Services.GetRequiredService<Server.Core.Log.SystemLog>().Flush(default);
        var log = Listen(org);

        await using (var other = new SqliteConnection($"Data Source={Path.Combine(org.Services.GetRequiredService<ServerSettings>().DataFolder, "latchkey.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("begin exclusive");
            await EveryFaceIsPutOff(org, tokens.AccessToken, tokens.RefreshToken, reads: false);
            var page = await browser.SubmitAsync(signIn, ("identifier", org.Person.Login), ("password", org.Person.Password));
            (page.Status, page.Headers["Retry-After"]).ShouldBe((HttpStatusCode.ServiceUnavailable, "5"));
            (await org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
            await NoEventIsLost(org, service, () => other.ExecuteAsync("rollback"));
        }
        (await org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        ShouldBeShort(log);
    }

    [Fact]                                                             // a table that somebody alters, a disk that hangs: statements do not end, and hold what connections there are
    public async Task A_PostgreSQL_that_does_not_answer_in_time_puts_everybody_off_and_forgets_no_event()
    {
        var database = await (await PostgresCluster.SharedAsync()).CreateMigratedDatabaseAsync();
        await using (var org = await TestOrg.StartAsync(postgres: database + ";Command Timeout=2;Timeout=2;Maximum Pool Size=4"))
        {
            var service = new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "");
            var tokens = await org.NativeApp.TokensAsync(org.Person);
            (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).Status.ShouldBe(HttpStatusCode.OK);
            await org.Services.GetRequiredService<Server.Core.Log.SystemLog>().Flush(default);
            var log = Listen(org);
            await using (var other = new NpgsqlConnection(database + ";Pooling=false"))
            {
                await other.OpenAsync();
                await using var held = await other.BeginTransactionAsync();
                await other.ExecuteAsync("lock table users, groups, sessions, refresh_families, log_records in access exclusive mode");
                // More at once than there are connections: those that find none wait for one as long, and no longer.
                var faces = Enumerable.Range(0, 6).Select(_ => EveryFaceIsPutOff(org, tokens.AccessToken, tokens.RefreshToken, remembers: true)).ToArray();
                await Task.WhenAll(faces);
                await NoEventIsLost(org, service, () => held.RollbackAsync());
            }
            (await org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
            ShouldBeShort(log);
        }
        await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database);
    }

    /// <summary>What these tokens need is in memory: only the log stands in their way, and each that is answered has its line.</summary>
    private static async Task NoEventIsLost(TestOrg org, TestApp service, Func<Task> release)
    {
        var about = $"/logs?limit=1000&filter={Uri.EscapeDataString($"actor.id eq \"{service.ClientId}\" and eventType eq \"app.oauth2.as.token.grant.access_token\"")}";
        var meanwhile = Enumerable.Range(0, 40).Select(_ => service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).ToList();
        await release();
        (await Task.WhenAll(meanwhile)).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await org.Read(about)).ShouldSucceed().List.Count.ShouldBeGreaterThanOrEqualTo(40);
    }

    [Fact]
    public async Task A_full_disk_puts_off_who_writes_and_lets_others_read()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { Postgres = null });
        var tokens = await org.NativeApp.TokensAsync(org.Person);
        await org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        var log = Listen(org);
        var db = org.Services.GetRequiredService<Database>();
        await db.Change("create table filler (id text)", null, default);
        var pages = await db.One<long>("pragma page_count", null, default);
        await db.ChangeReturning<long>($"pragma max_page_count = {pages}", null, default);
        for (var room = true; room;)
        {
            try { await db.Change("insert into filler (id) values (@id)", new { id = new string('x', 200) }, default); }
            catch (DatabaseUnavailableException) { room = false; }
        }

        // The pages that a group's row goes into may still have room for some.
        var full = await Create(0);
        for (var number = 1; full.Status == 200 && number < 100; number++) full = await Create(number);
        ShouldBePutOff(full, org, "application/json");
        (await org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        ShouldBeShort(log);

        await db.ChangeReturning<long>("pragma max_page_count = 1000000", null, default);
        (await org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);

        Task<Seen> Create(int number) => org.Exchange(HttpMethod.Post, org.Url + "/api/v1/groups",
            Asking.Of(System.Text.Encoding.UTF8.GetBytes($$"""{"profile":{"name":"G{{number}}","description":"{{new string('d', 1000)}}"} }"""), "application/json"),
            ("Authorization", "SSWS " + org.Facts.ApiToken));
    }

    [Fact]
    public async Task A_PostgreSQL_that_may_only_be_read_puts_off_who_writes()
    {
        var database = await (await PostgresCluster.SharedAsync()).CreateMigratedDatabaseAsync();
        await using (var org = await TestOrg.StartAsync(postgres: database))
        {
            var tokens = await org.NativeApp.TokensAsync(org.Person);
            var log = Listen(org);
            await ReadOnly(org, database, "on");
            await EveryFaceIsPutOff(org, tokens.AccessToken, tokens.RefreshToken, reads: false);
            (await org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
            ShouldBeShort(log);
            await ReadOnly(org, database, "off");
            (await org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        }
        await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database);
    }

    /// <summary>As after a failover to a standby: for every connection, and none of the old ones lives on.</summary>
    private static async Task ReadOnly(TestOrg org, string database, string yes)
    {
        await using (var apart = new NpgsqlConnection(database + ";Pooling=false;Options=-c default_transaction_read_only=off"))
            await apart.ExecuteAsync($"alter database {new NpgsqlConnectionStringBuilder(database).Database} set default_transaction_read_only = {yes}; select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        for (var cutOff = true; cutOff;)
        {
            try { cutOff = await org.Services.GetRequiredService<Database>().One<string>("show default_transaction_read_only", null, default) != yes; }
            catch (DatabaseUnavailableException) { cutOff = true; }
        }
    }

    [Fact]
    public async Task A_start_waits_for_a_PostgreSQL_that_starts_with_it()
    {
        await using var door = await PostgresDoor.Shut();
        using var log = new Notebook();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        await using var db = Database.Open(new DatabaseSettings(null, door.ConnectionString) { ChangePoll = Timeout.InfiniteTimeSpan }, TimeProvider.System, logging);
        var starting = Task.Run(() => db.Migrate(default));
        while (log.Lines.IsEmpty) await Task.Yield();
        log.Lines.First().ShouldContain("Waiting for it");
        door.Open();
        await starting;
        (await db.One<long>("select count(*) from schema_versions", null, default)).ShouldBe(Migration.OfThisProgram.Count);
        await door.Close();
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=hush", "Start PostgreSQL, or look at the connection string")]
    [InlineData("Database=nowhere", "Make it first (createdb)")]
    [InlineData("Hots=nowhere;Password=hush", "It looks like Host=db.example.com;")]
    public async Task A_PostgreSQL_that_cannot_be_used_is_said_with_what_to_do(string part, string advice)
    {
        var shared = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        var connection = part.StartsWith("Database", StringComparison.Ordinal) ? shared + ";" + part : part;
        var refusal = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var db = Database.Open(new DatabaseSettings(null, connection) { Patience = TimeSpan.Zero }, TimeProvider.System);
            await db.Migrate(default);
        });
        refusal.Message.ShouldContain(advice);
        refusal.Message.ShouldNotContain("hush");
    }

    [Fact]
    public async Task Without_a_connection_left_it_is_said_whose_limit_that_is()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using var db = Database.Open(new DatabaseSettings(null, database) { ChangePoll = Timeout.InfiniteTimeSpan }, TimeProvider.System);
        await db.Change("alter database " + new NpgsqlConnectionStringBuilder(database).Database + " connection limit 0; create role guest login", null, default);
        await using var guest = Database.Open(new DatabaseSettings(null, database + ";Username=guest;Maximum Pool Size=7"), TimeProvider.System);
        (await Should.ThrowAsync<DatabaseUnavailableException>(() => guest.One<long>("select 1", null, default))).Message
            .ShouldBe("PostgreSQL has no connection left. This server takes 7 at most: lower Maximum Pool Size in the connection string of each server, or raise max_connections.");
    }
}
