using Dapper;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Ground.Storage;
using Microsoft.Data.Sqlite;

namespace Latchkey.Server.Tests.Storage;

public sealed class MigrationTests
{
    private static readonly string Frozen = Path.Combine(Repository.Root, "tests", "Latchkey.Server.Tests", "Storage", "Migrations.txt");

    [Fact]
    public void A_migration_that_landed_is_frozen()
    {
        var known = File.ReadAllLines(Frozen).ToHashSet();
        var ours = Migration.OfThisProgram.Select(migration => $"{migration.Version:0000}_{migration.Name} {migration.Checksum}").ToList();
        ours.Where(line => !known.Contains(line)).ShouldBeEmpty($"a landed migration never changes: a correction is a further file. A new one is listed in {Frozen} by its line here");
        known.Except(ours).ShouldBeEmpty("a migration that landed is gone");
    }

    [Theory, BothEngines]
    public async Task This_programs_schema_is_built_once(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        await empty.Open().Migrate(default);
        await empty.Open().Migrate(default);

        (await empty.Open().Many<long>("select version from schema_versions order by version", null, default))
            .ShouldBe(Migration.OfThisProgram.Select(migration => migration.Version));
        Migration.OfThisProgram.ShouldNotBeEmpty();
    }

    [Theory, BothEngines]                                              // who registered itself before that was written down is known by the token it was given
    public async Task Clients_that_registered_themselves_are_told_from_an_administrators(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = empty.Open();
        await db.Migrate([.. Migration.OfThisProgram.Where(migration => migration.Version == 1)], default);
        await db.Change("insert into orgs (id, name, status, created_at, updated_at) values ('00o', 'Org', 'ACTIVE', 0, 0)", null, default);
        foreach (var id in (string[])["by-itself", "by-admin"])
        {
            await db.Change("""
                insert into apps (id, org_id, label, label_key, status, application_type, document, created_at, updated_at) values (@id, '00o', 'App', 'app', 'ACTIVE', 'web', '{}', 0, 0)
                """, new { id }, default);
        }
        await db.Change("insert into client_registrations (client_id, org_id, token_hash, created_at) values ('by-itself', '00o', 'hash', 0)", null, default);

        await db.Migrate(default);

        (await db.Many<string>("select id from apps where registered_by = @Anybody", new { App.Anybody }, default)).ShouldBe(["by-itself"]);
        (await db.Many<string>("select id from apps where registered_by is null", null, default)).ShouldBe(["by-admin"]);
    }

    [Theory, BothEngines]                                              // SQLite keeps them in the order of their key from then on
    public async Task The_log_is_carried_over_as_it_was(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = empty.Open();
        var moved = Migration.OfThisProgram.Single(migration => migration.Name == "log_trees_on_sqlite").Version;
        await db.Migrate([.. Migration.OfThisProgram.Where(migration => migration.Version < moved)], default);
        foreach (var row in (string[])["('00o', 'evt2', 20, 'user.session.start', '{\"m\":\"é\"}', '00u')", "('00o', 'evt1', 10, 'x', '{}', '')", "('00p', 'evt1', 10, 'x', '{}', '')"])
            await db.Change("insert into log_records (org_id, id, published_at, event_type, record, person) values " + row, null, default);

        await db.Migrate(default);

        (await db.Many<string>("select org_id || '|' || id || '|' || published_at || '|' || event_type || '|' || record || '|' || person from log_records order by org_id, id", null, default))
            .ShouldBe(["00o|evt1|10|x|{}|", "00o|evt2|20|user.session.start|{\"m\":\"é\"}|00u", "00p|evt1|10|x|{}|"]);
        await Should.ThrowAsync<NotUniqueException>(() => db.Change("insert into log_records (org_id, id, published_at, event_type, record) values ('00o', 'evt1', 10, 'x', '{}')", null, default));
    }

    [Theory, BothEngines]                                              // what waited in the two queues of before waits in the one outbox
    public async Task What_waits_to_leave_is_carried_over(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = empty.Open();
        var outbox = Migration.OfThisProgram.Single(migration => migration.Name == "outbox").Version;
        await db.Migrate([.. Migration.OfThisProgram.Where(migration => migration.Version < outbox)], default);
        const string Mail = "insert into mails (id, org_id, recipient, subject, sealed_letter, created_at, sent_at, attempts, next_attempt_at, expires_at) values ";
        foreach (var mail in (string[])["('waits', '00o', 'ada@example.com', '', 'sealed', 1, null, 2, 50, 99)", "('sent', '00o', 'a', '', 's', 1, 2, 1, null, 99)", "('refused', '00o', 'b', '', 's', 1, null, 1, null, 99)"])
            await db.Change(Mail + mail, null, default);
        await db.Change("""
            insert into logout_notices (sid, client_id, server_id, org_id, user_id, attempts, next_attempt_at, created_at, expires_at)
            values ('102s', 'app "1"', 'default', '00o', '00u', 3, 60, 5, 90)
            """, null, default);

        await db.Migrate(default);

        (await db.Many<string>("""
            select kind || '|' || id || '|' || org_id || '|' || recipient || '|' || payload || '|' || attempts || '|' || coalesce(due_at, -1) || '|' || created_at || '|' || expires_at
            from outbox order by seq
            """, null, default)).ShouldBe([
            "mail|refused|00o|b|s|1|-1|1|99",
            "mail|waits|00o|ada@example.com|sealed|2|50|1|99",
            """logout_notice|102s app "1" default|00o|app "1"|{"Sid":"102s","UserId":"00u","ServerId":"default"}|3|60|5|90""",
        ]);
        (await db.Many<string>("select last_problem from outbox where due_at is null", null, default)).ShouldHaveSingleItem().ShouldNotBeEmpty();
    }

    [Theory, BothEngines]
    public async Task Programs_starting_at_once_take_turns(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var steps = Enumerable.Range(1, 5).Select(i => new Migration(i, $"step{i}", $"create table t{i} (id text primary key); insert into t{i} values ('{i}')")).ToList();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => empty.Open().Migrate(steps, default))));

        (await empty.Open().Many<long>("select version from schema_versions order by version", null, default)).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory, BothEngines]
    public async Task A_migration_killed_half_way_never_happened_and_completes_at_the_next_start(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        using (var child = Child.Start("migrate", empty.Settings))
        {
            await InTheMiddle(empty.Settings);
            await child.Kill();
        }
        var db = empty.Open();
        (await db.Many<long>("select version from schema_versions", null, default)).ShouldBe([1]);
        (await db.One<long>("select count(*) from rows", null, default)).ShouldBe(0);

        await db.Migrate(Child.TwoSteps(endless: false), default);

        (await db.One<long>("select count(*) from rows", null, default)).ShouldBe(200_001);
        (await db.One<long>("select count(*) from before_the_middle, after_the_middle", null, default)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_migration_that_fails_leaves_nothing_behind(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = empty.Open();

        await Should.ThrowAsync<Exception>(() => db.Migrate([new(1, "first", "create table a (id text); create table a (id text)")], default));
        await db.Migrate([new(1, "first", "create table a (id text)")], default);

        (await db.One<long>("select count(*) from a", null, default)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_newer_database_is_refused(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        await empty.Migrated("create table a (id text)", "create table b (id text)");

        var refusal = await Should.ThrowAsync<MigrationException>(() => empty.Migrated("create table a (id text)"));

        refusal.Message.ShouldBe("The database is newer than this program: it has migration 0002 (step), and this program knows them up to 0001. Start the newer program, or restore the backup taken before the upgrade.");
    }

    [Theory, BothEngines]
    public async Task An_edited_migration_is_refused(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        await empty.Migrated("create table a (id text)");

        var refusal = await Should.ThrowAsync<MigrationException>(() => empty.Migrated("create table a (id text, name text)"));

        refusal.Message.ShouldContain("0001 (step)");
        refusal.Message.ShouldContain("edited");
    }

    [Fact]
    public void Line_endings_are_not_an_edit() =>
        new Migration(1, "a", "create table a (\r\n  id text);\r\n").Checksum.ShouldBe(new Migration(1, "a", "create table a (\n  id text);\n").Checksum);

    [Fact]
    public async Task Two_migrations_with_one_number_are_refused()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);

        await Should.ThrowAsync<MigrationException>(() => empty.Open().Migrate([new(1, "a", "select 1"), new(1, "b", "select 1")], default));
    }

    /// <summary>Returns once the child works inside its second migration.</summary>
    private static async Task InTheMiddle(DatabaseSettings settings)
    {
        if (settings.PostgresConnectionString is { } connectionString)
        {
            await using var watcher = Database.Open(settings, TimeProvider.System);
            while (await watcher.One<long>("select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid() and query like '%200000%'", null, default) == 0)
            {
            }
            return;
        }
        // Whoever holds the file for longer than the second we are ready to wait is that migration.
        while (true)
        {
            try
            {
                using var watcher = new SqliteConnection($"Data Source={settings.SqlitePath};Mode=ReadWrite;Default Timeout=1;Pooling=false");
                watcher.Open();
                watcher.Execute("begin immediate; rollback");
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
            {
                return;
            }
            catch (SqliteException)
            {
                // The child has not made the file yet.
            }
        }
    }

    [Theory, BothEngines]                                              // what an org had before there were several brands is its first one's
    public async Task Looks_pictures_and_pages_are_carried_over_to_the_first_brand(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = empty.Open();
        await db.Migrate([.. Migration.OfThisProgram.Where(migration => migration.Version < 81)], default);
        await db.Change("insert into orgs (id, name, status, created_at, updated_at) values ('00oab', 'Org', 'ACTIVE', 0, 0)", null, default);
        await db.Change("insert into brands (org_id, document, updated_at) values ('00oab', '{}', 5)", null, default);
        await db.Change("""
            insert into brand_images (org_id, kind, name, content_type, content, created_at) values ('00oab', 'logo', 'logo-x.png', 'image/png', 'AA==', 6)
            """, null, default);
        await db.Change("insert into brand_pages (org_id, page, state, document, updated_at) values ('00oab', 'sign-in', 'preview', '{}', 7)", null, default);

        await db.Migrate(default);

        foreach (var table in (string[])["brands", "brand_pictures", "brand_pages"])
            (await db.Many<string>($"select brand_id from {table} where org_id = '00oab'", null, default)).ShouldBe(["bndab"], table);
        Latchkey.Server.Ground.Pages.Brand.IdOf("00oab").ShouldBe("bndab");
    }
}
