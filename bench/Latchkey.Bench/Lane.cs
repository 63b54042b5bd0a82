using System.Diagnostics;

namespace Latchkey.Bench;

/// <summary>
/// One scenario against one server, with its callers made ready: loaded in bursts, so that lanes can take turns. A closed
/// loop: each caller starts its next turn when the last is answered, and rests between bursts.
/// </summary>
internal sealed class Lane(Scenario scenario, Target target, LoadSettings settings, IReadOnlyList<int> pids, string server, string? algorithm)
{
    private const int ErrorsInARow = 20;
    private static readonly TimeSpan window = TimeSpan.FromSeconds(2);

    private Worker[] workers = [];
    private readonly List<Burst> bursts = [];
    private double warmUpSeconds;
    private bool settled;
    private string? firstError;

    public string Name => $"{scenario.Name} {algorithm} {server}".Replace("  ", " ", StringComparison.Ordinal).Trim();

    private enum Phase { WarmUp, Measure, Stop }

    public async Task Prepare()
    {
        var connections = Math.Min(settings.Connections, scenario.MostConnections);
        try
        {
            workers = [.. (await Task.WhenAll(Enumerable.Range(0, connections).Select(i => scenario.Prepare(target, i)))).Select(turn => new Worker(turn))];
        }
        catch (Exception refused) when (refused is not NotDescribedException)
        {
            firstError = $"could not be prepared: {refused.Message}";
        }
    }

    /// <summary>
    /// Until it costs what it will go on costing: no window of two seconds has been cheaper than those before for ten
    /// seconds, and a line through these windows is flat. Compilers and caches make a server cheaper for a long while.
    /// </summary>
    public async Task Settle(CancellationToken ct)
    {
        if (workers.Length == 0) return;
        var (watch, costs) = (Stopwatch.StartNew(), new List<double>());
        while (!settled && watch.Elapsed < settings.LongestWarmUp && !Failed)
        {
            var burst = await Run(Phase.WarmUp, window, ct);
            if (burst.Turns == 0) break;
            costs.Add(burst.ServerCpu ?? 1 / burst.PerSecond);
            settled = watch.Elapsed >= settings.WarmUp && Settling.IsOver(costs);
        }
        warmUpSeconds = watch.Elapsed.TotalSeconds;
    }

    public async Task Measure(CancellationToken ct)
    {
        if (workers.Length == 0 || Failed) return;
        // What ran on this machine before it left its marks in the caches.
        await Run(Phase.WarmUp, TimeSpan.FromMilliseconds(300), ct);
        bursts.Add(await Run(Phase.Measure, settings.Duration, ct));
    }

    public Measurement Result => new(scenario.Name, workers.Length, bursts.Sum(burst => burst.Turns), bursts.Sum(burst => burst.Seconds), workers.Sum(worker => worker.Errors), firstError ?? workers.Select(worker => worker.FirstError).FirstOrDefault(error => error is not null))
    {
        Server = server,
        Algorithm = algorithm,
        Settled = settled,
        WarmUpSeconds = warmUpSeconds,
        Rate = Spread.Of(bursts.Select(burst => burst.PerSecond)),
        P50 = Spread.Of(bursts.Select(burst => burst.P50)).Middle,
        P95 = Spread.Of(bursts.Select(burst => burst.P95)).Middle,
        P99 = Spread.Of(bursts.Select(burst => burst.P99)).Middle,
        Cpu = pids.Count == 0 ? null : Spread.Of(bursts.Select(burst => burst.ServerCpu!.Value)),
        DriverCpu = Spread.Of(bursts.Select(burst => burst.DriverCpu)).Middle,
        Busy = Spread.Of(bursts.Select(burst => burst.Busy)).Middle,
        ResidentMegabytes = pids.Count == 0 ? null : ProcFs.ResidentMegabytes(pids),
    };

    private bool Failed => firstError is not null || workers.Any(worker => worker.GaveUp);

    private async Task<Burst> Run(Phase phase, TimeSpan duration, CancellationToken ct)
    {
        var progress = new Progress { Now = phase };
        foreach (var worker in workers) worker.Begin();
        var (server, driver, watch) = (ProcFs.CpuMilliseconds(pids), DriverCpu, Stopwatch.StartNew());
        var running = workers.Select(worker => Task.Run(() => worker.Loop(progress), ct)).ToList();
        await Task.WhenAny(Task.Delay(duration, ct), Task.WhenAll(running));
        progress.Now = Phase.Stop;
        await Task.WhenAll(running);
        ct.ThrowIfCancellationRequested();
        // The turns under way are finished and counted, with the time and the work they took.
        var seconds = watch.Elapsed.TotalSeconds;
        var (serverCpu, driverCpu) = (ProcFs.CpuMilliseconds(pids) - server, DriverCpu - driver);
        if (scenario.Rest is { } rest) await rest();
        var times = workers.SelectMany(worker => worker.Times).Order().ToList();
        return new(times.Count, seconds, serverCpu / times.Count, driverCpu / Math.Max(1, times.Count), ((serverCpu ?? 0) + driverCpu) / (seconds * 1000 * Environment.ProcessorCount),
            Percentile(times, 0.50), Percentile(times, 0.95), Percentile(times, 0.99));
    }

    private static double DriverCpu => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private static double Percentile(List<long> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))] * 1000.0 / Stopwatch.Frequency;

    /// <param name="Busy">The share of all cores that server and driver had.</param>
    private sealed record Burst(int Turns, double Seconds, double? ServerCpu, double DriverCpu, double Busy, double P50, double P95, double P99)
    {
        public double PerSecond => Turns / Seconds;
    }

    private sealed class Progress
    {
        public volatile Phase Now;
    }

    private sealed class Worker(Turn turn)
    {
        public List<long> Times { get; } = new(65_536);
        public long Errors { get; private set; }
        public string? FirstError { get; private set; }
        public bool GaveUp { get; private set; }

        public void Begin() => Times.Clear();

        public async Task Loop(Progress progress)
        {
            for (var inARow = 0; progress.Now != Phase.Stop;)
            {
                var began = Stopwatch.GetTimestamp();
                try
                {
                    await turn();
                    inARow = 0;
                    Times.Add(Stopwatch.GetTimestamp() - began);
                }
                catch (Exception failure)
                {
                    Errors++;
                    FirstError ??= failure.Message;
                    if (++inARow < ErrorsInARow) continue;
                    GaveUp = true;
                    return;
                }
            }
        }
    }
}
