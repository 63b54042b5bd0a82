namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// For a job that works off a table: wakes it as soon as something of its kind is committed, here or in another process,
/// and after a while anyway for what is to be tried again.
/// </summary>
internal sealed class ChangeAlarm : IDisposable
{
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim committed = new(0, 1);
    private readonly IDisposable news;

    public ChangeAlarm(Database db, string kind, TimeProvider clock)
    {
        this.clock = clock;
        news = db.Changes.Subscribe((announced, _) =>
        {
            if ((announced == kind || announced == Changes.Everything) && committed.CurrentCount == 0) Wake();
        });
    }

    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var later = Task.Delay(atMost, clock, woken.Token);
        var now = committed.WaitAsync(woken.Token);
        await Task.WhenAny(later, now);
        await woken.CancelAsync();
        await Task.WhenAll(later, now).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        news.Dispose();
        committed.Dispose();
    }

    private void Wake()
    {
        try { committed.Release(); }
        catch (SemaphoreFullException) { /* already woken */ }
    }
}
