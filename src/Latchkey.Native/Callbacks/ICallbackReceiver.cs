namespace Latchkey.Native.Callbacks;

/// <summary>Waits for the browser to come back.</summary>
internal interface ICallbackReceiver : IAsyncDisposable
{
    /// <summary>The redirect URI to send, with the port filled in.</summary>
    string RedirectUri { get; }

    /// <summary>The first address that arrives and is ours; strangers are turned away and the wait goes on.</summary>
    Task<ArrivedCallback> ReceiveAsync(Func<Uri, Task<bool>> isOurs, CancellationToken ct);
}

/// <summary>A redirect that arrived, and the way to tell the person in the browser how it ended.</summary>
internal sealed class ArrivedCallback(Uri address, TaskCompletionSource<CallbackPage>? page = null)
{
    public Uri Address => address;

    /// <summary>Whether its sign-in was taken for it: what fails before may be tried again.</summary>
    public bool IsUsed { get; set; }

    public void Answer(CallbackPage how) => page?.TrySetResult(how);
}
