namespace Latchkey.Native.Storage;

/// <summary>A lock between processes: the operating system lets go of it when its holder dies, even by kill -9.</summary>
internal sealed class StoreLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private readonly FileStream file;

    private StoreLock(FileStream file) => this.file = file;

    /// <summary>Waits its turn. What is waited for is another process, so this is real time whatever clock the app runs on.</summary>
    public static async Task<StoreLock> TakeAsync(string path, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                if (Try(path) is { } taken) return taken;
                await Task.Delay(Between, patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw SignInException.StorageUnavailable($"Another process has held '{path}' for {Patience.TotalSeconds:0} seconds.",
                "End the other copy of the app, or try again.");
        }
        catch (UnauthorizedAccessException e)
        {
            throw SignInException.StorageUnavailable($"'{path}' cannot be opened: {e.Message}", "Check who owns the app's data folder.", e);
        }
    }

    private static StoreLock? Try(string path)
    {
        try
        {
            return new StoreLock(new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite)));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (IOException e)
        {
            throw SignInException.StorageUnavailable($"'{path}' cannot be created: {e.Message}", "Check that the disk is not full and the folder is writable.",
                e);
        }
    }

    public void Dispose() => file.Dispose();
}
