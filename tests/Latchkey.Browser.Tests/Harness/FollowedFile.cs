using System.Threading.Channels;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>A file that other programs append lines to, read as they arrive.</summary>
public sealed class FollowedFile : IDisposable
{
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly FileSystemWatcher watcher;
    private readonly Lock gate = new();
    private long read;

    public FollowedFile(string path)
    {
        Path = path;
        File.WriteAllText(path, "");
        watcher = new FileSystemWatcher(System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path)) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, _) => Take();
        watcher.EnableRaisingEvents = true;
    }

    public string Path { get; }

    public async Task<string> Next()
    {
        using var patience = new CancellationTokenSource(Patience.ForAStep);
        try
        {
            return await lines.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing was written to {System.IO.Path.GetFileName(Path)} in {Patience.ForAStep.TotalSeconds} s.");
        }
    }

    /// <summary>Whole lines only: a writer may be half-way.</summary>
    private void Take()
    {
        lock (gate)
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(read, SeekOrigin.Begin);
            var text = new StreamReader(file).ReadToEnd();
            var whole = text[..(text.LastIndexOf('\n') + 1)];
            read += System.Text.Encoding.UTF8.GetByteCount(whole);
            foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries)) lines.Writer.TryWrite(line);
        }
    }

    public void Dispose() => watcher.Dispose();
}
