using System.Net;
using System.Text.RegularExpressions;

namespace Latchkey.Native;

/// <summary>Where the browser hands its answer to. RFC 8252 §7.</summary>
[System.ComponentModel.TypeConverter(typeof(RedirectTargetConverter))]
public sealed partial class RedirectTarget
{
    private RedirectTarget(Uri address, bool isLoopback, bool anyPort) => (Address, IsLoopback, AnyPort) = (address, isLoopback, anyPort);

    /// <summary>The address as registered; the port is missing when any port will do.</summary>
    public Uri Address { get; }

    /// <summary>Whether it is answered by a listener of the SDK on this machine, rather than by the system starting the app.</summary>
    public bool IsLoopback { get; }

    internal bool AnyPort { get; }

    /// <summary>A scheme of the app's own, such as <c>com.example.app:/callback</c>. RFC 8252 §7.1.</summary>
    /// <param name="scheme">A reversed domain name you own, so that no other app has it: <c>com.example.app</c>.</param>
    /// <param name="path">The path, starting with a slash.</param>
    /// <exception cref="ArgumentException">The scheme is not a reversed domain name.</exception>
    public static RedirectTarget Scheme(string scheme, string path = "/callback")
    {
        if (!ReversedDomain().IsMatch(scheme ?? ""))
            throw new ArgumentException($"'{scheme}' is not a reversed domain name such as com.example.app (RFC 8252 §7.1).", nameof(scheme));
        return new(new Uri($"{scheme}:{Rooted(path)}"), isLoopback: false, anyPort: false);
    }

    /// <summary>
    /// For one app on many platforms: a scheme of its own on Android, iOS and Mac Catalyst, any port of the loopback address elsewhere. Register
    /// both at the provider. RFC 8252 §7.
    /// </summary>
    /// <param name="scheme">A reversed domain name you own: <c>com.example.app</c>.</param>
    /// <param name="path">The path, starting with a slash.</param>
    /// <exception cref="ArgumentException">The scheme is not a reversed domain name.</exception>
    public static RedirectTarget SchemeOnPhones(string scheme, string path = "/callback")
    {
        var phone = Scheme(scheme, path);
        return OperatingSystem.IsAndroid() || OperatingSystem.IsIOS() ? phone : Loopback(path);     // Mac Catalyst is iOS here
    }

    /// <summary>A loopback address. RFC 8252 §7.3.</summary>
    /// <param name="path">The path, starting with a slash.</param>
    /// <param name="port">A fixed port for providers that compare it; 0 takes a free one each time.</param>
    /// <param name="useIPv6">Listen on <c>[::1]</c> instead of <c>127.0.0.1</c>.</param>
    public static RedirectTarget Loopback(string path = "/callback", int port = 0, bool useIPv6 = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        var host = useIPv6 ? "[::1]" : "127.0.0.1";
        return new(new Uri($"http://{host}{(port == 0 ? "" : $":{port}")}{Rooted(path)}"), isLoopback: true, anyPort: port == 0);
    }

    /// <summary>
    /// An https address of your own domain that the system hands to the app instead of the browser: an app link of Android, a universal link
    /// of Apple's systems, an app URI handler of Windows. No other app can take it. RFC 8252 §7.2. The system's part is yours to set up:
    /// the association file on the domain and the entry in the app's manifest; the arrived address goes to
    /// <see cref="LatchkeyClient.ForwardActivationAsync"/>.
    /// </summary>
    /// <param name="address">The address, such as <c>https://app.example.com/callback</c>.</param>
    /// <exception cref="ArgumentException">It is not an https address without query and fragment, or names this machine.</exception>
    public static RedirectTarget ClaimedHttps(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address is { IsAbsoluteUri: true, IsLoopback: false, Query: "", Fragment: "", UserInfo: "" } && address.Scheme == Uri.UriSchemeHttps
            ? new(address, isLoopback: false, anyPort: false)
            : throw new ArgumentException($"'{address}' is not an https address of a domain, without query and fragment.", nameof(address));
    }

    /// <summary>
    /// The target a registered redirect URI means: <c>com.example.app:/callback</c>, <c>http://127.0.0.1/callback</c> (any port),
    /// <c>http://127.0.0.1:7890/callback</c> or <c>http://localhost:7890/callback</c> (exactly that port), or
    /// <c>https://app.example.com/callback</c> (see <see cref="ClaimedHttps"/>). A scheme without a dot is
    /// taken here, since it is registered already; for a new one use <see cref="Scheme"/>.
    /// </summary>
    /// <param name="redirectUri">The URI as registered at the provider.</param>
    /// <exception cref="ArgumentException">It is neither a custom scheme nor a loopback or https address.</exception>
    public static RedirectTarget Parse(string redirectUri)
    {
        if (!Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0)
            throw new ArgumentException($"'{redirectUri}' is not an absolute URI without a fragment.", nameof(redirectUri));
        if (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
            return new(uri, isLoopback: true, anyPort: uri.IsDefaultPort && uri.HostNameType != UriHostNameType.Dns);
        if (uri.Scheme == Uri.UriSchemeHttps) return ClaimedHttps(uri);
        if (!OfEverybody.Contains(uri.Scheme)) return new(uri, isLoopback: false, anyPort: false);
        throw new ArgumentException($"'{redirectUri}' is neither a scheme of the app's own nor a loopback address (RFC 8252 §7).", nameof(redirectUri));
    }

    /// <summary>The address as text, exactly as sent.</summary>
    public override string ToString() => Address.OriginalString;

    /// <summary>Whether an address the system handed over is this target with an answer attached.</summary>
    internal bool Matches(Uri arrived)
    {
        if (!string.Equals(arrived.Scheme, Address.Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        if (Address.Scheme == Uri.UriSchemeHttps) return arrived.GetLeftPart(UriPartial.Path) == Address.GetLeftPart(UriPartial.Path);
        // Some launchers rewrite com.example.app:/callback to com.example.app:///callback.
        return WithoutAuthority(arrived) == WithoutAuthority(Address);
    }

    private static string WithoutAuthority(Uri uri)
    {
        var rest = uri.OriginalString[(uri.Scheme.Length + 1)..].Split('?', '#')[0];
        return rest.StartsWith("///", StringComparison.Ordinal) ? rest[2..] : rest;
    }

    /// <summary>Schemes that browsers and desktops have uses of their own for.</summary>
    private static readonly string[] OfEverybody = ["http", "https", "file", "javascript", "data", "blob", "about", "ftp", "ws", "wss", "mailto", "tel", "sms",
        "intent", "view-source", "chrome", "ssh", "ms-settings"];

    private static string Rooted(string path) =>
        path is ['/', ..] && !path.Contains('?', StringComparison.Ordinal) && !path.Contains('#', StringComparison.Ordinal)
            ? path : throw new ArgumentException($"'{path}' must start with a slash and have no query or fragment.", nameof(path));

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+-]*(\.[a-zA-Z0-9+-]+)+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReversedDomain();
}
