using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Latchkey.Tests.Kit;

/// <summary>The built program in a process of its own, in a home of its own.</summary>
public sealed class LatchkeyProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Home { get; } = Directory.CreateTempSubdirectory("latchkey-cli-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>How many files the program may have open; null: as many as these tests.</summary>
    public int? OpenFiles { get; set; }

    public string SettingsPath => Path.Combine(Home, ".latchkey", "latchkey.yaml");

    public static string Dll { get; } = typeof(Cli.ExitCode).Assembly.Location;

    /// <summary>Runs to the end; <paramref name="lines"/> are what the person types.</summary>
    public async Task<Ran> Run(string[] arguments, params string[] lines)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var line in lines) await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new Ran(process.ExitCode, await output, await errors);
    }

    /// <summary>A command line as typed, split at spaces.</summary>
    public Task<Ran> Run(string commandLine, params string[] lines) => Run(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), lines);

    public ProcessStartInfo StartInfo(string[] arguments)
    {
        string[] bounded = OpenFiles is { } most ? ["sh", "-c", $"ulimit -n {most} && exec \"$@\"", "sh"] : [];
        string[] line = [.. bounded, "dotnet", "exec", Dll, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Home,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.Contains("_CLIENT_", StringComparison.Ordinal) || name.StartsWith("LATCHKEY_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = Home;
        start.Environment["USERPROFILE"] = Home;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }

    public void WriteSettings(string file, string text)
    {
        var path = Path.Combine(Home, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}

/// <summary>How a run ended and what it said.</summary>
public sealed record Ran(int ExitCode, string Output, string Errors)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    public Ran ShouldEnd(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"stdout:\n{Output}\nstderr:\n{Errors}");
        return this;
    }
}
