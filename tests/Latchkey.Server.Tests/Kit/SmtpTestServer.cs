using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A mail server on a loopback port that keeps what it takes. RFC 5321, as much as a sender needs.</summary>
public sealed class SmtpTestServer : IAsyncDisposable
{
    private readonly X509Certificate2? certificate;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    /// <param name="certificate">With one it speaks TLS from the first byte. RFC 8314 §3.3.</param>
    public SmtpTestServer(X509Certificate2? certificate = null)
    {
        this.certificate = certificate;
        listener.Start();
        accepting = Accept();
    }

    public Uri Url => new($"smtp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Each mail taken, headers and all.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>What it says it can do beyond the least.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Each line a sender said that is not the mail itself.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The answer to RCPT TO; null takes the mail.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>Where it drops the connection without another word: a verb, or <c>.</c> for the end of the mail.</summary>
    public string? HangsUpAt { get; set; }

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
        await using var stream = await Secured(client.GetStream());
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            Heard.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == HangsUpAt) return;
            if (verb == "EHLO")
                foreach (var extension in Extensions) await writer.WriteLineAsync("250-" + extension);
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new List<string>();
                while (await reader.ReadLineAsync() is { } text && text != ".") mail.Add(text);
                if (HangsUpAt == ".") return;
                Taken.Enqueue(string.Join('\n', mail));
            }
            await writer.WriteLineAsync(verb == "RCPT" && Refuses(line) is { } refusal ? refusal : verb == "QUIT" ? "221 bye" : verb == "AUTH" ? "235 welcome" : "250 ok");
            if (verb == "QUIT") return;
        }
    }

    private async Task<Stream> Secured(Stream plain)
    {
        if (certificate is null) return plain;
        var secured = new SslStream(plain);
        await secured.AuthenticateAsServerAsync(certificate);
        return secured;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Stop();
        stopping.Dispose();
    }
}
