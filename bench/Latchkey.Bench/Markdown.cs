using System.Globalization;
using System.Text;

namespace Latchkey.Bench;

/// <summary>The report as a reader wants it: the table, the goals of the design, the machine.</summary>
internal static class Markdown
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine(Say($"{report.Machine.Cores} cores, {report.Machine.Processor}, {report.Machine.Runtime}; {report.Load.Connections} connections, {report.Load.Rounds} rounds of {report.Load.Duration.TotalSeconds:0.#} s each, taking turns; driver on the same machine."));
        text.AppendLine(Say($"Raw signatures of the whole machine: {report.Signatures["RS256"]:N0}/s RS256 (RSA 2048), {report.Signatures["ES256"]:N0}/s ES256 (P-256)."));
        if (report.DataFolder is { } memory) text.AppendLine(Say($"**The data folder is on a memory file system ({memory}): a commit waits for no disk here, as it would elsewhere.**"));
        text.AppendLine();

        text.AppendLine("| scenario | alg | server | server CPU ms | least – most | of before | of floor by CPU | signing of CPU | turns/s a core | turns/s | p50 ms | p95 ms | p99 ms | driver CPU ms | cores busy | RSS MB | warm-up s | errors |");
        text.AppendLine("|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var measured in report.Measurements) text.AppendLine(Row(report, measured));
        if (report.Measurements.Where(each => each.DriverBound).Select(each => each.Scenario).Distinct().ToList() is { Count: > 0 } bound)
            text.AppendLine().AppendLine(Say($"The driver used more CPU than the server in {string.Join(", ", bound)}: turns/s and latencies there are the driver's. Server CPU and what is computed of it are not."));
        if (report.Measurements.Where(each => !each.Settled && !each.Failed).Select(each => each.Scenario).Distinct().ToList() is { Count: > 0 } unsettled)
            text.AppendLine().AppendLine(Say($"Not settled when the warm-up had to end (\\*): {string.Join(", ", unsettled)}. The true cost is lower, or something else ran on this machine."));
        foreach (var failed in report.Measurements.Where(each => each.FirstError is not null))
            text.AppendLine().AppendLine(Say($"{failed.Scenario} {failed.Algorithm}: {failed.FirstError}"));

        if (report.Starts.Count > 0)
        {
            text.AppendLine().AppendLine("| start | to first answer s | CPU s | idle MB |").AppendLine("|---|--:|--:|--:|");
            foreach (var start in report.Starts) text.AppendLine(Say($"| {start.Name} | {start.Seconds:0.00} | {start.CpuSeconds:0.00} | {start.IdleMegabytes:0} |"));
        }

        var goals = Goal.All(report).ToList();
        if (goals.Count == 0) return text.ToString();
        text.AppendLine().AppendLine("| goal | asked | measured | |").AppendLine("|---|--:|--:|---|");
        foreach (var goal in goals) text.AppendLine(Say($"| {goal.What} | {goal.Asked} | {goal.Measured} | {(goal.Reached ? "reached" : "short")} |"));
        return text.ToString();
    }

    private static string Row(Report report, Measurement measured)
    {
        var floor = measured.Scenario == Scenarios.Floor.Name ? null : report.Find(Scenarios.Floor.Name);
        var (before, signing) = (report.Before(measured), report.SigningShare(measured));
        return Say($"| {measured.Scenario} | {measured.Algorithm} | {measured.Server} | {measured.ServerCpu:0.000} | {measured.Cpu?.Least:0.000} – {measured.Cpu?.Most:0.000} | {measured.ServerCpu / before?.ServerCpu:0.00} | {Percent(floor?.ServerCpu / measured.ServerCpu)} | {Percent(signing)} | {measured.PerCoreSecond:N0} | {measured.PerSecond:N0} | {measured.P50:0.0} | {measured.P95:0.0} | {measured.P99:0.0} | {measured.DriverCpu:0.000} | {Percent(measured.Busy)} | {measured.ResidentMegabytes:0} | {measured.WarmUpSeconds:0}{(measured.Settled ? "" : "\\*")} | {measured.Errors} |");
    }

    public static string Percent(double? share) => share is null ? "" : Say($"{share * 100:0} %");

    public static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
