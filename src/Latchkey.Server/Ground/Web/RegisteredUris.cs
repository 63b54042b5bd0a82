using System.Text.RegularExpressions;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// Which addresses an app may register to be answered at. What is registered is later compared byte for byte, so nothing
/// is let in that two programs might read differently. RFC 6749 §3.1.2, RFC 8252 §7 and §8.4, threats row 1 and 2.
/// </summary>
internal static partial class RegisteredUris
{
    public const int MaxLength = 1024;

    /// <summary>Where plain http reaches no network. RFC 8252 §7.3 and §8.3, RFC 9700 §2.1.</summary>
    public static readonly IReadOnlyList<string> ThisMachine = ["http://127.0.0.1", "http://[::1]", "http://localhost"];

    /// <summary>Schemes a browser runs, reads or hands to something else than an app: never an app's address.</summary>
    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "about", "blob", "cid", "chrome", "chrome-extension", "chrome-untrusted", "content", "data", "dav", "devtools", "edge", "facetime", "feed", "file",
        "filesystem",
        "ftp", "ftps", "geo", "gopher", "imap", "intent", "itms", "itms-apps", "itms-services", "jar", "javascript", "jscript", "ldap", "ldaps", "livescript",
        "mailto", "market", "mhtml", "mk", "mocha", "moz-extension", "ms-appinstaller", "ms-its", "ms-msdt", "ms-settings", "news", "nfs", "nntp", "opera",
        "pop", "res", "resource",
        "safari-extension", "search-ms", "sftp", "shell", "sip", "sips", "smb", "sms", "ssh", "steam", "tel", "telnet", "tftp", "urn", "vbscript", "vbs",
        "view-source", "wais", "webcal", "ws", "wss",
        "wyciwyg", "x-javascript", "xmpp",
    };

    /// <summary>
    /// What is wrong with an address to be answered at, in words for whoever registers; null when it will do. Plain http gives a code to the network:
    /// OAuth 2.1 §1.5, RFC 8252 §7.3.
    /// </summary>
    public static string? Problem(string uri, string applicationType) => FormProblem(uri)
        ?? (!IsPlainHttp(uri) || IsOnThisMachine(uri) ? null
            : applicationType == "native" ? "must use https, a scheme of the app's own, or a loopback address"
            : "must use https; plain http is for a loopback address only");

    /// <summary>
    /// What is wrong with an address of an app that somebody will follow: people to its pages, this server for keys and notices. OpenID Connect
    /// Registration §2.
    /// </summary>
    /// <param name="uri">The address.</param>
    /// <param name="development">Whether plain http on this machine will do.</param>
    public static string? AddressProblem(string uri, bool development) =>
        uri.StartsWith("https://", StringComparison.Ordinal) || (development && IsOnThisMachine(uri)) ? FormProblem(uri) : "must be an https address";

    /// <summary>What is wrong with the form of it, whoever it is of.</summary>
    public static string? FormProblem(string uri)
    {
        if (uri.Length == 0) return "must not be empty";
        if (uri.Length > MaxLength) return $"must have at most {MaxLength} characters";
        if (uri.Any(c => c is <= ' ' or > '~' or '\\' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}'))
            return "must consist of printable ASCII characters that are allowed in a URI; encode others";
        if (uri.Contains('#', StringComparison.Ordinal)) return "must not have a fragment";
        if (uri.Contains('*', StringComparison.Ordinal)) return "must not have a wildcard: register each address";
        if (BadEscape().IsMatch(uri)) return "must not have broken or control-character percent-encoding";

        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !Scheme().IsMatch(uri.AsSpan(0, colon))) return "must be absolute, starting with a scheme";
        var scheme = uri[..colon];
        if (Forbidden.Contains(scheme)) return $"must not use the scheme {scheme.ToLowerInvariant()}";
        if (DotSegment().IsMatch(uri)) return "must not have . or .. in its path";

        var rest = uri[(colon + 1)..];
        return scheme is "http" or "https" ? WebProblem(rest)
            : scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase)
            ? "must write its scheme in lower case"
            : CustomProblem(rest);
    }

    /// <summary>Where a browser goes that has a link to follow: a web page, whoever's.</summary>
    public static string? PageProblem(string uri) =>
        IsPlainHttp(uri) || uri.StartsWith("https://", StringComparison.Ordinal) ? FormProblem(uri) : "must be an http or https address";

    private static bool IsPlainHttp(string uri) => uri.StartsWith("http://", StringComparison.Ordinal);

    private static bool IsOnThisMachine(string uri) =>
        ThisMachine.Any(host => uri.StartsWith(host, StringComparison.Ordinal) && (uri.Length == host.Length || uri[host.Length] is ':' or '/' or '?'));

    private static string? WebProblem(string rest)
    {
        if (!rest.StartsWith("//", StringComparison.Ordinal)) return "must have // and a host after the scheme";
        var end = rest.AsSpan(2).IndexOfAny('/', '?');
        var authority = end < 0 ? rest[2..] : rest[2..(2 + end)];
        if (authority.Contains('@', StringComparison.Ordinal)) return "must not have a user name before its host";
        if (Authority().Match(authority) is not { Success: true } match) return "must have a well-formed host and port";

        var port = match.Groups["port"];
        if (port.Success && (port.Value[0] == '0' || int.Parse(port.Value, System.Globalization.CultureInfo.InvariantCulture) is 0 or > 65535))
            return "must have a port between 1 and 65535";
        var host = match.Groups["host"].Value;
        if (host.StartsWith('[') ? !System.Net.IPAddress.TryParse(host, out _) : Uri.CheckHostName(host) is UriHostNameType.Unknown)
            return "must have a well-formed host and port";
        if (LooksLikeANumber().IsMatch(host) && !CanonicalIPv4().IsMatch(host)) return "must write an IPv4 address as four decimal numbers";
        return null;
    }

    private static string? CustomProblem(string rest) =>
        rest.Length == 0 ? "must have something after its scheme"
        : rest.Contains('@', StringComparison.Ordinal) ? "must not contain @"
        : null;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})|%[01][0-9A-Fa-f]|%7[Ff]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BadEscape();

    [GeneratedRegex(@"[/:](\.|%2[Ee]){1,2}(;[^/?]*)?([/?]|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DotSegment();

    [GeneratedRegex(@"^(?<host>[a-z0-9](?:[a-z0-9\-]*(?:\.[a-z0-9\-]+)*)?|\[[0-9a-f:.]+\])(:(?<port>[0-9]{1,5}))?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Authority();

    [GeneratedRegex(@"^(0x[0-9a-f]*|[0-9.]+)(\.(0x[0-9a-f]*|[0-9]+))*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LooksLikeANumber();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CanonicalIPv4();
}
