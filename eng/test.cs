// Runs at the root of the repository. Builds the solution, runs every test project, and ends with the true sums. Called by test.sh and test.cmd.
// A suite counts as what its own result file says; a suite that crashed or never ran is one more failure.
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

var root = Directory.GetCurrentDirectory();
var slow = args.Contains("--slow");
var filter = args.SkipWhile(argument => argument != "--filter").Skip(1).FirstOrDefault();

// One compiler for all projects instead of one each: a third of the time. It is sent away as soon as it is done.
var built = await Run("dotnet", ["build", "Latchkey.slnx", "-p:UseSharedCompilation=true", "--nologo", "-v", "quiet", "-clp:NoSummary"], new() { ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" });
Directory.CreateDirectory(Path.Combine(root, "artifacts"));
await Run("dotnet", ["build-server", "shutdown", "--vbcscompiler"], [], Path.Combine(root, "artifacts", "build-server.log"));
if (built != 0)
{
    Console.WriteLine("The build failed, so no test ran.");
    return Finish(new(Failed: 1));
}

// Quick suites first: what is broken shows early.
string[] order = ["Latchkey.Protocol.Tests", "Latchkey.AspNetCore.Tests", "Latchkey.Testing.Tests", "Latchkey.Tests", "Latchkey.Native.Tests", "Latchkey.Native.Phone.Tests", "Latchkey.Samples.Tests", "Latchkey.Server.Tests", "Latchkey.Browser.Tests"];
IEnumerable<string> projects = Directory.GetFiles("tests", "*.Tests.csproj", SearchOption.AllDirectories)
    .OrderBy(project => Array.IndexOf(order, Path.GetFileNameWithoutExtension(project)));
string?[] engines = ["sqlite", "postgres"];
if (OperatingSystem.IsWindows())
{
    Console.WriteLine("Not run on Windows: the server's tests on PostgreSQL, the browser journeys, and the samples.");
    projects = projects.Where(project => !project.Contains("Browser", StringComparison.Ordinal) && !project.Contains("Samples", StringComparison.Ordinal));
    engines = ["sqlite"];
}

var results = Path.Combine(root, "artifacts", "test-results");
if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
Directory.CreateDirectory(results);

var sum = new Counts();
foreach (var project in projects)
{
    var name = Path.GetFileNameWithoutExtension(project);
    foreach (var engine in name == "Latchkey.Server.Tests" ? engines : [null])
        sum += await Suite(project, engine is null ? name : $"{name} on {engine}", engine);
}
return Finish(sum);

async Task<Counts> Suite(string project, string title, string? engine)
{
    var started = Stopwatch.GetTimestamp();
    var report = Path.Combine(results, title.Replace(' ', '-') + ".trx");
    var log = Path.ChangeExtension(report, ".log");
    List<string> arguments = ["test", project, "--no-build", "--nologo", "--logger", $"trx;LogFileName={report}",
        "--logger", "console;verbosity=quiet", "--blame-hang-timeout", slow ? "20m" : "5m", "--blame-hang-dump-type", "none"];
    // Whole journeys and spoilt tokens say nothing of the engine that the features' own tests, run on both, do not say.
    const string ofBothEngines = "FullyQualifiedName!~Tests.Conformance&FullyQualifiedName!~TokenFuzz&FullyQualifiedName!~ArtefactMatrix&FullyQualifiedName!~Tests.Languages&FullyQualifiedName!~Tests.Expressions"
        + "&FullyQualifiedName!~Tests.Web&FullyQualifiedName!~Tests.Clients&FullyQualifiedName!~Tests.Docs&FullyQualifiedName!~Tests.Floors&FullyQualifiedName!~Tests.Brands";
    const string quick = "Speed!=slow";
    if ((filter ?? (slow ? null : engine == "postgres" ? $"{ofBothEngines}&{quick}" : quick)) is { } chosen) arguments.AddRange(["--filter", chosen]);

    Dictionary<string, string> environment = [];
    if (slow) environment["LATCHKEY_SLOW"] = "1";
    if (engine is not null) environment["LATCHKEY_TEST_DATABASE"] = engine;

    Console.WriteLine();
    Console.WriteLine($"== {title}");
    var exit = await Run("dotnet", arguments, environment, log);

    var counts = Read(report);
    if (counts is null && exit == 0 && filter is not null) counts = new();         // nothing here matched the filter
    if (counts is null || (exit != 0 && counts.Failed == 0))
    {
        foreach (var line in File.ReadLines(log).TakeLast(60)) Console.WriteLine($"   | {line}");
        Console.WriteLine($"{title} did not {(counts is null ? "run" : "finish")} (exit code {exit}); counted as one failure.");
        counts = (counts ?? new()) with { Failed = 1 };
    }

    Console.WriteLine($"   {counts}  ({Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s)");
    return counts;
}

// Null when there is no result to read.
static Counts? Read(string report)
{
    if (!File.Exists(report)) return null;
    var file = XDocument.Load(report);
    var ns = file.Root!.Name.Namespace;
    if (file.Descendants(ns + "Counters").FirstOrDefault() is not { } counters) return null;

    foreach (var result in file.Descendants(ns + "UnitTestResult").Where(result => (string?)result.Attribute("outcome") is not ("Passed" or "NotExecuted")))
    {
        Console.WriteLine($" failed: {(string?)result.Attribute("testName")}");
        var message = (string?)result.Descendants(ns + "Message").FirstOrDefault() ?? "";
        var trace = (string?)result.Descendants(ns + "StackTrace").FirstOrDefault() ?? "";
        foreach (var line in message.Split('\n').Concat(trace.Split('\n').Where(line => line.Contains(" in ", StringComparison.Ordinal)).Take(6)))
            if (line.Trim().Length > 0) Console.WriteLine($"         {line.TrimEnd()}");
    }

    int Of(string counter) => (int?)counters.Attribute(counter) ?? 0;
    var failed = Of("failed") + Of("error") + Of("timeout") + Of("aborted");
    return new(Of("passed"), failed, Of("total") - Of("passed") - failed);
}

// With a log, what the program says goes there and not on the screen.
static async Task<int> Run(string program, IEnumerable<string> arguments, Dictionary<string, string> environment, string? log = null)
{
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = log is not null, RedirectStandardError = log is not null };
    foreach (var (name, value) in environment) start.Environment[name] = value;
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1";       // nothing stays behind when the tests have ended
    using var process = Process.Start(start)!;
    if (log is not null) await Task.WhenAll(Keep(process.StandardOutput), Keep(process.StandardError));
    await process.WaitForExitAsync();
    return process.ExitCode;

    async Task Keep(StreamReader said)
    {
        while (await said.ReadLineAsync() is { } line)
            lock (process) File.AppendAllText(log!, line + '\n');
    }
}

static int Finish(Counts sum)
{
    if (sum == new Counts()) Console.WriteLine("No test ran.");
    Console.WriteLine();
    // What tests have counted: how much of Okta's API is served, and how much of it answers as published.
    const string reports = "artifacts/reports";
    if (Directory.Exists(reports))
        foreach (var report in Directory.GetFiles(reports).Order(StringComparer.Ordinal))
        {
            Console.Write(File.ReadAllText(report));
            File.Delete(report);
        }
    Console.WriteLine(sum);
    return sum.Failed == 0 && sum.Passed > 0 ? 0 : 1;
}

sealed record Counts(int Passed = 0, int Failed = 0, int Skipped = 0)
{
    public static Counts operator +(Counts one, Counts other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
