using System.Net;
using System.Net.Sockets;
using System.Text;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What goes over the wire, byte for byte: no HTTP library of .NET would send it so, or show it so.</summary>
public static class Wire
{
    /// <summary>Sends this and reads to the end; ask for <c>Connection: close</c>.</summary>
    public static async Task<string> SendRaw(this TestOrg org, string request)
    {
        using var client = await org.Connect();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    public static async Task<TcpClient> Connect(this TestOrg org)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(org.Url).Port);
        return client;
    }

    /// <summary>The lines of its head, status first.</summary>
    public static string[] Head(string answer) => answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
}
