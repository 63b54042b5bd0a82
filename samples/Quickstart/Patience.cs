/// <summary>Waiting for a person: the first Ctrl+C ends the wait, the second the app.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public Patience() => Console.CancelKeyPress += Stop;

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Stop;
        source.Dispose();
    }

    private void Stop(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
