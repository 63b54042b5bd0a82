using System.Diagnostics;

namespace Latchkey.Bench;

/// <summary>A closed loop: so many callers, each starting its next turn when the last is answered.</summary>
internal static class Load
{
    private const int ErrorsInARow = 20;

    private enum Phase { WarmUp, Measure, Stop }

    public static async Task<Measurement> Run(Scenario scenario, Target target, LoadSettings settings, IReadOnlyList<int> pids, CancellationToken ct)
    {
        var connections = Math.Min(settings.Connections, scenario.MostConnections);
        Worker[] workers;
        try
        {
            workers = [.. (await Task.WhenAll(Enumerable.Range(0, connections).Select(i => scenario.Prepare(target, i)))).Select(turn => new Worker(turn))];
        }
        catch (Exception refused) when (refused is not NotDescribedException)
        {
            return new Measurement(scenario.Name, connections, 0, 1, 1, $"could not be prepared: {refused.Message}");
        }

        var progress = new Progress();
        var running = workers.Select(worker => Task.Run(() => worker.Loop(progress), ct)).ToList();

        await Task.WhenAny(Task.Delay(settings.WarmUp, ct), Task.WhenAll(running));
        var (server, driver, watch) = (ProcFs.CpuMilliseconds(pids), DriverCpu, Stopwatch.StartNew());
        progress.Now = Phase.Measure;

        await Task.WhenAny(Task.Delay(settings.Duration, ct), Task.WhenAll(running));
        var seconds = watch.Elapsed.TotalSeconds;
        var (serverCpu, driverCpu) = (ProcFs.CpuMilliseconds(pids) - server, DriverCpu - driver);
        progress.Now = Phase.Stop;
        await Task.WhenAll(running);
        ct.ThrowIfCancellationRequested();

        var times = workers.SelectMany(worker => worker.Times).Order().ToList();
        return new Measurement(scenario.Name, connections, times.Count, seconds, workers.Sum(worker => worker.Errors), workers.Select(worker => worker.FirstError).FirstOrDefault(error => error is not null))
        {
            P50 = Percentile(times, 0.50),
            P95 = Percentile(times, 0.95),
            P99 = Percentile(times, 0.99),
            ServerCpu = times.Count == 0 ? null : serverCpu / times.Count,
            DriverCpu = times.Count == 0 ? 0 : driverCpu / times.Count,
            ResidentMegabytes = pids.Count == 0 ? null : ProcFs.ResidentMegabytes(pids),
        };
    }

    private static double DriverCpu => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private static double Percentile(List<long> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))] * 1000.0 / Stopwatch.Frequency;

    private sealed class Progress
    {
        public volatile Phase Now;
    }

    private sealed class Worker(Turn turn)
    {
        public List<long> Times { get; } = new(65_536);
        public long Errors { get; private set; }
        public string? FirstError { get; private set; }

        /// <summary>Counts what ended while measuring; the turn under way when time is up is finished and not counted.</summary>
        public async Task Loop(Progress progress)
        {
            for (var inARow = 0; progress.Now != Phase.Stop && inARow < ErrorsInARow;)
            {
                var began = Stopwatch.GetTimestamp();
                try
                {
                    await turn();
                    inARow = 0;
                    if (progress.Now == Phase.Measure) Times.Add(Stopwatch.GetTimestamp() - began);
                }
                catch (Exception failure)
                {
                    inARow++;
                    Errors++;
                    FirstError ??= failure.Message;
                }
            }
        }
    }
}
