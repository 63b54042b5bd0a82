
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Storage;

public sealed class CachedTests
{
    private const string Apps = "create table apps (id text primary key, label text not null)";
    private const string Label = "select label from apps where id = @id";

    [Theory, BothEngines]
    public async Task Writers_read_what_they_wrote_through_the_cache(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Apps, "insert into apps values ('a', '0')");
        using var labels = new Cached<string>(db.Changes, ["app"], (id, ct) => db.One<string>(Label, new { id }, ct));

        // Others keep reading, so that loads are under way at the moment of each commit.
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await labels.Get("a", default);
                await Task.Yield();      // a hit is synchronous, and the writer needs a processor too
            }
        })).ToList();
        foreach (var i in Enumerable.Range(1, 200))
        {
            await Rename(db, "a", $"{i}");
            (await labels.Get("a", default)).ShouldBe($"{i}");
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Theory, BothEngines]
    public async Task A_load_that_began_before_the_change_is_not_kept(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Apps, "insert into apps values ('a', 'old')");
        var (read, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var labels = new Cached<string>(db.Changes, ["app"], async (id, ct) =>
        {
            var label = await db.One<string>(Label, new { id }, ct);
            read.TrySetResult();
            await release.Task;
            return label;
        });

        var early = labels.Get("a", default).AsTask();
        await read.Task;
        await Rename(db, "a", "new");
        release.SetResult();

        (await early).ShouldBe("old");      // asked before the change
        (await labels.Get("a", default)).ShouldBe("new");
    }

    [Fact]
    public async Task A_key_is_loaded_once_and_from_then_on_answered_at_once()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated();
        var (loads, release) = (0, new TaskCompletionSource());
        using var cache = new Cached<string>(db.Changes, ["app"], async (id, _) =>
        {
            Interlocked.Increment(ref loads);
            await release.Task;
            return id;
        });

        var asked = Enumerable.Range(0, 50).Select(_ => cache.Get("a", default).AsTask()).ToList();
        release.SetResult();
        await Task.WhenAll(asked);

        loads.ShouldBe(1);
        cache.Get("a", default).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task What_does_not_exist_is_asked_for_again()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated(Apps);
        using var labels = new Cached<string>(db.Changes, ["app"], (id, ct) => db.One<string>(Label, new { id }, ct));

        (await labels.Get("a", default)).ShouldBeNull();
        await db.Change("insert into apps values ('a', 'unannounced')", null, default);

        (await labels.Get("a", default)).ShouldBe("unannounced");
    }

    [Fact]
    public async Task A_failed_load_is_tried_again()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated();
        var loads = 0;
        using var cache = new Cached<string>(db.Changes, ["app"], (id, _) =>
            loads++ == 0 ? throw new InvalidOperationException("not now") : Task.FromResult<string?>(id));

        await Should.ThrowAsync<InvalidOperationException>(() => cache.Get("a", default).AsTask());

        (await cache.Get("a", default)).ShouldBe("a");
    }

    [Fact]
    public async Task One_callers_cancellation_does_not_end_the_load_of_another()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated();
        var release = new TaskCompletionSource<string?>();
        using var cache = new Cached<string>(db.Changes, ["app"], (_, _) => release.Task);
        using var impatient = new CancellationTokenSource();

        var first = cache.Get("a", impatient.Token).AsTask();
        var second = cache.Get("a", default).AsTask();
        await impatient.CancelAsync();
        release.SetResult("value");

        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await second).ShouldBe("value");
    }

    [Theory]
    [InlineData("app", "a", 1)]                       // this key
    [InlineData("app", "b", 0)]                       // another key
    [InlineData("app", Changes.Everything, 1)]        // every app
    [InlineData("org", "00o1", 1)]                    // clears all of them
    [InlineData("user", "a", 0)]                      // another kind
    public async Task An_announcement_removes_what_it_concerns(string kind, string key, int reloads)
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated();
        var loads = 0;
        using var cache = new Cached<string>(db.Changes, ["app"], (id, _) =>
        {
            loads++;
            return Task.FromResult<string?>(id);
        }, clearedBy: ["org"]);
        await cache.Get("a", default);

        await db.Write(w =>
        {
            w.Announce(kind, key);
            return Task.CompletedTask;
        }, default);
        await cache.Get("a", default);

        (loads - 1).ShouldBe(reloads);
    }

    [Fact]
    public async Task The_least_used_make_room()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        var db = await empty.Migrated();
        var loads = new List<string>();
        using var cache = new Cached<string>(db.Changes, ["app"], (id, _) =>
        {
            loads.Add(id);
            return Task.FromResult<string?>(id);
        }, capacity: 10);

        foreach (var i in Enumerable.Range(0, 100))
        {
            await cache.Get("popular", default);
            await cache.Get($"{i}", default);
        }

        loads.Count(id => id == "popular").ShouldBe(1);
        loads.Clear();
        foreach (var i in Enumerable.Range(0, 100)) await cache.Get($"{i}", default);
        loads.Count.ShouldBeGreaterThanOrEqualTo(90);
    }

    private static Task Rename(Database db, string id, string label) => db.Write(async w =>
    {
        await w.Change("update apps set label = @label where id = @id", new { id, label });
        w.Announce("app", id);
    }, default);
}
