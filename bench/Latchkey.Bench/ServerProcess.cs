using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Latchkey.Bench;

/// <summary>A server under measurement, in a process of its own, on a free loopback port.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Queue<string> lastLines = [];

    private ServerProcess(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }
    public int Pid => process.Id;
    public TimeSpan TimeToFirstAnswer { get; private set; }

    /// <summary>Rate limits are lifted: they would be all that is measured.</summary>
    public static Task<ServerProcess> Latchkey(DirectoryInfo data, CancellationToken ct, string? program = null, params string[] more) => Start(
        program ?? ThisTree, "/oauth2/default/.well-known/openid-configuration", port => ["dev", "--port", port, "--data", data.FullName, "--no-open", "--rate-limit-factor", "100000", .. more], ct);

    public static Task<ServerProcess> FormFloor(int answerSize, CancellationToken ct) => Start(
        Floor, "/", port => ["form", "--port", port, "--size", answerSize.ToString(CultureInfo.InvariantCulture)], ct);

    public static Task<ServerProcess> EmptyPages(CancellationToken ct) => Start(Floor, "/", port => ["pages", "--port", port], ct);

    /// <summary>OpenIddict as its guide puts it together, on Entity Framework Core and SQLite.</summary>
    public static Task<ServerProcess> OpenIddict(DirectoryInfo data, string algorithm, CancellationToken ct) =>
        Start(Built("Latchkey.Peers"), "/.well-known/openid-configuration", port => ["--port", port, "--data", data.FullName, "--alg", algorithm], ct);

    /// <summary>The Node.js product, on its own store in memory.</summary>
    public static Task<ServerProcess> OidcProvider(string algorithm, CancellationToken ct, string rotation = "strict")
    {
        var folder = Path.Combine(Root, "bench", "oidc-provider");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder]))!;
            install.WaitForExit();
            if (install.ExitCode != 0) throw new InvalidOperationException("oidc-provider could not be installed; what npm says is above.");
        }
        return Start(Path.Combine(folder, "server.mjs"), "/.well-known/openid-configuration", port => [port, algorithm, rotation], ct, "node");
    }

    private static async Task<ServerProcess> Start(string dll, string path, Func<string, string[]> arguments, CancellationToken ct, string runtime = "dotnet")
    {
        var port = FreePort();
        var url = new Uri($"http://localhost:{port}/");
        var start = new ProcessStartInfo(runtime, [dll, .. arguments(port.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(dll),
        };

        var watch = Stopwatch.StartNew();
        var server = new ServerProcess(Process.Start(start)!, url);
        server.Listen();
        try
        {
            await server.FirstAnswer(new Uri(url, path), watch, ct);
            server.TimeToFirstAnswer = watch.Elapsed;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task FirstAnswer(Uri address, Stopwatch watch, CancellationToken ct)
    {
        var request = Request.Get(address);
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} ended with {process.ExitCode}:\n{LastWords()}");
            if (watch.Elapsed > patience) throw new TimeoutException($"no answer from {address}:\n{LastWords()}");
            try
            {
                if ((await new Wire(address).Send(request)).Status < 500) return;
            }
            catch (Exception notYet) when (notYet is SocketException or IOException) { }
            await Task.Delay(2, ct);
        }
    }

    /// <summary>Ctrl+C, as a person would end it; by force when it does not listen.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using (var interrupt = Process.Start("kill", ["-INT", Pid.ToString(CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try { await process.WaitForExitAsync(timeout.Token); }
            catch (OperationCanceledException) { process.Kill(entireProcessTree: true); }
        }
        process.Dispose();
    }

    /// <summary>A full pipe would stop the server, so what it prints is read; the end is kept for when it fails.</summary>
    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Keep(string? line)
        {
            if (line is null) return;
            lock (lastLines)
            {
                lastLines.Enqueue(line);
                if (lastLines.Count > 20) lastLines.Dequeue();
            }
        }
    }

    private string LastWords()
    {
        lock (lastLines) return string.Join('\n', lastLines);
    }

    /// <summary>Latchkey as the guide installs it.</summary>
    public static string ThisTree => PublishedAlready is { } folder ? Path.Combine(folder.FullName, "latchkey.dll") : Published.Value;

    /// <summary>Where somebody has published this tree; null: this program does it.</summary>
    public static DirectoryInfo? PublishedAlready { get; set; }

    private static readonly Lazy<string> Published = new(() =>
    {
        // Another build, which is there.
        if (Environment.GetEnvironmentVariable("LATCHKEY_BENCH_PROGRAM") is { Length: > 0 } there) return Path.Combine(there, "latchkey.dll");
        var folder = Path.Combine(Root, "artifacts", "bench");
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", Path.Combine(Root, "src", "Latchkey"), "-c", "Release", "--use-current-runtime", "--no-self-contained", "-o", folder, "-v", "quiet", "--nologo"]))!;
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(folder, "latchkey.dll") : throw new InvalidOperationException("Latchkey could not be published; what dotnet says is above.");
    });

    /// <summary>Built beside this program.</summary>
    private static string Floor => Built("Latchkey.Floor");

    private static string Built(string name) => Path.Combine(Root, "artifacts", "bin", name, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"{name}.dll");

    public static string Root
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
                if (File.Exists(Path.Combine(at.FullName, "Latchkey.slnx"))) return at.FullName;
            throw new FileNotFoundException("This program belongs into a clone of the repository; run it with 'dotnet run -c Release --project bench/Latchkey.Bench'");
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
