using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A name server on this machine that knows texts and nothing else. RFC 1035 §4.1.</summary>
public sealed class DnsTexts : IAsyncDisposable
{
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource stop = new();
    private readonly Task answering;

    public DnsTexts() => answering = Answer();

    public IPEndPoint EndPoint => (IPEndPoint)socket.Client.LocalEndPoint!;

    /// <summary>By name, in small letters and without a dot at the end.</summary>
    public ConcurrentDictionary<string, string[]> Texts { get; } = new();

    private async Task Answer()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var asked = await socket.ReceiveAsync(stop.Token);
                await socket.SendAsync(Reply(asked.Buffer), asked.RemoteEndPoint, stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private byte[] Reply(byte[] asked)
    {
        var labels = new List<string>();
        var at = 12;
        for (; asked[at] > 0; at += asked[at] + 1) labels.Add(Encoding.ASCII.GetString(asked, at + 1, asked[at]));
        var question = asked[12..(at + 5)];
        var texts = Texts.GetValueOrDefault(string.Join('.', labels).ToLowerInvariant(), []);
        var head = new byte[12];
        asked.AsSpan(0, 2).CopyTo(head);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(texts.Length > 0 ? 0x8180 : 0x8183));
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(6), (ushort)texts.Length);
        return [.. head, .. question, .. texts.SelectMany(Record)];
    }

    private static byte[] Record(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, (byte)(bytes.Length + 1), (byte)bytes.Length, .. bytes];
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await answering;
        socket.Dispose();
        stop.Dispose();
    }
}
