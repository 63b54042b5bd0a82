// What run.sh does, for systems without bash. Called by run.cmd: [--port N] [--api-port N] [--fresh] [--no-app]
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

var port = int.Parse(After("--port") ?? "8080", CultureInfo.InvariantCulture);
var apiPort = int.Parse(After("--api-port") ?? "5080", CultureInfo.InvariantCulture);
foreach (var (number, option) in new[] { (port, "--port"), (apiPort, "--api-port") })
    if (await Answers(number))
    {
        Console.Error.WriteLine($"Port {number} is taken by another program. Stop that one, or choose another: {option} N");
        return 1;
    }

Console.WriteLine("Building");
using (var build = Start(["build", "eng/run.slnf", "--disable-build-servers", "--nologo", "-v", "quiet", "-clp:NoSummary"], log: null))
{
    await build.WaitForExitAsync();
    if (build.ExitCode != 0) return build.ExitCode;
}

// Ctrl+C reaches every program of this console by itself; this one stays until the others have ended.
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
Directory.CreateDirectory("artifacts/run");
List<Process> started = [];
try
{
    string[] fresh = args.Contains("--fresh") ? ["--fresh"] : [];
    await Run("latchkey", port, [Built("Latchkey", "latchkey"), "dev", "--port", $"{port}", "--no-open", .. fresh]);
    Console.WriteLine(ReadShared("artifacts/run/latchkey.log"));
    await Run("orders-api", apiPort, [Built("Orders.Api", "Orders.Api"), "--urls", $"http://localhost:{apiPort}", "--issuer", $"http://localhost:{port}/oauth2/default"]);
    Console.WriteLine($"Sample API: http://localhost:{apiPort}/orders   (logs of both: artifacts/run)");

    if (args.Contains("--no-app"))
    {
        Console.WriteLine("Ctrl+C stops both.");
        await Task.WhenAny(started.Select(process => process.WaitForExitAsync()));
        return 0;
    }
    using var app = Start([Built("Quickstart", "Quickstart"), "--api", $"http://localhost:{apiPort}"], log: null);
    await app.WaitForExitAsync();
    return app.ExitCode;
}
finally
{
    foreach (var process in started)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}

async Task Run(string name, int answersAt, string[] arguments)
{
    var log = $"artifacts/run/{name}.log";
    var process = Start(arguments, log);
    started.Add(process);
    using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
    while (!await Answers(answersAt))
    {
        if (!process.HasExited && !patience.IsCancellationRequested) await Task.Delay(200);
        else throw new InvalidOperationException($"{name} did not start. It said:\n{ReadShared(log)}");
    }
}

static Process Start(string[] arguments, string? log)
{
    var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = log is not null, RedirectStandardError = log is not null, RedirectStandardInput = log is not null };
    var process = Process.Start(start)!;
    if (log is null) return process;

    var file = new StreamWriter(new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    process.OutputDataReceived += Keep;
    process.ErrorDataReceived += Keep;
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    return process;

    void Keep(object sender, DataReceivedEventArgs said)
    {
        lock (file) if (said.Data is { } line) file.WriteLine(line);
    }
}

static async Task<bool> Answers(int port)
{
    using var client = new TcpClient();
    try
    {
        await client.ConnectAsync("localhost", port);
        return true;
    }
    catch (SocketException)
    {
        return false;
    }
}

string? After(string option) => args.SkipWhile(argument => argument != option).Skip(1).FirstOrDefault();

static string Built(string project, string assembly) => Path.Combine("artifacts", "bin", project, "debug", assembly + ".dll");

static string ReadShared(string log)
{
    using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
    return reader.ReadToEnd();
}
