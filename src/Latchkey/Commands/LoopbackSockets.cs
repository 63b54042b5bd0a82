using System.Net;
using System.Net.Sockets;

namespace Latchkey.Cli.Commands;

/// <summary>
/// Both loopback addresses at one port ("localhost" is ::1 to some programs and 127.0.0.1 to others), and nothing that
/// another machine could reach, unless addresses of this machine are named.
/// </summary>
public sealed class LoopbackSockets : IDisposable
{
    private readonly List<Socket> sockets = [];

    private LoopbackSockets()
    {
    }

    public int Port { get; private set; }

    public List<ulong> Handles => sockets.ConvertAll(socket => (ulong)socket.Handle);

    public static LoopbackSockets Listen(int port, params IReadOnlyList<IPAddress> beyond)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw new CommandException($"There is no port {port}: give a number up to {IPEndPoint.MaxPort}, or 0 for a free one.");
        var pair = new LoopbackSockets();
        try
        {
            pair.Add(IPAddress.Loopback, port);
            pair.Port = ((IPEndPoint)pair.sockets[0].LocalEndPoint!).Port;
            if (Socket.OSSupportsIPv6) pair.TryAddIPv6();
            foreach (var address in beyond.Where(address => !address.Equals(IPAddress.Loopback) && !address.Equals(IPAddress.IPv6Loopback)))
                pair.Add(address, pair.Port);
            return pair;
        }
        catch (SocketException absent) when (absent.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            pair.Dispose();
            var here = LanAddresses.Find();
            throw new CommandException(
                $"{string.Join(", ", beyond)} is no address of this machine. It has {(here.Count > 0 ? string.Join(", ", here) : "none in a network")}.",
                absent);
        }
        catch (SocketException taken)
        {
            pair.Dispose();
            throw new CommandException($"Port {port} is not free. Choose another with --port, or let Latchkey choose with --port 0.", taken);
        }
    }

    private void TryAddIPv6()
    {
        try { Add(IPAddress.IPv6Loopback, Port); }
        catch (SocketException none) when (none.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // IPv6 is compiled in but switched off: 127.0.0.1 is all there is.
        }
    }

    private void Add(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        sockets.Add(socket);
        // Not ReuseAddress: on Unix .NET sets SO_REUSEPORT with it, and two servers would answer at one port by turns. What a
        // server that was just stopped leaves behind is no hindrance: Bind sets SO_REUSEADDR by itself there.
        socket.Bind(new IPEndPoint(address, port));
        socket.Listen(512);
    }

    public void Dispose() => sockets.ForEach(socket => socket.Dispose());
}
