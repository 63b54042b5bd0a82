using System.Net;
using System.Net.Sockets;

namespace Latchkey.Protocol;

/// <summary>Names under <c>localhost</c> are this machine, whatever the resolver says. RFC 6761 §6.3. Browsers do the same.</summary>
public static class Localhost
{
    public static bool IsName(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether traffic to an address stays on this machine, so that plain http is no risk.</summary>
    public static bool IsThisMachine(Uri address) => address.IsLoopback || IsName(address.IdnHost);

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>: the one piece of input and output both sides share.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (IsName(target.Host)) await socket.ConnectAsync([IPAddress.Loopback, IPAddress.IPv6Loopback], target.Port, cancellationToken)
                .ConfigureAwait(false);
            else await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
