using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// The proxies whose word counts about where a request came from. Each is named by address or by a network narrow enough
/// to hold nobody else: who trusts the world lets everybody choose the address they are counted by.
/// </summary>
internal sealed class ProxyNetworks
{
    /// <summary>10.0.0.0/8 and fc00::/7 are the widest that can be somebody's own.</summary>
    private const int WidestIPv4 = 8, WidestIPv6 = 7;

    private const int MappedPrefix = 96;
    private static readonly IPAddress AllOfIPv4 = IPAddress.Parse("::ffff:0:0");

    private readonly IPNetwork[] networks;

    private ProxyNetworks(IPNetwork[] networks) => this.networks = networks;

    /// <exception cref="FormatException">One of them is none, or too wide. The message is for whoever typed it.</exception>
    public static ProxyNetworks Of(ServerSettings settings) => new([.. settings.TrustedProxies.Select(Read)]);

    /// <param name="address">As <see cref="Callers"/> writes it; null at a socket that is a file, where only this machine's proxy can be.</param>
    public bool Trust(IPAddress? address) => address is null ? networks.Length > 0 : networks.Any(network => network.Contains(address));

    /// <exception cref="FormatException">It is none, or too wide. The message is for whoever typed it.</exception>
    public static IPNetwork Read(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address) || !IsWritten(parts[0], address)) throw None(text);
        var longest = address.GetAddressBytes().Length * 8;
        var length = longest;
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > longest)) throw None(text);

        if (address.IsIPv4MappedToIPv6 && length >= MappedPrefix) (address, length, longest) = (address.MapToIPv4(), length - MappedPrefix, 32);
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || length < (longest == 32 ? WidestIPv4 : WidestIPv6)) throw TooWide(text);
        var first = First(address, length);
        if (!first.Equals(address))
            throw new FormatException(
                $"--proxy {text} is an address with the length of a network: write {first}/{length} for the whole network, or {address} for this one proxy.");
        return longest > 32 && length <= MappedPrefix && First(AllOfIPv4, length).Equals(first) ? throw TooWide(text) : new IPNetwork(first, length);
    }

    /// <summary>
    /// As people write it: <c>10.1</c> and <c>010.0.0.1</c> are addresses to a parser, and others than they look; brackets, ports and zones are of
    /// other places.
    /// </summary>
    private static bool IsWritten(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : text.AsSpan().IndexOfAny("[]%") < 0;

    private static IPAddress First(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static FormatException None(string text) => new(
        $"--proxy {text} is neither an address nor a network. Give the address your reverse proxy connects from, e.g. 127.0.0.1 or fd00::5, or its "
            + "network, e.g. 10.0.0.0/24; once for each proxy, without names, ports or lists.");

    private static FormatException TooWide(string text) => new(
        $"--proxy {text} would trust whoever connects, and let everybody choose the address they are counted by. Name the proxies themselves, e.g. "
            + $"10.0.0.5 or 10.0.0.0/24; nothing wider than /{WidestIPv4} (IPv4) or /{WidestIPv6} (IPv6) is taken.");
}
