using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Latchkey.Native.Callbacks;

/// <summary>
/// A listener on this machine that reads one kind of request: GET with the answer of a sign-in. Browsers also ask for icons, and other
/// programs may knock; each is answered and the wait goes on. RFC 8252 §7.3 and §8.3.
/// </summary>
internal sealed class LoopbackReceiver : ICallbackReceiver
{
    private const int MostBytes = 32 * 1024;
    private const int MostVisitors = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(1);

    private readonly List<TcpListener> listeners = [];
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim visitors = new(MostVisitors, MostVisitors);
    private readonly TaskCompletionSource<ArrivedCallback> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string host;
    private readonly string path;

    private LoopbackReceiver(RedirectTarget target, int preferredPort)
    {
        path = target.Address.AbsolutePath;
        // localhost may mean either address to a browser, so both are listened on: on one alone the other would hang.
        IPAddress[] addresses = target.Address.HostNameType switch
        {
            UriHostNameType.IPv6 => [IPAddress.IPv6Loopback],
            UriHostNameType.IPv4 => [IPAddress.Parse(target.Address.Host)],
            _ => [IPAddress.Loopback, IPAddress.IPv6Loopback],
        };
        var port = Listen(addresses[0], target.AnyPort ? preferredPort : target.Address.Port);
        foreach (var other in addresses.Skip(1))
        {
            try
            {
                Listen(other, port);
            }
            catch (SocketException)
            {
                // A machine without IPv6: the browser then has only one address to choose, too.
            }
        }
        host = port == 80 ? target.Address.Host : $"{target.Address.Host}:{port}";
        RedirectUri = target.AnyPort ? $"http://{host}{path}" : target.ToString();
    }

    public string RedirectUri { get; }

    /// <summary>Listens on the port of the target, else on the preferred one, else on any free one.</summary>
    public static LoopbackReceiver Open(RedirectTarget target, int? preferredPort)
    {
        try
        {
            if (!target.AnyPort || preferredPort is null) return new(target, 0);
            try
            {
                return new(target, preferredPort.Value);
            }
            catch (SocketException)
            {
                return new(target, 0);
            }
        }
        catch (SocketException e)
        {
            throw new SignInException(SignInErrorKind.Misconfigured, $"Cannot listen for {target}: {e.Message}", e)
            {
                IsTransient = e.SocketErrorCode == SocketError.AddressAlreadyInUse,
                Hint = "Another program uses the port. With RedirectTarget.Loopback() any free port will do.",
            };
        }
    }

    public async Task<ArrivedCallback> ReceiveAsync(Func<Uri, Task<bool>> isOurs, CancellationToken ct)
    {
        foreach (var listener in listeners) _ = AcceptAsync(listener, isOurs);
        return await arrived.Task.WaitAsync(ct).ConfigureAwait(false);
    }

    private int Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        listeners.Add(listener);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener, Func<Uri, Task<bool>> isOurs)
    {
        try
        {
            while (true)
            {
                await visitors.WaitAsync(closing.Token).ConfigureAwait(false);
                var visitor = await listener.AcceptTcpClientAsync(closing.Token).ConfigureAwait(false);
                _ = AnswerAsync(visitor, isOurs);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The receiver is closing.
        }
    }

    private async Task AnswerAsync(TcpClient visitor, Func<Uri, Task<bool>> isOurs)
    {
        var isTheOne = false;
        try
        {
            using var _ = visitor;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
            patience.CancelAfter(Patience);
            var stream = visitor.GetStream();
            var (page, answer) = await PageForAsync(await ReadHeadAsync(stream, patience.Token).ConfigureAwait(false), isOurs).ConfigureAwait(false);
            isTheOne = answer is not null;
            // The tab says how the sign-in ended, so it waits for the tokens.
            if (answer is not null) page = await answer.WaitAsync(LongestAnswer).ConfigureAwait(false);
            await stream.WriteAsync(page.ToHttp(), CancellationToken.None).AsTask().WaitAsync(Patience).ConfigureAwait(false);
            visitor.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // This visitor left or was too slow; the next one may be the browser.
        }
        catch (Exception e)
        {
            arrived.TrySetException(e);         // the store cannot be read, or worse: the app must hear it, and not wait for its time to be over
        }
        finally
        {
            visitors.Release();
            if (isTheOne) delivered.TrySetResult();
        }
    }

    private async Task<(CallbackPage Page, Task<CallbackPage>? Answer)> PageForAsync(string[]? head, Func<Uri, Task<bool>> isOurs)
    {
        if (head is null || head[0].Split(' ') is not [var method, ['/', ..] target, ['H', 'T', 'T', 'P', '/', '1', '.', _]])
            return (CallbackPage.Malformed, null);
        // A page of another name that resolves to this machine has no business here (DNS rebinding).
        var hosts = head.Skip(1).Where(l => l.StartsWith("host:", StringComparison.OrdinalIgnoreCase)).Select(l => l[5..].Trim()).ToArray();
        if (hosts is not [var named] || !named.Equals(host, StringComparison.OrdinalIgnoreCase)) return (CallbackPage.Malformed, null);
        if (target.Split('?')[0] != path) return (CallbackPage.NotFound, null);
        if (method != "GET" || !Uri.TryCreate($"http://{host}{target}", UriKind.Absolute, out var address)) return (CallbackPage.Malformed, null);
        if (arrived.Task.IsCompleted || !await isOurs(address).ConfigureAwait(false)) return (CallbackPage.Stranger, null);

        var page = new TaskCompletionSource<CallbackPage>(TaskCreationOptions.RunContinuationsAsynchronously);
        return arrived.TrySetResult(new ArrivedCallback(address, page)) ? (CallbackPage.SignedIn, page.Task) : (CallbackPage.Stranger, null);
    }

    /// <summary>The request line and the headers; null when they are not HTTP or too long.</summary>
    private static async Task<string[]?> ReadHeadAsync(NetworkStream stream, CancellationToken ct)
    {
        var buffer = new byte[MostBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct).ConfigureAwait(false);
            if (read == 0) return null;
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return Encoding.Latin1.GetString(buffer, 0, end).Split("\r\n");
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners) listener.Stop();
        arrived.TrySetCanceled();
        if (arrived.Task.IsCompletedSuccessfully)
            await Task.WhenAny(delivered.Task, Task.Delay(TimeSpan.FromSeconds(2), closing.Token)).ConfigureAwait(false);     // let the tab receive its page
        await closing.CancelAsync().ConfigureAwait(false);
    }
}
