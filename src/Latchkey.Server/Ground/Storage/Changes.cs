namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// The feed of announced changes. What this process writes is told right after its commit, before the writer hears of it, so that it reads its own writes;
/// what others write arrives by notification (PostgreSQL) and by a short poll of the feed's table (both engines). A change may be told twice.
/// </summary>
public sealed class Changes : IAsyncDisposable
{
    /// <summary>As a kind: anything may have changed, because news may have been missed. As a key: everything of that kind has changed.</summary>
    public const string Everything = "*";

    /// <summary>How long a line stays in the feed. Whoever was away for longer is told <see cref="Everything"/>.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Database database;
    private readonly TimeSpan interval;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private readonly Dictionary<long, DateTimeOffset> told = [];
    private readonly SemaphoreSlim looking = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> following = [];
    private ChangeHeard? heard;
    private long floor;
    private DateTimeOffset lastLook;

    internal Changes(Database database, TimeSpan interval, ILogger log) => (this.database, this.interval, this.log) = (database, interval, log);

    /// <summary>Until disposed of.</summary>
    public IDisposable Subscribe(ChangeHeard subscriber)
    {
        lock (gate) heard += subscriber;
        return new Subscription(this, subscriber);
    }

    /// <summary>Looks for what other processes announced since the last look.</summary>
    public async Task Look(CancellationToken ct)
    {
        await looking.WaitAsync(ct);
        try
        {
            var now = database.Clock.GetUtcNow();
            var rows = await database.Many<Line>("select seq, kind, key from changes where seq > @floor order by seq", new { floor }, ct);
            if (now - lastLook > Kept / 2) TellEverything();
            foreach (var row in rows) TellOnce(row.Seq, row.Kind, row.Key);
            RaiseFloor(rows, now);
            lastLook = now;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>A batch of lines everyone has long seen.</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => database.Change(
        "delete from changes where seq in (select seq from changes where at < @before order by at limit @batch)",
        new { before = database.Clock.GetUtcNow() - Kept, batch = Cleanup.Batch }, ct);

    internal async Task Follow(CancellationToken ct)
    {
        if (following.Count > 0) return;
        lastLook = database.Clock.GetUtcNow();
        floor = await database.One<long?>("select max(seq) from changes where at <= @settled", new { settled = lastLook - database.Dialect.FeedOverlap }, ct)
            ?? 0;
        following.Add(Poll(stopping.Token));
        if (database is PostgresDatabase postgres) following.Add(new ChangesListener(postgres, this, log).Run(stopping.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(following);
        stopping.Dispose();
        looking.Dispose();
    }

    /// <summary>
    /// What this process committed. Told even if the listener got hold of it first: it may not be done telling, and the writer is about to be
    /// acknowledged.
    /// </summary>
    internal void TellOwn(IReadOnlyList<Announcement> announced)
    {
        foreach (var announcement in announced)
        {
            lock (gate) told[announcement.Seq] = database.Clock.GetUtcNow();
            Tell(announcement.Kind, announcement.Key);
        }
    }

    /// <summary>What another process committed, unless it was told already.</summary>
    internal void TellOnce(long seq, string kind, string key)
    {
        lock (gate)
        {
            if (seq <= floor || !told.TryAdd(seq, database.Clock.GetUtcNow())) return;
        }
        Tell(kind, key);
    }

    internal void TellEverything() => Tell(Everything, Everything);

    private void Tell(string kind, string key)
    {
        foreach (var subscriber in Delegate.EnumerateInvocationList(heard))
        {
            try
            {
                subscriber(kind, key);
            }
            catch (Exception exception)
            {
                log.LogError(exception, "A subscriber to changes failed on {Kind}", kind);      // the write it follows is durable all the same
            }
        }
    }

    /// <summary>Below the floor nothing new can appear, so the next look begins there.</summary>
    private void RaiseFloor(IReadOnlyList<Line> rows, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var row in rows)
                if (told.TryGetValue(row.Seq, out var at) && now - at >= database.Dialect.FeedOverlap) floor = row.Seq;
            foreach (var seq in told.Keys)
                if (seq <= floor) told.Remove(seq);
        }
    }

    private async Task Poll(CancellationToken ct)
    {
        if (interval == Timeout.InfiniteTimeSpan) return;
        using var timer = new PeriodicTimer(interval, database.Clock);
        try
        {
            var away = false;
            while (await timer.WaitForNextTickAsync(ct))
            {
                try
                {
                    await Look(ct);
                    away = false;
                }
                catch (Exception exception) when (!ct.IsCancellationRequested)
                {
                    // Said once: it tries again every other second.
                    if (!away) log.LogFault(exception, "Could not look for changes; trying again until it works");
                    away = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private sealed record Line(long Seq, string Kind, string Key);

    private sealed class Subscription(Changes changes, ChangeHeard subscriber) : IDisposable
    {
        public void Dispose()
        {
            lock (changes.gate) changes.heard -= subscriber;
        }
    }
}
