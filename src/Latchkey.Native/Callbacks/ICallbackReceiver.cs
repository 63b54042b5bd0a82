namespace Latchkey.Native.Callbacks;

/// <summary>Waits for the browser to come back.</summary>
internal interface ICallbackReceiver : IAsyncDisposable
{
    /// <summary>The redirect URI to send, with the port filled in.</summary>
    string RedirectUri { get; }

    /// <summary>The first address that arrives and is ours; strangers are turned away and the wait goes on.</summary>
    Task<ArrivedCallback> ReceiveAsync(Func<Uri, Task<bool>> isOurs, CancellationToken ct);
}
