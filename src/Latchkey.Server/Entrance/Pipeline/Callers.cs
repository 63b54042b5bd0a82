using System.Net;
using System.Net.Sockets;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// Whom limits, logs and sessions know a request by: the address it came from, or, where trusted proxies stand in between,
/// the last that one of them vouched for. The chain of X-Forwarded-For is followed from its near end, for as long as the
/// one who speaks is trusted (decision 0009). One address is one, however a socket or a header writes it.
/// </summary>
public sealed class Callers(RequestDelegate next, ProxyNetworks proxies, OnceAMinute first, ILogger<Callers> log)
{
    private const string ForwardedFor = "X-Forwarded-For";

    public Task Invoke(HttpContext http)
    {
        var (connection, headers) = (http.Connection, http.Request.Headers);
        var caller = connection.RemoteIpAddress is { } peer ? Plain(peer) : null;
        if (headers.ContainsKey(ForwardedFor) || headers.ContainsKey(ForwardedHosts.Header))
        {
            if (proxies.Trust(caller)) caller = Behind(caller, http);
            else if (headers.ContainsKey(ForwardedFor) && first.Is($"proxy {caller}"))
                log.LogWarning(
                    "A request came from {Peer} with X-Forwarded-For, and no --proxy names that address: whoever comes through it counts as one caller, for limits and in the log. If it is your proxy, start with --proxy {Proxy}.", caller, caller);
        }
        connection.RemoteIpAddress = caller;
        return next(http);
    }

    private IPAddress? Behind(IPAddress? proxy, HttpContext http)
    {
        var hops = http.Request.Headers.GetCommaSeparatedValues(ForwardedFor);
        var (caller, speakers, next) = (proxy, 1, hops.Length - 1);
        for (; next >= 0 && Read(hops[next]) is { } before; next--)
        {
            caller = before;
            if (!proxies.Trust(caller)) break;
            speakers++;
        }
        http.Features.Set(new ForwardedHosts([.. http.Request.Headers.GetCommaSeparatedValues(ForwardedHosts.Header).Reverse().Take(speakers)]));
        return caller;
    }

    /// <summary>An address, with or without a port; null for what is none.</summary>
    private static IPAddress? Read(string hop) =>
        IPEndPoint.TryParse(hop, out var point)
            && (point.AddressFamily == AddressFamily.InterNetworkV6 || hop.StartsWith(point.Address.ToString(), StringComparison.Ordinal))
            ? Plain(point.Address) : null;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes()) : address;
}
