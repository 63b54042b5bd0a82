namespace Latchkey.Bench;

/// <summary>One run from beginning to end: what is started, in which order, and what is measured of it.</summary>
internal sealed class Run(IReadOnlyList<Scenario> scenarios, LoadSettings load)
{
    /// <summary>A server that someone else started: only its answers, and its processes when they are on this machine.</summary>
    public async Task<Report> Against(Target target, IReadOnlyList<int> pids, CancellationToken ct)
    {
        var processes = pids.Count > 0 ? pids : target.Pids;
        var (signatures, floor) = (Measure(), await Floor(target, ct));
        var measurements = await Each(target, algorithm: null, processes, ct);
        return new Report(Machine.Describe(), load, [floor, .. measurements], signatures, Starts: []);
    }

    /// <summary>Latchkey as this tree builds it, on a data folder of its own, started anew for each algorithm.</summary>
    public async Task<Report> OwnServer(IReadOnlyList<string> algorithms, int proofKeys, CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("latchkey-bench-");
        try
        {
            var (signatures, starts) = (Measure(), await Starts(data, ct));
            var measurements = new List<Measurement>();
            foreach (var algorithm in algorithms)
            {
                Console.Error.WriteLine($"{algorithm}:");
                OwnDatabase.SignWith(data, algorithm);
                await using var server = await ServerProcess.Latchkey(data, ct, "--proof-keys", proofKeys.ToString(System.Globalization.CultureInfo.InvariantCulture));
                var target = await Target.FromDevJson(new FileInfo(Path.Combine(data.FullName, "dev.json")), server.Url, ct);
                if (measurements.Count == 0) measurements.Add(await Floor(target, ct));
                measurements.AddRange(await Each(target, algorithm, [server.Pid], ct));
            }
            return new Report(Machine.Describe(), load, measurements, signatures, starts);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private async Task<List<Measurement>> Each(Target target, string? algorithm, IReadOnlyList<int> pids, CancellationToken ct)
    {
        var measurements = new List<Measurement>();
        foreach (var scenario in scenarios)
        {
            Console.Error.Write($"  {scenario.Name} … ");
            try
            {
                var measured = await Load.Run(scenario, target, load, pids, ct) with { Algorithm = algorithm };
                Console.Error.WriteLine(measured.Failed ? $"failed: {measured.FirstError}" : $"{measured.PerSecond:N0}/s");
                measurements.Add(measured);
            }
            catch (NotDescribedException missing)
            {
                Console.Error.WriteLine($"left out: {missing.Message}");
            }
        }
        return measurements;
    }

    private async Task<Measurement> Floor(Target target, CancellationToken ct)
    {
        await using var floor = await ServerProcess.FormFloor(await Scenarios.TokenAnswerSize(target), ct);
        Console.Error.Write("  floor … ");
        var measured = await Load.Run(Scenarios.Floor, target.Floor(floor.Url), load, [floor.Pid], ct);
        Console.Error.WriteLine($"{measured.PerSecond:N0}/s");
        return measured;
    }

    private static Dictionary<string, double> Measure()
    {
        Console.Error.WriteLine("Raw signatures");
        return new() { ["RS256"] = RawSignatures.PerSecond("RS256"), ["ES256"] = RawSignatures.PerSecond("ES256") };
    }

    /// <summary>
    /// The first start makes database and keys; the later ones are what a restart feels like. The two programs take
    /// turns, so that whatever else the machine does meets both; the middle of five counts.
    /// </summary>
    private static async Task<IReadOnlyList<Start>> Starts(DirectoryInfo data, CancellationToken ct)
    {
        Console.Error.WriteLine("Cold starts");
        var first = await Once("Latchkey, new data folder", () => ServerProcess.Latchkey(data, ct), ct);
        var (again, empty) = (new List<Start>(), new List<Start>());
        for (var i = 0; i < 5; i++)
        {
            again.Add(await Once("Latchkey", () => ServerProcess.Latchkey(data, ct), ct));
            empty.Add(await Once("empty Razor Pages app", () => ServerProcess.EmptyPages(ct), ct));
        }
        return [Middle(again), Middle(empty), first];
    }

    private static Start Middle(List<Start> starts) => new(starts[0].Name, Middle(starts.Select(each => each.Seconds)), Middle(starts.Select(each => each.CpuSeconds)), Middle(starts.Select(each => each.IdleMegabytes)));

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(2);

    private static async Task<Start> Once(string name, Func<Task<ServerProcess>> start, CancellationToken ct)
    {
        await using var server = await start();
        var cpu = ProcFs.CpuMilliseconds([server.Pid])!.Value / 1000;
        await Task.Delay(TimeSpan.FromSeconds(2), ct);      // what it does after its first answer belongs to idling
        return new Start(name, server.TimeToFirstAnswer.TotalSeconds, cpu, ProcFs.ResidentMegabytes([server.Pid]));
    }
}
