
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Storage;

public sealed class WriteTests
{
    private const string Codes = "create table codes (id text primary key, redeemed_by bigint)";

    [Theory, BothEngines]
    public async Task One_of_64_parallel_redeems_wins(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Codes);

        foreach (var round in Enumerable.Range(0, 20))
        {
            var id = $"code{round}";
            await db.Change("insert into codes (id) values (@id)", new { id }, default);

            var wins = await Task.WhenAll(Enumerable.Range(0, 64).Select(who => Task.Run(() =>
                db.Changed("update codes set redeemed_by = @who where id = @id and redeemed_by is null", new { who, id }, default))));

            wins.Count(won => won).ShouldBe(1);
        }
    }

    [Theory, BothEngines]
    public async Task One_of_64_parallel_redeems_gets_the_row_back(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Codes, "insert into codes (id) values ('a')");

        var winners = await Task.WhenAll(Enumerable.Range(0, 64).Select(who => Task.Run(() =>
            db.ChangeReturning<long?>("update codes set redeemed_by = @who where id = 'a' and redeemed_by is null returning redeemed_by", new { who }, default))));

        winners.Count(winner => winner is not null).ShouldBe(1);
        (await db.One<long?>("select redeemed_by from codes", null, default)).ShouldBe(winners.Single(winner => winner is not null));
    }

    [Theory, BothEngines]
    public async Task A_write_that_fails_leaves_its_neighbours_alone(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Codes);

        var writes = Enumerable.Range(0, 300).Select(i => Task.Run(() => db.Write(async w =>
        {
            await w.Change("insert into codes (id) values (@id)", new { id = $"first{i}" });
            await w.Change("insert into codes (id) values (@id)", new { id = i % 3 == 0 ? $"first{i}" : $"second{i}" });      // every third breaks its own key
        }, default))).ToList();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        writes.Index().Where(write => write.Item.IsFaulted).Select(write => write.Index).ShouldBe(Enumerable.Range(0, 300).Where(i => i % 3 == 0));
        (await db.One<long>("select count(*) from codes", null, default)).ShouldBe(400);
    }

    [Theory, BothEngines]
    public async Task An_exception_undoes_the_whole_write(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Codes);

        await Should.ThrowAsync<InvalidOperationException>(() => db.Write(async w =>
        {
            await w.Change("insert into codes (id) values ('a')", null);
            throw new InvalidOperationException("thought better of it");
        }, default));

        (await db.One<long>("select count(*) from codes", null, default)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_write_reads_what_it_wrote(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Codes);

        var seen = await db.Write(async w =>
        {
            await w.Change("insert into codes (id) values ('a'), ('b')", null);
            return await w.Many<string>("select id from codes order by id", null);
        }, default);

        seen.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Work_that_awaits_something_else_is_refused_and_undone()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated(Codes);
        var other = new TaskCompletionSource();
        Task? late = null;

        await Should.ThrowAsync<InvalidOperationException>(() => db.Write(w => late = Wander(w), default));
        other.SetResult();

        await Should.ThrowAsync<InvalidOperationException>(() => late!);
        (await db.One<long>("select count(*) from codes", null, default)).ShouldBe(0);

        async Task Wander(Writing w)
        {
            await w.Change("insert into codes (id) values ('a')", null);
            await other.Task;
            await w.Change("insert into codes (id) values ('b')", null);
        }
    }

    [Fact]
    public async Task Writes_that_wait_together_share_a_commit()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated(Codes);
        using var meter = new Meter(db);
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();

        // The first holds the writer until the others have queued up behind it.
        var first = Task.Run(() => db.Write(w =>
        {
            begun.Set();
            go.Wait();
            return w.Change("insert into codes (id) values ('first')", null);
        }, default));
        begun.Wait();
        var others = Enumerable.Range(0, 100).Select(i => db.Change("insert into codes (id) values (@id)", new { id = $"{i}" }, default)).ToList();
        go.Set();
        await Task.WhenAll([first, .. others]);

        meter["latchkey.storage.writes"].ShouldBe(101);
        meter["latchkey.storage.commits"].ShouldBeLessThanOrEqualTo(2);
        (await db.One<long>("select count(*) from codes", null, default)).ShouldBe(101);
    }

    [Fact]
    public async Task Writers_that_block_each_other_both_finish()
    {
        await using var empty = await EmptyDatabase.On(Engine.Postgres);
        var db = await empty.Migrated(Codes, "insert into codes values ('a', 0), ('b', 0)");
        using var both = new Barrier(2);
        const string add = "update codes set redeemed_by = redeemed_by + 1 where id = @id";

        Task Cross(string first, string second)
        {
            var met = false;
            return Task.Run(() => db.Write(async w =>
            {
                await w.Change(add, new { id = first });
                if (!met) both.SignalAndWait();
                met = true;
                await w.Change(add, new { id = second });
            }, default));
        }
        await Task.WhenAll(Cross("a", "b"), Cross("b", "a"));

        (await db.Many<long>("select redeemed_by from codes", null, default)).ShouldBe([2, 2]);
    }

    [Theory, BothEngines]
    public async Task A_table_widened_by_another_program_does_not_break_prepared_statements(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Codes, "insert into codes (id) values ('a')");
        const string everything = "select * from codes";
        foreach (var _ in Enumerable.Range(0, 10)) await db.One<Code>(everything, null, default);

        await empty.Open().Change("alter table codes add column note text not null default 'new'", null, default);

        (await db.One<Code>(everything, null, default))!.Note.ShouldBe("new");
        (await db.ChangeReturning<Code>("update codes set redeemed_by = 7 returning *", null, default)).ShouldBe(new Code { Id = "a", RedeemedBy = 7, Note = "new" });
    }

    [Fact]
    public async Task A_full_disk_fails_those_who_wait_and_nobody_after()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated(Codes);
        var pages = await db.One<long>("pragma page_count", null, default);
        await db.ChangeReturning<long>($"pragma max_page_count = {pages + 2}", null, default);

        await Should.ThrowAsync<DatabaseUnavailableException>(() => db.Change("insert into codes (id) values (@id)", new { id = new string('x', 1_000_000) }, default));
        await db.Change("insert into codes (id) values ('small')", null, default);

        (await db.Many<string>("select id from codes", null, default)).ShouldBe(["small"]);
    }

    [Fact]
    public async Task Writes_are_durable_even_where_the_role_is_not_careful()
    {
        await using var empty = await EmptyDatabase.On(Engine.Postgres);
        await using var db = Database.Open(empty.Settings with { PostgresConnectionString = empty.Settings.PostgresConnectionString + ";Options=-c synchronous_commit=off" }, TimeProvider.System);

        foreach (var _ in Enumerable.Range(0, 3)) (await db.One<string>("show synchronous_commit", null, default)).ShouldBe("on");
    }

    private sealed record Code
    {
        public string Id { get; init; } = "";
        public long? RedeemedBy { get; init; }
        public string? Note { get; init; }
    }
}
