using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Latchkey.Tests.Kit;

/// <summary>The real server: <c>latchkey dev</c> as a process of its own, on a free port and a new folder.</summary>
public sealed class DevServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly LatchkeyProgram program = new();
    private Process process = null!;
    private Task rest = Task.CompletedTask;

    /// <summary>What the server wrote to dev.json.</summary>
    public JsonNode Facts { get; private set; } = null!;

    public string OrgUrl => (string)Facts["orgUrl"]!;

    public string ApiToken => (string)Facts["apiToken"]!;

    public async Task InitializeAsync()
    {
        var data = Path.Combine(program.Home, "data");
        process = Process.Start(program.StartInfo(["dev", "--port", "0", "--data", data, "--no-open"]))!;
        var said = new List<string>();
        process.ErrorDataReceived += (_, line) => { lock (said) said.Add(line.Data ?? ""); };
        process.BeginErrorReadLine();

        // It says where it is once it can be called, and dev.json is there by then.
        var facts = Path.Combine(data, "dev.json");
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            lock (said) said.Add(line);
            if (line.Contains("Ctrl+C", StringComparison.Ordinal)) break;
        }
        if (!File.Exists(facts)) throw new InvalidOperationException($"the server did not start:\n{string.Join('\n', said)}");
        Facts = JsonNode.Parse(await File.ReadAllTextAsync(facts))!;
        rest = process.StandardOutput.ReadToEndAsync();       // its mail must not fill the pipe
    }

    public async Task DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await rest;
        process.Dispose();
        program.Dispose();
    }
}
