using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>Writes queued events, many in one commit, and tries again for as long as the database does not take them; at shutdown, all that are left.</summary>
internal sealed class SystemLogWriter(SystemLog events, Database db, ILogger<SystemLogWriter> log) : BackgroundService
{
    /// <summary>In one commit, which other writes wait for: a few milliseconds.</summary>
    private const int MostAtOnce = 1_000;

    /// <summary>As many are not left waiting for company.</summary>
    private const int Many = 5_000;

    /// <summary>How long the first event of a batch waits for company: a commit of its own would cost as much as what it tells of.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>For an event that a database refuses although it answers.</summary>
    private const int MostAttempts = 20;

    private readonly CancellationTokenSource over = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        events.Complete();
        // The host's patience with us: what the database has not taken by then, it will not take.
        await using (cancellationToken.Register(over.Cancel))
            if (ExecuteTask is { } writing) await writing;
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        over.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Not the token: the queue's own end stops the loop, when it is empty.
            var waiting = events.Waiting.WaitToReadAsync(CancellationToken.None);
            var came = waiting.IsCompleted;
            if (!await waiting) return;
            // Of those that came while the ones before were written the first may be as old as the last look.
            if (!came) looked = TimeProvider.System.GetTimestamp();
            var left = Linger - TimeProvider.System.GetElapsedTime(looked);
            if (left > TimeSpan.Zero) await events.Hurry.WaitAsync(left, CancellationToken.None);
            looked = TimeProvider.System.GetTimestamp();
            // Those that are here now: who comes meanwhile waits for company in turn, or under load each commit would carry the few that came during the last.
            for (var here = events.Waiting.Count; here > 0 || events.Waiting.Count > Many;)
            {
                if (Take() is not { Count: > 0 } batch) break;
                await Write(batch);
                here -= batch.Count;
            }
        }
    }

    private List<SystemLog.Queued> Take()
    {
        var batch = new List<SystemLog.Queued>(Math.Min(MostAtOnce, events.Waiting.Count));
        while (batch.Count < MostAtOnce && events.Waiting.TryRead(out var queued)) batch.Add(queued);
        return batch;
    }

    private async Task Write(List<SystemLog.Queued> batch)
    {
        var entries = batch.Where(queued => queued.Record is not null).ToArray();
        var pause = Linger;
        for (var attempt = 1; await TryWrite(entries) is { } failure; attempt++)
        {
            if (over.IsCancellationRequested || (failure is not DatabaseUnavailableException && attempt == MostAttempts))
            {
                await WriteEach(entries);
                break;
            }
            if (!events.IsBehind)
                log.LogWarning("The system log cannot be written and is tried again; answers wait meanwhile: {Reason}", LogText.Line(failure.Message));
            events.IsBehind = true;
            await Task.Delay(pause, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
        if (events.IsBehind) log.LogWarning("The system log is written again");
        events.IsBehind = false;
        foreach (var queued in batch) queued.Reached?.TrySetResult();
    }

    private async Task<Exception?> TryWrite(IReadOnlyList<SystemLog.Queued> entries)
    {
        if (entries.Count == 0) return null;
        try
        {
            await db.Write(writing => events.Insert(writing, entries), CancellationToken.None);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>The last attempt: one that is at fault takes no other with it.</summary>
    private async Task WriteEach(IReadOnlyList<SystemLog.Queued> entries)
    {
        foreach (var entry in entries)
        {
            if (await TryWrite([entry]) is not { } failure) continue;
            SystemLog.Lost(1);
            log.LogError("An event of the system log could not be written: {Event}, {Reason}", entry.EventType, LogText.Line(failure.Message));
        }
    }
}
