using Latchkey.Server.Storage;
using Microsoft.Extensions.Hosting;

namespace Latchkey.Server.SystemLog;

/// <summary>Writes queued events, many in one commit; at shutdown, all that are left.</summary>
public sealed class SystemLogWriter(SystemLog events, Database db, ILogger<SystemLogWriter> log) : BackgroundService
{
    private const int MostAtOnce = 500;

    /// <summary>How long the first event of a batch waits for company: a commit of its own would cost as much as what it tells of.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        events.Complete();
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not the token: the queue's own end stops the loop, when it is empty.
        while (await events.Waiting.WaitToReadAsync(CancellationToken.None))
        {
            await events.Hurry.WaitAsync(Linger, CancellationToken.None);
            // Waited for once, not for each batch: under load the queue would fill faster than it empties.
            while (Take() is { Count: > 0 } batch)
            {
                await Write(batch);
                foreach (var marker in batch) marker.Reached?.TrySetResult();
            }
        }
    }

    private List<SystemLog.Queued> Take()
    {
        var batch = new List<SystemLog.Queued>();
        while (batch.Count < MostAtOnce && events.Waiting.TryRead(out var queued)) batch.Add(queued);
        return batch;
    }

    private async Task Write(List<SystemLog.Queued> batch)
    {
        var entries = batch.Where(queued => queued.Entry is not null).ToArray();
        if (entries.Length == 0) return;
        try
        {
            await db.Write(async writing =>
            {
                foreach (var entry in entries) await SystemLog.Insert(writing, entry);
            }, CancellationToken.None);
        }
        catch (Exception failure)
        {
            SystemLog.Lost(entries.Length);
            log.LogError(failure, "{Count} events of the system log could not be written", entries.Length);
        }
    }
}
