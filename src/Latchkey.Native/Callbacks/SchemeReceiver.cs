namespace Latchkey.Native.Callbacks;

/// <summary>Waits for the process the system starts for the app's own scheme to hand its address over. RFC 8252 §7.1.</summary>
internal sealed class SchemeReceiver : ICallbackReceiver
{
    private readonly RedirectTarget target;
    private readonly TaskCompletionSource<ArrivedCallback> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActivationChannel? channel;
    private Func<Uri, Task<bool>>? isOurs;

    public SchemeReceiver(RedirectTarget target) => this.target = target;

    public string RedirectUri => target.ToString();

    /// <summary>Opens the channel under the state's name, so that two waiting processes each get their own answer.</summary>
    public void ListenFor(string state, Action<string> warn) =>
        channel = ActivationChannel.TryListen(ActivationChannel.NameFor("state", state), OfferAsync, warn);

    public Task<ArrivedCallback> ReceiveAsync(Func<Uri, Task<bool>> isOurs, CancellationToken ct)
    {
        this.isOurs = isOurs;
        return arrived.Task.WaitAsync(ct);
    }

    /// <summary>An address that arrived by whatever door; true when it was the one waited for.</summary>
    public async Task<bool> OfferAsync(Uri address) =>
        isOurs is { } question && target.Matches(address) && await question(address).ConfigureAwait(false)
            && arrived.TrySetResult(new ArrivedCallback(address));

    public async ValueTask DisposeAsync()
    {
        if (channel is not null) await channel.DisposeAsync().ConfigureAwait(false);
    }
}
