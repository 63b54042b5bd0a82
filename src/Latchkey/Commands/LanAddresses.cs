using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Latchkey.Cli.Commands;

/// <summary>The addresses by which a phone in the same network reaches this machine.</summary>
public static class LanAddresses
{
    /// <summary>IPv4, as people type it: the likeliest first. An interface with a way out goes before those of virtual machines and containers.</summary>
    public static IReadOnlyList<IPAddress> Find() =>
    [
        .. from network in NetworkInterface.GetAllNetworkInterfaces()
           where network.OperationalStatus == OperationalStatus.Up
           && network.NetworkInterfaceType is not (NetworkInterfaceType.Loopback or NetworkInterfaceType.Tunnel)
           let properties = network.GetIPProperties()
           orderby properties.GatewayAddresses.Any(gateway => !gateway.Address.Equals(IPAddress.Any)) descending
           from unicast in properties.UnicastAddresses
           where unicast.Address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(unicast.Address) && !IsLinkLocal(unicast.Address)
           select unicast.Address,
    ];

    private static bool IsLinkLocal(IPAddress address) => address.GetAddressBytes() is [169, 254, _, _];
}
