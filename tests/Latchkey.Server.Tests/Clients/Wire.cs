using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Latchkey.Server.Tests.Clients;

/// <summary>HTTP/1.1 by the byte: what a library writes is what is sent, and the names of headers are read as they came.</summary>
public static class Wire
{
    /// <summary>Sends one request to this machine, whatever host its address names, and reads the answer to its end.</summary>
    public static async Task<WireAnswer> Send(Uri url, string method, string target, IReadOnlyDictionary<string, string> headers, string? body)
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
        if (!headers.Keys.Contains("host", StringComparer.OrdinalIgnoreCase)) head.Append(CultureInfo.InvariantCulture, $"host: {url.Authority}\r\n");
        foreach (var (name, value) in headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        var content = Encoding.UTF8.GetBytes(body ?? "");
        if (body is not null || method == "POST") head.Append(CultureInfo.InvariantCulture, $"content-length: {content.Length}\r\n");
        head.Append("connection: close\r\n\r\n");

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()));
        await stream.WriteAsync(content);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return Read(answer.ToArray());
    }

    private static WireAnswer Read(byte[] answer)
    {
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0) throw new InvalidDataException("No answer: " + Encoding.Latin1.GetString(answer));
        var lines = Encoding.Latin1.GetString(answer, 0, end).Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(':', 2)).Select(pair => (pair[0], pair[1].Trim())).ToList();
        var body = answer[(end + 4)..];
        if (headers.Any(header => header.Item1.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase))) body = Unchunk(body);
        return new(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString(body));
    }

    private static byte[] Unchunk(byte[] chunked)
    {
        using var whole = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = chunked.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(chunked, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0) return whole.ToArray();
            whole.Write(chunked, at + line + 2, size);
            at += line + 2 + size + 2;
        }
    }
}

/// <summary>What came back.</summary>
/// <param name="Headers">In their order, their names as they were sent.</param>
public sealed record WireAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    /// <summary>
    /// The value of a header; the last one where there are several. Names that are registered with capitals are found in any case, as every library finds them;
    /// <c>link</c> and what begins with <c>x-</c> only as it is written here, because some look in a map that knows no other.
    /// </summary>
    public string? this[string name] => Headers.LastOrDefault(header => header.Name.Equals(name, IsSoughtAsWritten(name) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)).Value;

    private static bool IsSoughtAsWritten(string name) => name == "link" || name.StartsWith("x-", StringComparison.Ordinal);

    public override string ToString() => $"{Status}\n{string.Join('\n', Headers.Select(header => $"{header.Name}: {header.Value}"))}\n\n{Body}";
}
