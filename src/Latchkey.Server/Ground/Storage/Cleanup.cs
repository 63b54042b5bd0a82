namespace Latchkey.Server.Ground.Storage;

/// <summary>Deletes what has expired: at start, then each interval.</summary>
internal sealed class Cleanup(IReadOnlyList<Expiring> tables, TimeSpan interval, TimeProvider clock, ILogger<Cleanup> log) : BackgroundService
{
    /// <summary>Small enough that no one waits behind a delete.</summary>
    public const int Batch = 1000;

    public IReadOnlyList<Expiring> Tables => tables;

    public async Task Sweep(CancellationToken ct)
    {
        foreach (var table in tables)
        {
            try
            {
                while (await table.DeleteBatch(ct) >= Batch) ct.ThrowIfCancellationRequested();
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                log.LogFault(exception, $"Could not delete what has expired from {table.Table}; trying again in {interval}");
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        do await Sweep(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
