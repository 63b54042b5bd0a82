using Latchkey.Server.Apps;

namespace Latchkey.Server.Authorize;

/// <summary>
/// Whether a redirect URI is one the app registered: the same bytes, or the same loopback address with another port,
/// since a native app takes whatever port is free (RFC 8252 §7.3).
/// </summary>
public static class RedirectUris
{
    public static bool Matches(App app, string uri) => Matches(app, app.RedirectUris, uri);

    /// <param name="app">Whose.</param>
    /// <param name="allowed">Its redirect URIs, or those for after a sign-out.</param>
    /// <param name="uri">The one in the request.</param>
    public static bool Matches(App app, IReadOnlyList<string> allowed, string uri) =>
        allowed.Contains(uri, StringComparer.Ordinal)
        || (app.ApplicationType == "native" && allowed.Any(registered => DifferInLoopbackPortOnly(registered, uri)));

    public static bool DifferInLoopbackPortOnly(string registered, string uri) =>
        SplitLoopback(registered) is { } one && SplitLoopback(uri) is { } other && one == other;

    /// <summary>Host and the rest of <c>http://127.0.0.1[:port]/rest</c> or <c>http://[::1][:port]/rest</c>, by text alone: no parser may see it otherwise than a browser.</summary>
    private static (string Host, string Tail)? SplitLoopback(string uri)
    {
        foreach (var host in (ReadOnlySpan<string>)["http://127.0.0.1", "http://[::1]"])
        {
            if (!uri.StartsWith(host, StringComparison.Ordinal)) continue;
            var rest = uri[host.Length..];
            if (rest.StartsWith(':'))
            {
                var digits = rest.AsSpan(1).IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length - 1 : end;
                if (digits is 0 or > 5 || int.Parse(rest.AsSpan(1, digits), System.Globalization.CultureInfo.InvariantCulture) is 0 or > 65535 || rest[1] == '0') return null;
                rest = rest[(1 + digits)..];
            }
            if (rest.Length > 0 && rest[0] is not ('/' or '?')) return null;
            return (host, rest);
        }
        return null;
    }
}
