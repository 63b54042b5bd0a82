using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Server.Tests.Storage;

/// <summary>A server with another master key signs people out, one over another database is an empty org: neither starts.</summary>
public sealed class BelongingTests
{
    private static string AnyKey => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) + "\n";

    private static Task<long> KeysOf(WebApplication server) => server.Services.GetRequiredService<Database>().One<long>("select count(*) from signing_keys", null, default);

    [Theory, BothEngines]
    public async Task Another_master_key_is_refused_with_what_to_do_and_the_right_one_goes_on(Engine engine)
    {
        await using var data = await DataFolder.On(engine);
        await (await data.Start()).DisposeAsync();
        var key = await File.ReadAllTextAsync(data["master.key"]);

        await File.WriteAllTextAsync(data["master.key"], AnyKey);
        var refusal = await data.Refusal();
        refusal.ShouldStartWith($"{data["master.key"]} is not the master key of this database");
        refusal.ShouldContain("Put the right key back, from your backup");
        refusal.ShouldNotContain(key.Trim());
        File.Exists(data["master.key"]).ShouldBeTrue("a key that somebody put there is theirs");

        await File.WriteAllTextAsync(data["master.key"], key);
        await using var server = await data.Start();
        (await KeysOf(server)).ShouldBe(3);
    }

    [Theory, BothEngines]
    public async Task A_missing_master_key_is_refused_and_none_is_made_in_its_place(Engine engine)
    {
        await using var data = await DataFolder.On(engine);
        await (await data.Start()).DisposeAsync();
        File.Delete(data["master.key"]);

        var refusal = await data.Refusal();
        refusal.ShouldContain($"there is no {data["master.key"]}, and LATCHKEY_MASTER_KEY is not set");
        refusal.ShouldContain("Restore it from your backup");
        File.Exists(data["master.key"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("not a key"), InlineData("AAAA"), InlineData("")]
    public async Task A_file_without_a_key_in_it_is_said_to_be_none(string text)
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await File.WriteAllTextAsync(data["master.key"], text);
        (await data.Refusal()).ShouldContain("does not hold a master key (32 bytes in base64url). Restore it from your backup.");
    }

    [Theory, BothEngines]
    public async Task A_database_from_before_takes_its_own_key_and_no_other(Engine engine)
    {
        await using var data = await DataFolder.On(engine);
        await StoredDatabase.Restore("0001", engine, data.Path, data.Postgres);
        var key = await File.ReadAllTextAsync(data["master.key"]);

        await File.WriteAllTextAsync(data["master.key"], AnyKey);
        (await data.Refusal()).ShouldContain("is not the master key of this database");
        File.Delete(data["master.key"]);
        (await data.Refusal()).ShouldContain("The master key of this database is missing");

        await File.WriteAllTextAsync(data["master.key"], key);
        await (await data.Start()).DisposeAsync();
        await File.WriteAllTextAsync(data["master.key"], AnyKey);
        (await data.Refusal()).ShouldContain("is not the master key of this database");
    }

    [Fact]
    public async Task A_further_server_is_given_the_key_of_the_first()
    {
        await using var data = await DataFolder.On(Engine.Postgres);
        await using var first = await data.Start();
        await using var keyless = data.Beside();
        (await keyless.Refusal()).ShouldContain("For a further server over the same database, copy master.key from the first one, or give both the same LATCHKEY_MASTER_KEY.");
        Directory.EnumerateFileSystemEntries(keyless.Path).ShouldBeEmpty();

        await using var second = data.Beside("master.key");
        await using var server = await second.Start();
        (await KeysOf(server)).ShouldBe(3);
    }

    [Fact]
    public async Task Of_servers_that_start_together_each_with_a_folder_of_its_own_one_gives_the_database_its_key()
    {
        await using var data = await DataFolder.On(Engine.Postgres);
        var folders = Enumerable.Range(0, 6).Select(_ => data.Beside()).ToList();
        var refused = 0;
        var started = await Task.WhenAll(folders.Select(folder => Task.Run(async () =>
        {
            try { return await folder.Start(); }
            catch (BelongingException)
            {
                Interlocked.Increment(ref refused);
                File.Exists(folder["master.key"]).ShouldBeFalse("a key that belongs to nothing");
                return null;
            }
        })));
        started.Count(server => server is not null).ShouldBe(1);
        refused.ShouldBe(5);
        foreach (var server in started) if (server is not null) await server.DisposeAsync();
        foreach (var folder in folders) await folder.DisposeAsync();
    }

    [Theory, BothEngines]                                              // servers of one folder that start together: this one looked for a key before the first one kept it
    public async Task A_key_that_another_server_of_the_folder_kept_meanwhile_is_the_key(Engine engine)
    {
        await using var data = await DataFolder.On(engine);
        var early = MasterKey.Load(data.Path);
        early.IsFresh.ShouldBeTrue();
        await using var first = await data.Start();
        var db = first.Services.GetRequiredService<Database>();
        await new Belonging(db, new DatabaseMarks(db), early, new Seal(early), data.Settings, [KeyRing.Sealed], NullLogger<Belonging>.Instance).Require(default);
        new Seal(early).Open("together", first.Services.GetRequiredService<Seal>().Close("together", "one key")).ShouldBe("one key");
    }

    [Theory, BothEngines]                                              // a replica with another key would break the healthy ones
    public async Task A_signing_key_is_not_stored_under_another_master_key(Engine engine)
    {
        await using var data = await DataFolder.On(engine);
        await using var server = await data.Start();
        var (db, org) = (server.Services.GetRequiredService<Database>(), (await server.Services.GetRequiredService<OrgDirectory>().Default(default))!);
        var stranger = new MasterKey(RandomNumberGenerator.GetBytes(32));
        var belonging = new Belonging(db, new DatabaseMarks(db), stranger, new Seal(stranger), data.Settings, [KeyRing.Sealed], NullLogger<Belonging>.Instance);
        using var keys = new KeyRing(db, new Seal(stranger), belonging, SigningKey.Generate, TimeProvider.System);
        await Should.ThrowAsync<BelongingException>(() => keys.Make(org.Id, "default", "RS256", KeyStatus.Next, default));
        (await KeysOf(server)).ShouldBe(3);
    }

    [Fact]                                                             // invalid_grant signs a device out: it is never said by a server that cannot know
    public async Task A_server_whose_database_was_changed_under_it_fails_and_signs_nobody_out()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.NativeApp.RefreshAsync("nonsense"))["error"].ShouldBe("invalid_grant");
        await org.Services.GetRequiredService<DatabaseMarks>().Replace("key_check", "of another key", default);
        var answer = await org.NativeApp.RefreshAsync("nonsense");
        ((int)answer.Status, answer["error"]).ShouldBe((500, "server_error"));
    }

    [Fact]
    public async Task A_folder_is_not_served_over_an_empty_database_or_another_one()
    {
        await using var data = await DataFolder.On(Engine.Postgres);
        await (await data.Start()).DisposeAsync();
        await using var moved = await data.WithAnotherDatabase();
        var refusal = await moved.Refusal();
        refusal.ShouldContain("belongs to another database, and this is an empty one. Look at the connection string");
        refusal.ShouldContain($"remove {data["database-id"]}");

        File.Delete(data["database-id"]);
        await (await moved.Start()).DisposeAsync();                        // the same key, by the operator's will
        (await data.Refusal()).ShouldContain("and this is another one");
    }

    [Theory]
    [InlineData("master.key", "database-id")]                          // all of the folder but the log
    [InlineData("master.key")]
    public async Task A_file_copied_without_its_log_is_no_new_org(params string[] along)
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await using var server = await data.Start();
        await using var copy = data.Beside([.. along, "latchkey.db"]);
        (await copy.Refusal()).ShouldContain("latchkey.db-wal");

        await using var whole = data.Beside([.. along, "latchkey.db", "latchkey.db-wal"]);
        await using var second = await whole.Start();
        (await KeysOf(second)).ShouldBe(3);
    }

    [Fact]
    public async Task A_file_of_an_earlier_program_copied_without_its_log_is_no_new_org()
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        using var connection = new SqliteConnection($"Data Source={data["latchkey.db"]};Pooling=false");
        connection.Open();
        connection.Execute("pragma journal_mode = wal; create table orgs (id text)");
        await using var copy = data.Beside("latchkey.db");
        (await copy.Refusal()).ShouldContain("holds nothing: it was copied without the latchkey.db-wal");
    }

    [Fact]                                                             // it may be a whole one, made by another tool: nobody is locked out, and nobody is left in the dark
    public async Task A_file_whose_newest_rows_may_be_missing_is_served_with_a_warning()
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await using var server = await data.Start();
        using (var connection = new SqliteConnection($"Data Source={data["latchkey.db"]};Pooling=false"))
        {
            connection.Open();
            connection.Execute("pragma wal_checkpoint(truncate)");
        }
        await using var copy = data.Beside("latchkey.db", "master.key");
        using var log = new Notebook();
        await using (var served = await copy.Start(log)) (await KeysOf(served)).ShouldBe(3);
        log.Lines.ShouldContain(line => line.Contains("what was written last is missing", StringComparison.Ordinal));

        using var again = new Notebook();
        await (await copy.Start(again)).DisposeAsync();                     // it was stopped, and is whole
        again.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_killed_server_leaves_a_database_that_starts_without_a_word()
    {
        await using var data = await DataFolder.On(Engine.Sqlite);
        await using var server = await data.Start();
        await using var killed = data.Beside("master.key", "database-id", "latchkey.db", "latchkey.db-wal");        // what lies there after kill -9
        using var log = new Notebook();
        await (await killed.Start(log)).DisposeAsync();
        log.Lines.ShouldBeEmpty();
        File.Exists(killed["latchkey.db-wal"]).ShouldBeFalse("stopped, it is one file");
    }

    [Fact]
    public async Task What_a_server_keeps_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var data = await DataFolder.On(Engine.Sqlite);
        await (await data.Start()).DisposeAsync();
        foreach (var name in (string[])["latchkey.db", "master.key"]) File.SetUnixFileMode(data[name], file | UnixFileMode.GroupRead | UnixFileMode.OtherRead);      // as a restore may leave them
        await using var server = await data.Start();
        await server.Services.GetRequiredService<SetupToken>().Read(default);
        foreach (var kept in Directory.EnumerateFiles(data.Path)) File.GetUnixFileMode(kept).ShouldBe(file, kept);
        Directory.EnumerateFiles(data.Path).Select(Path.GetFileName).ShouldBe(["database-id", "latchkey.db", "latchkey.db-shm", "latchkey.db-wal", "master.key", "setup-token"], ignoreOrder: true);
    }
}
