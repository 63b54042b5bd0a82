using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A site on this machine that says the same to everyone, byte for byte, until it is told to say something else.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task serving;

    /// <param name="answer">Status line, headers and body.</param>
    /// <param name="stayOpen">Whether it leaves the connection open, as if there were more to come.</param>
    /// <param name="endless">Whether it never stops sending.</param>
    public Site(string answer, bool stayOpen = false, bool endless = false)
    {
        Answer = answer;
        listener.Start();
        serving = Serve(stayOpen, endless);
    }

    /// <summary>A site with one document.</summary>
    public static Site Holding(string body, string type = "application/json", string headers = "") => new(Document(body, type, headers));

    public static string Document(string body, string type = "application/json", string headers = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n{headers}Connection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public string Answer { get; set; }
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public string Url => $"http://127.0.0.1:{Port}/";
    public int Requests { get; private set; }
    public string LastRequest { get; private set; } = "";
    public Task Answered => answered.Task;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Dispose();
        await serving;
        over.Dispose();
    }

    private async Task Serve(bool stayOpen, bool endless)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(over.Token);
                var stream = client.GetStream();
                var buffer = new byte[32_768];
                var read = await stream.ReadAsync(buffer, over.Token);
                (Requests, LastRequest) = (Requests + 1, Encoding.ASCII.GetString(buffer, 0, read));
                await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer), over.Token);
                answered.TrySetResult();
                var more = new byte[65_536];
                while (endless) await stream.WriteAsync(more, over.Token);
                if (stayOpen) _ = await stream.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, over.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The test is over, or the caller has had enough.
            }
        }
    }
}
