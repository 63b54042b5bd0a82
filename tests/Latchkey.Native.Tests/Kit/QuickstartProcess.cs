using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Latchkey.Native.Tests.Kit;

/// <summary>The sample app as a process of its own.</summary>
public sealed class QuickstartProcess : IDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder everything = new();

    private QuickstartProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null) Take(e.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public string Output
    {
        get
        {
            lock (everything) return everything.ToString();
        }
    }

    /// <summary>From its own folder: the copy beside the tests lacks what ASP.NET Core, which only the tests use, brings along.</summary>
    public static string Assembly => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Quickstart", new DirectoryInfo(AppContext.BaseDirectory).Name, "Quickstart.dll"));

    /// <summary>The sample as built here, or the trimmed program that LATCHKEY_QUICKSTART names.</summary>
    public static QuickstartProcess Start(IReadOnlyDictionary<string, string?> environment, params string[] args) =>
        Environment.GetEnvironmentVariable("LATCHKEY_QUICKSTART") is { Length: > 0 } program ? Start(environment, program, args) : Start(environment, "dotnet", [Assembly, .. args]);

    public static QuickstartProcess Start(IReadOnlyDictionary<string, string?> environment, string program, string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>The next line that contains the words.</summary>
    public async Task<string> Says(string words)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            while (true)
            {
                var line = await lines.Reader.ReadAsync(patience.Token);
                if (line.Contains(words, StringComparison.Ordinal)) return line;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"The app never said '{words}'. It said:\n{Output}", e);
        }
    }

    /// <summary>The address it asks the person to open.</summary>
    public async Task<Uri> AsksToOpen()
    {
        await Says("Open this address");
        return new Uri(await Says("http"));
    }

    public Task Type(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>Chooses a line of its menu.</summary>
    public async Task Pick(string name)
    {
        var line = await Says(name);
        await Type(line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.IndexOf(']', StringComparison.Ordinal)]);
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> Exits()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            lines.Writer.TryComplete();
            return;
        }
        lock (everything) everything.AppendLine(line);
        lines.Writer.TryWrite(line);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
