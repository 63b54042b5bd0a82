using System.Net;

namespace Latchkey.Server.Web;

/// <summary>
/// Whom limits, logs and sessions know a request by: the address it came from, or, where trusted proxies stand in between,
/// the last address that one of them vouched for. An IPv4 address is one however the socket shows it.
/// </summary>
public sealed class Callers(RequestDelegate next, ServerSettings settings, OnceAMinute first, ILogger<Callers> log)
{
    private const string Forwarded = "X-Forwarded-For";

    /// <summary>Set by the framework when it has believed the header.</summary>
    private const string Believed = "X-Original-For";

    private readonly IPNetwork[] trusted = [.. settings.TrustedProxies.Select(ProxyNetworks.Read)];

    public Task Invoke(HttpContext http)
    {
        var connection = http.Connection;
        if (connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped) connection.RemoteIpAddress = mapped.MapToIPv4();
        if (connection.RemoteIpAddress is { } peer && http.Request.Headers.ContainsKey(Forwarded) && !http.Request.Headers.ContainsKey(Believed)
            && !trusted.Any(network => network.Contains(peer)) && first.Is($"proxy {peer}"))
            log.LogWarning("A request came from {Peer} with X-Forwarded-For, and no --proxy names that address: whoever comes through it counts as one caller, for limits and in the log. If it is your proxy, start with --proxy {Proxy}.", peer, peer);
        return next(http);
    }
}
