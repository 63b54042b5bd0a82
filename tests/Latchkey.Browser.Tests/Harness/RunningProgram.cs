using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>A program of ours in a process of its own: what it says, what it is told, and how it ends.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> said = [];
    private readonly Lock gate = new();
    private readonly Task listening;
    private readonly string name;
    private TaskCompletionSource more = New();
    private bool ended;
    private bool disposed;
    private int heard;

    private RunningProgram(string name, ProcessStartInfo start)
    {
        this.name = name;
        process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start");
        listening = Task.WhenAll(Listen(process.StandardOutput), Listen(process.StandardError)).ContinueWith(_ => Hear(null), TaskScheduler.Default);
    }

    /// <summary>Starts a project of this repository, as built with these tests.</summary>
    public static RunningProgram Start(string project, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null) =>
        StartAny(project, "dotnet", [Repository.Program(project), .. arguments], environment, folder);

    /// <summary>Starts any program.</summary>
    public static RunningProgram StartAny(string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        return new RunningProgram(name, environment is null ? start : start.With(environment));
    }

    public int Id => process.Id;

    public string Output
    {
        get { lock (gate) return string.Join('\n', said); }
    }

    /// <summary>Waits until a line, after those already waited for, holds the words; gives the line.</summary>
    public async Task<string> Says(string words) => (await SaysMatch(Regex.Escape(words))).line;

    /// <summary>The same with a pattern; gives its first group as well.</summary>
    public async Task<(string line, string found)> SaysMatch(string pattern)
    {
        var wanted = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
        using var patience = new CancellationTokenSource(Patience.ForAStep);
        while (true)
        {
            Task next;
            lock (gate)
            {
                while (heard < said.Count)
                {
                    var line = said[heard++];
                    if (wanted.Match(line) is { Success: true } match) return (line, match.Groups[^1].Value);
                }
                if (ended) throw new InvalidOperationException($"{name} ended without saying '{pattern}'. It said:\n{string.Join('\n', said)}");
                next = more.Task;
            }
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{name} did not say '{pattern}' in {Patience.ForAStep.TotalSeconds} s. It said:\n{Output}");
            }
        }
    }

    /// <summary>Types a line.</summary>
    public async Task Type(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end; gives the exit code.</summary>
    public async Task<int> Ends()
    {
        using var patience = new CancellationTokenSource(Patience.ForAStep);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{name} did not end in {Patience.ForAStep.TotalSeconds} s. It said:\n{Output}");
        }
        await listening;
        return process.ExitCode;
    }

    /// <summary>Asks it to stop, as Ctrl+C or a service manager does.</summary>
    public async Task<int> Stop()
    {
        if (!process.HasExited) using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        return await Ends();
    }

    /// <summary>kill -9: it gets no chance to tidy up.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    private async Task Listen(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line) Hear(line);
    }

    private void Hear(string? line)
    {
        TaskCompletionSource now;
        lock (gate)
        {
            if (line is null) ended = true;
            else said.Add(line);
            (now, more) = (more, New());
        }
        now.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
