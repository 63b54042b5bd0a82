using System.Net;
using System.Net.Sockets;

namespace Latchkey.Native.OpenId;

/// <summary>Which addresses may carry tokens, and how names under localhost are reached.</summary>
internal static class SecureAddress
{
    public static bool IsLoopback(Uri uri) => uri.IsLoopback || IsLocalhostName(uri.IdnHost);

    public static bool IsAllowed(Uri uri) =>
        uri.IsAbsoluteUri && uri.UserInfo.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)));

    /// <summary>An endpoint of the provider: https, or http to this machine.</summary>
    public static Uri Require(string? address, string what)
    {
        if (address is null) throw SignInException.Misconfigured($"The provider's metadata has no {what}.");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsAllowed(uri) ? uri
            : throw SignInException.Misconfigured($"The {what} '{address}' is not an https address.", "Plain http is accepted for localhost only.");
    }

    /// <summary>Scheme, host and port, comparable as text.</summary>
    public static string Origin(Uri uri) => $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}:{uri.Port}";

    /// <summary>The handler all requests to a provider go through: no redirects, no cookies.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = ConnectAsync,
    };

    /// <summary>Names under localhost are this machine, whatever the resolver says. RFC 6761 §6.3.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var target = context.DnsEndPoint;
        if (!IsLocalhostName(target.Host)) return await ConnectAsync(target, ct).ConfigureAwait(false);
        try
        {
            return await ConnectAsync(new IPEndPoint(IPAddress.Loopback, target.Port), ct).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return await ConnectAsync(new IPEndPoint(IPAddress.IPv6Loopback, target.Port), ct).ConfigureAwait(false);
        }
    }

    private static async Task<Stream> ConnectAsync(EndPoint target, CancellationToken ct)
    {
        var socket = target is IPEndPoint ip ? new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        try
        {
            await socket.ConnectAsync(target, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLocalhostName(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
