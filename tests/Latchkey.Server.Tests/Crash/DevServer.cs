using System.Diagnostics;
using System.Text.Json;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Ground.Development;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Crash;

/// <summary><c>latchkey dev</c> as a process of its own, started from what was built, so that a test can kill it.</summary>
internal sealed class DevServer : IAsyncDisposable
{
    private readonly Process process;

    private DevServer(Process process, DevFacts facts) => (this.process, Facts) = (process, facts);

    public DevFacts Facts { get; }

    /// <summary>Ready when it says so.</summary>
    public static async Task<DevServer> Start(string folder, int port, string? postgres)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, "dev", "--port", $"{port}", "--data", folder, "--no-open", "--rate-limit-factor", "1000", .. postgres is null ? (string[])[] : ["--postgres", postgres]])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Stop with Ctrl+C", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new DevServer(process, JsonSerializer.Deserialize<DevFacts>(await File.ReadAllTextAsync(Path.Combine(folder, DevFacts.File)), JsonSerializerOptions.Web)!);
        }
        throw new InvalidOperationException("latchkey dev did not start:\n" + await errors);
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    /// <summary>The program beside this assembly in the folder of all build output.</summary>
    private static string Program
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var program = Path.Combine(here.Parent!.Parent!.FullName, "Latchkey", here.Name, "latchkey.dll");
            return File.Exists(program) ? program : throw new InvalidOperationException($"Build src/Latchkey first: there is no {program}.");
        }
    }
}
