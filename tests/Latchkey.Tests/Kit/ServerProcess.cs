using System.Diagnostics;

namespace Latchkey.Tests.Kit;

/// <summary>A server started by the program, from its first words to its end.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private Task<string> rest = Task.FromResult("");

    private ServerProcess(Process process) => this.process = process;

    /// <summary>What it printed until it was ready.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>What it printed after that, complete once it has ended.</summary>
    public Task<string> Rest => rest;

    public static Task<ServerProcess> Dev(LatchkeyProgram program, string data, params string[] more) =>
        Start(program, ready: "Ctrl+C", ["dev", "--port", "0", "--data", data, "--no-open", .. more]);

    /// <summary>Waits for the words a server prints once it can be called.</summary>
    public static Task<ServerProcess> Start(LatchkeyProgram program, string ready, string[] arguments) => Start(program.StartInfo(arguments), ready);

    /// <summary>The same, however it is started.</summary>
    public static async Task<ServerProcess> Start(ProcessStartInfo start, string ready)
    {
        var server = new ServerProcess(Process.Start(start)!);
        var errors = server.process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (!server.Greeting.Contains(ready, StringComparison.Ordinal))
        {
            if (await server.process.StandardOutput.ReadLineAsync(patience.Token) is not { } line)
                throw new InvalidOperationException($"the server did not start:\n{server.Greeting}{await errors}");
            server.Greeting += line + "\n";
        }
        server.rest = server.process.StandardOutput.ReadToEndAsync(CancellationToken.None);     // what it prints later must not fill the pipe
        return server;
    }

    /// <summary>Asks it to stop, as systemd and <c>docker stop</c> do, and returns how it ended.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await rest;
        process.Dispose();
    }
}
