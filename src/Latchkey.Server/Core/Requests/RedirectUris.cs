using System.Globalization;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// Whether an address is one the app registered: the same bytes, with two exceptions and no third. A web address without
/// a path is that with the path <c>/</c> (RFC 3986 §6.2.3). A loopback address of a native app is that with another port,
/// since it takes whatever port is free (RFC 8252 §7.3, RFC 9700 §2.1). Decided by text alone, so that no parser sees it
/// otherwise than a browser; the answer goes to the bytes that were asked for.
/// </summary>
internal static class RedirectUris
{
    public static bool Matches(App app, string uri) => Matches(app, app.RedirectUris, uri);

    /// <param name="app">Whose.</param>
    /// <param name="allowed">Its redirect URIs, or those for after a sign-out.</param>
    /// <param name="uri">The one in the request.</param>
    public static bool Matches(App app, IReadOnlyList<string> allowed, string uri) =>
        allowed.Any(registered => DifferInEmptyPathOnly(registered, uri) || (app.ApplicationType == "native" && DifferInLoopbackPortOnly(registered, uri)));

    /// <summary>Also the same.</summary>
    public static bool DifferInEmptyPathOnly(string registered, string uri) => registered == uri || WithPath(registered) == WithPath(uri);

    /// <summary>Also the same, and where one of them has no path.</summary>
    public static bool DifferInLoopbackPortOnly(string registered, string uri) =>
        SplitLoopback(registered) is { } one && SplitLoopback(uri) is { } other && one.Host == other.Host
            && WithPath(one.Host + one.Tail) == WithPath(other.Host + other.Tail);

    /// <summary>For whoever builds the app: what it has, and the command that adds what was asked for.</summary>
    /// <param name="app">Whose.</param>
    /// <param name="registered">Its redirect URIs, or those for after a sign-out.</param>
    /// <param name="uri">The one in the request, which whoever made the request chose.</param>
    /// <param name="option">What the command calls it.</param>
    public static string Unregistered(App app, IReadOnlyList<string> registered, string uri, string option)
    {
        var has = $"{uri} is none of {app.Label}'s: {(registered.Count == 0 ? "there are none" : string.Join(", ", registered))}.";
        if (RegisteredUris.Problem(uri, app.ApplicationType) is { } problem) return $"{has} It cannot be registered either: it {problem}.";
        // Any port will do for a native app, so the one of today is left out.
        if (app.ApplicationType == "native" && SplitLoopback(uri) is { } loopback) uri = loopback.Host + loopback.Tail;
        return uri.All(IsPlainInAShell) ? $"{has} If it is the app's own: latchkey apps update {app.Id} {option} '{uri}'"
            : $"{has} If it is the app's own, register it.";
    }

    private static bool IsPlainInAShell(char c) => char.IsAsciiLetterOrDigit(c) || c is ':' or '/' or '.' or '-' or '_' or '+' or '?' or '=' or '[' or ']';

    /// <summary>Host and the rest of <c>http://127.0.0.1[:port]/rest</c> and its like.</summary>
    private static (string Host, string Tail)? SplitLoopback(string uri)
    {
        foreach (var host in RegisteredUris.ThisMachine)
        {
            if (!uri.StartsWith(host, StringComparison.Ordinal)) continue;
            var rest = uri[host.Length..];
            if (rest.StartsWith(':'))
            {
                var digits = rest.AsSpan(1).IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length - 1 : end;
                if (digits is 0 or > 5 || int.Parse(rest.AsSpan(1, digits), CultureInfo.InvariantCulture) is 0 or > 65535 || rest[1] == '0') return null;
                rest = rest[(1 + digits)..];
            }
            if (rest.Length > 0 && rest[0] is not ('/' or '?')) return null;
            return (host, rest);
        }
        return null;
    }

    /// <summary>An http or https address whose path is not empty; another one as it is.</summary>
    private static string WithPath(string uri)
    {
        var authority = uri.StartsWith("https://", StringComparison.Ordinal) ? 8 : uri.StartsWith("http://", StringComparison.Ordinal) ? 7 : -1;
        if (authority < 0) return uri;
        var end = uri.AsSpan(authority).IndexOfAny("/?#\\");
        return end < 0 ? uri + "/" : uri[authority + end] == '?' ? uri.Insert(authority + end, "/") : uri;
    }
}
