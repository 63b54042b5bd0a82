using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Latchkey.Bench;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends prepared bytes and reads one answer. The driver shares the machine
/// with the server, so it does no more than that. RFC 9112.
/// </summary>
internal sealed class Wire(Uri server)
{
    private Stream? stream;
    private byte[] buffer = new byte[16 * 1024];
    private int filled;

    public async ValueTask<Reply> Send(ReadOnlyMemory<byte> request)
    {
        var kept = stream is not null;
        try
        {
            return await Exchange(request);
        }
        catch (IOException) when (kept)
        {
            // A server may close a connection that was idle between two scenarios.
            Close();
            return await Exchange(request);
        }
    }

    private async ValueTask<Reply> Exchange(ReadOnlyMemory<byte> request)
    {
        stream ??= await Connect();
        filled = 0;
        await stream.WriteAsync(request);
        var reply = await Read();
        if (reply.Header("Connection")?.Equals("close", StringComparison.OrdinalIgnoreCase) == true) Close();
        return reply;
    }

    private async ValueTask<Reply> Read()
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0) await Fill();
        var status = int.Parse(buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var bodyAt = end + 4;

        if (status is 204 or 304) return new Reply(status, buffer.AsMemory(0, end), default);
        if (new Reply(status, buffer.AsMemory(0, end), default).Header("Content-Length") is { } length)
        {
            var bodyEnd = bodyAt + int.Parse(length, CultureInfo.InvariantCulture);
            while (filled < bodyEnd) await Fill();
            return new Reply(status, buffer.AsMemory(0, end), buffer.AsMemory(bodyAt, bodyEnd - bodyAt));
        }

        var body = await Chunks(bodyAt);
        return new Reply(status, buffer.AsMemory(0, end), buffer.AsMemory(bodyAt, body));
    }

    /// <summary>Joins the chunks in place and returns the length of the whole. RFC 9112 §7.1.</summary>
    private async ValueTask<int> Chunks(int bodyAt)
    {
        var (from, to) = (bodyAt, bodyAt);
        while (true)
        {
            int line;
            while ((line = buffer.AsSpan(from, filled - from).IndexOf("\r\n"u8)) < 0) await Fill();
            var size = int.Parse(Encoding.ASCII.GetString(buffer, from, line).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            from += line + 2;
            while (filled < from + size + 2) await Fill();
            if (size == 0) return to - bodyAt;
            buffer.AsSpan(from, size).CopyTo(buffer.AsSpan(to));
            (from, to) = (from + size + 2, to + size);
        }
    }

    private async ValueTask Fill()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await stream!.ReadAsync(buffer.AsMemory(filled));
        if (read == 0) throw new IOException("The server closed the connection.");
        filled += read;
    }

    private async Task<Stream> Connect()
    {
        // Names under localhost are this machine: RFC 6761 §6.3.
        var host = server.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? "localhost" : server.IdnHost;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new DnsEndPoint(host, server.Port));
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (server.Scheme != Uri.UriSchemeHttps) return plain;

        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(server.IdnHost);
        return secure;
    }

    private void Close()
    {
        stream?.Dispose();
        stream = null;
    }
}

/// <summary>An answer; good until the connection sends again.</summary>
internal readonly record struct Reply(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public string? Header(string name) => Headers(name).FirstOrDefault();

    public List<string> Headers(string name)
    {
        var found = new List<string>();
        var rest = Head.Span;
        while (rest.Length > 0)
        {
            var end = rest.IndexOf("\r\n"u8);
            var line = end < 0 ? rest : rest[..end];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name)) found.Add(Encoding.ASCII.GetString(line[(name.Length + 1)..]).Trim());
            rest = end < 0 ? default : rest[(end + 2)..];
        }
        return found;
    }

    public Reply Expect(int status) => Status == status ? this : throw new UnexpectedAnswerException(Status, Text);
}

/// <summary>The server did not do what the scenario asks of it.</summary>
internal sealed class UnexpectedAnswerException(int status, string body) : Exception($"answered {status}: {(body.Length > 300 ? body[..300] + "…" : body)}");
