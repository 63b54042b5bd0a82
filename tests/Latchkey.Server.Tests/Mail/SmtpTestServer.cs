using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Latchkey.Server.Tests.Mail;

/// <summary>A mail server on a loopback port that keeps what it takes. RFC 5321, as much as a sender needs.</summary>
public sealed class SmtpTestServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    public SmtpTestServer()
    {
        listener.Start();
        accepting = Accept();
    }

    public Uri Url => new($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Each mail taken, headers and all.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>The answer to RCPT TO; null takes the mail.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    private async Task Accept()
    {
        try
        {
            while (true) _ = Talk(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new List<string>();
                while (await reader.ReadLineAsync() is { } text && text != ".") mail.Add(text);
                Taken.Enqueue(string.Join('\n', mail));
            }
            await writer.WriteLineAsync(verb == "RCPT" && Refuses(line) is { } refusal ? refusal : verb == "QUIT" ? "221 bye" : "250 ok");
            if (verb == "QUIT") return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Stop();
        stopping.Dispose();
    }
}
