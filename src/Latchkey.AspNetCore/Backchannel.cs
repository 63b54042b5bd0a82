using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Latchkey.AspNetCore;

/// <summary>The HTTP client that asks the issuer for metadata and keys.</summary>
internal static class Backchannel
{
    private const int LargestAnswer = 1024 * 1024;

    private static readonly string version =
        typeof(Backchannel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static HttpClient Open(LatchkeyOptions options)
    {
        var http = new HttpClient(options.BackchannelHandler ?? Direct(new Uri(options.Issuer)), disposeHandler: options.BackchannelHandler is null)
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"latchkey-aspnetcore/{version}");
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return http;
    }

    /// <summary>Keys decide who may enter, so they come over TLS; traffic that stays on this machine may do without.</summary>
    public static bool MayBeAsked(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsLoopback(address));

    private static bool IsLoopback(Uri address) => address.IsLoopback || IsLocalhostName(address.IdnHost);

    // A redirect would let another host answer for the issuer, so none is followed.
    private static SocketsHttpHandler Direct(Uri issuer) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !IsLoopback(issuer),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = Connect,
    };

    /// <summary>Names under <c>localhost</c> are this machine, whatever the resolver says. RFC 6761 §6.3.</summary>
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var to = context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IsLocalhostName(to.Host) ? new DnsEndPoint("localhost", to.Port) : to, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLocalhostName(string host) => host.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
