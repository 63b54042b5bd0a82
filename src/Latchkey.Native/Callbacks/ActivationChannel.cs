using System.IO.Pipes;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Native.Storage;

namespace Latchkey.Native.Callbacks;

/// <summary>
/// How a second process of the app hands the address it was started with to the first: a unix socket in a folder of this person's,
/// a pipe of this person's on Windows. One line there (the address), one byte back (whether it was wanted).
/// </summary>
internal sealed class ActivationChannel : IAsyncDisposable
{
    private const int LongestAddress = 32 * 1024;
    private const int LongestPath = 103;
    private const byte Wanted = (byte)'1';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource closing = new();
    private readonly Func<Uri, Task<bool>> receive;
    private readonly string place;
    private readonly Socket? socket;
    private readonly Task listening;

    /// <summary>Over the pipe, or the socket with its path, called so.</summary>
    private ActivationChannel(string place, Socket? socket, Func<Uri, Task<bool>> receive)
    {
        (this.place, this.socket, this.receive) = (place, socket, receive);
        listening = socket is null && OperatingSystem.IsWindows() ? ListenOnPipeAsync() : ListenOnSocketAsync();
    }

    /// <summary>The channel of whoever waits for this state, or of the app's first process.</summary>
    public static string NameFor(params string[] parts) =>
        "lk-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 12));

    /// <summary>Phones hand the address to the app that runs: there is no second process, and no folder a socket could be in.</summary>
    private static bool IsNeeded => !OperatingSystem.IsAndroid() && !OperatingSystem.IsIOS() && !OperatingSystem.IsTvOS();      // Mac Catalyst is iOS here

    /// <summary>
    /// Null when another process already listens under that name, and when no channel can be opened here: a sign-in goes on without, since
    /// the process that gets the answer can finish it.
    /// </summary>
    public static ActivationChannel? TryListen(string name, Func<Uri, Task<bool>> receive, Action<string> warn)
    {
        if (!IsNeeded) return null;
        if (OperatingSystem.IsWindows()) return new(name, null, receive);
        if (PathOf(name, out var obstacle) is not { } path)
        {
            warn($"A second process of this app cannot hand the browser's answer to this one and finishes the sign-in itself. {obstacle}");
            return null;
        }
        for (var attempt = 1; ; attempt++)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Bind(new UnixDomainSocketEndPoint(path));
                socket.Listen(8);
                return new(path, socket, receive);
            }
            catch (SocketException) when (attempt == 1 && IsLeftover(path))
            {
                socket.Dispose();
                File.Delete(path);      // its process is dead
            }
            catch (SocketException)
            {
                socket.Dispose();
                return null;
            }
        }
    }

    /// <summary>Null when nobody listens; otherwise whether the address was wanted.</summary>
    public static async Task<bool?> DeliverAsync(string name, Uri address, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await using var stream = await ConnectAsync(name, patience.Token).ConfigureAwait(false);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(address.OriginalString + "\n"), patience.Token).ConfigureAwait(false);
            var answer = new byte[1];
            return await stream.ReadAsync(answer, patience.Token).ConfigureAwait(false) == 1 && answer[0] == Wanted;
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or UnauthorizedAccessException
        || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<Stream> ConnectAsync(string name, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
            await pipe.ConnectAsync(1000, ct).ConfigureAwait(false);
            return pipe;
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Without a path nobody listens: the same to the caller as a socket nobody answers at.
            var path = PathOf(name, out var obstacle) ?? throw new IOException(obstacle);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ListenOnSocketAsync()
    {
        try
        {
            while (true) _ = ServeAsync(new NetworkStream(await socket!.AcceptAsync(closing.Token).ConfigureAwait(false), ownsSocket: true));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The channel is closing.
        }
    }

    [SupportedOSPlatform("windows")]
    private async Task ListenOnPipeAsync()
    {
        try
        {
            while (true)
            {
                var pipe = new NamedPipeServerStream(place, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances,
                    PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
                await pipe.WaitForConnectionAsync(closing.Token).ConfigureAwait(false);
                _ = ServeAsync(pipe);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            // Closing, or another process owns the name.
        }
    }

    private async Task ServeAsync(Stream stream)
    {
        try
        {
            await using var _ = stream;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
            patience.CancelAfter(Patience);
            var line = await ReadLineAsync(stream, patience.Token).ConfigureAwait(false);
            var wanted = line is not null && Uri.TryCreate(line, UriKind.Absolute, out var address) && await receive(address).ConfigureAwait(false);
            await stream.WriteAsync(new[] { wanted ? Wanted : (byte)'0' }, patience.Token).ConfigureAwait(false);
            await stream.FlushAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The other process left, or the store cannot be read: it gets no "wanted" and keeps the address.
        }
    }

    private static async Task<string?> ReadLineAsync(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[LongestAddress];
        for (var length = 0; length < buffer.Length;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct).ConfigureAwait(false);
            if (read == 0) return null;
            var end = buffer.AsSpan(length, read).IndexOf((byte)'\n');
            if (end >= 0) return Encoding.UTF8.GetString(buffer, 0, length + end);
            length += read;
        }
        return null;
    }

    private static bool IsLeftover(string path)
    {
        try
        {
            using var knock = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            knock.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>In a folder nobody else may enter, and short enough for the 104 bytes macOS allows. Null, and the reason, where there is none.</summary>
    private static string? PathOf(string name, out string? obstacle)
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        string[] folders =
        [
            .. !string.IsNullOrEmpty(runtime) && Directory.Exists(runtime) ? [Path.Combine(runtime, "latchkey")] : Array.Empty<string>(),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".latchkey-run"),
        ];
        if (folders.FirstOrDefault(f => Path.IsPathRooted(f) && Encoding.UTF8.GetByteCount(Path.Combine(f, name)) <= LongestPath) is not { } folder)
        {
            obstacle = "No folder has a path short enough for a socket: set XDG_RUNTIME_DIR to a short path.";
            return null;
        }
        try
        {
            PrivateFiles.CreateFolder(folder);
            obstacle = null;
            return Path.Combine(folder, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            obstacle = $"The folder '{folder}' cannot be made ({e.Message}): set XDG_RUNTIME_DIR to a folder of this person.";
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        socket?.Dispose();          // also removes the file
        await listening.ConfigureAwait(false);
        if (socket is not null) File.Delete(place);
        closing.Dispose();
    }
}
