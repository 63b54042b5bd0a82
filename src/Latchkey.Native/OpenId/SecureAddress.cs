using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>Which addresses may carry tokens.</summary>
internal static class SecureAddress
{
    public static bool IsLoopback(Uri uri) => Localhost.IsThisMachine(uri);

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
        ConnectCallback = Localhost.ConnectAsync,
    };
}
