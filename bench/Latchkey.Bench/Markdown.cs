using System.Globalization;
using System.Text;

namespace Latchkey.Bench;

/// <summary>The report as a reader wants it: the table, the goals of the design, the machine.</summary>
internal static class Markdown
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine(Say($"{report.Machine.Cores} cores, {report.Machine.Processor}, {report.Machine.Runtime}; {report.Load.Connections} connections, {report.Load.Duration.TotalSeconds:0.#} s each; driver on the same machine."));
        text.AppendLine(Say($"Raw signatures of the whole machine: {report.Signatures["RS256"]:N0}/s RS256 (RSA 2048), {report.Signatures["ES256"]:N0}/s ES256 (P-256).")).AppendLine();

        text.AppendLine("| scenario | alg | turns/s | p50 ms | p95 ms | p99 ms | server CPU ms | turns/s a core | driver CPU ms | RSS MB | of floor | of floor by CPU | of raw signatures | signing of CPU | errors |");
        text.AppendLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var measured in report.Measurements) text.AppendLine(Row(report, measured));
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
        var (ofRaw, signing) = (report.OfRawSignatures(measured), report.SigningShare(measured));
        return Say($"| {measured.Scenario} | {measured.Algorithm} | {measured.PerSecond:N0} | {measured.P50:0.0} | {measured.P95:0.0} | {measured.P99:0.0} | {measured.ServerCpu:0.000} | {measured.PerCoreSecond:N0} | {measured.DriverCpu:0.000} | {measured.ResidentMegabytes:0} | {Percent(measured.PerSecond / floor?.PerSecond)} | {Percent(floor?.ServerCpu / measured.ServerCpu)} | {Percent(ofRaw)} | {Percent(signing)} | {measured.Errors} |");
    }

    public static string Percent(double? share) => share is null ? "" : Say($"{share * 100:0} %");

    public static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
