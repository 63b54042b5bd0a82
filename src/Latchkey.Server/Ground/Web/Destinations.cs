using System.Net;
using System.Net.Sockets;

namespace Latchkey.Server.Ground.Web;

/// <summary>Which addresses an outgoing request may go to. IANA's special-purpose registries (RFC 6890); threats row 10.</summary>
internal static class Destinations
{
    /// <summary>Somebody's own network: reached only by a server that was told its apps live there.</summary>
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"),
    ];

    /// <summary>Never an app's: link-local (cloud metadata lives there), multicast, reserved, tunnels that hide another address.</summary>
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
        // Amazon's metadata service, inside what is otherwise private; Azure's, inside what is otherwise public.
        IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("168.63.129.16/32"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>
    /// Connects to an address of those that a name was looked up as: what was looked at is what is connected to, so a name that changes its mind in between
    /// gains nothing. Null where none of them is one to go to.
    /// </summary>
    public static async Task<Socket?> Connect(IEnumerable<IPAddress> found, int port, ServerSettings settings, CancellationToken ct)
    {
        var allowed = found.Where(address => IsAllowed(address, privateToo: settings.Development || settings.AllowPrivateNetworks)).ToArray();
        if (allowed.Length == 0) return null;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static bool IsAllowed(IPAddress address, bool privateToo)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        // What a network without IPv4 puts in front of an IPv4 address: that one counts (RFC 6052 §2.1).
        else if (Nat64.Contains(address)) address = new IPAddress(address.GetAddressBytes().AsSpan(12));

        if (Never.Any(network => network.Contains(address))) return false;
        if (Private.Any(network => network.Contains(address))) return privateToo;
        return address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address);
    }
}
