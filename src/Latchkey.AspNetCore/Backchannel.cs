using System.Reflection;
using Latchkey.Protocol;

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
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && Localhost.IsThisMachine(address));

    // A redirect would let another host answer for the issuer, so none is followed.
    private static SocketsHttpHandler Direct(Uri issuer) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !Localhost.IsThisMachine(issuer),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = Localhost.ConnectAsync,
    };
}
