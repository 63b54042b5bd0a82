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
// only when nothing new came for a second, nothing is written through a second mapping of its memory, and whoever made garbage collects it,
// after 64 MB and not after every few. A quarter of the tests' CPU, and more than half of what a start of `latchkey dev` takes. Numbers are
// hexadecimal, the delay in milliseconds.
Dictionary<string, string> ofShortLives = new()
{
    ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountingDelayMs"] = "3E8", ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_gcConcurrent"] = "0",
    ["DOTNET_GCgen0size"] = "4000000",
};

// What the tests write lives for seconds: in memory, where there is room, nobody waits for a disk that would only be told to forget it again.
var memory = MemoryFolder();
if (memory is not null) ofShortLives["TMPDIR"] = memory;

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
    // Every statement of the server is planned by both engines in the first suite (PlanTests). The second engine is asked for what it does with them: each
    // resource once over, its races, its lists. What is left out says nothing of an engine: journeys, pages, spoilt tokens and words, rules that read
    // what others stored, what a relay of mail is told; and what runs on both engines by itself.
    string[] ofBothEngines =
    [
        "Conformance", "Threats.ArtefactMatrix", "Threats.TokenFuzz", "Languages", "Expressions", "Web", "Clients", "Docs", "Floors", "Brands", "HouseRules", "Discovery",
        "Mail.MailRelay", "SignOn.PolicyTable", "AdminConsole.ConsoleGate", "AdminConsole.ConsolePolicies", "AdminConsole.ConsoleApi",
        "AdminConsole.ConsoleApps", "AdminConsole.ConsoleSignIn", "AdminConsole.ConsoleGroups", "Authorize.Interaction", "Authorize.ResponseType",
        "Authorize.RedirectUris", "Authorize.RequestObject", "Authorize.Fapi2", "Authorize.SignedAnswer", "Authorize.SignedRequest",
        "Authorize.AuthorizeRequest", "SignOn.Doors", "SignOn.PasswordDoors", "SignOn.EnrollmentDoors", "SignOn.SignOnRules", "Apps.StrangeKeys",
        "Apps.ClientJwts", "Apps.RegisteredUris", "Apps.AppRules", "Passkeys.PasskeyAttack", "Passkeys.PhoneProgram", "SignIn.PageTests",
        "Sessions.SessionsApi", "Sessions.Handover", "ManagementApi.WordsInShared", "ManagementApi.Enumerations", "ManagementApi.Scim",
        "Factors.StepUp", "Factors.Assurance", "Factors.Totp", "Keys.Jws", "DPoP.TokenEndpointProof", "DPoP.ResourceProof", "DPoP.Fapi2",
        "AdminConsole.RoleMatrix", "Idx.IdxSteps", "Factors.EveryDoor", "SignIn.Consent", "Account.Passwords", "Description",
        "Tokens.Allocation", "Tokens.AccessTokens", "Users.PasswordPolicy", "ClientRegistration.Unvouched", "Origins.Cors",
        "Tokens.CustomClaims", "Tokens.ClientAuthentication", "Tokens.RefusalDetail", "Tokens.TokenEndpoint", "Tokens.Cost", "UserInfo", "Groups.GroupRuleCost",
        "AuthorizationServers.ClaimsApi", "AuthorizationServers.PolicyDecision", "Authorize.AuthorizationResponse", "Authorize.RequestedClaims",
        "Introspection.SignedIntrospection", "EndSession.EndSessionEndpoint", "DPoP.ManagementApiProof", "Decoupled.WantedAssurance", "Development",
        "Hooks.TokenHook", "Hooks.SignUpHook", "SignIn.SignInEndpoint", "SignIn.DeadEnd", "SignOn.SignUpDoors", "Users.AccountGate", "Users.PasswordHashing",
        "Users.ImportedHashes", "Passkeys.DeviceModel", "Orgs.FixedSettings", "ManagementApi.ApiByOAuth", "ManagementApi.OktasOperations",
        "AdminConsole.ConsoleForms", "AdminConsole.ConsoleStrangers", "AdminConsole.ConsoleLog", "Apps.Bookmark",
    ];
    var onSecond = string.Join('&', ofBothEngines.Select(name => $"FullyQualifiedName!~Server.Tests.{name}").Append("Engine!=both"));
    const string quick = "Speed!=slow";
    if ((filter ?? (slow ? null : engine == "postgres" ? $"{onSecond}&{quick}" : quick)) is { } chosen) arguments.AddRange(["--filter", chosen]);

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

// Null where the machine has no such folder, it is small, or no program may run from it. Open to all, like /tmp: PostgreSQL runs as another user.
static string? MemoryFolder()
{
    const string home = "/dev/shm";
    const long enough = 6L << 30;
    if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } || !Directory.Exists(home)) return null;
    if (new DriveInfo(home).AvailableFreeSpace < enough || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 2 * enough) return null;
    if (File.ReadLines("/proc/mounts").Select(line => line.Split(' ')).Any(mount => mount[1] == home && mount[3].Split(',').Contains("noexec"))) return null;
    var folder = Path.Combine(home, $"latchkey-tests-{Environment.ProcessId}");
    Directory.CreateDirectory(folder);
    File.SetUnixFileMode(folder, (UnixFileMode)0b1_111_111_111);
    return folder;
}

int Finish(Counts sum)
{
    try
    {
        if (memory is not null) Directory.Delete(memory, recursive: true);
    }
    catch (IOException left)
    {
        Console.WriteLine($"{memory} could not be removed: {left.Message}");      // a program that a test left behind still writes there
    }
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
