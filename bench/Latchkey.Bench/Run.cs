namespace Latchkey.Bench;

/// <param name="Algorithms">To run with, each with a server of its own.</param>
/// <param name="ProofKeys">How many keys of proofs a server keeps.</param>
/// <param name="Before">Other builds of Latchkey, published into these folders, to take turns with. The first is the one that ratios are made of.</param>
/// <param name="Peers">Whether the other products beside this program run as well.</param>
/// <param name="Depth">How many rows each table has that grows, before anything is measured. An org with empty tables then takes turns with it.</param>
/// <param name="Kept">Where data folders stay, to be used again by the next run; null: they go when it ends.</param>
/// <param name="OnlyPrepare">Makes the data folders, and measures nothing.</param>
/// <param name="Starts">Whether starts are measured, too: on data folders that are new.</param>
internal sealed record OwnRun(IReadOnlyList<string> Algorithms, int ProofKeys, IReadOnlyList<DirectoryInfo> Before, bool Peers, int Depth, DirectoryInfo? Kept = null, bool OnlyPrepare = false, bool Starts = true)
{
    /// <summary>What takes turns: name, program, rows in each table that grows.</summary>
    public IEnumerable<(string Name, string Program, int Depth)> Servers()
    {
        yield return (Measurement.Ours, ServerProcess.ThisTree, Depth);
        if (Depth > 0) yield return (Run.Shallow, ServerProcess.ThisTree, 0);
        for (var i = 0; i < Before.Count; i++) yield return (i == 0 ? Run.Before : Before[i].Name, Path.Combine(Before[i].FullName, "latchkey.dll"), Depth);
    }
}

/// <summary>One run from beginning to end: what is started, in which order, and what is measured of it.</summary>
internal sealed class Run(IReadOnlyList<Scenario> scenarios, LoadSettings load)
{
    /// <summary>What another build of Latchkey is called in the tables.</summary>
    public const string Before = "before";

    /// <summary>What this build is called in the tables where its own are empty, beside one with a <see cref="OwnRun.Depth"/>.</summary>
    public const string Shallow = "empty tables";

    /// <summary>A server that someone else started: only its answers, and its processes when they are on this machine.</summary>
    public async Task<Report> Against(Target target, IReadOnlyList<int> pids, CancellationToken ct)
    {
        var signatures = Measure();
        await using var floor = await ServerProcess.FormFloor(await Scenarios.TokenAnswerSize(target), ct);
        var measurements = await Turns([Floor(target, floor), .. Lanes(target, pids.Count > 0 ? pids : target.Pids, Measurement.Ours, null)], ct);
        return new Report(Machine.Describe(), load, measurements, signatures, Starts: []);
    }

    /// <summary>Latchkey as this tree builds it, on data folders of its own, with whatever it is compared with; all of them at once, so that they can take turns.</summary>
    public async Task<Report> OwnServer(OwnRun run, CancellationToken ct)
    {
        var data = run.Kept ?? Directory.CreateTempSubdirectory("latchkey-bench-");
        data.Create();
        var running = new List<ServerProcess>();
        try
        {
            var (signatures, starts) = (Measure(), run is { Starts: true, Kept: null } ? await Starts(Folder("starts"), ct) : []);
            var lanes = new List<Lane>();
            foreach (var algorithm in run.Algorithms)
            {
                foreach (var (name, program, depth) in run.Servers())
                {
                    var folder = Folder($"{algorithm}{name}");
                    if (!OwnDatabase.IsIn(folder)) await OwnDatabase.Prepare(folder, program, algorithm, depth, ct);
                    if (run.OnlyPrepare) continue;
                    var server = await ServerProcess.Latchkey(folder, ct, program, "--proof-keys", run.ProofKeys.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    running.Add(server);
                    var target = await Target.FromDevJson(new FileInfo(Path.Combine(folder.FullName, "dev.json")), server.Url, ct);
                    if (lanes.Count == 0)
                    {
                        var floor = await ServerProcess.FormFloor(await Scenarios.TokenAnswerSize(target), ct);
                        running.Add(floor);
                        lanes.Add(Floor(target, floor));
                    }
                    lanes.AddRange(Lanes(target, [server.Pid], name, algorithm));
                }
                foreach (var (name, start) in run is { Peers: true, OnlyPrepare: false } ? Peers.All : [])
                {
                    var (server, target) = await start(Folder($"{algorithm}{name}"), algorithm, ct);
                    running.Add(server);
                    lanes.AddRange(Lanes(target, [server.Pid], name, algorithm));
                }
            }
            return new Report(Machine.Describe(), load, await Turns(lanes, ct), signatures, starts, ProcFs.MemoryFileSystem(data.FullName));
        }
        finally
        {
            foreach (var server in running) await server.DisposeAsync();
            if (run.Kept is null) data.Delete(recursive: true);
        }

        DirectoryInfo Folder(string name) => data.CreateSubdirectory(name.Replace(' ', '-'));
    }

    /// <summary>Each lane settles by itself; then they go round and round, so that whatever else the machine does meets all of them.</summary>
    private async Task<List<Measurement>> Turns(List<Lane> lanes, CancellationToken ct)
    {
        var ready = new List<Lane>();
        foreach (var lane in lanes)
        {
            Console.Error.Write($"  {lane.Name}: settling … ");
            try
            {
                await lane.Prepare();
                await lane.Settle(ct);
                ready.Add(lane);
                Console.Error.WriteLine($"{lane.Result.WarmUpSeconds:0} s{(lane.Result.FirstError is { } error ? $", {error}" : "")}");
            }
            catch (NotDescribedException missing)
            {
                Console.Error.WriteLine($"left out: {missing.Message}");
            }
        }
        for (var round = 1; round <= load.Rounds; round++)
        {
            Console.Error.WriteLine($"  round {round} of {load.Rounds}");
            foreach (var lane in ready) await lane.Measure(ct);
        }
        return [.. ready.Select(lane => lane.Result)];
    }

    private IEnumerable<Lane> Lanes(Target target, IReadOnlyList<int> pids, string server, string? algorithm) => scenarios.Select(scenario => new Lane(scenario, target, load, pids, server, algorithm));

    private Lane Floor(Target target, ServerProcess floor) => new(Scenarios.Floor, target.Floor(floor.Url), load, [floor.Pid], Measurement.Ours, null);

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
