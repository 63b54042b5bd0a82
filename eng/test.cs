// Runs at the root of the repository. Builds the solution, runs every test project, and ends with the true sums. Called by test.sh and test.cmd.
// A suite counts as what its own result file says; a suite that crashed or never ran is one more failure. Two run beside each other: much of
// their time goes by waiting for a disk, a browser or a program that starts. What a suite has to say is printed when it ends, in one piece.
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

var root = Directory.GetCurrentDirectory();
var slow = args.Contains("--slow");
var filter = args.SkipWhile(argument => argument != "--filter").Skip(1).FirstOrDefault();

// Everything here ends within minutes and has a share of two cores: code is not compiled once more to be counted, what runs often is compiled anew
// only when nothing new came for a second, nothing is written through a second mapping of its memory, and whoever made garbage collects it. A fifth to
// a quarter of the tests' CPU, and more than half of what a start of `latchkey dev` takes. The delay is hexadecimal, in milliseconds.
Dictionary<string, string> ofShortLives = new()
{
    ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountingDelayMs"] = "3E8", ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_gcConcurrent"] = "0",
};

// One compiler for all projects instead of one each: a third of the time. It is sent away as soon as it is done.
var built = await Run("dotnet", ["build", "Latchkey.slnx", "-p:UseSharedCompilation=true", "--nologo", "-v", "quiet", "-clp:NoSummary"], new() { ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" });
Directory.CreateDirectory(Path.Combine(root, "artifacts"));
await Run("dotnet", ["build-server", "shutdown", "--vbcscompiler"], [], Path.Combine(root, "artifacts", "build-server.log"));
if (built != 0)
{
    Console.WriteLine("The build failed, so no test ran.");
    return Finish(new(Failed: 1));
}

IEnumerable<string> projects = Directory.GetFiles("tests", "*.Tests.csproj", SearchOption.AllDirectories);
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

// Quick suites first: what is broken shows early. Then each long one that computes beside one that waits, and short ones to fill both lanes to the end.
string[] order = ["Latchkey.Protocol.Tests", "Latchkey.AspNetCore.Tests", "Latchkey.Testing.Tests", "Latchkey.Server.Tests on sqlite", "Latchkey.Browser.Tests",
    "Latchkey.Server.Tests on postgres", "Latchkey.Tests", "Latchkey.Native.Phone.Tests", "Latchkey.Samples.Tests", "Latchkey.Native.Tests"];
var suites = projects.SelectMany(project => (project.EndsWith("Server.Tests.csproj", StringComparison.Ordinal) ? engines : [null]).Select(engine => new Suite(project, engine)))
    .OrderBy(suite => Array.IndexOf(order, suite.Title));
var sum = new Counts();
var screen = new Lock();
await Parallel.ForEachAsync(suites, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (suite, _) =>
{
    var said = new StringWriter(CultureInfo.InvariantCulture);
    var counts = await RunSuite(suite, said);
    lock (screen)
    {
        Console.Write(said);
        sum += counts;
    }
});
return Finish(sum);

async Task<Counts> RunSuite(Suite suite, TextWriter screen)
{
    var (project, engine, title) = (suite.Project, suite.Engine, suite.Title);
    var started = Stopwatch.GetTimestamp();
    var report = Path.Combine(results, title.Replace(' ', '-') + ".trx");
    var log = Path.ChangeExtension(report, ".log");
    List<string> arguments = ["test", project, "--no-build", "--nologo", "--logger", $"trx;LogFileName={report}",
        "--logger", "console;verbosity=quiet", "--blame-hang-timeout", slow ? "20m" : "5m", "--blame-hang-dump-type", "none"];
    // Whole journeys and spoilt tokens say nothing of the engine that the features' own tests, run on both, do not say; nor does what a relay of mail
    // is told, or what a policy decides once it is read. What runs on both engines by itself has done so in the first suite.
    const string ofBothEngines = "FullyQualifiedName!~Tests.Conformance&FullyQualifiedName!~TokenFuzz&FullyQualifiedName!~ArtefactMatrix&FullyQualifiedName!~Tests.Languages&FullyQualifiedName!~Tests.Expressions"
        + "&FullyQualifiedName!~Tests.Web&FullyQualifiedName!~Tests.Clients&FullyQualifiedName!~Tests.Docs&FullyQualifiedName!~Tests.Floors&FullyQualifiedName!~Tests.Brands"
        + "&FullyQualifiedName!~MailRelayTests&FullyQualifiedName!~PolicyTableTests&Engine!=both";
    const string quick = "Speed!=slow";
    if ((filter ?? (slow ? null : engine == "postgres" ? $"{ofBothEngines}&{quick}" : quick)) is { } chosen) arguments.AddRange(["--filter", chosen]);

    Dictionary<string, string> environment = [];
    if (slow) environment["LATCHKEY_SLOW"] = "1";
    if (engine is not null) environment["LATCHKEY_TEST_DATABASE"] = engine;

    screen.WriteLine();
    screen.WriteLine($"== {title}");
    var exit = await Run("dotnet", arguments, environment, log);

    var counts = Read(report, screen);
    if (counts is null && exit == 0 && filter is not null) counts = new();         // nothing here matched the filter
    if (counts is null || (exit != 0 && counts.Failed == 0))
    {
        foreach (var line in File.ReadLines(log).TakeLast(60)) screen.WriteLine($"   | {line}");
        screen.WriteLine($"{title} did not {(counts is null ? "run" : "finish")} (exit code {exit}); counted as one failure.");
        counts = (counts ?? new()) with { Failed = 1 };
    }

    screen.WriteLine($"   {counts}  ({Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s)");
    return counts;
}

// Null when there is no result to read.
static Counts? Read(string report, TextWriter screen)
{
    if (!File.Exists(report)) return null;
    var file = XDocument.Load(report);
    var ns = file.Root!.Name.Namespace;
    if (file.Descendants(ns + "Counters").FirstOrDefault() is not { } counters) return null;

    foreach (var result in file.Descendants(ns + "UnitTestResult").Where(result => (string?)result.Attribute("outcome") is not ("Passed" or "NotExecuted")))
    {
        screen.WriteLine($" failed: {(string?)result.Attribute("testName")}");
        var message = (string?)result.Descendants(ns + "Message").FirstOrDefault() ?? "";
        var trace = (string?)result.Descendants(ns + "StackTrace").FirstOrDefault() ?? "";
        foreach (var line in message.Split('\n').Concat(trace.Split('\n').Where(line => line.Contains(" in ", StringComparison.Ordinal)).Take(6)))
            if (line.Trim().Length > 0) screen.WriteLine($"         {line.TrimEnd()}");
    }

    int Of(string counter) => (int?)counters.Attribute(counter) ?? 0;
    var failed = Of("failed") + Of("error") + Of("timeout") + Of("aborted");
    return new(Of("passed"), failed, Of("total") - Of("passed") - failed);
}

// With a log, what the program says goes there and not on the screen.
async Task<int> Run(string program, IEnumerable<string> arguments, Dictionary<string, string> environment, string? log = null)
{
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = log is not null, RedirectStandardError = log is not null };
    foreach (var (name, value) in environment) start.Environment[name] = value;
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1";       // nothing stays behind when the tests have ended
    foreach (var (name, value) in ofShortLives) start.Environment[name] = value;
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

/// <summary>A test project, and the database it runs on where there is a choice.</summary>
sealed record Suite(string Project, string? Engine)
{
    public string Title => Path.GetFileNameWithoutExtension(Project) + (Engine is null ? "" : $" on {Engine}");
}

sealed record Counts(int Passed = 0, int Failed = 0, int Skipped = 0)
{
    public static Counts operator +(Counts one, Counts other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
