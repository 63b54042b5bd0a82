using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Latchkey.Testing;

namespace Latchkey.Bench;

/// <summary>How long <c>await TestOrg.StartAsync()</c> takes: the first one in a process, as in the first test of a run, and those after it.</summary>
internal static class TestOrgStart
{
    private const int Processes = 5;
    private const int OrgsEach = 6;

    public static Command Command()
    {
        var inside = new Option<bool>("--inside") { Hidden = true };
        var command = new Command("test_org_start", $"Starts {OrgsEach} orgs of Latchkey.Testing one after another in each of {Processes} new processes.") { inside };
        command.SetAction(async (args, ct) => Console.WriteLine(args.GetValue(inside) ? JsonSerializer.Serialize(await Inside()) : await Measure(ct)));
        return command;
    }

    private static async Task<string> Measure(CancellationToken ct)
    {
        var runs = new List<Cost[]>();
        for (var i = 0; i < Processes; i++) runs.Add(await InNewProcess(ct));
        return Markdown.Say($"""
            {Machine.Describe().Cores} cores, {Machine.Describe().Processor}, {Machine.Describe().Runtime}; the middle of {Processes} processes.

            | | start s | its CPU s | start to first tokens s |
            |---|--:|--:|--:|
            {Row("first org of a process", runs.Select(run => run[0]))}
            {Row("second", runs.Select(run => run[1]))}
            {Row("later ones", runs.SelectMany(run => run[2..]))}
            """);
    }

    private static string Row(string what, IEnumerable<Cost> costs) =>
        Markdown.Say($"| {what} | {Middle(costs.Select(cost => cost.Seconds)):0.00} | {Middle(costs.Select(cost => cost.CpuSeconds)):0.00} | {Middle(costs.Select(cost => cost.ToTokens)):0.00} |");

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static async Task<Cost[]> Inside()
    {
        var costs = new Cost[OrgsEach];
        for (var i = 0; i < OrgsEach; i++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await using var org = await TestOrg.StartAsync();
            var (started, cpu) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            _ = (await org.NativeApp.TokensAsync(org.Person)).RefreshToken;
            costs[i] = new Cost(started, cpu, watch.Elapsed.TotalSeconds);
        }
        return costs;
    }

    private static async Task<Cost[]> InNewProcess(CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TestOrgStart).Assembly.Location, "test_org_start", "--inside"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0) throw new InvalidOperationException($"It ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}:\n{said}");
        return JsonSerializer.Deserialize<Cost[]>(said)!;
    }

    private sealed record Cost(double Seconds, double CpuSeconds, double ToTokens);
}
