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

        await WarmUp(workers, Task.WhenAll(running), settings.WarmUp, pids, ct);
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

    /// <summary>
    /// A server that compiles as it goes is measured once it has settled: when two seconds in a row cost the same CPU a
    /// turn, or after four times the warm-up.
    /// </summary>
    private static async Task WarmUp(Worker[] workers, Task ended, TimeSpan least, IReadOnlyList<int> pids, CancellationToken ct)
    {
        var (watch, before) = (Stopwatch.StartNew(), double.NaN);
        while (watch.Elapsed < least * 4 && !ended.IsCompleted)
        {
            var (cpu, turns) = (ProcFs.CpuMilliseconds(pids), workers.Sum(worker => worker.Turns));
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), ct), ended);
            var each = (ProcFs.CpuMilliseconds(pids) - cpu) / (workers.Sum(worker => worker.Turns) - turns) ?? 0;
            if (watch.Elapsed >= least && !(Math.Abs(each - before) > before * 0.05)) return;
            before = each;
        }
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
        private long turns;

        public List<long> Times { get; } = new(65_536);
        public long Turns => Volatile.Read(ref turns);
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
                    (inARow, turns) = (0, turns + 1);
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
