using System.Net;
using System.Net.Sockets;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// Whom limits, logs and sessions know a request by: the address it came from, or, where trusted proxies stand in between,
/// the last that one of them vouched for. The chain of X-Forwarded-For is followed from its near end, for as long as the
/// one who speaks is trusted (decision 0009). One address is one, however a socket or a header writes it.
/// </summary>
internal sealed class Callers(RequestDelegate next, ProxyNetworks proxies, OnceAMinute first, ILogger<Callers> log)
{
    private const string ForwardedFor = "X-Forwarded-For";

    private const int MostBefore = 20;

    public Task Invoke(HttpContext http)
    {
        var (connection, headers) = (http.Connection, http.Request.Headers);
        var caller = connection.RemoteIpAddress is { } peer ? Plain(peer) : null;
        if (headers.ContainsKey(ForwardedFor) || headers.ContainsKey(ForwardedHosts.Header))
        {
            var trusted = proxies.Trust(caller);
            caller = Behind(caller, trusted, http);
            if (!trusted && headers.ContainsKey(ForwardedFor) && first.Is($"proxy {caller}"))
                log.LogWarning(
                    "A request came from {Peer} with X-Forwarded-For, and no --proxy names that address: whoever comes through it counts as one caller, "
                        + "for limits and in the log. If it is your proxy, start with --proxy {Proxy}.", caller, caller);
        }
        connection.RemoteIpAddress = caller;
        return next(http);
    }

    private IPAddress? Behind(IPAddress? peer, bool trusted, HttpContext http)
    {
        var hops = http.Request.Headers.GetCommaSeparatedValues(ForwardedFor);
        var (caller, speakers, next) = (peer, 1, hops.Length);
        while (trusted && next > 0 && Read(hops[next - 1]) is { } before)
        {
            (caller, next) = (before, next - 1);
            if (!proxies.Trust(caller)) break;
            speakers++;
        }
        if (trusted)
            http.Features.Set(new ForwardedHosts([.. http.Request.Headers.GetCommaSeparatedValues(ForwardedHosts.Header).Reverse().Take(speakers)]));
        Note(http, caller, hops.AsSpan(0, next));
        return caller;
    }

    /// <summary>What is said by somebody whom nobody here trusts: an org may, for a zone of its own.</summary>
    private static void Note(HttpContext http, IPAddress? caller, ReadOnlySpan<string> hops)
    {
        var before = new List<IPAddress>();
        for (var hop = hops.Length - 1; hop >= 0 && before.Count < MostBefore && Read(hops[hop]) is { } address; hop--) before.Insert(0, address);
        if (before.Count > 0) http.Features.Set(new CameFrom(caller, before));
    }

    /// <summary>An address, with or without a port; null for what is none.</summary>
    private static IPAddress? Read(string hop) =>
        IPEndPoint.TryParse(hop, out var point)
            && (point.AddressFamily == AddressFamily.InterNetworkV6 || hop.StartsWith(point.Address.ToString(), StringComparison.Ordinal))
            ? Plain(point.Address) : null;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } ? new IPAddress(address.GetAddressBytes()) : address;
}
