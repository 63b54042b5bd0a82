using System.Collections.Concurrent;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Storage;

public sealed class ChangesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, BothEngines]
    public async Task The_writer_is_told_before_it_is_acknowledged(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated();
        var heard = new ConcurrentQueue<string>();
        using (db.Changes.Subscribe((kind, key) => heard.Enqueue($"{kind} {key}")))
        {
            await Announce(db, "app", "0oa1");
            heard.ShouldBe(["app 0oa1"]);
        }

        await Announce(db, "app", "0oa2");
        heard.Count.ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task A_write_that_fails_announces_nothing(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated();
        var heard = new ConcurrentQueue<string>();
        using var subscription = db.Changes.Subscribe((kind, key) => heard.Enqueue($"{kind} {key}"));

        await Should.ThrowAsync<InvalidOperationException>(() => db.Write(w =>
        {
            w.Announce("app", "0oa1");
            throw new InvalidOperationException();
        }, default));
        await db.Changes.Look(default);

        heard.ShouldBeEmpty();
        (await db.One<long>("select count(*) from changes", null, default)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_subscriber_that_throws_harms_neither_the_write_nor_the_others(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated();
        var heard = new ConcurrentQueue<string>();
        using var bad = db.Changes.Subscribe((_, _) => throw new InvalidOperationException());
        using var good = db.Changes.Subscribe((_, key) => heard.Enqueue(key));

        await Announce(db, "app", "0oa1");

        heard.ShouldBe(["0oa1"]);
    }

    [Theory, BothEngines]
    public async Task Another_program_finds_each_change_once_by_looking(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated();
        await Announce(db, "app", "long ago");
        var other = empty.Open(new Later(TimeSpan.FromMinutes(1)));
        await other.Migrate([], default);
        var heard = new ConcurrentQueue<string>();
        using var subscription = other.Changes.Subscribe((_, key) => heard.Enqueue(key));

        await Announce(db, "app", "0oa1");
        await other.Changes.Look(default);
        await Announce(other, "app", "0oa2");
        await Announce(db, "app", "0oa3");
        await other.Changes.Look(default);
        await other.Changes.Look(default);

        heard.ShouldBe(["0oa1", "0oa2", "0oa3"]);
    }

    [Theory, BothEngines]
    public async Task Another_program_hears_by_itself(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated();
        var other = empty.Open(poll: engine == Engine.Sqlite ? TimeSpan.FromMilliseconds(20) : Timeout.InfiniteTimeSpan);      // PostgreSQL tells
        await other.Migrate([], default);
        var heard = new TaskCompletionSource<string>();
        using var subscription = other.Changes.Subscribe((_, key) => heard.TrySetResult(key));

        await Announce(db, "app", "0oa1 with spaces");

        (await heard.Task.WaitAsync(Patience)).ShouldBe("0oa1 with spaces");
    }

    [Fact]
    public async Task A_key_too_long_for_a_notification_arrives_all_the_same()
    {
        await using var empty = await EmptyDatabase.On(Engine.Postgres);
        var db = await empty.Migrated();
        var other = await empty.Migrated();
        var heard = new TaskCompletionSource<string>();
        using var subscription = other.Changes.Subscribe((_, key) => heard.TrySetResult(key));

        await Announce(db, "app", new string('x', 20_000));

        (await heard.Task.WaitAsync(Patience)).Length.ShouldBe(20_000);
    }

    [Fact]
    public async Task A_change_numbered_earlier_but_committed_later_is_not_missed()
    {
        await using var empty = await EmptyDatabase.On(Engine.Postgres);
        var (slow, fast) = (await empty.Migrated(), await empty.Migrated());
        var other = await empty.Migrated();
        var heard = new ConcurrentQueue<string>();
        using var subscription = other.Changes.Subscribe((_, key) => heard.Enqueue(key));

        // Written straight into the feed, as by a server whose notification was lost.
        const string insert = "insert into changes (kind, key, at) values ('app', @key, @now)";
        await slow.Write(async w =>
        {
            await w.Change(insert, new { key = "early", now = TimeProvider.System.GetUtcNow() });
            await fast.Change(insert, new { key = "late", now = TimeProvider.System.GetUtcNow() }, default);
            await other.Changes.Look(default);
        }, default);
        await other.Changes.Look(default);

        heard.ShouldBe(["late", "early"]);
    }

    [Fact]
    public async Task After_a_lost_connection_everything_may_have_changed()
    {
        await using var empty = await EmptyDatabase.On(Engine.Postgres);
        var db = await empty.Migrated();
        var other = await empty.Migrated();
        var everything = new TaskCompletionSource();
        using var subscription = other.Changes.Subscribe((kind, _) =>
        {
            if (kind == Changes.Everything) everything.TrySetResult();
        });

        // Both listeners must have come up before they are ended, or nothing would have been lost.
        const string listeners = "from pg_stat_activity where datname = current_database() and application_name = 'Latchkey changes' and state = 'idle' and query like 'listen%'";
        while (await db.One<long>($"select count(*) {listeners}", null, default) < 2)
        {
        }
        await db.Many<bool>($"select pg_terminate_backend(pid) {listeners}", null, default);

        await everything.Task.WaitAsync(Patience);
    }

    [Theory, BothEngines]
    public async Task Who_was_away_longer_than_the_feed_is_kept_must_assume_everything(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        await empty.Migrated();
        var clock = new Later(TimeSpan.Zero);
        var other = empty.Open(clock);
        await other.Migrate([], default);
        var heard = new ConcurrentQueue<string>();
        using var subscription = other.Changes.Subscribe((kind, _) => heard.Enqueue(kind));

        clock.By = TimeSpan.FromHours(2);
        await other.Changes.Look(default);

        heard.ShouldBe([Changes.Everything]);
    }

    [Theory, BothEngines]
    public async Task Old_lines_of_the_feed_are_deleted_and_numbers_go_on(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated();
        await Announce(db, "app", "old");
        var later = empty.Open(new Later(TimeSpan.FromHours(2)));

        (await later.Changes.DeleteExpired(default)).ShouldBe(1);
        await Announce(db, "app", "new");

        (await db.Many<long>("select seq from changes", null, default)).ShouldBe([2]);
    }

    private static Task Announce(Database db, string kind, string key) => db.Write(w =>
    {
        w.Announce(kind, key);
        return Task.CompletedTask;
    }, default);

    /// <summary>Real time, from another start.</summary>
    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public TimeSpan By { get; set; } = by;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
